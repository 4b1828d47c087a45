/** The price with whole steps by hand, and on populations that are searched by samples, against plain sums (MODEL.md §7). */
import { describe, expect, it } from "vitest";
import { cost } from "../../model/cost.js";
import { evaluate } from "../../model/objective.js";
import { type Problem, problemOf, toProblem } from "../../model/problem.js";
import { bestWholeSteps } from "../../model/whole-steps.js";
import { generateColumns } from "../../population/generate.js";
import type { GenerateOptions } from "../../population/options.js";
import { feasibleProblems } from "../../testing/feasible-problems.js";
import { flat } from "../../testing/flat.js";
import { halving } from "../../testing/halving.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { randomScenario } from "../../testing/random-scenario.js";
import { lagrangianBound } from "../certificate/bound.js";
import { solveExact } from "../certificate/exact.js";
import { assertFeasible } from "../infeasible.js";
import { type WholePrice, WholeSearch, wholePrice } from "./whole-price.js";

/** Demand of the edge at a price by user. */
function demandOf({ count, edge, localWholeCost }: Problem, price: number): number[] {
  return Array.from({ length: count }, (_, n) => {
    if (edge.open[n] === 0) return 0;
    const s = bestWholeSteps(edge, n, price);
    return cost(edge, n, s) + price * s < localWholeCost[n]! ? s : 0;
  });
}

/** Its sum over all copies. */
function demandAt(problem: Problem, price: number): number {
  return demandOf(problem, price).reduce((sum, s, n) => sum + s * (problem.copies?.[n] ?? 1), 0);
}

const log = { utility: "log", weights: { localUtility: 0.8, edgeUtility: 1.5 } } as const;
const populations: readonly Omit<GenerateOptions, "seed">[] = [
  { users: 700 },
  { users: 9000 },
  { users: 9000, errorKind: "power", deadlineShare: 0.5, batteryShare: 0.5 },
  { users: 3000, ...log, deadlineShare: 0.5 },
  { users: 3000, services: { "text-to-image-512": 1, "text-to-video": 1 } },
  { users: 3000, stepCapacity: 3 },
  { users: 3000, stepCapacity: 0 },
  { users: 3000, stepCapacity: 200_000 },
  { users: 3000, stepCapacity: null },
];

describe.each(populations)("%j", (options) => {
  const problem = problemOf(generateColumns({ seed: 11, ...options }));

  it("is the smallest price at which demand fits", () => {
    const bound = lagrangianBound(problem);
    expect(demandAt(problem, bound.price)).toBeLessThanOrEqual(problem.capacity);
    if (bound.price > 0) expect(demandAt(problem, bound.price * (1 - 1e-9))).toBeGreaterThan(problem.capacity);
  });

  it("tells the demand at any price, whatever was asked before", () => {
    const problem = problemOf(generateColumns({ ...options, users: 300, seed: 2 }));
    const search = new WholeSearch(problem, problem.localWholeCost);
    const users = search.candidates();
    const { price } = lagrangianBound(problem);
    const demand = new Float64Array(problem.count);
    for (const part of [1, 1.0001, 0.9999, 1.05, 0.7, 1, 3, 0, 1]) {
      const fresh = problemOf(generateColumns({ ...options, users: 300, seed: 2 }));
      const sum = search.pass(users, part * price, demand);
      const all = demandOf(fresh, part * price);
      const own = Array.from(users, (n) => all[n]!);
      expect(Array.from(users, (n) => demand[n]!)).toEqual(own);
      expect(sum).toBe(own.reduce((x, y) => x + y, 0));
    }
  });

  it("gives the optimum that a core open to all users gives", () => {
    const bound = lagrangianBound(problem);
    const exact = solveExact(problem, bound);
    const open = { ...bound, basis: { ...bound.basis, found: { ...bound.basis.found, brackets: [] } } };
    const whole = solveExact(problem, open);
    expect(exact.proven && whole.proven).toBe(true);
    const { objective, magnitude } = evaluate(problem.scenario, whole.plan);
    expect(Math.abs(evaluate(problem.scenario, exact.plan).objective - objective)).toBeLessThanOrEqual(
      1e-12 * magnitude,
    );
    expect(Math.abs(objective - bound.lowerBound - whole.excess)).toBeLessThanOrEqual(1e-10 * magnitude);
  });
});

