/** The six panels that every axis of the study `baselines` gets. */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { band, layout, panelTitle, series } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";
import { counted } from "../../report/words.js";
import { METHODS } from "../../solver/methods/methods.js";
import type { BaselinesAxis } from "./runs.js";

const PROPOSED = METHODS[0]!.name;

interface Drawn {
  readonly method: string;
  readonly label: string;
  readonly style: number;
  /** The proposed algorithm, the same from another start, and the optimum: they nearly coincide. The others are baselines. */
  readonly coincides: boolean;
  readonly proves: boolean;
  readonly marker: object;
}

/** In the order of drawing: first those that coincide, the proposed algorithm last, as larger markers show around its own. */
const methods: readonly Drawn[] = METHODS.flatMap(({ name: method, label, style, proves, options }) => {
  if (style === undefined) return [];
  const coincides = proves || options.includes("relaxation");
  const larger = proves ? { symbol: "circle-open", size: 10 } : { size: 8 };
  const marker = method === PROPOSED ? { size: 5 } : coincides ? larger : {};
  return { method, label, style, coincides, proves, marker };
}).sort((a, b) => rank(a) - rank(b) || a.style - b.style);

function rank({ method, coincides }: Drawn): number {
  return method === PROPOSED ? 1 : coincides ? 0 : 2;
}

/** The limits that vary, as captions say them. */
const LIMITS: Readonly<Record<BaselinesAxis, string>> = {
  "device.maxSteps": "the most steps of a task on its device",
  "edge.maxSteps": "the most steps of a task at the edge",
  "edge.stepCapacity": "the steps of all tasks together at the edge",
};

const PERCENT = 100;
const panels = [
  { outcome: "objective", title: "Objective", axis: "Objective a user", factor: 1 },
  { outcome: "gap", title: "Gap to the optimum", axis: "Gap (%)", factor: PERCENT },
  { outcome: "latency", title: "Latency", axis: "Latency a user (s)", factor: 1 },
  { outcome: "error", title: "Error", axis: "Average error a user", factor: 1 },
  { outcome: "energy", title: "Energy", axis: "Energy a user (J)", factor: 1 },
  { outcome: "offloaded", title: "Offloading", axis: "Users at the edge (%)", factor: PERCENT },
];

/** Smaller gaps are drawn at this one: a logarithmic axis has no 0 [%]. */
const SMALLEST_GAP = 1e-4;
const logarithmic = {
  type: "log",
  range: [-4.5, 2.7],
  tickvals: [1e-4, 1e-2, 1, 100],
  ticktext: ["≤0.0001", "0.01", "1", "100"],
};

/** By the limit that varies: the chart's name, and the title of its x axes. */
const charts: Readonly<Record<BaselinesAxis, { readonly name: string; readonly limit: string }>> = {
  "device.maxSteps": { name: "baselines-local-steps", limit: "Device limit (steps)" },
  "edge.maxSteps": { name: "baselines-edge-steps", limit: "Edge limit of a task (steps)" },
  "edge.stepCapacity": { name: "baselines-edge-capacity", limit: "Edge capacity (steps a user)" },
};

/**
 * Six outcomes of every method while one limit on steps varies.
 * @param table Of `baselines`; rows of other axes are left out.
 */
export function baselinesChart(table: Table, axis: BaselinesAxis): Chart {
  const { name, limit } = charts[axis];
  const rows = table.rows.filter((row) => row["axis"] === axis);
  const scenarios = rows[0]?.["scenarios"];
  const simpler = methods.filter((one) => !one.coincides && rows.some(({ method }) => method === one.method));
  const axes = panels.flatMap(({ outcome, title, axis: text }, i) => [
    [`xaxis${suffix(i)}`, { title: panelTitle(i, limit, title), rangemode: "tozero" }],
    [`yaxis${suffix(i)}`, { title: { text }, ...(outcome === "gap" ? logarithmic : { rangemode: "tozero" }) }],
  ]);
  return {
    name,
    caption: `The proposed algorithm, the same from a random start, ${counted(simpler.length, "simpler baseline")} and the optimum against ${LIMITS[axis]}, means over ${scenarios} scenarios: (a) objective, (b) gap to the optimum, (c) latency, (d) average error, (e) energy, (f) users at the edge. Bands in all panels but (b): 10 % to 90 % quantile over the scenarios; not drawn for random start and optimum, which nearly coincide with the proposed algorithm: a dot in a square in a ring.`,
    data: [...panels.keys()].flatMap((panel) => [...bands(rows, panel), ...lines(rows, panel)]),
    layout: layout({
      columns: 2,
      heightInches: 4.6,
      panels: { rows: 2, columns: 3 },
      legend: { entrywidthmode: "fraction", entrywidth: 0.24 },
      ...Object.fromEntries(axes),
    }),
    table: { ...table, name, rows },
  };
}

function bands(rows: Table["rows"], panel: number): PlotlyTrace[] {
  const { outcome, factor } = panels[panel]!;
  if (outcome === "gap") return [];
  return methods
    .filter(({ method, coincides }) => method === PROPOSED || !coincides)
    .map(({ method, style }) => {
      const column = columnOf(rows, method);
      const low = column(`${outcome}P10`, factor);
      return { ...band(style, column("value"), low, column(`${outcome}P90`, factor)), ...axesOf(panel) };
    });
}

function lines(rows: Table["rows"], panel: number): PlotlyTrace[] {
  const { outcome, factor } = panels[panel]!;
  const gap = outcome === "gap";
  return methods
    .filter(({ proves }) => !(gap && proves))
    .map(({ method, label, style, marker }) => {
      const column = columnOf(rows, method);
      const line = series(style);
      return {
        ...line,
        marker: { ...(line["marker"] as object), ...marker },
        ...axesOf(panel),
        name: label,
        legendgroup: method,
        legendrank: style,
        showlegend: panel === 0,
        cliponaxis: false,
        x: column("value"),
        y: column(`${outcome}Mean`, factor).map((y) => (gap ? Math.max(y, SMALLEST_GAP) : y)),
      };
    });
}

function columnOf(rows: Table["rows"], method: string): (name: string, factor?: number) => number[] {
  const own = rows.filter(({ method: of }) => of === method);
  return (name, factor = 1) => own.map((row) => factor * Number(row[name]));
}
