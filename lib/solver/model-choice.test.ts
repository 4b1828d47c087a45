/** Users who may choose from several models: the same in every method as those who have one (MODEL.md §12). */

import { beforeAll, describe, expect, it } from "vitest";
import { convexOf, convexSharesOf } from "../model/convex.js";
import { cost, subdifferential } from "../model/cost.js";
import { evaluate } from "../model/objective.js";
import { fewestSteps, wholeSteps } from "../model/placement.js";
import { parsePlan } from "../model/plan.js";
import { toProblem } from "../model/problem.js";
import { bestSteps } from "../model/steps.js";
import { bestWholeSteps } from "../model/whole-steps.js";
import { toColumns } from "../scenario/columns.js";
import { rowsOf } from "../scenario/one-model.js";
import { parseScenario } from "../scenario/schema.js";
import { optimaByCheckPy, skippedWithoutPython } from "../testing/check-py.js";
import {
  EVERY_METHOD,
  expectAccepted,
  expectExactIsBest,
  expectRefused,
  type Falsified,
  falseClaims,
} from "../testing/enumerated.js";
import { hasPlan } from "../testing/feasible-problems.js";
import { MORE_IN_FULL, shortOrFull, someOrAll } from "../testing/long.js";
import { modelsScenario } from "../testing/models-scenario.js";
import { randomScenario } from "../testing/random-scenario.js";
import { solutionFile } from "../testing/solution-file.js";
import type { MethodName } from "./methods/methods.js";
import { solve } from "./solve.js";

const SEEDS = shortOrFull(7, 300);

describe("limits", () => {
  it.each(EVERY_METHOD)(
    "%s: no other model, or one that is never better, is the paper's problem",
    MORE_IN_FULL,
    (method) => {
      let compared = 0;
      const seeds = shortOrFull(3, 30);
      for (let seed = 1; seed <= seeds; seed++) {
        const scenario = randomScenario(seed, 12);
        if (!hasPlan(scenario)) continue;
        const own = solve<MethodName>(scenario, { method });
        const none = { ...scenario, users: scenario.users.map((user) => ({ ...user, models: [] })) };
        expect(solve<MethodName>(parseScenario(none), { method }), `seed ${seed}`).toEqual(own);
        const models = [{ name: "the same", errorModel: { kind: "power", initial: 9, exponent: 0 }, workload: 1e30 }];
        const worse = { ...scenario, users: scenario.users.map((user) => ({ ...user, models })) };
        const { plan, objective, dualBound, price } = solve<MethodName>(parseScenario(worse), { method });
        if (method === "sca" || method === "random-init") continue; // a relaxation of their own
        const { model, ...same } = plan;
        expect(same, `seed ${seed}`).toEqual(own.plan);
        expect(model).toEqual(new Uint8Array(plan.steps.length));
        expect(objective, `seed ${seed}`).toBe(own.objective);
        expect(Math.abs(dualBound - own.dualBound)).toBeLessThanOrEqual(1e-12 * own.scale);
        expect(Math.abs(price - own.price)).toBeLessThanOrEqual(1e-12 * own.price);
        compared++;
      }
      if (method !== "sca" && method !== "random-init") expect(compared).toBeGreaterThan(0.66 * seeds);
    },
  );
});

it("at each price the best of all steps of all models is wanted", MORE_IN_FULL, () => {
  const seeds = shortOrFull(4, 60);
  let asked = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const { local, edge, count, scenario } = toProblem(modelsScenario(seed));
    const { users } = scenario;
    for (const place of [local, edge]) {
      for (let n = 0; n < count; n++) {
        if (place.open[n] === 0 || users.models === null) continue;
        for (const price of [0, 0.01, 0.05, 0.4, 2]) {
          const value = (s: number): number => cost(place, n, s) + price * s;
          const least = Math.min(...wholeSteps(place, n).map(value));
          expect(value(bestWholeSteps(place, n, price)), `seed ${seed}, user ${n}`).toBe(least);
          asked++;
        }
      }
    }
  }
  expect(asked).toBeGreaterThan(16 * seeds);
});

