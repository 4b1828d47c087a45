/** Which weight matters for which outcome of each service: total indices as bars, first-order ones as points. */

import { groups } from "d3-array";
import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { bars, errorBars, layout, panelTitle } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";
import { WEIGHTS_OUTCOMES } from "./outcomes.js";
import { reach } from "./reach-chart.js";
import { WEIGHT_SYMBOLS } from "./symbols.js";

/** Of a bar with the point beside it, and of the bar alone. */
const WIDTH = 0.28;
const BAR = 0.15;
const looks = [0, 1, 3];

/** A panel for each service. @param table Of `weightsSobol`. */
export function weightsSobolChart(table: Table): Chart {
  const byService = groups(table.rows, ({ service }) => String(service));
  const services = byService.map(([service]) => service);
  const ticktext = Object.values(WEIGHT_SYMBOLS).map((symbol) => symbol.replace(/ .*/, ""));
  const axes = services.flatMap((service, i) => {
    const x = {
      title: panelTitle(i, "Weight of time, error, energy, device and edge utility", service),
      tickvals: ticktext.map((_, k) => k),
      ticktext,
      ticks: "",
    };
    return [
      [`xaxis${suffix(i)}`, { ...x, range: [-0.6, ticktext.length - 0.4] }],
      [`yaxis${suffix(i)}`, { title: { text: "Share of the variance" }, range: [-0.13, 0.95], dtick: 0.25 }],
    ];
  });
  return {
    name: "weights-sobol",
    caption: `Share of the variance of log latency, log error and log energy that each weight accounts for, together with the others (bars, total Sobol index) and alone (the point beside each bar, first-order index), over weights ${reach(table)} the preset's. Whiskers: 95 % confidence interval, from the spread over independently shifted sequences.`,
    data: byService.flatMap(([, rows], i) => traces(rows, i)),
    layout: layout({
      columns: 2,
      heightInches: 2.4 * Math.ceil(services.length / 2) + 0.2,
      panels: { rows: Math.ceil(services.length / 2), columns: Math.min(2, services.length) },
      barmode: "overlay",
      ...Object.fromEntries(axes),
    }),
    table,
  };
}

function traces(rows: Table["rows"], panel: number): PlotlyTrace[] {
  const axes = axesOf(panel);
  return WEIGHTS_OUTCOMES.flatMap(({ name: outcome }, k) => {
    const own = rows.filter((row) => row["outcome"] === outcome);
    const column = (name: string): number[] => own.map((row) => Number(row[name]));
    const at = (beside: number): number[] => own.map((_, weight) => weight + (k - 1) * WIDTH + beside);
    const total = column("total");
    const first = column("first");
    return [
      {
        ...axes,
        x: at((BAR - WIDTH) / 2 + 0.02),
        ...bars(looks[k]!),
        legendgroup: outcome,
        name: `${outcome}, total`,
        showlegend: panel === 0,
        width: BAR,
        y: total,
        error_y: errorBars(total, column("totalCiLow"), column("totalCiHigh")),
      },
      {
        ...axes,
        x: at(BAR / 2 + 0.01),
        type: "scatter",
        mode: "markers",
        marker: { symbol: "circle", size: 5, color: "#ffffff", line: { width: 1.2, color: "#d55e00" } },
        legendgroup: "first",
        name: "each, first-order",
        showlegend: panel === 0 && k === 2,
        y: first,
        error_y: { ...errorBars(first, column("firstCiLow"), column("firstCiHigh")), color: "#d55e00" },
      },
    ];
  });
}
