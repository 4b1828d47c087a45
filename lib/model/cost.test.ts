/** Costs with the computation time solved out against P1's own formulas (MODEL.md §2, §3). */

import { describe, expect, it } from "vitest";
import { InputError } from "../input/errors.js";
import type { Scenario } from "../scenario/types.js";
import { MORE_IN_FULL, shortOrFull } from "../testing/long.js";
import { oneUser } from "../testing/one-user.js";
import { randomScenario } from "../testing/random-scenario.js";
import { violations } from "./constraints.js";
import { cost, costCurvature, costSlope, subdifferential } from "./cost.js";
import { userOutcome } from "./objective.js";
import { BATTERY, DEADLINE, fewestSteps, maxWholeSteps, type Place, turnAt } from "./placement.js";
import { type Problem, toProblem } from "./problem.js";
import { bestTime, cruisingSpeed } from "./speed.js";
import { bestSteps, flatPrice, mostBestSteps } from "./steps.js";
import { bestWholeSteps } from "./whole-steps.js";

/** Every open place of every user of these many problems; made anew each time, so that each test judges what makes them. */
function eachPlace(visit: (problem: Problem, place: Place, n: number) => void, problems = shortOrFull(8, 60)): void {
  for (let seed = 1; seed <= problems; seed++) {
    const problem = toProblem(randomScenario(seed, 8));
    for (const place of [problem.local, problem.edge]) {
      for (let n = 0; n < problem.count; n++) if (place.open[n] === 1) visit(problem, place, n);
    }
  }
}

/** P1's cost of user n with s steps in t seconds. */
function p1Cost({ scenario }: Problem, place: Place, n: number, s: number, t: number): number {
  const { weights } = scenario;
  const o = userOutcome(scenario, n, place.name === "edge" ? 1 : 0, s, t);
  return weights.time * o.latency + weights.error * o.error + weights.energy * o.energy - o.utility;
}

/** A few step counts from 1 to s̄, the turn among them. */
function samples(place: Place, n: number): number[] {
  const max = place.maxSteps[n]!;
  const turn = turnAt(place, n);
  return [1, 1 + 0.3 * (max - 1), 1 + 0.8 * (max - 1), max, ...(turn > 1 && turn < max ? [turn] : [])];
}

describe("cost", MORE_IN_FULL, () => {
  it("is P1's cost at the best time", () => {
    eachPlace((problem, place, n) => {
      for (const s of samples(place, n)) {
        const t = bestTime(problem.scenario, place.name, n, s);
        const expected = p1Cost(problem, place, n, s, t);
        expect(Math.abs(cost(place, n, s) - expected)).toBeLessThanOrEqual(1e-11 * (1 + Math.abs(expected)));
      }
    });
  });

  it("is not undercut by any other feasible time", () => {
    eachPlace(
      (problem, place, n) => {
        for (const s of samples(place, n)) {
          const least = cost(place, n, s);
          const t = bestTime(problem.scenario, place.name, n, s);
          for (let i = -40; i <= 40; i++) {
            const other = t * 1.05 ** i;
            const plan = {
              offload: Uint8Array.of(0),
              steps: Float64Array.of(s),
              computationTime: Float64Array.of(other),
            };
            if (!feasible(problem, place, n, plan.steps[0]!, other)) continue;
            expect(p1Cost(problem, place, n, s, other)).toBeGreaterThanOrEqual(least - 1e-9 * (1 + Math.abs(least)));
          }
        }
      },
      shortOrFull(2, 60),
    );
  });

  it("visits every regime", () => {
    const regimes = new Set<number>();
    eachPlace((_, place, n) => {
      if (turnAt(place, n) > 1 && turnAt(place, n) < place.maxSteps[n]!) regimes.add(place.limits!.regime[n]!);
    });
    expect([...regimes].sort()).toEqual([BATTERY, DEADLINE]);
  });

  it("has the slope and curvature of finite differences", () => {
    eachPlace((_problem, place, n) => {
      const h = 1e-4;
      for (const s of samples(place, n)) {
        const turn = turnAt(place, n);
        if (s - 2 * h < 1 || s + 2 * h > place.maxSteps[n]! || Math.abs(s - turn) < 3 * h) continue;
        const beyond = s > turn;
        const [left, mid, right] = [s - h, s, s + h].map((x) => cost(place, n, x)) as [number, number, number];
        const scale = 1 + Math.abs(mid);
        expect(Math.abs((right - left) / (2 * h) - costSlope(place, n, s, beyond, 0))).toBeLessThan(1e-6 * scale);
        const slopes = [s - h, s + h].map((x) => costSlope(place, n, x, beyond, 0)) as [number, number];
        expect(Math.abs((slopes[1] - slopes[0]) / (2 * h) - costCurvature(place, n, s, beyond))).toBeLessThan(
          1e-6 * scale,
        );
      }
    });
  });

  it("is convex, its slope continuous but for an upward kink where the battery takes over from full speed", () => {
    let kinks = 0;
    eachPlace(({ scenario }, place, n) => {
      const turn = turnAt(place, n);
      if (!(turn > 1 && turn < place.maxSteps[n]!)) return;
      const [left, right] = subdifferential(place, n, turn, 0);
      const scale = 1 + Math.abs(left);
      expect(right).toBeGreaterThanOrEqual(left - 1e-9 * scale);
      if (right - left > 1e-6 * scale) {
        kinks++;
        expect(place.limits?.regime[n]).toBe(BATTERY);
        expect(cruisingSpeed(scenario, place.name, n)).toBe(scenario.users.deviceSpeed[n]);
      }
    });
    expect(kinks).toBeGreaterThan(0);
  });
});

