/** Users whose error halves with every step give up steps at prices that can be worked out in the head. */
import { describe, expect, it } from "vitest";
import { cost } from "../../model/cost.js";
import { toProblem } from "../../model/problem.js";
import { halving } from "../../testing/halving.js";
import { oneUser } from "../../testing/one-user.js";
import { dropsOf } from "./drops.js";

const problem = toProblem(halving(["open"], 1));
const ANY = { low: 0, high: 100 };

/** Prices to ten digits. */
const told = (localValue: number, most: number, least: number, bracket: { low: number; high: number } = ANY) =>
  dropsOf(problem, localValue, 0, most, least, bracket).map(({ price, user, use }) => {
    expect(user).toBe(0);
    return [Number(price.toPrecision(10)), use];
  });

describe("dropsOf", () => {
  it("lets go of a step at the price it saves, and of the rest where the device is as good", () => {
    // 60·2^−s − 0.1, and (6.875 − 0.5 − 1.875)/5
    const all = [
      [0.0171875, 1],
      [0.134375, 1],
      [0.36875, 1],
      [0.8375, 1],
      [0.9, 5],
    ];
    expect(told(6.875, 9, 0)).toEqual(all);
    expect(told(6.875, 7, 0)).toEqual(all.slice(2));
    expect(told(6.875, 5, 0)).toEqual(all.slice(4));
    expect(told(6.875, 9, 6)).toEqual(all.slice(0, 3));
    expect(told(6.875, 6, 6)).toEqual([]);
  });

  it("keeps a user who can't leave at a step for ever", () => {
    expect(told(Infinity, 3, 1)).toEqual([
      [7.4, 1],
      [14.9, 1],
    ]);
    expect(told(Infinity, 1, 1)).toEqual([]);
  });

  it("lets a user leave from a single step", () => {
    // 32 − 30.1
    expect(told(32, 1, 0)).toEqual([[1.9, 1]]);
  });

  it("keeps to the bracket, in order", () => {
    expect(told(6.875, 7, 0, { low: 0.5, high: 0.89 })).toEqual([
      [0.5, 1],
      [0.8375, 1],
      [0.89, 5],
    ]);
    expect(told(6.875, 7, 5, { low: 0.1, high: 0.6 })).toEqual([
      [0.36875, 1],
      [0.6, 1],
    ]);
  });

  it("lets all steps go at once where giving up some first is tied with leaving", () => {
    const saving = cost(problem.edge, 0, 5) - cost(problem.edge, 0, 6);
    // V_l where the user leaves with 6 steps just at the price of the sixth
    const local = cost(problem.edge, 0, 6) + 6 * saving;
    expect(told(local, 7, 0)).toEqual([
      [0.36875, 1],
      [0.8375, 6],
    ]);
    // moved to the end of the bracket, both are tied there
    expect(told(6.875, 7, 0, { low: 0, high: 0.3 })).toEqual([[0.3, 7]]);
    expect(told(6.875, 7, 0, { low: 0, high: 0.6 })).toEqual([
      [0.36875, 1],
      [0.6, 6],
    ]);
  });

  it("tells steps that save the same once, at what all of them save, each alike", () => {
    // 170 s of transfer, beside which a step's saving of 0.05 has 13 digits
    const link = { ...oneUser({}).users[0]!.link, downlinkBits: 1.7e9 };
    const { edge } = toProblem(oneUser({ link }, { error: 0, energy: 0, edgeUtility: 0.1 }));
    const savings = new Set(Array.from({ length: 39 }, (_, i) => cost(edge, 0, i + 1) - cost(edge, 0, i + 2)));
    expect(savings.size).toBeGreaterThan(1); // by rounding alone
    const [only, ...others] = dropsOf({ ...problem, edge }, Infinity, 0, 40, 1, ANY);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ use: 1, times: 39 });
    expect(39 * only!.price).toBe(39 * ((cost(edge, 0, 1) - cost(edge, 0, 40)) / 39));
  });

  it("tells a user once at a price, also where rounding parts its steps or a bracket joins them", () => {
    // a step saves 0.99999, and 100,000 of them are too many to tell from a bent line by their rounding
    const user = { device: { ...oneUser({}).users[0]!.device, maxSteps: 0 }, workload: 2e8 };
    const scenario = oneUser(user, { time: 2, error: 0, energy: 0, edgeUtility: 1 });
    const { edge } = toProblem({ ...scenario, edge: { ...scenario.edge, maxSteps: 100_000 } });
    const drops = dropsOf({ ...problem, edge }, Infinity, 0, 100_000, 1, ANY);
    expect(new Set(drops.map(({ price }) => price)).size).toBe(drops.length);
    expect(drops.reduce((sum, { times }) => sum + times, 0)).toBe(99_999);
    expect(told(Infinity, 5, 1, { low: 0, high: 0.5 })).toEqual([[0.5, 1]]);
  });
});