it("users of a few kinds cost what the same users cost when none is known to be alike", MORE_IN_FULL, () => {
  let compared = 0;
  for (let seed = 1; seed <= shortOrFull(15, 40); seed++) {
    const few = randomScenario(seed, 3);
    const users = Array.from({ length: 40 }, (_, n) => ({ ...few.users[n % few.users.length]!, id: `u${n}` }));
    const capacity = users.filter(({ device }) => device.maxSteps === 0).length + seed * 9;
    const scenario = { ...few, edge: { ...few.edge, stepCapacity: capacity }, users };
    // A little more work for each user: too little to matter, enough to tell them apart.
    const apart = {
      ...scenario,
      users: users.map((user, n) => ({ ...user, workload: user.workload * (1 + n * 1e-13) })),
    };
    const [grouped, single] = [toProblem(scenario), toProblem(apart)];
    try {
      assertFeasible(grouped);
    } catch {
      continue;
    }
    compared++;
    expect(grouped.kinds).not.toBe(null);
    expect(single.kinds).toBe(null);
    const [one, other] = [grouped, single].map((p) => solveExact(p, lagrangianBound(p)));
    const { objective, magnitude } = evaluate(grouped.scenario, one!.plan);
    expect(one!.proven && other!.proven, `seed ${seed}`).toBe(true);
    const difference = Math.abs(objective - evaluate(single.scenario, other!.plan).objective);
    expect(difference, `seed ${seed}`).toBeLessThanOrEqual(1e-9 * magnitude);
  }
  expect(compared).toBeGreaterThan(shortOrFull(9, 25));
});

/**
 * Users whose error halves with every step give steps up at 0.0171875, 0.134375, 0.36875 and 0.8375, from 9 steps down to 5; those
 * whose device is open leave with these at 0.9, the others go on to 4 at 1.775, 3 at 3.65, 2 at 7.4 and 1 at 14.9.
 */
