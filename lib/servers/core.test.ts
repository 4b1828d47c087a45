import { describe, expect, it } from "vitest";
import { stream } from "../numerics/stream.js";
import { type Choice, Core, type Member } from "./core.js";

const choice = (server: number, steps: number, r: number): Choice => ({ server, steps, r });

/** Everyone enters. */
function searched(
  prices: number[],
  slack: number[],
  members: readonly Member[],
  excess: number,
  stateLimit = 1e6,
): Core {
  const core = new Core(Float64Array.from(prices), Float64Array.from(slack), members, excess, stateLimit, Infinity);
  for (const _ of members) if (core.endedBy === null) core.enter();
  return core;
}

/** The least excess by trying all choices, and the one that is known. */
function byTrying(prices: number[], slack: number[], members: readonly Member[], excess: number): number {
  let best = excess;
  const assign = (i: number, left: readonly number[], r: number): void => {
    if (i === members.length) {
      if (left.every((rest) => rest >= 0))
        best = Math.min(
          best,
          left.reduce((sum, rest, e) => sum + prices[e]! * rest, r),
        );
      return;
    }
    const { choices } = members[i]!;
    for (const other of choices) {
      const [own] = choices;
      const after = left.map(
        (rest, e) => rest + (own!.server === e ? own!.steps : 0) - (other.server === e ? other.steps : 0),
      );
      assign(i + 1, after, r + other.r);
    }
  };
  assign(0, slack, 0);
  return best;
}

describe("the core", () => {
  it("fills what is left by two who leave their best choices, though neither does alone, by hand", () => {
    const members = [
      { user: 7, choices: [choice(-1, 3, 0), choice(0, 1, 0.1)] },
      { user: 9, choices: [choice(-1, 3, 0), choice(0, 3, 0.2)] },
    ];
    // 5 left at the price 1: with one step 0.1 + 4, with three 0.2 + 2, with both 0.3 + 1
    const core = searched([1], [5], members, 4.05);
    expect(core.excess).toBeCloseTo(1.3, 12);
    expect(core.deviations()).toEqual(
      new Map([
        [7, choice(0, 1, 0.1)],
        [9, choice(0, 3, 0.2)],
      ]),
    );
  });

  it("makes room where the best choices do not fit, and keeps the plan that is known where nothing is better", () => {
    const members = [
      { user: 0, choices: [choice(0, 4, 0), choice(1, 4, 0.5), choice(0, 2, 0.7)] },
      { user: 1, choices: [choice(0, 4, 0), choice(-1, 1, 0.6)] },
    ];
    const core = searched([1, 0.25], [-4, 4], members, 2);
    expect(core.excess).toBeCloseTo(0.5, 12);
    expect(core.deviations()).toEqual(new Map([[0, choice(1, 4, 0.5)]]));
    expect(searched([1, 0.25], [-4, 4], members, 0.4).deviations()).toBeNull();
  });

  it("is the best of all choices, in 400 random cores of one to three servers", () => {
    let [better, unfilled] = [0, 0];
    for (let seed = 1; seed <= 400; seed++) {
      const next = stream(seed, 0);
      const whole = (most: number): number => Math.floor((most + 1) * next());
      const servers = 1 + whole(2);
      const members = Array.from({ length: 1 + whole(4) }, (_, user) => {
        const others = Array.from({ length: 1 + whole(3) }, () => choice(whole(servers) - 1, 1 + whole(5), 2 * next()));
        return { user, choices: [choice(whole(servers) - 1, 1 + whole(5), 0), ...others.sort((a, b) => a.r - b.r)] };
      });
      const prices = Array.from({ length: servers }, () => (next() < 0.2 ? 0 : next()));
      const slack = prices.map(() => whole(14) - 5);
      const known = 0.2 + 6 * next();
      const least = byTrying(prices, slack, members, known);
      const core = searched(prices, slack, members, known);
      expect(core.endedBy).toBeNull();
      expect(core.excess, `seed ${seed}`).toBeCloseTo(least, 9);
      if (least < known) better++;
      if (least < known && least > 1) unfilled++;
    }
    expect(better).toBeGreaterThan(150);
    expect(unfilled).toBeGreaterThan(40);
  });

  it("ends at its limit of states with the best plan met so far", () => {
    const members = Array.from({ length: 12 }, (_, user) => ({
      user,
      choices: [choice(-1, 1, 0), choice(0, 1 + user, 0.01), choice(1, 2 + user, 0.02)],
    }));
    const core = searched([1, 1], [40, 40], members, 79, 50);
    expect(core.endedBy).toBe("stateLimit");
    expect(core.excess).toBeLessThan(79);
    expect(core.excess).toBeGreaterThan(searched([1, 1], [40, 40], members, 79).excess);
  });
});
