/** The figures of the certificate: dual-function, reduced-costs, gap-by-users, gap-by-start. */
import { expect, test } from "vitest";
import { campus30 } from "../../population/campus.js";
import { fiveUsers } from "../../population/five-users.js";
import { generate } from "../../population/generate.js";
import type { Chart } from "../../report/chart.js";
import { catalogue } from "../catalogue.js";
import { chartsOf } from "../experiment.js";
import { dualFunction } from "./dual-function.js";
import { dualFunctionChart } from "./dual-function-chart.js";
import { gapByStart } from "./gap-by-start.js";
import { gapByStartChart } from "./gap-by-start-chart.js";
import { gapByUsers, gapRuns } from "./gap-by-users.js";
import { gapByUsersChart } from "./gap-by-users-chart.js";
import { reducedCosts } from "./reduced-costs.js";
import { reducedCostsChart } from "./reduced-costs-chart.js";

interface Trace {
  readonly x: number[];
  readonly y: number[];
}
const named = ({ data }: Chart, name: string): Trace[] =>
  data.filter((trace) => trace["name"] === name) as unknown as Trace[];

test("the catalogue has all of them", () => {
  const names = chartsOf(catalogue).map(({ name }) => name);
  for (const name of ["dual-function", "reduced-costs", "gap-by-users", "gap-by-start"]) expect(names).toContain(name);
});

test("dual function: the gap is drawn from the dual's top to the optimum", () => {
  const chart = dualFunctionChart(dualFunction({ scenario: fiveUsers, highestPrice: 2 }));
  const [top, close, demand] = named(chart, "<i>λ</i>* = 0.733");
  const [dual] = named(chart, "Lagrangian dual");
  const [optimum] = named(chart, "optimum");
  expect(top!.y[0]).toBe(Math.max(...dual!.y));
  expect(close).toMatchObject({ x: top!.x, y: top!.y });
  expect(demand!.y).toEqual([37]);
  expect(chart.layout["shapes"]).toMatchObject([{ x0: top!.x[0], x1: top!.x[0], y0: top!.y[0], y1: optimum!.y[0] }]);
});

test("reduced costs: the line at the end parts the users", () => {
  const chart = reducedCostsChart(reducedCosts({ scenario: generate(campus30) }));
  const [below] = named(chart, "below the final gap");
  const [above] = named(chart, "above it");
  const [end] = named(chart, "gap at the end");
  expect(below!.x.length).toBeGreaterThan(0);
  expect(Math.max(...below!.y)).toBeLessThanOrEqual(end!.y[0]!);
  expect(Math.min(...above!.y)).toBeGreaterThan(end!.y[0]!);
  expect(Math.min(...below!.y)).toBe(1e-6);
});

test("gap by users: each plan has its mean, shaded up to the largest", () => {
  const sizes = [10, 40].map((users) => ({ users, scenarios: 3 }));
  const table = gapByUsers(gapRuns({ population: campus30, capacityPerUser: 10, sizes }, 1));
  const { data } = gapByUsersChart(table);
  const [bands, lines] = [data.slice(0, 4), data.slice(4)] as unknown as [Trace[], Trace[]];
  expect(lines).toHaveLength(4);
  for (const [i, { x, y }] of lines.entries()) {
    expect(x).toEqual([10, 40]);
    expect(bands[i]!.y).toEqual(expect.arrayContaining(y));
    expect(Math.max(...bands[i]!.y)).toBeGreaterThan(Math.max(...y));
  }
});

test("gap by start: gaps of the random starts in rising order, in per cent", () => {
  const table = gapByStart({ scenario: fiveUsers, penaltyFactors: [1, 10], starts: 5 }, 1);
  const chart = gapByStartChart(table);
  for (const [name, factor] of [
    ["random, default <i>τ</i>", 1],
    ["random, <i>τ</i> × 10", 10],
  ] as const) {
    const gaps = table.rows.filter((row) => row["start"] === "random" && row["penaltyFactor"] === factor);
    expect(named(chart, name)[0]!.y).toEqual(
      gaps.map((row) => Math.max(1e-4, 100 * Number(row["gap"]))).sort((a, b) => a - b),
    );
  }
  expect(named(chart, "start ½")[0]!.y[0]).toBe(100 * Number(table.rows[0]!["gap"]));
  const [{ y }] = named(chart, "optimum") as [Trace];
  expect(y[0]).toBe(100 * Number(table.rows[0]!["optimumGap"]));
  expect(y[0]).toBeGreaterThan(1e-4);
  for (const row of table.rows) expect(row["gap"]).toBeGreaterThanOrEqual(Number(row["optimumGap"]) - 1e-12);
});
