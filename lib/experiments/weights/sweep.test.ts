import { describe, expect, it } from "vitest";
import { InputError } from "../../input/errors.js";
import { defaultWeights, generate } from "../../population/generate.js";
import type { Table } from "../../report/table.js";
import { WEIGHTS } from "../../scenario/weights.js";
import { solve } from "../../solver/solve.js";
import { type WeightsSweepOptions, weightsSweep, weightsSweepRuns } from "./sweep.js";

const options: WeightsSweepOptions = {
  services: ["text-to-image-512", "text-to-video"],
  users: 10,
  populations: 3,
  decades: 2,
  values: 2,
};
const runs = weightsSweepRuns(options, 5);
const factors = [0.01, 0.1, 1, 10, 100];

/** The outcomes along one weight's factors. */
function along(seed: number, service: string, weight: string, outcome: string): number[] {
  return runs.rows
    .filter((row) => row["seed"] === seed && row["service"] === service && row["weight"] === weight)
    .map((row) => Number(row[outcome]));
}

/** 10 % and 90 % quantile of three values, interpolated. */
function spread(values: readonly number[]): [number, number] {
  const [low, middle, high] = [...values].sort((a, b) => a - b) as [number, number, number];
  return [low + 0.2 * (middle - low), high - 0.2 * (high - middle)];
}

describe("weightsSweepRuns", () => {
  it("has a row for each service, population, weight and factor", () => {
    expect(runs.rows.map(({ service, seed, weight, factor }) => [service, seed, weight, factor])).toEqual(
      options.services.flatMap((service) =>
        [5, 6, 7].flatMap((seed) =>
          WEIGHTS.flatMap(({ name }) => factors.map((factor) => [service, seed, name, factor])),
        ),
      ),
    );
  });

  it("has the outcomes of the proven optimum under those weights", () => {
    const weights = { ...defaultWeights, energy: 10 * defaultWeights.energy };
    const scenario = generate({ users: 10, services: "text-to-image-512", seed: 6, weights });
    const { status, totals } = solve(scenario, { method: "exact" });
    expect(status).toBe("optimal");
    expect(along(6, "text-to-image-512", "energy", "latency")[3]).toBeCloseTo(totals.time / 10, 9);
    expect(along(6, "text-to-image-512", "energy", "error")[3]).toBeCloseTo(totals.error / 10, 9);
    expect(along(6, "text-to-image-512", "energy", "energy")[3]).toBeCloseTo(totals.energy / 10, 9);
  });

  it("never raises the outcome whose weight rises, and lowers it in all", () => {
    for (const service of options.services) {
      for (const seed of [5, 6, 7]) {
        for (const [weight, outcome] of [
          ["time", "latency"],
          ["error", "error"],
          ["energy", "energy"],
        ] as const) {
          const values = along(seed, service, weight, outcome);
          for (let i = 1; i < values.length; i++) expect(values[i]!).toBeLessThanOrEqual(values[i - 1]! * (1 + 1e-12));
          expect(values.at(-1)!).toBeLessThan(values[0]!);
        }
      }
    }
  });

  it("is the same for the same seed, and says how far it is", () => {
    const told: number[] = [];
    const small: WeightsSweepOptions = { ...options, services: ["image-to-image"], populations: 2, values: 1 };
    const run = (): Table => weightsSweepRuns(small, 1, (done) => told.push(done));
    expect(run()).toEqual(run());
    expect(told).toEqual([0.5, 1, 0.5, 1]);
  });

  it.each([
    [{ values: 0 }, /^values: must be a whole number from 1/],
    [{ decades: -1 }, /^decades: must be a finite number >= 0/],
    [{ users: 0 }, /^users: must be a whole number from 1/],
    [{ populations: 0 }, /^populations: must be a whole number from 1/],
  ])("refuses %j in a line", (wrong, message) => {
    const run = (): Table => weightsSweepRuns({ ...options, ...wrong }, 1);
    expect(run).toThrow(InputError);
    expect(run).toThrow(message);
  });
});

describe("weightsSweep", () => {
  it("sums the populations up", () => {
    const { rows, columns } = weightsSweep(runs);
    expect(rows).toHaveLength(2 * 5 * 5);
    const row = rows.find(
      ({ service, weight, factor }) => service === "text-to-video" && weight === "error" && factor === 0.1,
    )!;
    const errors = [5, 6, 7].map((seed) => along(seed, "text-to-video", "error", "error")[1]!);
    expect(Object.keys(row)).toEqual(columns.map(({ name }) => name));
    expect(row["populations"]).toBe(3);
    expect(row["errorMean"]).toBeCloseTo((errors[0]! + errors[1]! + errors[2]!) / 3, 12);
    const [low, high] = spread(errors);
    expect(row["errorP10"]).toBeCloseTo(low, 12);
    expect(row["errorP90"]).toBeCloseTo(high, 12);
  });
});
