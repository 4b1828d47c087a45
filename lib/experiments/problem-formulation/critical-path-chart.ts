import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { bars, layout, panelTitle, series } from "../../report/drawing.js";
import type { Table } from "../../report/table.js";
import { ieee } from "../../report/themes/ieee.js";

/**
 * One request as a timeline at each place: the stages of the critical path, which component is busy and for how long.
 * @param table Of `criticalPath`.
 */
export function criticalPathChart(table: Table): Chart {
  const [local, edge] = ["local", "edge"].map((place) => table.rows.filter(({ place: at }) => at === place));
  const stages = edge!.map(({ stage }) => stage);
  const stageAxis = {
    categoryorder: "array",
    categoryarray: stages,
    range: [stages.length - 0.5, -0.5],
    ticks: "",
    dtick: 1,
  };
  const latency = Math.max(...table.rows.map(end));
  const timeAxis = { range: [-0.03 * latency, 1.3 * latency] };
  return {
    name: "critical-path",
    caption:
      "The critical path of one request with the same reverse diffusion steps (a) on the device and (b) at the edge. Stages marked by a diamond take no time in the model; what stays on the device is not sent.",
    data: [...panel(local!, 1), ...panel(edge!, 2)],
    layout: layout({
      columns: 2,
      heightInches: 4.2,
      panels: { rows: 2, columns: 1 },
      barmode: "overlay",
      xaxis: { ...timeAxis, title: panelTitle(0, "Time since the request (s)", `On the device: ${totals(local!)}`) },
      xaxis2: { ...timeAxis, title: panelTitle(1, "Time since the request (s)", `At the edge: ${totals(edge!)}`) },
      yaxis: stageAxis,
      yaxis2: stageAxis,
      annotations: [...without(local!, stages, 1), ...without(edge!, stages, 2)],
    }),
    table,
  };
}

const components = [
  { component: "mobile device", name: "Mobile device", style: 0 },
  { component: "radio link", name: "Radio link", style: 1 },
  { component: "edge server", name: "Edge server", style: 3 },
];

function panel(rows: Table["rows"], number: number): PlotlyTrace[] {
  const axes = { xaxis: `x${number}`, yaxis: `y${number}` };
  const busy = components.map(({ component, name, style }) => {
    const own = rows.filter((row) => row["component"] === component);
    return {
      ...bars(style),
      ...axes,
      orientation: "h",
      base: own.map(({ start }) => start),
      x: own.map(({ duration }) => duration),
      y: own.map(({ stage }) => stage),
      text: own.map(label),
      textposition: "outside",
      cliponaxis: false,
      name,
      legendgroup: name,
      showlegend: number === (component === "mobile device" ? 1 : 2),
      legendrank: 1,
    };
  });
  const idle = rows.filter(({ component }) => component === "");
  const untimed = {
    ...series(2),
    ...axes,
    mode: "markers",
    marker: { symbol: "diamond-open", color: "#000000", size: ieee.markerSize },
    cliponaxis: false,
    x: idle.map(({ start }) => start),
    y: idle.map(({ stage }) => stage),
    name: "No time in the model",
    showlegend: number === 1,
    legendrank: 2,
  };
  return [...busy, untimed];
}

/** A word for each stage that a place does without. */
function without(rows: Table["rows"], stages: readonly unknown[], panel: number): object[] {
  const own = new Set<unknown>(rows.map(({ stage }) => stage));
  return stages
    .filter((stage) => !own.has(stage))
    .map((y) => ({ xref: `x${panel}`, yref: `y${panel}`, x: 0, y, xanchor: "left", text: "none" }));
}

function end({ start, duration }: Table["rows"][number]): number {
  return Number(start) + Number(duration);
}

/** E.g. `20 × 0.139 s, 9.97 J`. */
function label({ stage, steps, duration, energy }: Table["rows"][number]): string {
  const seconds = Number(duration);
  const time =
    stage === "Reverse diffusion process" ? `${steps} × ${three(seconds / Number(steps))} s` : `${three(seconds)} s`;
  return `${time}, ${three(Number(energy))} J`;
}

function totals(rows: Table["rows"]): string {
  const energy = rows.reduce((sum, row) => sum + Number(row["energy"]), 0);
  return `${three(Math.max(...rows.map(end)))} s, ${three(energy)} J`;
}

function three(x: number): string {
  return x.toPrecision(3);
}
