import { expect, test } from "vitest";
import { InputError } from "../../input/errors.js";
import type { Table } from "../../report/table.js";
import { WEIGHTS } from "../../scenario/weights.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { type WeightsSobolOptions, weightsSobol } from "./sobol.js";

const options: WeightsSobolOptions = {
  services: ["text-to-video"],
  users: 8,
  decades: 1,
  samples: shortOrFull(8, 16),
  replicates: 8,
};
const table = weightsSobol(options, 2);

/** An index of each weight, in their order. */
function column({ rows }: Table, outcome: string, name: string): number[] {
  return rows.filter((row) => row["outcome"] === outcome).map((row) => Number(row[name]));
}

test("one row for each outcome and weight, intervals around the indices", MORE_IN_FULL, () => {
  expect(table.rows.map(({ outcome, weight }) => [outcome, weight])).toEqual(
    ["latency", "error", "energy"].flatMap((outcome) => WEIGHTS.map(({ name }) => [outcome, name])),
  );
  for (const row of table.rows) {
    expect(Object.keys(row)).toEqual(table.columns.map(({ name }) => name));
    expect(row["firstCiLow"]).toBeLessThanOrEqual(Number(row["first"]));
    expect(row["totalCiHigh"]).toBeGreaterThanOrEqual(Number(row["total"]));
  }
});

test("behind is what the largest total index has more, with one interval for all comparisons", MORE_IN_FULL, () => {
  for (const outcome of ["latency", "error", "energy"]) {
    const [total, behind] = [column(table, outcome, "total"), column(table, outcome, "behind")];
    const most = Math.max(...total);
    for (const [i, value] of behind.entries()) expect(value).toBeCloseTo(most - total[i]!, 5);
    const [low, high] = [column(table, outcome, "behindCiLow"), column(table, outcome, "behindCiHigh")];
    const first = total.indexOf(most);
    expect([low[first], high[first]]).toEqual([0, 0]);
  }
  // Twelve comparisons with eight sequences: t of 1 − 0.05/12 over t of 0.95, with 7 degrees of freedom (SciPy).
  const ofIdle = table.rows.find(({ outcome, weight }) => outcome === "latency" && weight === "localUtility")!;
  const largest = table.rows.find(({ outcome, behind }) => outcome === "latency" && behind === 0)!;
  const width = (row: Table["rows"][number], name: string): number =>
    Number(row[`${name}CiHigh`]) - Number(row[`${name}CiLow`]);
  expect(ofIdle["total"]).toBe(0);
  expect(width(ofIdle, "behind") / width(largest, "total")).toBeCloseTo(4.174315 / 2.364624, 3);
});

test("without a device the worth of local steps cannot matter", () => {
  for (const outcome of ["latency", "error", "energy"]) {
    expect(column(table, outcome, "total")[3]).toBe(0);
    expect(column(table, outcome, "total")[0]).toBeGreaterThan(0.1);
  }
});

test("a clip's latency ∝ (c₃/c₁)^⅓ while the capacity settles the steps: the two weights share its variance", () => {
  const first = column(table, "latency", "first");
  expect(first[0]).toBeGreaterThan(0.2);
  expect(first[2]).toBeGreaterThan(0.2);
});

test("the same seed gives the same table; progress rises to 1; what is out of range is refused", () => {
  const told: number[] = [];
  const small: WeightsSobolOptions = {
    ...options,
    services: ["text-to-video", "image-to-image"],
    samples: 2,
    replicates: 2,
  };
  const run = (): Table => weightsSobol(small, 1, (done) => told.push(done));
  expect(run()).toEqual(run());
  expect(told.slice(0, 2)).toEqual([0.5, 1]);
  expect(() => weightsSobol({ ...options, samples: 1 }, 1)).toThrow(InputError);
});
