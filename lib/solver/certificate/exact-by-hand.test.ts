/**
 * The exact solver on users whose error halves with every step (lib/testing/halving.ts), and against a plain knapsack. At the price
 * 0.9 a user is tied between its device and 5 edge steps; 6 of them cost 0.0625 more, 7 of them 0.59375, 4 of them 0.875.
 */
import { describe, expect, it } from "vitest";
import { cost } from "../../model/cost.js";
import { fewestSteps, maxWholeSteps } from "../../model/placement.js";
import { type Problem, toProblem } from "../../model/problem.js";
import { flat } from "../../testing/flat.js";
import { halving } from "../../testing/halving.js";
import { randomScenario } from "../../testing/random-scenario.js";
import { assertFeasible, InfeasibleError } from "../infeasible.js";
import { basePlan } from "./base-plan.js";
import { type Bound, lagrangianBound } from "./bound.js";
import { distanceFromBound } from "./distance.js";
import { coreSize, type ExactSolution, solveExact } from "./exact.js";
import { cheapestAlternative } from "./reduced-cost.js";

const open = (count: number): "open"[] => Array.from({ length: count }, () => "open");
/** Users told apart by deadlines that none of them meets. */
const apart = (count: number): Record<number, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [n, 1000 + n]));

/** Edge steps of each user, 0 for the device, whose best is 5 steps. */
function told({ plan, proven, excess, core }: ExactSolution) {
  for (const [n, a] of plan.offload.entries()) if (a === 0) expect(plan.steps[n]).toBe(5);
  return {
    steps: [...plan.steps].map((s, n) => s * plan.offload[n]!),
    proven,
    excess: Number(excess.toPrecision(10)),
    core: core.map(({ user, copies }) => [user, copies]),
  };
}

function withBrackets(bound: Bound, brackets: readonly { low: number; high: number; undecided: Int32Array }[]): Bound {
  return { ...bound, basis: { ...bound.basis, found: { ...bound.basis.found, brackets } } };
}

