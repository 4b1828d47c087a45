/** Error laws made of a table or of other laws: the same in every method as those of a few parameters (MODEL.md §1). */

import { beforeAll, describe, expect, it } from "vitest";
import { errorOf } from "../laws/error/all-laws.js";
import { convexOf } from "../model/convex.js";
import { pricedCost, subdifferential } from "../model/cost.js";
import { averageError, errorSlope, isBent, keepsMaxError } from "../model/error.js";
import { fewestSteps, maxWholeSteps } from "../model/placement.js";
import { toProblem } from "../model/problem.js";
import { bestSteps } from "../model/steps.js";
import { bestUpTo, bestWholeSteps } from "../model/whole-steps.js";
import { parseScenario } from "../scenario/schema.js";
import type { User } from "../scenario/types.js";
import { optimaByCheckPy, skippedWithoutPython } from "../testing/check-py.js";
import { compoundScenario } from "../testing/compound-scenario.js";
import { expectAccepted, expectExactIsBest, expectRefused, type Falsified } from "../testing/enumerated.js";
import { hasPlan } from "../testing/feasible-problems.js";
import { MORE_IN_FULL, shortOrFull, someOrAll } from "../testing/long.js";
import { oneUser } from "../testing/one-user.js";
import { randomScenario } from "../testing/random-scenario.js";
import { solutionFile } from "../testing/solution-file.js";
import { solve } from "./solve.js";

const SEEDS = shortOrFull(6, 600);

const FLAT = { kind: "exponential", initial: 1, decay: 0 } as const;
const RISES = { kind: "table", steps: [1, 4, 9], error: [0.2, 0.7, 0.1] } as const;

describe("limits", () => {
  const variants: readonly (readonly [string, (user: User) => User])[] = [
    [
      "a table of a law at every whole step",
      (user) => {
        const steps = Array.from({ length: 120 }, (_, i) => i + 1);
        return { ...user, errorModel: { kind: "table", steps, error: steps.map((s) => errorOf(user.errorModel, s)) } };
      },
    ],
    [
      "a mixture of one law",
      (user) => ({ ...user, errorModel: { kind: "mixture", weights: [1], laws: [user.errorModel as never] } }),
    ],
    ...[FLAT, RISES].map((never): (typeof variants)[number] => [
      `a mixture with a law that never holds (${never.kind})`,
      (user) => ({
        ...user,
        errorModel: { kind: "mixture", weights: [0, 1], laws: [never, user.errorModel as never] },
      }),
    ]),
    ["the worst of one law", (user) => ({ ...user, errorModel: { kind: "worst", laws: [user.errorModel as never] } })],
  ];
  it.each(variants)("%s has the same optimum as that law", MORE_IN_FULL, (_, changed) => {
    let compared = 0;
    const seeds = shortOrFull(3, 60);
    for (let seed = 1; seed <= seeds; seed++) {
      const scenario = randomScenario(seed, 12);
      if (!hasPlan(scenario)) continue;
      const other = parseScenario({ ...scenario, users: scenario.users.map(changed) });
      const [a, b] = [solve(scenario, { method: "exact" }), solve(other, { method: "exact" })];
      expect(b.objective, `seed ${seed}`).toBe(a.objective);
      expect(b.plan, `seed ${seed}`).toEqual(a.plan);
      compared++;
    }
    expect(compared).toBeGreaterThan(0.75 * seeds);
  });
});

it("best steps lie where the subdifferential has 0, at kinks too", MORE_IN_FULL, () => {
  const seeds = shortOrFull(4, 40);
  let atKink = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const { local, edge, count } = convexOf(toProblem(compoundScenario(seed)));
    for (const place of [local, edge]) {
      for (let n = 0; n < count; n++) {
        if (place.open[n] === 0) continue;
        for (const price of [0, 0.05, 0.4, 2]) {
          const s = bestSteps(place, n, price);
          const [left, right] = subdifferential(place, n, s, price);
          const size = 1e-9 * (1 + price);
          if (s > fewestSteps(place, n)) expect(left, `seed ${seed}, user ${n}`).toBeLessThanOrEqual(size);
          if (s < place.maxSteps[n]!) expect(right, `seed ${seed}, user ${n}`).toBeGreaterThanOrEqual(-size);
          if (right - left > 1e-3) atKink++;
        }
      }
    }
  }
  expect(atKink).toBeGreaterThan(1.25 * seeds);
});

