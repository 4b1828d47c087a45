/** Floors of quality: steps begin at s_min, where the error first keeps maxError (MODEL.md §2, §3). */

import { beforeAll, describe, expect, it } from "vitest";
import { errorOf } from "../laws/error/all-laws.js";
import { ERROR_LAWS, errorModelOf } from "../laws/error/error-laws.js";
import { violations } from "../model/constraints.js";
import { averageError } from "../model/error.js";
import { fewestSteps } from "../model/placement.js";
import { toProblem } from "../model/problem.js";
import { stream } from "../numerics/stream.js";
import { toColumns } from "../scenario/columns.js";
import type { Scenario } from "../scenario/types.js";
import { faultsByCheckPy, optimaByCheckPy, skippedWithoutPython } from "../testing/check-py.js";
import { EVERY_METHOD, expectAccepted, expectExactIsBest } from "../testing/enumerated.js";
import { hasPlan } from "../testing/feasible-problems.js";
import { floorScenario } from "../testing/floor-scenario.js";
import { MORE_IN_FULL, shortOrFull, someOrAll } from "../testing/long.js";
import { oneUser } from "../testing/one-user.js";
import { randomScenario } from "../testing/random-scenario.js";
import { solutionFile } from "../testing/solution-file.js";
import { verify } from "../verify/verify.js";
import type { MethodName } from "./methods/methods.js";
import { solve } from "./solve.js";

const SEEDS = shortOrFull(5, 600);

describe("s_min", () => {
  // ε̄(s) = e^(−0.1s): 0.5 is kept from 6.93 steps on
  const fewest = (user: Partial<Scenario["users"][number]>): number[] => {
    const { local, edge } = toProblem(oneUser(user));
    return [local, edge].map((place) => (place.open[0] === 1 ? fewestSteps(place, 0) : 0));
  };

  it("is the first whole step whose error is at most maxError, at each place", () => {
    expect(fewest({})).toEqual([1, 1]);
    expect(fewest({ maxError: 1 })).toEqual([1, 1]);
    expect(fewest({ maxError: 0.5 })).toEqual([7, 7]);
    expect(fewest({ maxError: Math.exp(-0.1 * 7) })).toEqual([7, 7]);
    expect(fewest({ maxError: Math.exp(-0.1 * 7) * (1 - 1e-13) })).toEqual([7, 7]);
    expect(fewest({ maxError: Math.exp(-0.1 * 7) * (1 - 1e-11) })).toEqual([8, 8]);
  });

  it.each(ERROR_LAWS.map(({ kind }) => kind))("is what going up step by step finds: %s", (kind) => {
    const next = stream(7, 0);
    for (let i = 0; i < 300; i++) {
      const [initial, rate, floor] = [0.5 + next(), 0.02 + 1.5 * next(), i % 3 === 0 ? 0 : 0.3 * next()];
      const errorModel = errorModelOf(kind, [initial, rate, floor]);
      const at = 1 + Math.floor(24 * next());
      // between the errors of two steps, just that of one, a rounding below it, and the floor, which is never quite reached
      const maxError = [next(), errorOf(errorModel, at), errorOf(errorModel, at) * (1 - 1e-12), floor][i % 4]!;
      const { local, edge } = toProblem(oneUser({ errorModel, maxError }));
      for (const place of [local, edge]) {
        const most = place.name === "local" ? 20 : 100;
        const keeps = Array.from({ length: most }, (_, k) => errorOf(errorModel, k + 1) <= maxError * (1 + 1e-12));
        expect(place.open[0] === 1 ? fewestSteps(place, 0) : 0, `${i}, ${place.name}`).toBe(keeps.indexOf(true) + 1);
      }
    }
  });

  it("closes a place that never reaches it", () => {
    expect(fewest({ maxError: Math.exp(-0.1 * 20) })).toEqual([20, 20]);
    expect(fewest({ maxError: 0.1 })).toEqual([0, 24]);
    expect(fewest({ maxError: 0.1, maxSteps: 23 })).toEqual([0, 0]);
    expect(fewest({ maxError: 0 })).toEqual([0, 0]);
    // 10.4 steps fit into the deadline, and the tenth does not keep it
    expect(fewest({ maxError: Math.exp(-0.1 * 10.2), deadline: 10.4 })).toEqual([0, 11]);
  });

  it("is told in the message that a user has no place, and where the capacity is too small", () => {
    expect(() => solve(oneUser({ maxError: 1e-9 }))).toThrow(
      "infeasible: no step fits on the device or at the edge (maxSteps, maxError, deadline, battery) for u1",
    );
    const { edge, ...rest } = oneUser({ maxError: 0.1 });
    expect(() => solve({ ...rest, edge: { ...edge, stepCapacity: 23 } })).toThrow(
      "infeasible: edge.stepCapacity is 23, but 1 users can't compute on their device and need 24 steps to keep maxError: u1",
    );
    expect(solve({ ...rest, edge: { ...edge, stepCapacity: 24 } }).plan.steps[0]).toBe(24);
  });
});

