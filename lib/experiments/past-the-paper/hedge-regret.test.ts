import { describe, expect, it } from "vitest";
import { InputError } from "../../input/errors.js";
import { errorOf } from "../../laws/error/all-laws.js";
import { ERROR_LAWS, type ErrorModel } from "../../laws/error/error-laws.js";
import { evaluate } from "../../model/objective.js";
import { meanInterval } from "../../numerics/mean-interval.js";
import { generate } from "../../population/generate.js";
import { toColumns } from "../../scenario/columns.js";
import type { Scenario } from "../../scenario/types.js";
import { solve } from "../../solver/solve.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import {
  HEDGES,
  hedgeRegret,
  hedgeRegretDefaults,
  hedgeRegretDifferences,
  hedgeRegretRuns,
  powerThrough,
} from "./hedge-regret.js";
import { hedgeRegretChart } from "./hedge-regret-chart.js";

const options = { ...hedgeRegretDefaults, probabilities: [0, 0.5, 0.8], scenarios: shortOrFull(6, 12) };
const runs = hedgeRegretRuns(options, 1);
const table = hedgeRegret(runs);
const names = ERROR_LAWS.map(({ kind }) => kind);

describe("the other law", () => {
  it("has the same error at both numbers of steps, and less between them", () => {
    const law = { kind: "exponential", initial: 0.9, decay: 0.07 } as const;
    const other = powerThrough(law, [3, 20]);
    for (const s of [3, 20]) expect(errorOf(other, s)).toBeCloseTo(errorOf(law, s), 13);
    expect(errorOf(other, 8)).toBeLessThan(errorOf(law, 8));
    expect(errorOf(other, 40)).toBeGreaterThan(errorOf(law, 40));
  });
});

describe("regret", MORE_IN_FULL, () => {
  it("is what a plan costs above the optimum for the law that holds", () => {
    const scenario = generate({ ...options.population, seed: 3 });
    const under = (of: (law: ErrorModel, other: ErrorModel) => ErrorModel): Scenario => ({
      ...scenario,
      users: scenario.users.map((user) => ({
        ...user,
        errorModel: of(user.errorModel, powerThrough(user.errorModel, options.agree)),
      })),
    });
    const [first, second] = [under((law) => law), under((_, other) => other)];
    const mixed = under(
      (law, other) => ({ kind: "mixture", weights: [0.8, 1 - 0.8], laws: [law, other] }) as ErrorModel,
    );
    const { plan } = solve(mixed, { method: "exact" });
    const regrets = [first, second].map(
      (one) => (evaluate(toColumns(one), plan).objective - solve(one, { method: "exact" }).objective) / 40,
    );
    const row = runs.rows.find(
      ({ seed, probability, plan: of }) => seed === 3 && probability === 0.8 && of === "mixture",
    )!;
    expect(row["regretExponential"]).toBeCloseTo(regrets[0]!, 10);
    expect(row["regretPower"]).toBeCloseTo(regrets[1]!, 10);
    expect(row["expected"]).toBeCloseTo(0.8 * regrets[0]! + 0.2 * regrets[1]!, 10);
    expect(row["largest"]).toBeCloseTo(Math.max(...regrets), 10);
  });

  it("is none of the plan for the law that holds, and expected least of the mixture in every scenario", () => {
    for (const row of runs.rows) {
      if (row["plan"] === names[0]) expect(row["regretExponential"]).toBe(0);
      if (row["plan"] === names[1]) expect(row["regretPower"]).toBe(0);
      const { seed, probability } = row;
      const mixture = runs.rows.find(
        (other) => other["seed"] === seed && other["probability"] === probability && other["plan"] === "mixture",
      )!;
      expect(row["expected"]).toBeGreaterThanOrEqual(Number(mixture["expected"]) - 1e-12);
    }
  });

  it("is summed up by mean and Student's interval", () => {
    expect(table.rows.map(({ probability, plan }) => [probability, plan])).toEqual(
      options.probabilities.flatMap((p) => HEDGES.map((plan) => [p, plan])),
    );
    const row = table.rows.find(({ probability, plan }) => probability === 0.5 && plan === "worst")!;
    const own = runs.rows.filter(({ probability, plan }) => probability === 0.5 && plan === "worst");
    const values = own.map(({ expected }) => Number(expected));
    const { low, high } = meanInterval(values);
    expect(row["scenarios"]).toBe(options.scenarios);
    expect(row["expectedMean"]).toBeCloseTo((low + high) / 2, 6);
    expect(row["expectedCiLow"]).toBeCloseTo(low, 6);
    expect(row["expectedCiHigh"]).toBeCloseTo(high, 6);
  });

  it("is compared with the mixture's in the same scenario", () => {
    const { rows } = hedgeRegretDifferences(runs);
    expect(rows.map(({ probability, plan, than }) => [probability, plan, than])).toEqual(
      options.probabilities.flatMap((p) => names.map((plan) => [p, plan, "mixture"])),
    );
    const even = rows.filter(({ probability }) => probability === 0.5);
    for (const row of even) expect(row["expectedMoreMedian"]).toBeGreaterThan(0);
    // sure of a law, its plan is the mixture's
    expect(rows.find(({ probability, plan }) => probability === 0 && plan === names[1])!["expectedMoreMedian"]).toBe(0);
  });

  it("is drawn by probability, and at the toss of a coin", () => {
    const { data, caption } = hedgeRegretChart(table);
    expect(data).toHaveLength(3 * HEDGES.length);
    for (const line of data.slice(HEDGES.length, 2 * HEDGES.length)) expect(line["x"]).toEqual(options.probabilities);
    const even = table.rows.find(({ probability, plan }) => probability === 0.5 && plan === "mixture")!;
    const points = data.at(-2)!["y"] as number[];
    expect(points[2]).toBe(even["expectedMean"]);
    expect(caption).toContain("At a probability of 0.5:");
    expect(caption).toContain(`Means over ${options.scenarios} scenarios`);
  });

  it.each([
    [{ scenarios: 1 }, /^scenarios: must be a whole number from 2/],
    [{ probabilities: [1.5] }, /^probabilities: must be a number from 0 to 1, not 1.5/],
    [{ agree: [20, 3] as const }, /^agree: must be two numbers > 0 that rise, not 20, 3/],
  ])("refuses %j", (wrong, message) => {
    const run = (): unknown => hedgeRegretRuns({ ...options, ...wrong }, 1);
    expect(run).toThrow(InputError);
    expect(run).toThrow(message);
  });
});