/** P1's constraints on one user's time, checked through `violations` on a one-user plan. */
function feasible({ scenario }: Problem, place: Place, n: number, s: number, t: number): boolean {
  const users = { ...scenario.users, count: 1, id: () => scenario.users.id(n) } as Record<string, unknown>;
  for (const [name, column] of Object.entries(scenario.users)) {
    if (column instanceof Float64Array || column instanceof Uint8Array) users[name] = column.slice(n, n + 1);
  }
  const alone = { ...scenario, users: users as unknown as typeof scenario.users };
  const plan = {
    offload: Uint8Array.of(place.name === "edge" ? 1 : 0),
    steps: Float64Array.of(s),
    computationTime: Float64Array.of(t),
  };
  return violations(alone, plan, 0).every(({ constraint }) => constraint === "steps" || constraint === "stepCapacity");
}

describe("best steps", MORE_IN_FULL, () => {
  it("minimise the cost and the price over a grid", () => {
    eachPlace(
      (_problem, place, n) => {
        for (const price of [0, 0.05, 0.7]) {
          const best = bestSteps(place, n, price);
          const value = cost(place, n, best) + price * best;
          const min = fewestSteps(place, n);
          const max = place.maxSteps[n]!;
          for (let i = 0; i <= 50; i++) {
            const s = min + (i / 50) * (max - min);
            expect(cost(place, n, s) + price * s).toBeGreaterThanOrEqual(value - 1e-10 * (1 + Math.abs(value)));
          }
        }
      },
      shortOrFull(3, 20),
    );
  });

  it("in whole numbers are the best whole number", () => {
    eachPlace(
      (_problem, place, n) => {
        for (const price of [0, 0.3]) {
          const best = bestWholeSteps(place, n, price);
          const value = cost(place, n, best) + price * best;
          for (let s = fewestSteps(place, n); s <= maxWholeSteps(place, n); s++) {
            expect(cost(place, n, s) + price * s).toBeGreaterThanOrEqual(value - 1e-12 * (1 + Math.abs(value)));
          }
        }
      },
      shortOrFull(3, 20),
    );
  });

  it("fall as the price rises", () => {
    eachPlace((_problem, place, n) => {
      let before = Infinity;
      for (const price of [0, 0.01, 0.1, 1, 10]) {
        const s = bestSteps(place, n, price);
        expect(s).toBeLessThanOrEqual(before);
        before = s;
      }
    });
  });

  it("are an interval where the cost is flat", () => {
    const { scenario, local } = toProblem(oneUser({ errorModel: { kind: "exponential", initial: 0, decay: 1 } }));
    const price = flatPrice(local, 0);
    expect(price).toBeCloseTo(scenario.weights.localUtility - local.stepCost[0]!, 12);
    expect(bestSteps(local, 0, price)).toBe(1);
    expect(mostBestSteps(local, 0, price)).toBe(20);
    expect(bestSteps(local, 0, price - 1e-9)).toBe(20);
  });
});

describe("places", () => {
  const open = (user: Partial<Scenario["users"][number]>, weights = {}) => {
    const { local, edge } = toProblem(oneUser(user, weights));
    return [local.open[0], edge.open[0]];
  };
  const device = { speed: 2e12, switchedCapacitance: 5e-37, maxSteps: 20 };

  it("close where no step fits", () => {
    expect(open({})).toEqual([1, 1]);
    expect(open({ device: { ...device, maxSteps: 0 } })).toEqual([0, 1]);
    expect(open({ deadline: 0.84 })).toEqual([0, 0]);
    expect(open({ deadline: 0.9 })).toEqual([0, 1]);
    expect(open({ device: { ...device, battery: 0 } })).toEqual([0, 0]);
    expect(open({ device: { ...device, battery: 0, switchedCapacitance: 0 } })).toEqual([1, 0]);
    expect(open({ device: { ...device, battery: 0.15 } })).toEqual([1, 1]);
  });

  it("hold a whole step that fits exactly", () => {
    const { local } = toProblem(oneUser({ deadline: 3 }));
    expect(maxWholeSteps(local, 0)).toBe(3);
  });

  it("keep the battery limit even without a deadline", () => {
    const problem = toProblem(oneUser({ device: { ...device, battery: 4 } }));
    const t = bestTime(problem.scenario, "local", 0, 20);
    expect(userOutcome(problem.scenario, 0, 0, 20, t).energy).toBeCloseTo(4, 9);
  });

  it("have no best time where only energy costs and nothing ends the computation", () => {
    const weights = { time: 0 };
    expect(() => toProblem(oneUser({}, weights))).toThrow(InputError);
    expect(() => toProblem(oneUser({}, weights))).toThrow(
      "users[0].deadline: missing; must be given, since weights.time is 0 and energy costs: user u1 has no best computation time on the device",
    );
    expect(open({ deadline: 60 }, weights)).toEqual([1, 1]);
    expect(open({}, { time: 0, energy: 0 })).toEqual([1, 1]);
  });

  it("take extreme numbers without overflow", () => {
    const huge = toProblem(
      oneUser({ workload: 1e120, device: { speed: 1e119, switchedCapacitance: 1e-300, maxSteps: 20 }, deadline: 1e3 }),
    );
    expect(Number.isFinite(cost(huge.local, 0, 20))).toBe(true);
  });
});
