import { expect, test } from "vitest";
import { toCsv } from "../../report/csv.js";
import type { Table } from "../../report/table.js";
import {
  BASELINES_METHODS,
  BASELINES_OUTCOMES,
  type BaselinesOptions,
  baselinesDefaults,
  baselinesRuns,
} from "./runs.js";
import { baselines, baselinesSummary } from "./summary.js";
import { comparison, verdict } from "./verdict.js";

/**
 * Ten scenarios at the values 1 and 2 of two axes. Method m has the outcomes 10 m + value + k on scenario k, on the second axis
 * −10 m + value + k; gaps are k/100, of `greedy` by turns smaller, the same and larger.
 */
const byHand: Table = {
  name: "by-hand",
  columns: [],
  rows: [
    ["device.maxSteps", 10],
    ["edge.maxSteps", -10],
  ].flatMap(([axis, apart]) =>
    [1, 2].flatMap((value) =>
      [...Array(10).keys()].flatMap((k) =>
        BASELINES_METHODS.map((method, m) => ({
          axis: axis!,
          value,
          method,
          ...Object.fromEntries(BASELINES_OUTCOMES.map(({ name }) => [name, Number(apart) * m + value + k])),
          gap: k / 100 + (method === "greedy" ? [-1, -1, -1, 0, 0, 0, 0, 1, 1, 1][k]! : 0),
        })),
      ),
    ),
  ),
};

test("means, 10 % and 90 % quantiles, wins, ties and losses of runs by hand", () => {
  const { rows } = baselinesSummary(byHand);
  const row = rows.find(({ axis, value, method }) => axis === "device.maxSteps" && value === 2 && method === "greedy")!;
  expect(row).toMatchObject({ scenarios: 10, energyMean: 26.5, wins: 3, ties: 4, losses: 3 });
  expect(row["energyP10"]).toBeCloseTo(22.9, 12);
  expect(row["energyP90"]).toBeCloseTo(30.1, 12);
});

test("one row for each axis, value and method, fit for CSV, the same on every run", () => {
  const options: BaselinesOptions = {
    ...baselinesDefaults,
    users: 8,
    scenarios: 3,
    axes: { "device.maxSteps": [5, 20], "edge.stepCapacity": [5] },
  };
  const table = baselines(options, 3);
  expect(table.rows.map(({ axis, value, method }) => [axis, value, method])).toEqual(
    [
      ["device.maxSteps", 5],
      ["device.maxSteps", 20],
      ["edge.stepCapacity", 5],
    ].flatMap((point) => BASELINES_METHODS.map((method) => [...point, method])),
  );
  for (const row of table.rows) {
    expect(Object.keys(row)).toEqual(table.columns.map(({ name }) => name));
    for (const { name } of BASELINES_OUTCOMES) {
      expect(row[`${name}P10`]).toBeLessThanOrEqual(Number(row[`${name}P90`]));
    }
    expect(Number(row["wins"]) + Number(row["ties"]) + Number(row["losses"])).toBe(3);
  }
  expect(toCsv(table)).toBe(toCsv(baselinesSummary(baselinesRuns(options, 3))));
});

test("the comparison averages over an axis, best baseline first; the verdict keeps that one", () => {
  const table = baselinesSummary(byHand);
  const { rows, columns } = comparison(table);
  const order = BASELINES_METHODS.filter((method) => method !== "sca" && method !== "exact");
  expect(rows.map(({ axis, baseline }) => [axis, baseline])).toEqual([
    ...order.map((baseline) => ["device.maxSteps", baseline]),
    ...order.toReversed().map((baseline) => ["edge.maxSteps", baseline]),
  ]);
  expect(rows[1]).toMatchObject({ wins: 6, ties: 8, losses: 6, energy: 6, energyBaseline: 26 });
  for (const row of rows) expect(Object.keys(row)).toEqual(columns.map(({ name }) => name));
  expect(verdict(table).rows).toEqual([rows[0], rows[order.length]]);
});
