/** Latency, error and energy of each service while one weight varies. */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { band, layout, panelTitle, powersOfTen, series } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
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
  const factors = table.rows.map(({ factor }) => Number(factor));
  const panels = WEIGHTS_OUTCOMES.flatMap(({ name: outcome }, k) =>
    services.map((service, s) => ({ service, outcome, k, s })),
  );
  const axes = panels.flatMap(({ service, k, s }, i) => {
    const last = k === WEIGHTS_OUTCOMES.length - 1;
    const title = last ? panelTitle(i, "Weight over preset’s", service) : { text: `(${letter(i)}) ${service}` };
    return [
      [`xaxis${suffix(i)}`, { ...powersOfTen(factors, 2), title }],
      [`yaxis${suffix(i)}`, { ...yAxes[k], ...(s > 0 && { title: { text: "" } }) }],
    ];
  });
  const populations = table.rows[0]?.["populations"];
  return {
    name: "weights-sweep",
    caption: `What the optimum costs a user while one weight varies and the others stay at the preset's: latency (above), average error and energy (below), a column of panels for each service, means over ${populations} populations. Bands: 10 % to 90 % quantile over the populations.`,
    data: panels.flatMap(({ service, outcome }, i) => lines(table, service, outcome, i)),
    layout: layout({
      columns: 2,
      heightInches: 1.75 * WEIGHTS_OUTCOMES.length + 0.4,
      panels: { rows: WEIGHTS_OUTCOMES.length, columns: services.length },
      ...Object.fromEntries(axes),
    }),
    table,
  };
}

function letter(panel: number): string {
  return String.fromCharCode(97 + panel);
}

function lines({ rows }: Table, service: string, outcome: string, panel: number): PlotlyTrace[] {
  const axes = axesOf(panel);
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