describe("solveExact by hand", () => {
  it("has no core where the Lagrangian's plan fills the capacity, or has no price", () => {
    const solve = (capacity: number | null) => {
      const problem = toProblem(halving(open(3), capacity, apart(3)));
      return told(solveExact(problem, lagrangianBound(problem), { stateLimit: 0 }));
    };
    expect(solve(20)).toEqual({ steps: [7, 7, 6], proven: true, excess: 0, core: [] });
    expect(solve(10)).toEqual({ steps: [5, 5, 0], proven: true, excess: 0, core: [] });
    expect(solve(27)).toEqual({ steps: [9, 9, 9], proven: true, excess: 0, core: [] });
    expect(solve(null)).toEqual({ steps: [9, 9, 9], proven: true, excess: 0, core: [] });
  });

  const three = toProblem(halving(open(3), 12, apart(3)));
  const bound = lagrangianBound(three);

  it("shares out what the Lagrangian's plan leaves", () => {
    const everybody = [0, 1, 2].map((user) => [user, 1]);
    expect(told(solveExact(three, bound))).toEqual({ steps: [6, 6, 0], proven: true, excess: 0.125, core: everybody });
  });

  it("gives the best plan met at the state limit, unproven", () => {
    // two steps of capacity are left, at 0.9 each
    const base = { steps: [5, 5, 0], proven: false, excess: 1.8, core: [] };
    expect(told(solveExact(three, bound, { stateLimit: 8 }))).toEqual(base);
    // the first user's −5 … 3 steps more are 9 states
    const first = { steps: [7, 5, 0], proven: false, excess: 0.59375, core: [[0, 1]] };
    expect(told(solveExact(three, bound, { stateLimit: 9 }))).toEqual(first);
  });

  it("says which limit ended it, if one did", () => {
    const ends = [
      {},
      { stateLimit: 9 },
      { timeLimit: 1e-9 },
      { timeLimit: 1e9 },
      { stateLimit: 9, timeLimit: 1e-9 },
    ].map((limits) => solveExact(three, bound, limits).endedBy);
    expect(ends).toEqual([null, "stateLimit", "timeLimit", null, "timeLimit"]);
    const late = solveExact(three, bound, { timeLimit: 1e-9 });
    expect(told(late)).toEqual({ steps: [5, 5, 0], proven: false, excess: 1.8, core: [] });
  });

  it("asks those outside of a bracket only where they may matter", () => {
    const found = (low: number, high: number) => {
      const undecided = Int32Array.of(0);
      return told(solveExact(three, withBrackets(bound, [{ low, high, undecided }]))).core;
    };
    // the first user alone gets to 0.59375
    expect(found(0.3, 5)).toEqual([[0, 1]]);
    expect(found(0, 1.5)).toEqual([[0, 1]]);
    expect(found(0.4, 5)).toHaveLength(3);
    expect(found(0, 1.4)).toHaveLength(3);
  });

  it("goes through the brackets from the narrowest on", () => {
    const wide = { low: 0.2, high: 5, undecided: Int32Array.of(1, 2) };
    const narrow = { low: 0.85, high: 1, undecided: Int32Array.of(2) };
    // the third alone gets 5 steps more, which don't fit, and the second then goes on to 0.59375
    expect(told(solveExact(three, withBrackets(bound, [wide, narrow])))).toMatchObject({
      proven: true,
      core: [
        [1, 1],
        [2, 1],
      ],
    });
  });

  it("tells copies what each of them does, in index order", () => {
    const problem = toProblem(halving(open(3), 12));
    const solution = solveExact(problem, lagrangianBound(problem));
    expect(told(solution)).toEqual({ steps: [6, 6, 0], proven: true, excess: 0.125, core: [[0, 3]] });
    expect(coreSize(solution.core)).toBe(3);
    // the closed ones take 5; two of the open ones are tied there, and 2 steps are left
    const mixed = toProblem(halving(["open", "open", "closed", "open", "closed"], 22));
    expect(told(solveExact(mixed, lagrangianBound(mixed)))).toEqual({
      steps: [6, 6, 5, 0, 5],
      proven: true,
      excess: 0.125,
      core: [
        [0, 3],
        [2, 2],
      ],
    });
  });

  it("lets no more copies in than can leave their base together", () => {
    const problem = toProblem(halving(open(200), 12));
    const { core, ...rest } = told(solveExact(problem, lagrangianBound(problem)));
    expect(rest).toMatchObject({ proven: true, excess: 0.125 });
    // two at the edge, and of those on the device slack 2 + twice 30 steps + 1
    expect(core).toEqual([[0, 65]]);
  });

  it("lets nobody in who has no alternative below the excess that is left", () => {
    // a deadline of 0.55 s closes the last user's device and allows 5 edge steps: it may give up one, for 0.875
    const problem = toProblem(halving(open(4), 17, { ...apart(3), 3: 0.55 }));
    const everyone = [0, 1, 2].map((user) => [user, 1]);
    expect(told(solveExact(problem, lagrangianBound(problem)))).toEqual({
      steps: [6, 6, 0, 5],
      proven: true,
      excess: 0.125,
      core: everyone,
    });
  });

  it("lets nobody in where tied steps of alike users fill the capacity", () => {
    // all have 30 steps that cost the same, and share the 40
    const problem = toProblem(flat([0.5, 0.5, 0.5], 40));
    expect(told(solveExact(problem, lagrangianBound(problem)))).toEqual({
      steps: [14, 13, 13],
      proven: true,
      excess: 0,
      core: [],
    });
  });

  it("tells alike users together also where a sample has none alike", () => {
    // 256 of 257 are compared; the last is like the second
    const problem = toProblem(halving(open(257), 12, { ...apart(257), 256: 1001 }));
    expect(problem.kinds).toBe(null);
    const { core, excess } = told(solveExact(problem, lagrangianBound(problem)));
    expect(excess).toBe(0.125);
    expect(core).toEqual(Array.from({ length: 256 }, (_, user) => [user, user === 1 ? 2 : 1]));
  });

  it("proves nothing where the plan is further from the bound than rounding explains", () => {
    const { evaluation, excess } = solveExact(three, bound);
    const size = evaluation.magnitude + Math.abs(bound.lowerBound) + bound.price * three.capacity;
    const lowered = (part: number) => solveExact(three, { ...bound, lowerBound: bound.lowerBound - part * size });
    expect(lowered(0.9e-11)).toMatchObject({ proven: true, excess });
    expect(lowered(1.1e-11).proven).toBe(false);
    expect(lowered(1.1e-11).excess).toBe(evaluation.objective - (bound.lowerBound - 1.1e-11 * size));
  });
});

