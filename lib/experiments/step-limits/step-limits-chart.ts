/** What the limits on steps cost: the optimum over two limits at a time, and cuts along S_max^e in both readings. */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { band, LIGHT_GREYS, layout, panelTitle, series } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";
import { DEVICE_LIMITS, EDGE_LIMITS, type StepLimits, USUAL_LIMITS } from "./runs.js";

type Limit = keyof StepLimits;
type Fixed = Readonly<Partial<Record<Limit, number>>>;

const titles: Readonly<Record<Limit, string>> = {
  deviceMaxSteps: "Device limit (steps)",
  edgeMaxSteps: "Edge limit of a task (steps)",
  capacityPerUser: "Edge capacity (steps a user)",
};

const maps: readonly { readonly x: Limit; readonly y: Limit; readonly values: readonly number[] }[] = [
  { x: "edgeMaxSteps", y: "deviceMaxSteps", values: DEVICE_LIMITS },
  { x: "capacityPerUser", y: "deviceMaxSteps", values: DEVICE_LIMITS },
  { x: "capacityPerUser", y: "edgeMaxSteps", values: EDGE_LIMITS },
];

const parts = [
  { outcome: "objective", name: "objective", style: 2, weight: null },
  { outcome: "latency", name: "<i>c</i><sub>1</sub> · latency", style: 0, weight: "time" },
  { outcome: "error", name: "<i>c</i><sub>2</sub> · error", style: 1, weight: "error" },
  { outcome: "energy", name: "<i>c</i><sub>3</sub> · energy", style: 3, weight: "energy" },
  { outcome: "utility", name: "utility", style: 5, weight: null },
] as const;

const readings: readonly { readonly x: Limit; readonly name: string; readonly style: number; readonly fixed: Fixed }[] =
  [
    { x: "edgeMaxSteps", name: "of a task", style: 4, fixed: {} },
    { x: "edgeMaxSteps", name: "same, total 10", style: 6, fixed: { capacityPerUser: 10 } },
    { x: "capacityPerUser", name: "in total", style: 5, fixed: {} },
  ];

/**
 * @param table Of `stepLimits` at its default points.
 * @param weights c₁ [1/s], c₂ [1] and c₃ [1/J] of its scenarios.
 */
export function stepLimitsChart(table: Table, weights: Readonly<Record<"time" | "error" | "energy", number>>): Chart {
  const { deviceMaxSteps } = USUAL_LIMITS;
  const costs = (["edgeMaxSteps", "capacityPerUser"] as const).flatMap((x, i) =>
    parts.flatMap(({ outcome, name, style, weight }) => {
      const factor = weight === null ? 1 : weights[weight];
      const [spread, line] = curve(table, x, {}, outcome, factor, style, 3 + i);
      return [spread!, { ...line, name, showlegend: i === 0 }];
    }),
  );
  const offloaded = readings.flatMap(({ x, name, style, fixed }) => {
    const [spread, line] = curve(table, x, fixed, "offloaded", 100, style, 5);
    return [spread!, { ...line, name, legend: "legend2" }];
  });
  const mapAxes = maps.flatMap(({ x, y }, i) => [
    [`xaxis${suffix(i)}`, { ...category, title: panelTitle(i, titles[x], "Excess (%)") }],
    [`yaxis${suffix(i)}`, { ...category, title: { text: titles[y] }, domain: [0.62, 1] }],
  ]);
  const cost = { title: { text: "Cost a user" }, type: "log", dtick: 1, range: [-1.2, 2.6], domain: [0, 0.4] };
  return {
    name: "step-limits",
    caption: `The optimum over the limits on steps, ${table.rows[0]?.["scenarios"]} scenarios. (a)–(c) Excess: objective above the one with the loosest limits, in per cent of the latter's scale, mean; over the limits of device and edge task, of device and edge in total, and of edge task and edge in total (devices: ${deviceMaxSteps} steps). (d), (e) Objective and its parts, devices: ${deviceMaxSteps} steps. (f) Users at the edge against its limit of a task, the same with a capacity of 10 steps a user in total, and against its limit in total. Bands: 10 % to 90 % quantile over the scenarios.`,
    data: [...maps.map((map, i) => heatMap(table, map, i)), ...costs, ...offloaded],
    layout: layout({
      columns: 2,
      heightInches: 5,
      panels: { rows: 2, columns: 3 },
      coloraxis: { colorscale: LIGHT_GREYS, cmin: 0, colorbar: COLOR_BAR },
      legend: { y: 0.42 },
      legend2: { x: 1, xanchor: "right", y: 0.01, orientation: "v", bgcolor: "rgba(0,0,0,0)" },
      ...Object.fromEntries(mapAxes),
      xaxis4: { title: panelTitle(3, titles.edgeMaxSteps, "Cost"), rangemode: "tozero" },
      xaxis5: { title: panelTitle(4, titles.capacityPerUser, "Cost"), rangemode: "tozero" },
      xaxis6: { title: panelTitle(5, "Edge limit (steps; steps a user)", "Offloading"), rangemode: "tozero" },
      yaxis4: cost,
      yaxis5: cost,
      yaxis6: { title: { text: "Users at the edge (%)" }, rangemode: "tozero", domain: [0, 0.4] },
    }),
    table,
  };
}

/** Of the logarithm of 1 + the excess. */
const COLOR_TICKS = [0, 0.5, 1, 2, 5];
const COLOR_BAR = {
  title: { text: "Excess (%)" },
  y: 1,
  yanchor: "top",
  len: 0.4,
  tickvals: COLOR_TICKS.map((excess) => Math.log(1 + excess)),
  ticktext: COLOR_TICKS.map((excess) => `${100 * excess}`),
};

const category = { type: "category", dtick: 1, ticks: "", showline: false };

function heatMap(table: Table, { x, y, values }: (typeof maps)[number], panel: number): PlotlyTrace {
  const excess = values.map((value) => along(table, x, { [y]: value }).map((row) => Number(row["excessMean"])));
  return {
    type: "heatmap",
    x: EDGE_LIMITS.map(String),
    y: values.map(String),
    z: excess.map((row) => row.map((of) => Math.log(1 + of))),
    text: excess.map((row) => row.map((of) => (100 * of).toFixed(0))),
    texttemplate: "%{text}",
    textfont: { color: "#000000" },
    coloraxis: "coloraxis",
    ...axesOf(panel),
  };
}

/** Band and mean of an outcome along a limit. */
function curve(
  table: Table,
  limit: Limit,
  fixed: Fixed,
  outcome: string,
  factor: number,
  style: number,
  panel: number,
): PlotlyTrace[] {
  const rows = along(table, limit, fixed);
  const column = (of: string): number[] => rows.map((row) => factor * Number(row[`${outcome}${of}`]));
  return [
    { ...band(style, EDGE_LIMITS, column("P10"), column("P90")), ...axesOf(panel) },
    { ...series(style), x: EDGE_LIMITS, y: column("Mean"), cliponaxis: false, ...axesOf(panel) },
  ];
}

/** The rows along a limit of the edge; the other limits are as usual where they are not fixed. */
function along(table: Table, limit: Limit, fixed: Fixed): Table["rows"] {
  return EDGE_LIMITS.map((value) => {
    const wanted = Object.entries({ ...USUAL_LIMITS, capacityPerUser: "none", ...fixed, [limit]: value });
    return table.rows.find((row) => wanted.every(([name, of]) => row[name] === of))!;
  });
}