describe("relaxations", () => {
  it("solve a problem that is convex and no dearer for any whole step of any model", MORE_IN_FULL, () => {
    let below = 0;
    const seeds = shortOrFull(3, 60);
    for (let seed = 1; seed <= seeds; seed++) {
      const problem = toProblem(modelsScenario(seed));
      for (const convex of [convexOf(problem), convexSharesOf(problem)]) {
        for (const name of ["local", "edge"] as const) {
          const [place, relaxed] = [problem[name], convex[name]];
          for (let n = 0; n < problem.count; n++) {
            if (place.open[n] === 0) continue;
            let slope = -Infinity;
            for (const s of wholeSteps(place, n)) {
              // where the edge shares work, s is what the model's steps use
              const at = relaxed.choice === null && place.choice !== null ? place.choice.wayAt(n, s).steps : s;
              const [own, hull] = [cost(place, n, s), cost(relaxed, n, at)];
              const rounding = 1e-12 * (1 + Math.abs(own));
              expect(hull, `seed ${seed}, user ${n}, ${s} steps`).toBeLessThanOrEqual(own + rounding);
              below += Number(hull < own - 1e-9);
              const [before, after] = subdifferential(relaxed, n, at, 0);
              if (at > fewestSteps(relaxed, n))
                expect(after).toBeGreaterThanOrEqual(before - 1e-9 * (1 + Math.abs(after)));
              if (slope > -Infinity && at === s)
                expect(before).toBeGreaterThanOrEqual(slope - 1e-9 * (1 + Math.abs(slope)));
              slope = after;
            }
            for (const price of [0, 0.05, 0.4]) {
              const s = bestSteps(relaxed, n, price);
              const [left, right] = subdifferential(relaxed, n, s, price);
              if (s > fewestSteps(relaxed, n)) expect(left).toBeLessThanOrEqual(1e-9 * (1 + price));
              if (s < relaxed.maxSteps[n]!) expect(right).toBeGreaterThanOrEqual(-1e-9 * (1 + price));
            }
          }
        }
      }
    }
    expect(below).toBeGreaterThan(3.3 * seeds);
  });
});

it("a plan tells the model of each user, and costs what they cost with these alone", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const scenario = modelsScenario(seed);
    if (!hasPlan(scenario)) continue;
    const columns = toColumns(scenario);
    const { plan, objective } = solve(scenario, { method: "greedy" });
    if (columns.users.models === null) continue;
    const alone = scenario.users.map(({ models, ...user }, n) => {
      const k = plan.model![n]!;
      if (k === 0) return user;
      const { workload, errorModel, maxSteps = Infinity } = models![k - 1]!;
      const most = Math.min(maxSteps, user.maxSteps ?? Infinity);
      return { ...user, workload, errorModel, ...(most < Infinity && { maxSteps: most }) };
    });
    const { model: _, ...rest } = plan;
    expect(evaluate(toColumns({ ...scenario, users: alone }), rest).objective).toBe(objective);
    expect(rowsOf(columns.users).start.at(-1)).toBeGreaterThanOrEqual(scenario.users.length);
  }
});

describe.skipIf(skippedWithoutPython("users with several models are not compared with all plans"))(
  `on ${SEEDS} random scenarios`,
  MORE_IN_FULL,
  () => {
    const scenarios = Array.from({ length: SEEDS }, (_, i) => parseScenario(modelsScenario(i + 1)));
    let optima: (number | null)[];
    beforeAll(() => {
      optima = optimaByCheckPy(scenarios);
    });

    it("exact is the best of all plans, and no bound is above it", () => {
      expectExactIsBest(scenarios, optima);
      expect(optima.filter((optimum) => optimum !== null).length).toBeGreaterThan(0.8 * SEEDS);
    });

    it("both checks accept what every method says", () => {
      expectAccepted(someOrAll(2, scenarios), optima);
    });

    it("both checks refuse a bound that is too high, another model, and a worse plan that is said to be the best", () => {
      const pairs: Falsified[] = [];
      for (const [i, scenario] of scenarios.entries()) {
        if (optima[i] === null) continue;
        const best = solutionFile(scenario, "exact");
        const raised = 1e-6 * best.scale;
        pairs.push(...falseClaims(scenario, best, raised));
        const n = scenario.users.findIndex(({ models }) => models !== undefined);
        if (best.model !== undefined && n >= 0) {
          const other = { ...best, model: best.model.map((k, m) => (m === n ? (k === 0 ? 1 : 0) : k)) };
          const columns = toColumns(scenario);
          const { objective } = evaluate(columns, parsePlan(other, columns.users.count, columns.users.models));
          // two models may be the same
          if (Math.abs(objective - best.objective) > raised) pairs.push([scenario, other]);
        }
      }
      expect(pairs.length).toBeGreaterThan(shortOrFull(1.5, 2) * SEEDS);
      expectRefused(pairs);
    });
  },
);