describe("a plan below a floor", () => {
  it("is a violation that names the error", () => {
    const scenario = oneUser({ maxError: 0.5 });
    const plan = {
      offload: Uint8Array.of(0),
      steps: Float64Array.of(6),
      computationTime: Float64Array.of(6),
    };
    const error = Math.exp(-0.1 * 6);
    expect(violations(toColumns(scenario), plan)).toEqual([
      {
        constraint: "maxError",
        user: "u1",
        value: error,
        limit: 0.5,
        message: `user u1: average error, limited by maxError, is ${error}, more than 0.5`,
      },
    ]);
  });
});

describe("without a floor that binds", () => {
  it("nothing changes, to the last bit", MORE_IN_FULL, () => {
    for (let seed = 1; seed <= shortOrFull(3, 60); seed++) {
      const { users, ...rest } = randomScenario(seed, 30);
      const bare = { ...rest, users: users.map(({ maxError: _, ...user }) => user) };
      const loose = { ...rest, users: bare.users.map((user) => ({ ...user, maxError: 1e30 })) };
      if (!hasPlan(bare)) continue;
      for (const method of EVERY_METHOD) {
        expect(solve<MethodName>(loose, { method }), `${seed}, ${method}`).toEqual(solve<MethodName>(bare, { method }));
      }
    }
  });
});

describe.skipIf(skippedWithoutPython("floors are not compared with all plans"))(
  `on ${SEEDS} random scenarios`,
  MORE_IN_FULL,
  () => {
    const scenarios = Array.from({ length: SEEDS }, (_, i) => floorScenario(i + 1));
    let optima: (number | null)[];
    beforeAll(() => {
      optima = optimaByCheckPy(scenarios);
    });

    it("the floors bind for some, close places, and leave some without a plan", () => {
      let [bind, close] = [0, 0];
      for (const scenario of scenarios) {
        const { local, edge, count } = toProblem(scenario);
        const bare = toProblem({ ...scenario, users: scenario.users.map(({ maxError: _, ...user }) => user) });
        for (let n = 0; n < count; n++) {
          bind += Number(fewestSteps(local, n) > 1 || fewestSteps(edge, n) > 1);
          close += Number(bare.local.open[n]! > local.open[n]! || bare.edge.open[n]! > edge.open[n]!);
        }
      }
      const without = optima.filter((optimum) => optimum === null).length;
      expect(bind).toBeGreaterThan(SEEDS / 2);
      expect(close).toBeGreaterThan(SEEDS / 10);
      expect(without).toBeGreaterThan(SEEDS / 50);
      expect(without).toBeLessThan(SEEDS / 2);
    });

    it("exact is the best of all plans, and no bound is above it", () => {
      expectExactIsBest(scenarios, optima);
    });

    it("every method keeps the floors, and both checks accept what it says", () => {
      expectAccepted(someOrAll(2, scenarios), optima);
    });

    it("both checks refuse a plan a step below the floor", () => {
      const pairs = scenarios.flatMap((scenario, i) => {
        if (optima[i] === null) return [];
        const plan = solutionFile(scenario, "exact");
        const { users } = toColumns(scenario);
        // clearly below, as a part in 10⁹ counts as rounding
        const n = plan.steps.findIndex((s, n) => s > 1 && averageError(users, n, s - 1) > 1.001 * users.maxError[n]!);
        if (n < 0) return [];
        return [[scenario, { ...plan, steps: plan.steps.with(n, plan.steps[n]! - 1) }] as const];
      });
      expect(pairs.length).toBeGreaterThan(SEEDS / 10);
      for (const [scenario, { offload, steps, computationTime }] of pairs) {
        const plan = {
          offload: Uint8Array.from(offload),
          steps: Float64Array.from(steps),
          computationTime: Float64Array.from(computationTime),
        };
        expect(verify(scenario, plan, {}).violations.map(({ constraint }) => constraint)).toContain("maxError");
      }
      for (const faults of faultsByCheckPy(pairs))
        expect(faults.join("\n")).toMatch("average error, limited by maxError");
    });
  },
);
