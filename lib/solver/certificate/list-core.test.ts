/** The core of real uses on stages small enough to list all plans of. */
import { describe, expect, it } from "vitest";
import { stream } from "../../numerics/stream.js";
import type { Block } from "./base-plan.js";
import { listCore } from "./list-core.js";
import type { Alternative } from "./reduced-cost.js";

const LARGEST = 10;
const block = (user: number, copies = 1): Block => ({ user, use: 5, copies });
const STAY: Alternative = { reducedCost: 0, shift: 0 };

/** Least Σ r + λ·(unused capacity) over all choices of all stages that fit. */
function leastExcess(price: number, slack: number, stages: readonly (readonly Alternative[])[]): number {
  let plans: Alternative[] = [STAY];
  for (const choices of stages) {
    plans = plans.flatMap(({ reducedCost, shift }) =>
      [STAY, ...choices].map((choice) => ({
        reducedCost: reducedCost + choice.reducedCost,
        shift: shift + choice.shift,
      })),
    );
  }
  const fitting = plans.filter(({ shift }) => shift <= slack);
  return Math.min(...fitting.map(({ reducedCost, shift }) => reducedCost + price * (slack - shift)));
}

describe("listCore", () => {
  it("begins at the base, which leaves the slack unused", () => {
    const core = listCore(2, 3, LARGEST, 100);
    expect(core.excess).toBe(6);
    expect(core.endedBy).toBeNull();
    expect(core.deviations()).toEqual([]);
    expect(core.entered()).toEqual(new Map());
  });

  it("finds the best of all plans, and what each user does in it, who enter by their least alternative", () => {
    const next = stream(5, 0);
    let deviating = 0;
    for (let i = 0; i < 400; i++) {
      const price = 0.1 + next();
      const slack = 8 * next();
      const stages = Array.from({ length: 1 + Math.floor(6 * next()) }, () =>
        Array.from({ length: 1 + Math.floor(3 * next()) }, () => ({
          reducedCost: 2 * next() * next(),
          shift: 9 * next() - 4,
        })),
      );
      const least = (choices: readonly Alternative[]): number => Math.min(...choices.map((one) => one.reducedCost));
      stages.sort((a, b) => least(a) - least(b));
      const core = listCore(price, slack, LARGEST, 1e6);
      for (const [user, choices] of stages.entries()) core.enter(block(user), choices, least(choices));
      expect(core.endedBy).toBeNull();
      expect(core.excess).toBeCloseTo(leastExcess(price, slack, stages), 12);

      const found = core.deviations();
      expect(new Set(found.map((one) => one.block.user)).size).toBe(found.length);
      const cost = found.reduce((sum, one) => {
        const choice = stages[one.block.user]!.find(({ shift }) => shift === one.shift)!;
        return sum + choice.reducedCost;
      }, 0);
      const used = found.reduce((sum, { shift }) => sum + shift, 0);
      expect(used).toBeLessThanOrEqual(slack);
      expect(cost + price * (slack - used)).toBeCloseTo(core.excess, 12);
      deviating += Number(found.length > 1);
    }
    expect(deviating).toBeGreaterThan(60);
  });

  it("takes copies until one more changes nothing, and counts them all then", () => {
    const core = listCore(1, 2.5, LARGEST, 1e6);
    const many = block(0, 1e9);
    const choices = [{ reducedCost: 0.125, shift: 1 }];
    let entered = 0;
    while (core.enter(many, choices, 0)) entered++;
    // two fit, for 0.25; 0.5 stays unused
    expect(core.excess).toBe(0.75);
    expect(entered).toBeLessThan(10);
    expect(core.entered().get(many)).toBe(1e9);
    expect(core.deviations()).toEqual([
      { block: many, shift: 1 },
      { block: many, shift: 1 },
    ]);
  });

  it("knows sums of the same uses in another order", () => {
    const core = listCore(1, 50, LARGEST, 1e6);
    const shifts = [0.1, 0.7, 0.3];
    // multiples of a tenth are few; told apart by their rounding they would be 1300 states
    for (let user = 0; user < 30; user++) {
      core.enter(block(user), [{ reducedCost: 1e-3, shift: shifts[user % 3]! }], 1e-3);
    }
    expect(core.excess).toBeCloseTo(50 - 11 + 0.03, 12);
    const states = listCore(1, 50, LARGEST, 900);
    for (let user = 0; user < 30; user++) {
      states.enter(block(user), [{ reducedCost: 1e-3, shift: shifts[user % 3]! }], 1e-3);
    }
    expect(states.endedBy).toBeNull();
  });

  it("leaves no plan for one that only rounding makes better", () => {
    const core = listCore(1, 1e-15, LARGEST, 1e6);
    core.enter(block(0), [{ reducedCost: 0, shift: 1e-15 }], 0);
    expect(core.deviations()).toEqual([]);
  });

  it("ends at a limit of states or time, with the best plan met", () => {
    const next = stream(7, 0);
    const core = listCore(1, 30.5, LARGEST, 300);
    for (let user = 0; user < 40; user++) {
      core.enter(block(user), [{ reducedCost: 0.01 * next(), shift: 1 + next() }], 0);
      if (core.endedBy !== null) break;
    }
    expect(core.endedBy).toBe("stateLimit");
    expect(core.excess).toBeLessThan(30.5);
    const used = core.deviations().reduce((sum, { shift }) => sum + shift, 0);
    expect(used).toBeGreaterThan(0);
    const late = listCore(1, 30.5, LARGEST, 300, performance.now() - 1);
    expect(late.enter(block(0), [{ reducedCost: 0, shift: 1 }], 0)).toBe(false);
    expect(late.endedBy).toBe("timeLimit");
  });

  it("keeps no farther deviations than it is told to", () => {
    const core = listCore(1, 8, LARGEST, 1e6, Infinity, 2);
    for (let user = 0; user < 3; user++) core.enter(block(user), [{ reducedCost: 0, shift: 1.5 }], 0);
    // of each of the two lists one copy
    expect(core.excess).toBe(5);
  });
});
