import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { layout, panelTitle, series } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";

interface Quantity {
  /** Column of the table. */
  readonly column: string;
  readonly title: string;
}

const steps: Quantity = { column: "steps", title: "Steps" };
const error: Quantity = { column: "error", title: "Average error" };
const latency: Quantity = { column: "latency", title: "Latency (s)" };
const energy: Quantity = { column: "energy", title: "Energy (J)" };
const cost: Quantity = { column: "cost", title: "Cost" };

const panels: readonly { readonly title: string; readonly x: Quantity; readonly y: Quantity }[] = [
  { title: "Quality", x: steps, y: error },
  { title: "Latency", x: steps, y: latency },
  { title: "Energy", x: steps, y: energy },
  { title: "Quality and latency", x: latency, y: error },
  { title: "Quality and energy", x: energy, y: error },
  { title: "Cost", x: steps, y: cost },
];

/**
 * Error, latency, energy and cost of each number of steps at both places, and what quality costs in latency and energy.
 * @param table Of `stepTradeoff`.
 */
export function qualityTradeoffsChart(table: Table): Chart {
  const data = panels.flatMap(({ x, y }, panel) => [
    { ...line(table, "local", panel, x.column, y.column), ...look("Device", 0), showlegend: panel === 0 },
    { ...line(table, "edge", panel, x.column, y.column), ...look("Edge", 1), showlegend: panel === 0 },
  ]);
  const priced = {
    ...line(table, "edge", 5, "steps", "pricedCost"),
    ...look("Edge, with the price of its steps", 2),
  };
  const least = [
    leastOf(table, "local", "cost", 0),
    leastOf(table, "edge", "cost", 1),
    leastOf(table, "edge", "pricedCost", 2),
  ];
  const axes = panels.flatMap(({ title, x, y }, panel) => [
    [`xaxis${suffix(panel)}`, { title: panelTitle(panel, x.title, title), rangemode: "tozero" }],
    [`yaxis${suffix(panel)}`, { title: { text: y.title }, rangemode: "tozero" }],
  ]);
  return {
    name: "quality-tradeoffs",
    caption:
      "One request at both places as its reverse diffusion steps rise: (a) average error, (b) latency, (c) energy, (d) error against latency, (e) error against energy, (f) cost, at the edge without and with the price of its steps; the marks are where it is least.",
    data: [...data, priced, ...least],
    layout: layout({ columns: 2, heightInches: 4.4, panels: { rows: 2, columns: 3 }, ...Object.fromEntries(axes) }),
    table,
  };
}

function look(name: string, style: number): PlotlyTrace {
  return { ...series(style), mode: "lines", name, legendgroup: name };
}

function line({ rows }: Table, place: string, panel: number, x: string, y: string): PlotlyTrace {
  const points = rows.filter(({ place: at }) => at === place);
  return {
    x: points.map((row) => row[x]),
    y: points.map((row) => row[y]),
    ...axesOf(panel),
  };
}

/** A mark where a place's cost is least. */
function leastOf({ rows }: Table, place: string, column: string, style: number): PlotlyTrace {
  const own = rows.filter(({ place: at }) => at === place);
  const best = own.reduce((least, row) => (Number(row[column]) < Number(least[column]) ? row : least));
  const mark = { x: [best["steps"]], y: [best[column]], showlegend: false };
  return { ...series(style), mode: "markers", cliponaxis: false, ...axesOf(panels.length - 1), ...mark };
}
