import { expect, test } from "vitest";
import { spread, spreadColumns, spreadName, summarise } from "./summary.js";
import type { Table } from "./table.js";

const runs: Table = {
  name: "runs",
  columns: [
    { name: "method", unit: "", description: "Method." },
    { name: "seed", unit: "1", description: "Seed." },
    { name: "gap", unit: "%", description: "Gap." },
  ],
  rows: [
    { method: "b", seed: 1, gap: 4 },
    { method: "a", seed: 1, gap: 1 },
    { method: "b", seed: 2, gap: 8 },
    { method: "a", seed: 2, gap: 1 },
    { method: "b", seed: 3, gap: 3 },
  ],
};

test("a column of spread is named after what is spread", () => {
  expect(spreadName("gap", "p10")).toBe("gapP10");
  expect(spreadName("gap", "ciLow")).toBe("gapCiLow");
  expect(spreadName("", "mean")).toBe("mean");
});

test("every statistic of five values", () => {
  const statistics = ["mean", "median", "p10", "p25", "p75", "p90", "least", "largest"] as const;
  expect(spread("x", [50, 10, 20, 30, 40], statistics)).toEqual({
    xMean: 30,
    xMedian: 30,
    xP10: 14,
    xP25: 20,
    xP75: 40,
    xP90: 46,
    xLeast: 10,
    xLargest: 50,
  });
  expect(() => spread("x", [], ["mean"])).toThrow(new RangeError("spread of x: there are no values"));
});

test("columns say what they are", () => {
  expect(spreadColumns(runs.columns[2]!, ["mean", "p90"], "scenarios")).toEqual([
    { name: "gapMean", unit: "%", description: "Gap. Mean over the scenarios." },
    { name: "gapP90", unit: "%", description: "Gap. 90 % quantile over the scenarios." },
  ]);
  expect(spreadColumns(runs.columns[2]!, ["ciLow"])[0]!.description).toBe("Gap. Lower end of its 95 % interval.");
});

test("a table is summed up by group, in the order of the groups' first rows", () => {
  const summary = summarise(runs, {
    name: "summary",
    by: ["method"],
    of: ["gap"],
    over: "seeds",
    statistics: ["mean", "least", "largest"],
  });
  expect(summary.columns.map(({ name }) => name)).toEqual(["method", "seeds", "gapMean", "gapLeast", "gapLargest"]);
  expect(summary.rows).toEqual([
    { method: "b", seeds: 3, gapMean: 5, gapLeast: 3, gapLargest: 8 },
    { method: "a", seeds: 2, gapMean: 1, gapLeast: 1, gapLargest: 1 },
  ]);
});

test("a column that is not there, or holds words, is refused", () => {
  const options = { name: "summary", by: ["seed"], of: ["gap"], over: "methods" };
  expect(() => summarise(runs, { ...options, of: ["gaps"] })).toThrow('table runs: no column is named "gaps"');
  expect(() => summarise(runs, { ...options, of: ["method"] })).toThrow('table runs, column method: "b" is no number');
});
