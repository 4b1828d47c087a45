import { beforeAll, describe, expect, it } from "vitest";
import type { PlainModel } from "../../laws/error/error-laws.js";
import { FITTED_LAWS, fitErrorLaw, predict } from "../../laws/error/fit.js";
import { violations } from "../../model/constraints.js";
import { averageError } from "../../model/error.js";
import { evaluate } from "../../model/objective.js";
import { toProblem } from "../../model/problem.js";
import { campus30 } from "../../population/campus.js";
import { generate } from "../../population/generate.js";
import type { Table } from "../../report/table.js";
import { solve } from "../../solver/solve.js";
import { errorCurves } from "./curves.js";
import { publishedQuality } from "./published-quality.js";
import {
  errorModelRegret,
  errorModelRegretDefaults,
  errorModelRegretDifferences,
  errorModelRegretMeans,
  errorModelRegretRuns,
  withErrorLaw,
} from "./regret.js";

const curve = errorCurves(publishedQuality).find(({ series }) => series.model === "Stable Video Diffusion")!;
const population = { ...campus30, users: 12, stepCapacity: 120 };
const pairs = FITTED_LAWS.flatMap((belief) => FITTED_LAWS.map((truth) => [belief, truth] as const));
let runs: Table;
let table: Table;
beforeAll(() => {
  runs = errorModelRegretRuns({ population, scenarios: 2, curves: [curve] }, 7);
  table = errorModelRegret(runs);
});
const row = (limits: string, belief: string, truth: string): Record<string, number> =>
  table.rows.find((r) => r["limits"] === limits && r["belief"] === belief && r["truth"] === truth) as never;

describe("withErrorLaw", () => {
  it.each(FITTED_LAWS)("%s: a user's error is the fit's times ε̄_fwd over the first measured error", (law) => {
    const scenario = generate({ ...population, seed: 7 });
    const fit = fitErrorLaw(law, curve);
    const { users } = toProblem(withErrorLaw(scenario, fit, curve)).scenario;
    for (const [n, { errorModel }] of scenario.users.entries()) {
      const expected = ((errorModel as PlainModel).initial * predict(fit, 9)) / curve.errors[0]!;
      expect(averageError(users, n, 9) / expected).toBeCloseTo(1, 12);
    }
  });
});

describe("errorModelRegret", () => {
  it("is what `solve` and `evaluate` give, and the plan is feasible under the truth", () => {
    for (const [belief, truth] of pairs) {
      const regrets = [7, 8].map((seed) => {
        const scenario = generate({ ...population, seed });
        const [planned, real] = [belief, truth].map((law) => withErrorLaw(scenario, fitErrorLaw(law, curve), curve));
        const { plan } = solve(planned!, { method: "exact" });
        const best = solve(real!, { method: "exact" });
        expect(best.status).toBe("optimal");
        const problem = toProblem(real!);
        expect(violations(problem.scenario, plan)).toEqual([]);
        return (evaluate(problem.scenario, plan).objective - best.objective) / best.scale;
      });
      const { regretMean, regretLeast, regretLargest } = row("extrapolated", belief, truth);
      expect(regretMean).toBeCloseTo((regrets[0]! + regrets[1]!) / 2, 5);
      expect(regretLeast).toBeCloseTo(Math.min(...regrets), 5);
      expect(regretLargest).toBeCloseTo(Math.max(...regrets), 5);
    }
  });

  it("right beliefs cost nothing, wrong ones never less than nothing", () => {
    for (const { belief, truth, regretMean, regretLeast } of table.rows) {
      expect(regretLeast).toBeGreaterThanOrEqual(0);
      if (belief === truth) expect(regretMean).toBe(0);
    }
    expect(row("extrapolated", "exponential", "power-floor")["regretMean"]).toBeGreaterThan(0.01);
  });

  it("within measured limits no plan takes more steps than were measured, and the edge holds half of what all may take", () => {
    for (const [belief, truth] of pairs) {
      const [measured, free] = [row("measured", belief, truth), row("extrapolated", belief, truth)];
      expect(measured["steps"]).toBeLessThanOrEqual(25);
      expect(measured["measured"]).toBeGreaterThanOrEqual(free["measured"]!);
    }
    const short = { ...curve, steps: [1, 2, 3, 4] };
    const { rows } = errorModelRegret(errorModelRegretRuns({ population, scenarios: 1, curves: [short] }, 7));
    for (const { limits, steps, measured } of rows) {
      if (limits !== "measured") continue;
      expect(steps).toBeLessThanOrEqual(4);
      expect(measured).toBe(1);
    }
  });

  it("tells its progress, and what is wrong with an option", () => {
    const told: number[] = [];
    errorModelRegretRuns({ population, scenarios: 1, curves: [curve, curve] }, 7, (done) => told.push(done));
    expect(told).toEqual([0.5, 1]);
    expect(() => errorModelRegretRuns({ population, scenarios: 0, curves: [curve] }, 7)).toThrow(
      "scenarios: must be a whole",
    );
  });

  it("by default judges curves that count, can judge all laws and begin at five steps or fewer", () => {
    const { curves } = errorModelRegretDefaults;
    expect(curves).toHaveLength(18);
    for (const { marks, steps } of curves) {
      expect(marks).toEqual([]);
      expect(steps[0]).toBeLessThanOrEqual(5);
      expect(new Set(steps).size).toBeGreaterThanOrEqual(5);
    }
  });

  it("a curve that can't judge all laws has no best one, and no part in what is compared", () => {
    expect(table.rows.every(({ best }) => best === "NA")).toBe(true);
    expect(errorModelRegretMeans(runs).rows).toEqual([]);
  });
});

describe("differences", () => {
  const curves = errorModelRegretDefaults.curves.slice(0, 2);
  const own = errorModelRegretRuns({ population, scenarios: 3, curves }, 7);

  it("are those of the beliefs' means over the curves, each under its best law, scenario by scenario", () => {
    const regretOf = (belief: string, seed: number): number => {
      const regrets = curves.map((one) => {
        const found = own.rows.filter(
          (r) => r["limits"] === "measured" && r["belief"] === belief && r["seed"] === seed && r["truth"] === r["best"],
        );
        return found.find((r) => r["dataset"] === one.series.dataset && r["sampler"] === one.series.sampler)!["regret"];
      });
      return ((regrets[0] as number) + (regrets[1] as number)) / 2;
    };
    const expected = [7, 8, 9].map((seed) => regretOf("power", seed) - regretOf("exponential", seed));
    const found = errorModelRegretDifferences(own).rows.find(
      ({ limits, belief, than }) => limits === "measured" && belief === "power" && than === "exponential",
    )!;
    expect(found["regretMoreMedian"]).toBeCloseTo(expected.sort((a, b) => a - b)[1]!, 6);
    expect(found).toMatchObject({ scenarios: 3, regretMoreCiLow: "NA", regretMoreCiHigh: "NA" });
  });

  it("have a row for each pair and limits", () => {
    expect(errorModelRegretDifferences(own).rows).toHaveLength(2 * 6);
    expect(errorModelRegretMeans(own).rows).toHaveLength(2 * 4 * 3);
  });
});