describe("wholePrice of users whose error halves with every step", () => {
  const ALL = { 0: 1e3, 1: 2e3, 2: 3e3 };
  const told = ({ price, demand, tied }: WholePrice) => ({
    price: Number(price.toPrecision(10)),
    demand: [...demand],
    tied: tied.map(({ user, use }) => [user, use]),
  });
  const solved = (capacity: number | null, near?: number) => {
    const problem = toProblem(halving(["open", "closed", "open"], capacity, ALL));
    return told(wholePrice(problem, problem.localWholeCost, near));
  };
  const single = (...users: number[]) => users.map((user) => [user, 1]);

  it("is 0 where everybody gets what it wants", () => {
    for (const capacity of [null, 100, 27]) {
      expect(solved(capacity)).toEqual({ price: 0, demand: [9, 9, 9], tied: [] });
    }
  });

  it("is the price of the step that does not fit any more, with all that are tied there", () => {
    for (const capacity of [26, 25, 24]) {
      expect(solved(capacity)).toEqual({ price: 0.0171875, demand: [8, 8, 8], tied: single(0, 1, 2) });
    }
    expect(solved(18)).toEqual({ price: 0.36875, demand: [6, 6, 6], tied: single(0, 1, 2) });
    expect(solved(15)).toEqual({ price: 0.8375, demand: [5, 5, 5], tied: single(0, 1, 2) });
    for (const capacity of [14, 9, 5]) {
      expect(solved(capacity).price).toBe(0.9);
      expect(solved(capacity)).toMatchObject({
        demand: [0, 5, 0],
        tied: [
          [0, 5],
          [2, 5],
        ],
      });
    }
    expect(solved(4)).toEqual({ price: 1.775, demand: [0, 4, 0], tied: single(1) });
    expect(solved(1)).toEqual({ price: 14.9, demand: [0, 1, 0], tied: single(1) });
  });

  it("is the same from any guess", () => {
    for (const capacity of [null, 26, 18, 15, 9, 4, 2, 1]) {
      const own = solved(capacity);
      for (const near of [0, 1e-9, 0.3, 0.36875, 0.9, 2, 14.9, 1e9]) expect(solved(capacity, near)).toEqual(own);
    }
  });

  it("leaves out whom a local value keeps away, and asks nobody where none is left", () => {
    const problem = toProblem(halving(["open", "open", "open"], 8, { ...ALL, 1: 0.05 }));
    expect(problem.edge.open[1]).toBe(0);
    const found = wholePrice(problem, Float64Array.of(-Infinity, 1e9, Infinity));
    expect(told(found)).toEqual({ price: 0.0171875, demand: [0, 0, 8], tied: single(2) });
    const none = wholePrice(problem, Float64Array.of(-Infinity, 1e9, -Infinity));
    expect(told(none)).toEqual({ price: 0, demand: [0, 0, 0], tied: [] });
    const scarce = toProblem(halving(["open", "open"], 0, { 0: 1e3, 1: 2e3 }));
    for (const near of [0, 0.3, 2, 50]) {
      expect(told(wholePrice(scarce, scarce.localWholeCost, near))).toMatchObject({ demand: [0, 0], price: 0.9 });
    }
  });

  it("is where a user leaves whose steps are worth more than they cost", () => {
    const problem = toProblem(flat([0.5], 10));
    expect(told(wholePrice(problem, Float64Array.of(0)))).toEqual({ price: 0.5, demand: [0], tied: [[0, 30]] });
  });

  it("goes as far as a user stays for whom the device costs much", () => {
    const problem = toProblem(halving(["open"], 0));
    // 1000 − 30.1 for a single step
    expect(told(wholePrice(problem, Float64Array.of(1000)))).toEqual({ price: 969.9, demand: [0], tied: [[0, 1]] });
  });

  it("counts copies", () => {
    const kinds = toProblem(halving(["open", "closed", "open", "open", "open", "closed"], 31)).kinds!.problem;
    expect([...kinds.copies!]).toEqual([4, 2]);
    expect(told(wholePrice(kinds, kinds.localWholeCost))).toEqual({
      price: 0.8375,
      demand: [5, 5],
      tied: single(0, 1),
    });
  });
});

it(
  "a bracket's undecided users are those who demand more at its low end, and demand fits at its high one",
  MORE_IN_FULL,
  () => {
    let [brackets, narrowed] = [0, 0];
    const problems = [...feasibleProblems(shortOrFull(25, 60))].map(({ problem }) => problem.kinds?.problem ?? problem);
    const many = problemOf(generateColumns({ seed: 3, users: 600 }));
    for (const problem of [...problems, many]) {
      const found = wholePrice(problem, problem.localWholeCost);
      const { price, demand, tied } = found;
      expect(demandOf(problem, price * (1 + 1e-12))).toEqual([...demand]);
      if (price > 0 && tied.length > 0) {
        // Just below, those who are tied take their steps.
        const below = Float64Array.from(demand);
        for (const { user, use } of tied) below[user]! += use;
        expect(demandOf(problem, price * (1 - 1e-10))).toEqual([...below]);
      }
      let width = Infinity;
      for (const { low, high, undecided } of found.brackets) {
        brackets++;
        if (width < Infinity) narrowed++;
        expect(high - low).toBeLessThanOrEqual(width);
        width = high - low;
        expect(price).toBeGreaterThanOrEqual(low);
        expect(price).toBeLessThanOrEqual(high);
        const [atLow, atHigh] = [demandOf(problem, low), demandOf(problem, high)];
        expect([...undecided]).toEqual(atLow.flatMap((s, n) => (s === atHigh[n] ? [] : [n])));
        expect(demandAt(problem, low)).toBeGreaterThan(problem.capacity);
        expect(demandAt(problem, high)).toBeLessThanOrEqual(problem.capacity);
      }
    }
    expect(brackets).toBeGreaterThan(shortOrFull(12, 30));
    expect(narrowed).toBeGreaterThan(shortOrFull(4, 10));
  },
);
