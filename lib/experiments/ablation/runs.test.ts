import { describe, expect, it, test } from "vitest";
import { InputError } from "../../input/errors.js";
import { pricedCost } from "../../model/cost.js";
import { toProblem } from "../../model/problem.js";
import { bestSteps } from "../../model/steps.js";
import { campus30 } from "../../population/campus.js";
import { fiveUsers } from "../../population/five-users.js";
import { generate } from "../../population/generate.js";
import type { Scenario } from "../../scenario/types.js";
import { solveWithContinuation } from "../../solver/sca/continuation.js";
import { solvePerspective } from "../../solver/sca/perspective.js";
import { RELAXATIONS, type RelaxationName, relaxationOf } from "../../solver/sca/relaxations.js";
import { defaultPenalty, solveSca } from "../../solver/sca/sca.js";
import { STARTS, type Start, startingPoint } from "../../solver/sca/starts.js";
import { solve } from "../../solver/solve.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { randomSeed } from "../baselines/runs.js";
import { type AblationRun, ablationDefaults, ablationRuns, realDual, SIMPLE_BASELINES, VARIANTS } from "./runs.js";

const scenarioOf = (users: number, seed: number): Scenario =>
  generate({ ...campus30, users, seed, stepCapacity: 10 * users });
const SCENARIOS = shortOrFull(1, 6);
const runs = ablationRuns({ ...ablationDefaults, sizes: [4, 25], scenarios: SCENARIOS }, 3);
const of = (run: AblationRun, relaxation: RelaxationName, start: Start | "any") =>
  run.variants[VARIANTS.findIndex((one) => one.relaxation === relaxation && one.start === start)]!;

test(
  "one run for each size and seed, with every variant and the baselines that share no step with the algorithm",
  MORE_IN_FULL,
  () => {
    expect(runs.map(({ users, seed }) => [users, seed])).toEqual(
      [4, 25].flatMap((users) => Array.from({ length: SCENARIOS }, (_, k) => [users, 3 + k])),
    );
    expect(VARIANTS).toHaveLength(RELAXATIONS.length * (STARTS.length + 1));
    expect(SIMPLE_BASELINES).toContain("greedy");
    for (const name of SIMPLE_BASELINES) expect(solve(fiveUsers, { method: name })).not.toHaveProperty("relaxation");
    expect(SIMPLE_BASELINES).not.toContain("exact");
    for (const { variants, baselines } of runs) {
      expect(variants.map(({ relaxation, continuation, start }) => ({ relaxation, continuation, start }))).toEqual(
        VARIANTS,
      );
      expect(Object.keys(baselines)).toEqual(SIMPLE_BASELINES);
    }
    expect(() => ablationRuns({ ...ablationDefaults, scenarios: 0 }, 1)).toThrow(InputError);
  },
);

test("says how far it is, by users", MORE_IN_FULL, () => {
  const told: number[] = [];
  ablationRuns({ ...ablationDefaults, sizes: [1, 3], scenarios: 1 }, 1, (done) => told.push(done));
  expect(told).toEqual([0.25, 1]);
});

test("gaps are those of solve's plans, above the bound and above the optimum, on one scale", MORE_IN_FULL, () => {
  for (const run of runs) {
    const { users, seed, baselines } = run;
    const scenario = scenarioOf(users, seed);
    const optimum = solve(scenario, { method: "exact" });
    const dual = solve(scenario, { method: "local" }).lowerBound;
    const near = ({ gap, aboveOptimum }: { gap: number; aboveOptimum: number }, objective: number): void => {
      expect(aboveOptimum).toBeCloseTo((objective - optimum.objective) / optimum.scale, 11);
      expect(gap).toBeCloseTo((objective - dual) / optimum.scale, 11);
    };
    const random = { seed: randomSeed(seed) };
    for (const variant of run.variants) {
      const { relaxation, continuation, start, quality, iterations, converged } = variant;
      const from = start === "any" ? { continuation: true } : { start };
      const options = { relaxation: relaxationOf(relaxation), ...from, ...random };
      const solution = solve(scenario, options);
      near(quality.ours, solution.objective);
      expect({ iterations, converged }).toEqual({
        iterations: solution.iterations,
        converged: solution.status === "converged",
      });
      expect(continuation).toBe(start === "any" ? "with" : "without");
      near(quality.first, solve(scenario, { ...options, iterationLimit: 1 }).objective);
    }
    for (const method of SIMPLE_BASELINES) near(baselines[method]!, solve(scenario, { method, ...random }).objective);
  }
});

