/** The Lagrangian dual against the price, the optimum above it, and the demand that is its slope (MODEL.md §7). */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { layout, panelTitle, series } from "../../report/drawing.js";
import type { Table } from "../../report/table.js";
import { capital, counted } from "../../report/words.js";

/** @param table Of the study `dualFunction`. */
export function dualFunctionChart(table: Table): Chart {
  const column = (name: string): number[] => table.rows.map((row) => row[name] as number);
  const [price, dual, demand] = [column("price"), column("dual"), column("demand")];
  const bound = Math.max(...dual);
  const at = dual.indexOf(bound);
  const best = price[at]!;
  const [optimum, capacity] = [column("optimum")[0]!, column("capacity")[0]!];
  const ends = [price[0]!, price.at(-1)!];
  const place = (panel: number): PlotlyTrace => ({ xaxis: `x${panel}`, yaxis: `y${panel}`, showlegend: panel !== 2 });
  const curve = (
    index: number,
    panel: number,
    name: string,
    x: number[],
    y: number[],
    shape = "linear",
  ): PlotlyTrace => {
    const look = series(index);
    const line = { ...(look["line"] as object), shape };
    return { ...look, line, mode: "lines", name, x, y, ...place(panel) };
  };
  const mark = (panel: number, y: number): PlotlyTrace => ({
    ...series(4),
    mode: "markers",
    name: `<i>λ</i>* = ${best.toFixed(3)}`,
    x: [best],
    y: [y],
    ...place(panel),
    showlegend: panel === 1,
  });
  const axis = "Price <i>λ</i> (1/step)";
  const gap = optimum - bound;
  const users = table.about?.["users"];
  const who = users === undefined ? "" : `${capital(counted(Number(users), "user"))}: `;
  return {
    name: "dual-function",
    caption: `${who}(a) ${who === "" ? "The" : "the"} Lagrangian dual is a lower bound at every price; it is concave and piecewise linear, and largest at the price λ*. (b) The same close to λ*: what is left up to the optimum is the gap that no plan can close. (c) The slope of the dual is the demand less the capacity, so it is largest where the demand comes down to the capacity.`,
    data: [
      ...[1, 2].flatMap((panel) => [
        curve(0, panel, "Lagrangian dual", price, dual),
        curve(2, panel, "optimum", ends, [optimum, optimum]),
        mark(panel, bound),
      ]),
      curve(3, 3, "demand", price, demand, "hv"),
      curve(1, 3, "capacity", ends, [capacity, capacity]),
      mark(3, demand[at]!),
    ],
    layout: layout({
      columns: 2,
      heightInches: 2.6,
      panels: { rows: 1, columns: 3 },
      xaxis: { title: panelTitle(0, axis, "Dual"), rangemode: "tozero" },
      xaxis2: { title: panelTitle(1, axis, "Dual close to <i>λ</i>*"), range: [0.8 * best, 1.2 * best] },
      xaxis3: { title: panelTitle(2, axis, "Demand"), rangemode: "tozero" },
      yaxis: { title: { text: "Objective" } },
      yaxis2: { title: { text: "Objective" }, range: [bound - 4 * gap, optimum + gap] },
      yaxis3: { title: { text: "Steps at the edge" }, rangemode: "tozero" },
      shapes: [
        { type: "line", xref: "x2", yref: "y2", x0: best, x1: best, y0: bound, y1: optimum, line: { width: 1 } },
      ],
      annotations: [{ xref: "x2", yref: "y2", x: best, y: bound + gap / 2, text: "gap", xanchor: "left", xshift: 3 }],
    }),
    table,
  };
}
