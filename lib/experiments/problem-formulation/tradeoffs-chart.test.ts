import { expect, test } from "vitest";
import { campus30 } from "../../population/campus.js";
import { generate } from "../../population/generate.js";
import type { Chart } from "../../report/chart.js";
import { computationTimeChart } from "./computation-time-chart.js";
import { criticalPath } from "./critical-path.js";
import { criticalPathChart } from "./critical-path-chart.js";
import { placeTradeoff } from "./place-tradeoff.js";
import { placeTradeoffsChart } from "./place-tradeoffs-chart.js";
import { qualityTradeoffsChart } from "./quality-tradeoffs-chart.js";
import { speedTradeoff } from "./speed-tradeoff.js";
import { stepTradeoff } from "./step-tradeoff.js";

const scenario = generate(campus30);
const legend = ({ data }: Chart): unknown[] =>
  data.filter(({ showlegend }) => showlegend !== false).map(({ name }) => name);
const trace = ({ data }: Chart, name: string, xaxis: string): { x: number[]; y: number[] } =>
  data.find((one) => one["name"] === name && one["xaxis"] === xaxis) as { x: number[]; y: number[] };

test("quality trade-offs: six panels, each place once in the legend", () => {
  const chart = qualityTradeoffsChart(stepTradeoff({ scenario, user: "u23" }));
  expect(legend(chart)).toEqual(["Device", "Edge", "Edge, with the price of its steps"]);
  const priced = trace(chart, "Edge, with the price of its steps", "x6").y;
  expect(chart.data.at(-1)).toMatchObject({ mode: "markers", xaxis: "x6", y: [Math.min(...priced)] });
  expect(new Set(chart.data.map(({ xaxis }) => xaxis)).size).toBe(6);
  // Panel (d) is (a) with the latency of (b) in place of the steps.
  expect(trace(chart, "Edge", "x4").x).toEqual(trace(chart, "Edge", "x2").y);
  expect(trace(chart, "Edge", "x4").y).toEqual(trace(chart, "Edge", "x").y);
});

test("place trade-offs: the scenario's price is marked where the price varies", () => {
  const table = placeTradeoff({ scenario, users: ["u23", "u11"] });
  const chart = placeTradeoffsChart(table);
  expect(legend(chart)).toEqual(["User u23, device", "User u23, edge", "User u11, device", "User u11, edge"]);
  const price = table.rows[0]!["scenarioPrice"];
  expect(chart.layout["shapes"]).toMatchObject([
    { xref: "x2", x0: price, x1: price },
    { xref: "x3", x0: price, x1: price },
  ]);
  const x = trace(chart, "User u11, edge", "x2").x;
  expect([x[0], x.at(-1)]).toEqual([0, expect.closeTo(3 * Number(price), 12)]);
});

test("computation time: the mark is the least point of the curve", () => {
  const chart = computationTimeChart(speedTradeoff({ scenario, user: "u23", steps: 20 }));
  for (const place of ["Device", "Edge"]) {
    expect(trace(chart, `${place}, least cost`, "x2").y).toEqual([Math.min(...trace(chart, place, "x2").y)]);
  }
  expect(trace(chart, "Device, least cost", "x2").x).toEqual([1]);
});

test("critical path: bars of what is busy, a mark for what takes no time", () => {
  const chart = criticalPathChart(criticalPath({ scenario, user: "u23", steps: 20 }));
  expect(legend(chart)).toEqual(["Mobile device", "No time in the model", "Radio link", "Edge server"]);
  expect(trace(chart, "Radio link", "x2").y).toEqual(["Request transmission", "Result transmission"]);
  expect(trace(chart, "No time in the model", "x1").y).toHaveLength(4);
  const bar = chart.data.find((one) => one["name"] === "Mobile device" && one["xaxis"] === "x1")!;
  expect(bar["text"]).toEqual(["20 × 0.139 s, 9.97 J"]);
});
