import { expect, test } from "vitest";
import { InputError } from "../../input/errors.js";
import type { Table } from "../../report/table.js";
import { WEIGHTS } from "../../scenario/weights.js";
import { type WeightsSobolOptions, weightsSobol } from "./sobol.js";

const options: WeightsSobolOptions = { services: ["text-to-video"], users: 8, decades: 1, samples: 128, resamples: 50 };
const table = weightsSobol(options, 2);

/** An index of each weight, in their order. */
function column({ rows }: Table, outcome: string, name: string): number[] {
  return rows.filter((row) => row["outcome"] === outcome).map((row) => Number(row[name]));
}

test("one row for each outcome and weight, intervals around the indices", () => {
  expect(table.rows.map(({ outcome, weight }) => [outcome, weight])).toEqual(
    ["latency", "error", "energy"].flatMap((outcome) => WEIGHTS.map(({ name }) => [outcome, name])),
  );
  for (const row of table.rows) {
    expect(Object.keys(row)).toEqual(table.columns.map(({ name }) => name));
    expect(row["firstCiLow"]).toBeLessThanOrEqual(Number(row["first"]));
    expect(row["totalCiHigh"]).toBeGreaterThanOrEqual(Number(row["total"]));
  }
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
    resamples: 5,
  };
  const run = (): Table => weightsSobol(small, 1, (done) => told.push(done));
  expect(run()).toEqual(run());
  expect(told.slice(0, 4)).toEqual([0.25, 0.5, 0.75, 1]);
  expect(() => weightsSobol({ ...options, samples: 1 }, 1)).toThrow(InputError);
});
