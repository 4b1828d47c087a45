/** The core on stages small enough to list all plans of. */
import { describe, expect, it } from "vitest";
import { stream } from "../../numerics/stream.js";
import type { Block } from "./base-plan.js";
import { stepCore } from "./core.js";
import type { Alternative } from "./reduced-cost.js";

const block = (user: number): Block => ({ user, use: 5, copies: 1 });
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

/** The first limit at which a core takes all stages. */
function statesOf(price: number, slack: number, stages: readonly (readonly Alternative[])[]): number {
  for (let limit = 0; ; limit++) {
    const core = stepCore(price, slack, limit);
    for (const [user, choices] of stages.entries()) if (!core.endedBy) core.enter(block(user), choices, 0);
    if (!core.endedBy) return limit;
  }
}

describe("stepCore", () => {
  it("begins at the base, which leaves the slack unused", () => {
    const core = stepCore(2, 3, 100);
    expect(core.excess).toBe(6);
    expect(core.endedBy).toBeNull();
    expect(core.deviations()).toEqual([]);
    expect(core.entered()).toEqual(new Map());
  });

  it("finds the best of all plans, and what each user does in it", () => {
    const next = stream(5, 0);
    let deviating = 0;
    for (let i = 0; i < 400; i++) {
      const price = 0.1 + next();
      const slack = Math.floor(8 * next());
      const stages = Array.from({ length: 1 + Math.floor(5 * next()) }, () =>
        Array.from({ length: Math.floor(4 * next()) }, () => ({
          reducedCost: 2 * next() * next(),
          shift: Math.floor(9 * next()) - 4 || 5,
        })),
      );
      const core = stepCore(price, slack, 1e6);
      for (const [user, choices] of stages.entries()) core.enter(block(user), choices, 0);
      expect(core.endedBy).toBeNull();
      expect(core.excess).toBeCloseTo(leastExcess(price, slack, stages), 12);
      expect([...core.entered().values()]).toEqual(stages.map(() => 1));
      // Σ r + λ·(unused capacity) of what it tells
      let excess = price * slack;
      for (const { block, shift } of core.deviations()) {
        deviating++;
        const choices = stages[block.user]!.filter((choice) => choice.shift === shift);
        excess += Math.min(...choices.map(({ reducedCost }) => reducedCost)) - price * shift;
      }
      expect(core.excess).toBeCloseTo(excess, 12);
    }
    expect(deviating).toBeGreaterThan(200);
  });

  it("lets one user give steps up that another takes", () => {
    const core = stepCore(1, 0, 100);
    expect(core.excess).toBe(0);
    const some = stepCore(1, 1, 100);
    some.enter(block(0), [{ reducedCost: 0.25, shift: 3 }], 0);
    expect(some.excess).toBe(1);
    some.enter(block(1), [{ reducedCost: 0.25, shift: -2 }], 0);
    expect(some.excess).toBe(0.5);
    expect(some.deviations()).toEqual([
      { block: block(1), shift: -2 },
      { block: block(0), shift: 3 },
    ]);
  });

  it("counts the copies of a block that entered", () => {
    const core = stepCore(1, 4, 1000);
    const [one, other] = [block(0), block(1)];
    for (const entering of [one, one, other, one]) core.enter(entering, [{ reducedCost: 0.1, shift: 1 }], 0);
    expect(core.entered()).toEqual(
      new Map([
        [one, 3],
        [other, 1],
      ]),
    );
    expect(core.excess).toBeCloseTo(0.4, 12);
    expect(core.deviations()).toHaveLength(4);
  });

  it("is full where a stage would pass the limit of states, and then as it was", () => {
    const core = stepCore(1, 10, 18);
    const choices = [
      { reducedCost: 1, shift: 3 },
      { reducedCost: 2, shift: -2 },
    ];
    core.enter(block(0), choices, 0); // −2 … 3: 6 states
    expect([core.endedBy, core.excess]).toEqual([null, 8]);
    core.enter(block(1), [{ reducedCost: 0, shift: 7 }], 0); // −2 … 10: 13 more
    expect([core.endedBy, core.excess]).toEqual(["stateLimit", 8]);
    expect(core.entered().size).toBe(1);
    expect(statesOf(1, 10, [choices, [{ reducedCost: 0, shift: 7 }]])).toBe(19);
  });

  it("keeps no states that can't beat the best plan, or that less capacity is as good as", () => {
    const after = [{ reducedCost: 0.5, shift: 1 }];
    // 0 … 2 kept of 0 … 9, so 10 + 4
    const dear = [
      { reducedCost: 0.5, shift: 2 },
      { reducedCost: 12, shift: 9 },
    ];
    expect(statesOf(1, 10, [dear, after])).toBe(14);
    // taking 4 steps for 4 is as good as taking none: 5 + 2
    expect(statesOf(1, 10, [[{ reducedCost: 4, shift: 4 }], after])).toBe(7);
    expect(statesOf(1, 10, [[{ reducedCost: 3.5, shift: 4 }], after])).toBe(11);
    // as dear as the excess is too dear: −1 goes, 2 + 2
    expect(statesOf(1, 10, [[{ reducedCost: 10, shift: -1 }], after])).toBe(4);
    expect(statesOf(1, 10, [[{ reducedCost: 9, shift: -1 }], after])).toBe(5);
  });

  it("counts choices that are tried as well: forty a state", () => {
    // a state after each of two stages; 1 + 99 choices of each of them tried
    const many = Array.from({ length: 99 }, () => ({ reducedCost: 50, shift: 1 }));
    expect(statesOf(1, 3, [many])).toBe(3);
    expect(statesOf(1, 3, [many, many])).toBe(5);
    expect(statesOf(1, 3, [many, many, many])).toBe(8);
    // two states of the first stage are kept, each tried with 100 choices
    const cheap = [{ reducedCost: 0.5, shift: 1 }];
    expect(statesOf(1, 3, [cheap, many])).toBe(6);
  });
});
