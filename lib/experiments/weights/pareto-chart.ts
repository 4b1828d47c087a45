/** Where a design of weights leads: latency, energy and, as colour, error of each service's plans. */

import { groups } from "d3-array";
import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { layout, panelTitle } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";
import { reach } from "./reach-chart.js";

const ink = "#000000";
const paper = "#ffffff";

/** Drawn in this order; those without a colour of their own have that of their error. */
const plans: readonly { readonly plan: string; readonly name: string; readonly marker: object }[] = [
  {
    plan: "dominated",
    name: "dominated",
    marker: { symbol: "x-thin", size: 4, line: { width: 0.8, color: "#808080" } },
  },
  { plan: "front", name: "on the front", marker: { symbol: "circle", size: 4 } },
  {
    plan: "better",
    name: "better than dashed",
    marker: { symbol: "circle", size: 6, line: { width: 1, color: ink } },
  },
  {
    plan: "local",
    name: "all local",
    marker: { symbol: "triangle-up", size: 9, color: paper, line: { width: 1.2, color: ink } },
  },
  {
    plan: "edge",
    name: "all at the edge",
    marker: { symbol: "square", size: 8, color: paper, line: { width: 1.2, color: ink } },
  },
  {
    plan: "preset",
    name: "preset",
    marker: { symbol: "diamond", size: 8, color: "#56b4e9", line: { width: 1.2, color: ink } },
  },
  {
    plan: "knee",
    name: "knee",
    marker: { symbol: "star", size: 12, color: "#d55e00", line: { width: 1.2, color: ink } },
  },
];
const coloured = ["front", "better"];

/** A panel for each service. @param table Of `weightsPareto`. */
export function weightsParetoChart(table: Table): Chart {
  const byService = groups(table.rows, ({ service }) => String(service));
  const services = byService.map(([service]) => service);
  const axes = services.flatMap((service, i) => {
    const log = { type: "log", dtick: 1, tickformat: "~g" };
    return [
      [
        `xaxis${suffix(i)}`,
        { title: panelTitle(i, "Latency a user (s)", `${service}, error ${ends(byService[i]![1])}`), ...log },
      ],
      [`yaxis${suffix(i)}`, { title: { text: "Energy a user (J)" }, ...log }],
    ];
  });
  return {
    name: "weights-pareto",
    caption: `What weights ${reach(table)} the preset's lead to, a panel for each service: latency and energy a user, and as colour the average error, from the panel's least to its most, which its title has. The front is that of all three outcomes, so points on it may look dominated in two. Dashed: the worse of all-local and all-edge. Points ringed in black are on the front and better than that in latency, energy and error; the star is their knee.`,
    data: byService.flatMap(([, rows], i) => traces(rows, i)),
    layout: layout({
      columns: 2,
      heightInches: 2.6 * Math.ceil(services.length / 2) + 0.4,
      panels: { rows: Math.ceil(services.length / 2), columns: Math.min(2, services.length) },
      legend: { entrywidthmode: "fraction", entrywidth: 0.24 },
      coloraxis: {
        cmin: 0,
        cmax: 1,
        colorbar: { title: { text: "Average error in the panel" }, tickvals: [0, 1], ticktext: ["least", "most"] },
      },
      shapes: byService.flatMap(([, rows], i) => reference(rows, i)),
      ...Object.fromEntries(axes),
    }),
    table,
  };
}

/** The least and the largest error of a service's plans. */
function errorsOf(rows: Table["rows"]): readonly [least: number, most: number] {
  const errors = rows.filter(({ point }) => point !== 0).map(({ error }) => Number(error));
  return [Math.min(...errors), Math.max(...errors)];
}

/** Both in words. */
function ends(rows: Table["rows"]): string {
  return errorsOf(rows)
    .map((error) => Number(error.toPrecision(2)))
    .join(" to ");
}

function traces(rows: Table["rows"], panel: number): PlotlyTrace[] {
  const [least, most] = errorsOf(rows);
  return plans.map(({ plan, name, marker }) => {
    const own = rows.filter((row) => row["plan"] === plan);
    const color = own.map(({ error }) => (Number(error) - least) / (most - least));
    return {
      type: "scatter",
      mode: "markers",
      name,
      legendgroup: plan,
      showlegend: panel === 0,
      x: own.map(({ latency }) => latency),
      y: own.map(({ energy }) => energy),
      marker: coloured.includes(plan) ? { ...marker, color, coloraxis: "coloraxis" } : marker,
      ...axesOf(panel),
    };
  });
}

/** The corner that both baselines leave: their larger latency and their larger energy. */
function reference(rows: Table["rows"], panel: number): object[] {
  const baselines = rows.filter(({ plan }) => plan === "local" || plan === "edge");
  const latency = Math.max(...baselines.map((row) => Number(row["latency"])));
  const energy = Math.max(...baselines.map((row) => Number(row["energy"])));
  const line = { type: "line", line: { width: 1, dash: "3px,2px", color: ink } };
  const [x, y] = [`x${suffix(panel)}`, `y${suffix(panel)}`];
  return [
    { ...line, xref: x, yref: `${y} domain`, x0: latency, x1: latency, y0: 0, y1: 1 },
    { ...line, xref: `${x} domain`, yref: y, x0: 0, x1: 1, y0: energy, y1: energy },
  ];
}
