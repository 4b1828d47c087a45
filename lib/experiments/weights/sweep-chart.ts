/** Latency, error and energy of each service while one weight varies. */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { band, layout, panelTitle, series } from "../../report/drawing.js";
import type { Table } from "../../report/table.js";
import { WEIGHTS_OUTCOMES } from "./outcomes.js";
import { WEIGHT_SYMBOLS } from "./symbols.js";

const decades = { type: "log", dtick: 1, tickformat: "~g" };
const yAxes = [
  { ...decades, title: { text: "Latency a user (s)" } },
  { type: "log", tickvals: [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50], title: { text: "Average error a user" } },
  { ...decades, title: { text: "Energy a user (J)" } },
];

/** A row of panels for each service. @param table Of `weightsSweep`. */
export function weightsSweepChart(table: Table): Chart {
  const services = [...new Set(table.rows.map(({ service }) => String(service)))];
  const panels = services.flatMap((service) =>
    WEIGHTS_OUTCOMES.map(({ name: outcome }, k) => ({ service, outcome, k })),
  );
  const axes = panels.flatMap(({ service, k }, i) => {
    const suffix = i === 0 ? "" : String(i + 1);
    const title = panelTitle(i, "Weight over preset’s", service);
    return [
      [`xaxis${suffix}`, { ...decades, title }],
      [`yaxis${suffix}`, yAxes[k]],
    ];
  });
  const populations = table.rows[0]?.["populations"];
  return {
    name: "weights-sweep",
    caption: `What the optimum costs a user while one weight varies and the others stay at the preset's: latency, average error and energy, a row of panels for each service, means over ${populations} populations. Bands: 10 % to 90 % quantile over the populations.`,
    data: panels.flatMap(({ service, outcome }, i) => lines(table, service, outcome, i)),
    layout: layout({
      columns: 2,
      heightInches: 1.9 * services.length + 0.3,
      panels: { rows: services.length, columns: WEIGHTS_OUTCOMES.length },
      ...Object.fromEntries(axes),
    }),
    table,
  };
}

function lines({ rows }: Table, service: string, outcome: string, panel: number): PlotlyTrace[] {
  const axes = { xaxis: `x${panel + 1}`, yaxis: `y${panel + 1}` };
  const traces = Object.entries(WEIGHT_SYMBOLS).map(([weight, name], index) => {
    const own = rows.filter((row) => row["service"] === service && row["weight"] === weight);
    const column = (column: string): number[] => own.map((row) => Number(row[column]));
    const x = column("factor");
    const spread = band(index, x, column(`${outcome}P10`), column(`${outcome}P90`));
    const line = {
      ...series(index),
      name,
      legendgroup: weight,
      showlegend: panel === 0,
      x,
      y: column(`${outcome}Mean`),
    };
    return { band: { ...spread, ...axes }, line: { ...line, ...axes } };
  });
  return [...traces.map((trace) => trace.band), ...traces.map((trace) => trace.line)];
}
