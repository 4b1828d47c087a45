/** The price followed from the last one, against the price searched for from scratch. */
import { describe, expect, it } from "vitest";
import { problemOf } from "../../model/problem.js";
import { bestSteps } from "../../model/steps.js";
import { generateColumns } from "../../population/generate.js";
import { replaceUsers, type ScenarioColumns } from "../../scenario/columns.js";
import { realPrice } from "../../solver/price/real-price.js";
import { changedProblem, changedUsers } from "./changes.js";
import { WarmPrice } from "./warm-price.js";

const columnsOf = (seed: number, stepCapacity: number | null, users = 60): ScenarioColumns =>
  generateColumns({ users, seed, stepCapacity, deadlineShare: 0.3, batteryShare: 0.3 });

describe("WarmPrice", () => {
  it("is the price from scratch, as users and capacity change little and much", () => {
    let [split, binding] = [0, 0];
    for (let seed = 1; seed <= 12; seed++) {
      const warm = new WarmPrice();
      const others = columnsOf(seed + 100, 300);
      let columns = columnsOf(seed, 300);
      let problem = problemOf(columns);
      expect(warm.find(problem, null).price).toBe(realPrice(problem, problem.localCost).price);
      for (const [k, stepCapacity] of [301, 299, 330, 200, 900, 20, 100_000, 300, null, 250, 3, 260].entries()) {
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
    expect(split).toBeGreaterThan(20);
    expect(binding).toBeGreaterThan(90);
  });

  it("does not search where nothing changed: the steps are those of the price that it has", () => {
    const problem = problemOf(columnsOf(4, 300));
    const warm = new WarmPrice();
    const first = warm.find(problem, null);
    const again = warm.find(problem, new Int32Array(0));
    expect(Math.abs(again.price / first.price - 1)).toBeLessThan(1e-9);
    expect(again.offload).toEqual(warm.find(problem, new Int32Array(0)).offload);
  });
});
