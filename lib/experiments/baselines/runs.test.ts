import { expect, test } from "vitest";
import { InputError } from "../../input/errors.js";
import { userOutcome } from "../../model/objective.js";
import { generate } from "../../population/generate.js";
import type { Table } from "../../report/table.js";
import { toColumns } from "../../scenario/columns.js";
import { solve } from "../../solver/solve.js";
import { ONLY_IN_FULL, shortOrFull } from "../../testing/long.js";
import { BASELINES_METHODS, type BaselinesOptions, baselinesDefaults, baselinesRuns } from "./runs.js";

const options: BaselinesOptions = {
  ...baselinesDefaults,
  users: 12,
  scenarios: shortOrFull(3, 4),
  axes: { "device.maxSteps": [2, 10, 30], "edge.maxSteps": [3, 12, 30], "edge.stepCapacity": [0, 4, 12, 100] },
};
const SEED = 7;
const runs = baselinesRuns(options, SEED);

/** The values of a column where the other columns are as given. */
function pick(table: Table, name: string, where: Record<string, number | string>): number[] {
  return table.rows
    .filter((row) => Object.entries(where).every(([key, value]) => row[key] === value))
    .map((row) => Number(row[name]));
}

const points = Object.entries(options.axes).flatMap(([axis, values]) => values.map((value) => ({ axis, value })));
const seeds = [7, 8, 9, 10].slice(0, options.scenarios);

test("one row for each axis, value, scenario and method, and a finite number in each column of numbers", () => {
  const expected = points.flatMap((point) =>
    seeds.flatMap((seed) => BASELINES_METHODS.map((method) => ({ ...point, method, seed }))),
  );
  expect(runs.rows.map(({ axis, value, method, seed }) => ({ axis, value, method, seed }))).toEqual(expected);
  for (const row of runs.rows) {
    expect(Object.keys(row)).toEqual(runs.columns.map(({ name }) => name));
    for (const { name, unit } of runs.columns) expect(Number.isFinite(row[name])).toBe(unit !== "");
  }
});

test("the same options and seed give the same table", ONLY_IN_FULL, () => {
  expect(baselinesRuns(options, SEED)).toEqual(runs);
});

test("the same options and seed give the same rows, another seed gives another", () => {
  const fewer = { ...options, axes: { "edge.stepCapacity": [0, 4] } };
  expect(baselinesRuns(fewer, SEED).rows).toEqual(
    runs.rows.filter(({ axis, value }) => axis === "edge.stepCapacity" && Number(value) <= 4),
  );
  const one = { ...options, scenarios: 1, axes: { "edge.stepCapacity": [4] } };
  expect(baselinesRuns(one, 8).rows).toEqual(
    runs.rows.filter(({ axis, value, seed }) => axis === "edge.stepCapacity" && value === 4 && seed === 8),
  );
  expect(baselinesRuns(one, 8).rows).not.toEqual(baselinesRuns(one, 9).rows);
});

test("no method is better than the optimum, whose gap is 0", () => {
  for (const method of BASELINES_METHODS) {
    for (const gap of pick(runs, "gap", { method })) {
      if (method === "exact") expect(gap).toBe(0);
      else expect(gap).toBeGreaterThanOrEqual(-1e-12);
    }
  }
});

test("outcomes are those of the plan, limits go where the axis says", () => {
  const scenario = generate({
    users: 12,
    services: options.services,
    seed: 9,
    deviceMaxSteps: 20,
    edgeMaxSteps: 100,
    stepCapacity: 4 * 12,
  });
  const columns = toColumns(scenario);
  const { plan, objective } = solve(scenario, { method: "greedy" });
  const users = Array.from(plan.steps, (s, n) =>
    userOutcome(columns, n, plan.offload[n]!, s, plan.computationTime[n]!),
  );
  const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / 12;
  const row = runs.rows.find(
    ({ axis, value, method, seed }) => axis === "edge.stepCapacity" && value === 4 && method === "greedy" && seed === 9,
  )!;
  expect(row["objective"]).toBeCloseTo(objective / 12, 12);
  expect(row["latency"]).toBeCloseTo(mean(users.map(({ latency }) => latency)), 12);
  expect(row["computationTime"]).toBeCloseTo(mean(Array.from(plan.computationTime)), 12);
  expect(row["error"]).toBeCloseTo(mean(users.map(({ error }) => error)), 12);
  expect(row["energy"]).toBeCloseTo(mean(users.map(({ energy }) => energy)), 10);
  expect(row["offloaded"]).toBeCloseTo(mean(Array.from(plan.offload)), 12);
});

test("more steps allowed never make the optimum worse, on any scenario", () => {
  for (const [axis, values] of Object.entries(options.axes)) {
    for (const seed of seeds) {
      const optima = values.map((value) => pick(runs, "objective", { axis, value, seed, method: "exact" })[0]!);
      for (let i = 1; i < optima.length; i++) expect(optima[i]!).toBeLessThanOrEqual(optima[i - 1]! + 1e-12);
      expect(optima.at(-1)!).toBeLessThan(optima[0]!);
    }
  }
});

test("the users of a scenario stay the same whatever varies: all-local does not notice the edge's limits", () => {
  for (const seed of seeds) {
    const local = ["edge.maxSteps", "edge.stepCapacity"].flatMap((axis) =>
      pick(runs, "objective", { axis, seed, method: "local" }),
    );
    expect(new Set(local).size).toBe(1);
  }
});

test("without capacity all methods are the same; with more than anyone takes, those that choose find the optimum", () => {
  const axis = "edge.stepCapacity";
  for (const method of BASELINES_METHODS) {
    for (const gap of pick(runs, "gap", { axis, value: 0, method })) expect(gap).toBeCloseTo(0, 12);
  }
  for (const method of ["sca", "random-init", "greedy"]) {
    for (const gap of pick(runs, "gap", { axis, value: 100, method })) expect(gap).toBeCloseTo(0, 12);
  }
});

test("progress rises to 1, once a scenario", () => {
  const told: number[] = [];
  baselinesRuns({ ...options, scenarios: 2, axes: { "edge.maxSteps": [3, 12] } }, SEED, (done) => told.push(done));
  expect(told).toEqual([0.25, 0.5, 0.75, 1]);
});

test.each([
  [{ scenarios: 0 }, /^scenarios: must be a whole number from 1/],
  [{ users: 0 }, /^users: must be a whole number from 1/],
  [{ axes: { "edge.steps": [1] } as object }, /^axes: must be one of device.maxSteps, edge.maxSteps/],
  [{ axes: { "device.maxSteps": [2.5] } }, /^deviceMaxSteps: must be a whole number/],
  [{ axes: { "edge.stepCapacity": [-1] } }, /^stepCapacity: must be a whole number/],
])("%j is refused in a line", (wrong, message) => {
  const run = (): Table => baselinesRuns({ ...options, ...wrong }, SEED);
  expect(run).toThrow(InputError);
  expect(run).toThrow(message);
});