test("more of our rounding is never worse, and none is below the bound", MORE_IN_FULL, () => {
  for (const { variants } of runs) {
    for (const { quality } of variants) {
      expect(quality.none.gap).toBeGreaterThanOrEqual(quality.steps.gap - 1e-12);
      expect(quality.first.gap).toBeGreaterThanOrEqual(quality.ours.gap - 1e-12);
      for (const { gap, aboveOptimum } of Object.values(quality)) {
        expect(aboveOptimum).toBeGreaterThanOrEqual(0);
        expect(gap).toBeGreaterThanOrEqual(aboveOptimum - 1e-12);
      }
    }
  }
});

describe("the first iterate from ½ in the perspective form", () => {
  const problems = [1, 2, 3, 4].flatMap((seed) => [4, 40].map((users) => toProblem(scenarioOf(users, seed))));

  it("is the Lagrangian dual with real steps: its value, at a price that no other beats, and demand meets the capacity there", () => {
    for (const problem of problems) {
      const { count, edge, capacity, localCost } = problem;
      const start = startingPoint("half", count, 0);
      const penalty = defaultPenalty(problem, solvePerspective(problem, new Float64Array(count)));
      const { relaxed } = solveSca(problem, { penalty, start, iterationLimit: 1 });
      const { price, objective } = relaxed;
      const dual = realDual(problem, price);
      const scale = Math.abs(dual);
      expect(Math.abs(objective - dual)).toBeLessThan(1e-13 * scale);
      // Σ ŝ(λ) over those for whom the edge pays
      const demand = (λ: number): number => {
        let sum = 0;
        for (let n = 0; n < count; n++) {
          const s = edge.open[n] === 1 ? bestSteps(edge, n, λ) : 0;
          if (s > 0 && pricedCost(edge, n, s, λ) < localCost[n]!) sum += s;
        }
        return sum;
      };
      expect(price).toBeGreaterThan(0);
      expect(demand(price * (1 + 1e-7))).toBeLessThanOrEqual(capacity);
      expect(demand(price * (1 - 1e-7))).toBeGreaterThanOrEqual(capacity);
      for (const factor of [0, 0.5, 0.9, 0.99, 1.01, 1.1, 2])
        expect(realDual(problem, factor * price)).toBeLessThan(dual);
    }
  });
});

test(
  "a continuation does not see its start: the same iterates from all, but for the first change",
  MORE_IN_FULL,
  () => {
    const problem = toProblem(scenarioOf(12, 5));
    for (const relaxation of RELAXATIONS) {
      const [half, ...others] = STARTS.map((start) =>
        solveWithContinuation(problem, { relaxation, start: startingPoint(start, 12, 7), iterationLimit: 100 }),
      );
      for (const { plan, relaxed, trace } of others) {
        expect(plan).toEqual(half!.plan);
        expect(relaxed).toEqual(half!.relaxed);
        expect(trace.map(({ change: _, ...iterate }) => iterate)).toEqual(
          half!.trace.map(({ change: _, ...iterate }) => iterate),
        );
      }
    }
  },
);

test(
  "what moved is what differs between the first iterate and the last; what is fractional is not binary",
  MORE_IN_FULL,
  () => {
    for (const run of runs.slice(SCENARIOS)) {
      const scenario = scenarioOf(run.users, run.seed);
      for (const relaxation of RELAXATIONS) {
        const options = { relaxation, seed: randomSeed(run.seed), start: "random" } as const;
        const first = solve(scenario, { ...options, iterationLimit: 1 }).relaxed.offload;
        const last = solve(scenario, options).relaxed.offload;
        const apart = last.filter((a, n) => Math.abs(a - first[n]!) > 1e-6).length;
        const split = last.filter((a) => a > 1e-6 && a < 1 - 1e-6).length;
        expect(of(run, relaxation.name, "random")).toMatchObject({ moved: apart, fractional: split });
      }
    }
    const moved = (relaxation: RelaxationName) => runs.map((run) => of(run, relaxation, "half").moved);
    expect(Math.max(...moved("perspective"))).toBe(1);
    expect(Math.max(...moved("big-m"))).toBeGreaterThan(5);
  },
);

test(
  "the first iterate is above the dual from a start that means nothing, and in the looser form from ½ below it",
  MORE_IN_FULL,
  () => {
    for (const run of runs) {
      expect(Math.abs(of(run, "perspective", "half").aboveDual)).toBeLessThan(1e-13);
      expect(of(run, "perspective", "any").aboveDual).toBe(of(run, "perspective", "half").aboveDual);
      for (const start of STARTS) expect(of(run, "perspective", start).aboveDual).toBeGreaterThan(-1e-13);
      expect(of(run, "big-m", "half").aboveDual).toBeLessThan(1e-13);
    }
    expect(Math.min(...runs.map((run) => of(run, "big-m", "half").aboveDual))).toBeLessThan(-1e-3);
    expect(Math.max(...runs.map((run) => of(run, "perspective", "random").aboveDual))).toBeGreaterThan(1e-4);
  },
);
