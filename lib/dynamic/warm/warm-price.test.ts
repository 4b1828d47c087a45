/** The price followed from the last one, against the price searched for from scratch. */
import { describe, expect, it } from "vitest";
import { problemOf } from "../../model/problem.js";
import { bestSteps } from "../../model/steps.js";
import { generateColumns } from "../../population/generate.js";
import { replaceUsers, type ScenarioColumns } from "../../scenario/columns.js";
import { realPrice } from "../../solver/price/real-price.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { changedProblem, changedUsers } from "./changes.js";
import { WarmPrice } from "./warm-price.js";

/** Sixty users; every seventh has no device, and of every eleventh the battery sends nothing, while its device needs none. */
function columnsOf(seed: number, stepCapacity: number | null): ScenarioColumns {
  const columns = generateColumns({ users: 60, seed, stepCapacity, deadlineShare: 0.3, batteryShare: 0.3 });
  const { users } = columns;
  const withoutEdge = (n: number): boolean => n % 11 === 3 && n % 7 !== 0;
  return {
    ...columns,
    users: {
      ...users,
      deviceMaxSteps: users.deviceMaxSteps.map((most, n) => (n % 7 === 0 ? 0 : most)),
      deviceCapacitance: users.deviceCapacitance.map((own, n) => (withoutEdge(n) ? 0 : own)),
      battery: users.battery.map((own, n) => (withoutEdge(n) ? 1e-9 : own)),
    },
  };
}

describe("WarmPrice", () => {
  it("is the price from scratch, as users and capacity change little and much", MORE_IN_FULL, () => {
    const seeds = shortOrFull(3, 12);
    let [split, binding] = [0, 0];
    for (let seed = 1; seed <= seeds; seed++) {
      const warm = new WarmPrice();
      const others = columnsOf(seed + 100, 300);
      let columns = columnsOf(seed, 300);
      let problem = problemOf(columns);
      expect(warm.find(problem, null).price).toBe(realPrice(problem, problem.localCost).price);
      for (const [k, stepCapacity] of [301, 299, 330, 200, 900, 20, 100_000, 300, null, 250, 12, 260].entries()) {
        const theirs = new Int32Array(60).fill(-1);
        if (k % 2 === 1) for (const n of [k, 3 * k + 1]) theirs[n] = n;
        const before = columns;
        columns = {
          ...columns,
          edge: { ...columns.edge, stepCapacity },
          users: replaceUsers(columns.users, others.users, theirs),
        };
        const changed = changedUsers(before, columns)!;
        problem = changedProblem(problem, columns, changed);
        const found = warm.find(problem, changed);
        const anew = realPrice(problem, problem.localCost);
        expect(Math.abs(found.price - anew.price), `seed ${seed}, ${k}`).toBeLessThanOrEqual(1e-9 * anew.price);
        for (const [n, a] of found.offload.entries()) {
          expect(Math.abs(a - anew.offload[n]!), `seed ${seed}, ${k}, user ${n}`).toBeLessThan(1e-6);
          split += Number(a > 0 && a < 1);
          if (a === 0 || found.price === 0) continue;
          expect(Math.abs(found.edgeSteps[n]! / bestSteps(problem.edge, n, anew.price) - 1)).toBeLessThan(1e-6);
        }
        if (found.price === 0) continue;
        const used = found.offload.reduce((sum, a, n) => (a > 0 ? sum + a * found.edgeSteps[n]! : sum), 0);
        expect(Math.abs(used / problem.capacity - 1)).toBeLessThan(1e-6);
        binding++;
      }
    }
    expect(split).toBeGreaterThan(1.6 * seeds);
    expect(binding).toBeGreaterThan(7.5 * seeds);
  });

  it("asks nobody where little changed, and all a few times where the price moves", () => {
    const warm = new WarmPrice();
    const others = columnsOf(105, 300);
    let columns = columnsOf(5, 300);
    let problem = problemOf(columns);
    warm.find(problem, null);
    warm.find(problem, new Int32Array(0)); // asks all, to know their steps
    const asks: number[] = [];
    for (const [k, stepCapacity] of [300, 301, 303, 300, 300, 296, 320].entries()) {
      const theirs = new Int32Array(60).fill(-1);
      if (k > 2) theirs[k] = k;
      const before = columns;
      const users = replaceUsers(columns.users, others.users, theirs);
      columns = { ...columns, edge: { ...columns.edge, stepCapacity }, users };
      const changed = changedUsers(before, columns)!;
      problem = changedProblem(problem, columns, changed);
      let asked = 0;
      const get = (column: Float64Array, key: string | symbol): unknown => {
        asked++;
        return Reflect.get(column, key);
      };
      const edge = { ...problem.edge, maxSteps: new Proxy(problem.edge.maxSteps, { get }) };
      warm.find({ ...problem, edge }, changed);
      asks.push(asked);
    }
    // nobody where nothing changes, or a fractional user takes it up; where the price moves, all are asked again
    expect(asks.map((asked) => Math.round(asked / 60))).toEqual([0, 4, 4, 4, 0, 4, 2]);
    expect(asks[0]).toBe(0);
  });
});