describe("laws that bend", () => {
  it("have envelopes that are convex, fall, and lie nowhere above them", MORE_IN_FULL, () => {
    const seeds = shortOrFull(8, 80);
    let [bent, below] = [0, 0];
    for (let seed = 2; seed <= seeds; seed += 2) {
      const problem = toProblem(compoundScenario(seed));
      const { users } = problem.scenario;
      const { scenario, local, edge } = convexOf(problem);
      for (let n = 0; n < problem.count; n++) {
        if (!isBent(users, n)) continue;
        bent++;
        const most = Math.max(local.maxSteps[n]!, edge.maxSteps[n]!);
        let slope = -Infinity;
        for (let s = 1; s <= most; s += 0.5) {
          const [own, error] = [averageError(scenario.users, n, s), averageError(users, n, s)];
          expect(own, `seed ${seed}, user ${n}, ${s} steps`).toBeLessThanOrEqual(error * (1 + 1e-12));
          below += Number(own < error * (1 - 1e-9));
          const next = errorSlope(scenario.users, n, s);
          expect(next).toBeLessThanOrEqual(0);
          expect(next).toBeGreaterThanOrEqual(slope * (1 + 1e-9));
          slope = next;
        }
      }
    }
    expect(bent).toBeGreaterThan(0.6 * seeds);
    expect(below).toBeGreaterThan(2.5 * seeds);
  });

  it("are wanted at corners of the hull alone, at each price the best of all whole steps", MORE_IN_FULL, () => {
    const seeds = shortOrFull(8, 80);
    let asked = 0;
    for (let seed = 2; seed <= seeds; seed += 2) {
      const { local, edge, count } = toProblem(compoundScenario(seed));
      for (const place of [local, edge]) {
        for (let n = 0; n < count; n++) {
          if (place.open[n] === 0 || !isBent(place.users, n)) continue;
          for (const price of [0, 0.01, 0.05, 0.4, 2]) {
            let [best, least] = [0, Infinity];
            for (let s = 1; s <= maxWholeSteps(place, n); s++) {
              if (!keepsMaxError(place.users, n, s) || pricedCost(place, n, s, price) >= least) continue;
              [best, least] = [s, pricedCost(place, n, s, price)];
            }
            expect(bestWholeSteps(place, n, price), `seed ${seed}, user ${n}`).toBe(best);
            asked++;
          }
        }
      }
    }
    expect(asked).toBeGreaterThan(5 * seeds);
  });

  it("keep a floor just at the steps that do: a table that rises again", () => {
    const errorModel = { kind: "table", steps: [1, 4, 5, 8, 9, 12], error: [0.9, 0.3, 0.6, 0.6, 0.2, 0.7] } as const;
    const scenario = oneUser({ errorModel, maxError: 0.3 });
    const { local } = toProblem(scenario);
    expect([fewestSteps(local, 0), maxWholeSteps(local, 0)]).toEqual([4, 9]);
    const all = Array.from({ length: 12 }, (_, i) => i + 1);
    expect(all.filter((s) => keepsMaxError(local.users, 0, s))).toEqual([4, 9]);
    expect([4, 9]).toContain(solve(scenario, { method: "exact" }).plan.steps[0]);
    expect(bestUpTo(local, 0, 0, 9, 8)).toBe(4);
    expect(bestUpTo(local, 0, 0, 9, 3)).toBe(0);
  });
});

describe.skipIf(skippedWithoutPython("compound laws are not compared with all plans"))(
  `on ${SEEDS} random scenarios`,
  MORE_IN_FULL,
  () => {
    const scenarios = Array.from({ length: SEEDS }, (_, i) => parseScenario(compoundScenario(i + 1)));
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

    it("both checks refuse a bound that is too high, and a worse plan that is said to be the best", () => {
      const pairs: Falsified[] = [];
      for (const [i, scenario] of scenarios.entries()) {
        if (optima[i] === null) continue;
        const [best, other] = [solutionFile(scenario, "exact"), solutionFile(scenario, "random")];
        const raised = 1e-6 * best.scale;
        pairs.push([scenario, { ...best, dualBound: best.dualBound + raised }]);
        if (other.objective < best.objective + raised) continue;
        const { status, lowerBound, excess, gap, core } = best;
        pairs.push([scenario, { ...other, status, lowerBound, excess, gap, core }]);
        pairs.push([scenario, { ...other, status, lowerBound: other.objective, excess: 0, gap: 0, core }]);
      }
      expect(pairs.length).toBeGreaterThan(shortOrFull(1, 1.5) * SEEDS);
      expectRefused(pairs, ({ flaws }) => flaws);
    });
  },
);
