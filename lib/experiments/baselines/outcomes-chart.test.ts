import { describe, expect, it } from "vitest";
import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { baselinesExperiment } from "./experiments.js";
import { baselinesChart } from "./outcomes-chart.js";
import { type BaselinesAxis, baselinesDefaults } from "./runs.js";
import { baselines } from "./summary.js";

const axes = { "device.maxSteps": [5, 20], "edge.maxSteps": [5, 20], "edge.stepCapacity": [5, 20] };
const table = baselines({ ...baselinesDefaults, users: 8, scenarios: 3, axes }, 1);

const limits = {
  "device.maxSteps": "the most steps of a task on its device",
  "edge.maxSteps": "the most steps of a task at the edge",
  "edge.stepCapacity": "the steps of all tasks together at the edge",
};

const charts: [string, BaselinesAxis, Chart][] = [
  ["baselines-edge-capacity", "edge.stepCapacity", baselinesChart(table, "edge.stepCapacity")],
  ["baselines-edge-steps", "edge.maxSteps", baselinesChart(table, "edge.maxSteps")],
  ["baselines-local-steps", "device.maxSteps", baselinesChart(table, "device.maxSteps")],
];

describe.each(charts)("%s", (name, axis, { name: named, caption, data, layout, table: drawn }) => {
  const lines = (panel: string): PlotlyTrace[] => data.filter(({ yaxis, fill }) => yaxis === panel && !fill);

  it("has its name, its rows and a caption", () => {
    expect(named).toBe(name);
    expect(drawn.name).toBe(name);
    expect(drawn.rows).toEqual(table.rows.filter((row) => row["axis"] === axis));
    expect(caption).toContain(`four simpler baselines and the optimum against ${limits[axis]}, means over 3 scenarios`);
    expect(caption).not.toContain(axis);
    expect(baselinesExperiment.charts![name]!(table).name).toBe(name);
  });

  it("tells every series apart by colour, by marker and by dash, and names each once", () => {
    const styles = lines("y").map(({ line, marker }) => ({ ...(line as object), ...(marker as object) }));
    expect(styles).toHaveLength(7);
    for (const what of ["color", "symbol", "dash"] as const) {
      expect(new Set(styles.map((style) => (style as Record<string, unknown>)[what])).size).toBe(7);
    }
    expect(new Set(data.filter(({ showlegend }) => showlegend).map(({ name: shown }) => shown)).size).toBe(7);
    expect(data.filter(({ showlegend }) => showlegend)).toHaveLength(7);
  });

  it("draws the table's means in the units of the axes", () => {
    const column = (what: string): number[] =>
      drawn.rows.filter(({ method }) => method === "greedy").map((row) => Number(row[what]));
    const greedy = (panel: string): PlotlyTrace => lines(panel).find(({ legendgroup }) => legendgroup === "greedy")!;
    expect(greedy("y")["x"]).toEqual(axes[axis]);
    expect(greedy("y3")["y"]).toEqual(column("latencyMean"));
    expect(greedy("y6")["y"]).toEqual(column("offloadedMean").map((share) => 100 * share));
    for (const { y } of lines("y2")) expect(Math.min(...(y as number[]))).toBeGreaterThanOrEqual(1e-4);
  });

  it("gives the unit of all that has one", () => {
    const title = (key: string): string => (layout[key] as { title: { text: string } }).title.text;
    for (const panel of ["", "2", "3", "4", "5", "6"])
      expect(title(`xaxis${panel}`)).toMatch(/\(steps( a user)?\)<br>/);
    expect(["2", "3", "5", "6"].map((panel) => title(`yaxis${panel}`).match(/\((.*)\)/)?.[1])).toEqual([
      "%",
      "s",
      "J",
      "%",
    ]);
  });
});
