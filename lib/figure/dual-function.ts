/** The Lagrangian dual against the price, the optimum above it, and the demand that is its slope (MODEL.md §7). */
import type { Table } from "../study/table.js";
import type { Chart, PlotlyTrace } from "./chart.js";
import { layout, panelTitle, series } from "./theme.js";

/** @param table Of the study `dualFunction`. */
export function dualFunctionChart(table: Table): Chart {
  const column = (name: string): number[] => table.rows.map((row) => row[name] as number);
  const [price, dual] = [column("price"), column("dual")];
  const bound = Math.max(...dual);
  const best = price[dual.indexOf(bound)]!;
  const [optimum, capacity] = [column("optimum")[0]!, column("capacity")[0]!];
  const ends = [price[0]!, price.at(-1)!];
  const curve = (
    index: number,
    panel: 1 | 2,
    name: string,
    x: number[],
    y: number[],
    shape = "linear",
  ): PlotlyTrace => {
    const look = series(index);
    const line = { ...(look["line"] as object), shape, simplify: false };
    return { ...look, line, mode: "lines", name, x, y, xaxis: `x${panel}`, yaxis: `y${panel}` };
  };
  const mark = (panel: 1 | 2, y: number): PlotlyTrace => ({
    ...series(4),
    mode: "markers",
    name: `<i>λ</i>* = ${best.toFixed(3)}`,
    legendgroup: "price",
    showlegend: panel === 1,
    x: [best],
    y: [y],
    xaxis: `x${panel}`,
    yaxis: `y${panel}`,
  });
  const axis = "Price of an edge step <i>λ</i> (1/step)";
  return {
    name: "dual-function",
    caption:
      "Five users: (a) the Lagrangian dual is a lower bound at every price; it is concave and piecewise linear, and largest at the price. What is left up to the optimum is the gap that no plan can close. (b) Its slope is the demand less the capacity, so it is largest where the demand comes down to the capacity.",
    data: [
      curve(0, 1, "Lagrangian dual", price, dual),
      curve(2, 1, "optimum", ends, [optimum, optimum]),
      mark(1, bound),
      curve(3, 2, "demand", price, column("demand"), "hv"),
      curve(1, 2, "capacity", ends, [capacity, capacity]),
      mark(2, column("demand")[dual.indexOf(bound)]!),
    ],
    layout: layout({
      columns: 2,
      heightInches: 2.6,
      panels: { rows: 1, columns: 2 },
      xaxis: { title: panelTitle(0, axis, "Dual"), rangemode: "tozero" },
      xaxis2: { title: panelTitle(1, axis, "Demand"), rangemode: "tozero" },
      yaxis: { title: { text: "Objective" } },
      yaxis2: { title: { text: "Steps at the edge" }, rangemode: "tozero" },
    }),
    table,
  };
}