/** The least cost of all plans, by dynamic programming over the capacity alone. */
function leastCost({ count, edge, localWholeCost, capacity }: Problem): number {
  const most = Array.from({ length: count }, (_, n) => (edge.open[n] === 1 ? maxWholeSteps(edge, n) : 0));
  const all = Math.min(
    capacity,
    most.reduce((sum, s) => sum + s, 0),
  );
  let best = new Float64Array(all + 1);
  for (let n = 0; n < count; n++) {
    const next = best.map((b) => b + localWholeCost[n]!);
    for (let s = fewestSteps(edge, n); s <= most[n]!; s++) {
      const own = cost(edge, n, s);
      for (let used = s; used <= all; used++) next[used] = Math.min(next[used]!, best[used - s]! + own);
    }
    best = next;
  }
  return best[all]!;
}

/** A few kinds of users, each more than once, or apart. */
function* problems(): Generator<{ readonly seed: number; readonly problem: Problem }> {
  for (let seed = 1; seed <= 80; seed++) {
    const few = randomScenario(seed, 4);
    const users = Array.from({ length: 9 }, (_, n) => ({ ...few.users[n % few.users.length]!, id: `u${n}` }));
    const scenario = seed % 2 === 0 ? randomScenario(seed, 9) : { ...few, users };
    const problem = toProblem({
      ...scenario,
      edge: { ...scenario.edge, maxSteps: Math.min(40, scenario.edge.maxSteps), stepCapacity: 9 + (seed % 40) },
    });
    try {
      assertFeasible(problem);
    } catch (error) {
      if (error instanceof InfeasibleError) continue;
      throw error;
    }
    yield { seed, problem };
  }
}

describe("solveExact on random scenarios", () => {
  it("costs as little as a plain knapsack, and is as far from the bound as it says", () => {
    let cores = 0;
    for (const { seed, problem } of problems()) {
      const bound = lagrangianBound(problem);
      const { evaluation, proven, excess, plan, core } = solveExact(problem, bound);
      expect(proven, `seed ${seed}`).toBe(true);
      const rounding = 1e-12 * (evaluation.magnitude + Math.abs(bound.lowerBound));
      expect(Math.abs(evaluation.objective - leastCost(problem)), `seed ${seed}`).toBeLessThanOrEqual(rounding);
      expect(Math.abs(distanceFromBound(problem, bound, plan) - excess), `seed ${seed}`).toBeLessThanOrEqual(rounding);
      if (core.length > 0) cores++;
    }
    expect(cores).toBeGreaterThan(20);
  });

  it("lets users in in the order of their cheapest alternatives, as long as one lies below the excess", () => {
    let outside = 0;
    for (const { seed, problem } of problems()) {
      if (problem.kinds !== null) continue;
      const bound = lagrangianBound(problem);
      const { core, excess } = solveExact(problem, withBrackets(bound, []));
      const { blocksOf } = basePlan(bound);
      const nearest = Array.from({ length: problem.count }, (_, n) =>
        cheapestAlternative(problem, bound.price, blocksOf(n)[0]!),
      );
      const inside = new Set(core.map(({ user }) => user));
      const furthest = Math.max(0, ...core.map(({ user }) => nearest[user]!));
      for (const [n, own] of nearest.entries()) {
        if (inside.has(n) || own === Infinity) continue;
        outside++;
        expect(own, `seed ${seed}`).toBeGreaterThanOrEqual(furthest);
        if (excess > 0) expect(own, `seed ${seed}`).toBeGreaterThan(excess);
      }
    }
    expect(outside).toBeGreaterThan(20);
  });
});
