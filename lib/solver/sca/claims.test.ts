/** What the paper's algorithm does in the perspective form (MODEL.md §5, 1, 3 and 4), over random scenarios. */

import { describe, expect, it } from "vitest";
import { pricedCost } from "../../model/cost.js";
import { evaluate } from "../../model/objective.js";
import { fewestSteps } from "../../model/placement.js";
import { type Problem, toProblem } from "../../model/problem.js";
import { bestSteps, stepsSlope } from "../../model/steps.js";
import { campus30 } from "../../population/campus.js";
import { generate } from "../../population/generate.js";
import type { Scenario } from "../../scenario/types.js";
import { caseOf } from "../../testing/cases.js";
import { MORE_IN_FULL, ONLY_IN_FULL, shortOrFull } from "../../testing/long.js";
import { randomScenario } from "../../testing/random-scenario.js";
import { tightScenario } from "../../testing/tight-scenario.js";
import { assertFeasible } from "../infeasible.js";
import { realPrice } from "../price/real-price.js";
import { round } from "../rounding.js";
import { binaryPenalty } from "./binary-penalty.js";
import { solveWithContinuation } from "./continuation.js";
import { freezingPenalty, holdingPenalty } from "./holding-penalty.js";
import type { RelaxedSolution } from "./iterate.js";
import { largestMargin } from "./margins.js";
import { solvePerspective } from "./perspective.js";
import { defaultPenalty, solveSca } from "./sca.js";
import { STARTS, startingPoint } from "./starts.js";

/** So many times the seeds that each test says. */
const MANY = shortOrFull(0.1, 3);

function* problems(seeds: number, draw: (seed: number) => Scenario): Generator<readonly [number, Problem]> {
  for (let seed = 1; seed <= seeds; seed++) {
    const problem = toProblem(draw(seed));
    try {
      assertFeasible(problem);
    } catch {
      continue;
    }
    yield [seed, problem];
  }
}

const campus = (users: number) => (seed: number) => generate({ ...campus30, users, stepCapacity: 10 * users, seed });

/** Every binary offloading that has a plan. */
function* placements({ count, local, edge, capacity }: Problem): Generator<Float64Array> {
  for (let mask = 0; mask < 2 ** count; mask++) {
    const a = Float64Array.from({ length: count }, (_, n) => (mask >> n) & 1);
    if (a.some((x, n) => (x === 1 ? edge : local).open[n] === 0)) continue;
    if (a.reduce((sum, x, n) => sum + x * fewestSteps(edge, n), 0) <= capacity) yield a;
  }
}

/** How far the first P2 around a start leads from it. */
const change = (problem: Problem, start: Float64Array, penalty: number): number =>
  solveSca(problem, { penalty, start, iterationLimit: 1 }).trace[0]!.change;

describe("1: what holds a binary start", () => {
  it.each([
    ["random scenarios", shortOrFull(100, 130), (seed: number) => randomScenario(seed, 6)],
    ["tight limits", shortOrFull(80, 60), (seed: number) => tightScenario(seed, 5)],
    ["small campus populations", shortOrFull(12, 12), campus(5)],
  ])("is the largest misplaced margin at the best of its prices: %s", MORE_IN_FULL, (name, seeds, draw) => {
    let [held, left, atRelaxation, moved] = [0, 0, 0, 0];
    for (const [seed, problem] of problems(MANY * seeds, draw)) {
      const freezing = freezingPenalty(problem);
      const relaxed = solvePerspective(problem, new Float64Array(problem.count));
      const guess = 1.001 * largestMargin(problem, relaxed.price);
      for (const start of placements(problem)) {
        const holding = holdingPenalty(problem, start);
        const where = `seed ${seed}, a = ${start.join("")}, τ = ${holding}`;
        expect(change(problem, start, holding * (1 + 1e-6) + 1e-9), where).toBeLessThanOrEqual(1e-9);
        held++;
        if (holding > 1e-6) {
          expect(change(problem, start, holding * (1 - 1e-6) - 1e-9), where).toBeGreaterThan(0);
          left++;
        }
        expect(holding, where).toBeLessThanOrEqual(freezing * (1 + 1e-8) + 1e-12);
        expect(change(problem, start, freezing * (1 + 1e-6) + 1e-9), where).toBeLessThanOrEqual(1e-9);
        atRelaxation++;
        if (change(problem, start, guess + 1e-9) > 1e-9) moved++;
      }
    }
    expect(held).toBeGreaterThan(100 * MANY);
    expect(left).toBeGreaterThan(0.7 * held);
    // the largest margin at the relaxation's price says little
    if (name === "random scenarios") expect(moved / atRelaxation).toBeGreaterThan(0.05);
  });

  it("is not always that at the smallest price", () => {
    const problem = toProblem(caseOf("own-price-at-capacity"));
    const start = Float64Array.of(1, 1, 1, 0, 0, 0);
    const fixed = start.map((a) => (a === 1 ? Infinity : -Infinity));
    const { price } = realPrice(problem, fixed);
    expect(price).toBe(0);
    const misplaced = start.map((a, n) => {
      const d = pricedCost(problem.edge, n, bestSteps(problem.edge, n, price), price) - problem.localCost[n]!;
      return a === 1 ? d : -d;
    });
    expect(Math.max(...misplaced)).toBeCloseTo(14.183, 3);
    expect(change(problem, start, 14.169)).toBe(0);
    expect(holdingPenalty(problem, start)).toBeCloseTo(11.904, 3);
  });

  it(
    "is 0 at the optimum of the relaxation where that is binary, and for nobody at a closed edge",
    MORE_IN_FULL,
    () => {
      let binary = 0;
      for (const [, problem] of problems(shortOrFull(30, 100), (seed) => randomScenario(seed, 6))) {
        const { offload } = solvePerspective(problem, new Float64Array(problem.count));
        if (offload.some((a) => a > 0 && a < 1)) continue;
        binary++;
        expect(holdingPenalty(problem, offload)).toBeLessThanOrEqual(1e-9 * (1 + freezingPenalty(problem)));
      }
      expect(binary).toBeGreaterThan(shortOrFull(9, 30));
      const { edge, ...rest } = randomScenario(5, 6);
      const closed = toProblem({ ...rest, edge: { ...edge, stepCapacity: 0 } });
      expect(holdingPenalty(closed, new Float64Array(closed.count))).toBeLessThan(1e-12);
    },
  );
});

/** The user whom the relaxation splits, or −1. */
const splitUser = ({ offload }: RelaxedSolution): number => offload.findIndex((a) => a > 0 && a < 1);

/** From one half: who is split in the end. */
function end(problem: Problem, penalty: number) {
  const start = startingPoint("half", problem.count, 0);
  const { relaxed, status } = solveSca(problem, { penalty, start, iterationLimit: 2000 });
  return { offload: relaxed.offload, status, split: splitUser(relaxed) };
}

/** (1 − 2|a₀ − ½|)·ŝ²/(2|D′(λ)|), |D′| = Σ 1/φ_e″ over users at the edge: the bounds where demand is a straight line. */
function linearised({ count, edge }: Problem, { offload, edgeSteps, price }: RelaxedSolution, n: number): number {
  let steepness = 0;
  for (let m = 0; m < count; m++) if (offload[m]! > 0) steepness -= stepsSlope(edge, m, edgeSteps[m]!, price);
  return ((1 - 2 * Math.abs(offload[n]! - 0.5)) * edgeSteps[n]! ** 2) / (2 * steepness);
}

/** The largest misplaced margin of the others once user n is at its place. */
function others(problem: Problem, { offload }: RelaxedSolution, n: number): number {
  const up = offload[n]! > 0.5 ? 1 : 0;
  const there = offload.map((a, m) => (m === n ? up : a));
  const { price } = realPrice(
    problem,
    there.map((a) => (a === 1 ? Infinity : -Infinity)),
  );
  let largest = 0;
  for (let m = 0; m < problem.count; m++) {
    if (m === n || problem.local.open[m] === 0 || problem.edge.open[m] === 0) continue;
    const d = pricedCost(problem.edge, m, bestSteps(problem.edge, m, price), price) - problem.localCost[m]!;
    largest = Math.max(largest, there[m] === 1 ? d : -d);
  }
  return largest;
}

describe("3: the split user", () => {
  it(
    "stays split below the lower bound and becomes binary above the upper one, as long as the others stay",
    ONLY_IN_FULL,
    () => {
      let [splits, told, right] = [0, 0, 0];
      for (const [name, seeds, draw] of [
        ["random", 120, (seed: number) => randomScenario(seed, 20)],
        ["campus of 6", 90, campus(6)],
        ["campus of 30", 50, campus(30)],
      ] as const) {
        for (const [seed, problem] of problems(MANY * seeds, draw)) {
          const relaxed = solvePerspective(problem, new Float64Array(problem.count));
          const n = splitUser(relaxed);
          if (n < 0 || relaxed.offload[n] === 0.5) continue;
          splits++;
          const { low, high } = binaryPenalty(problem, relaxed, n);
          expect(low).toBeLessThanOrEqual(high);
          const held = others(problem, relaxed, n);
          const where = `${name}, seed ${seed}: ${low} to ${high}`;
          for (const [penalty, stays] of [
            [0.99 * low, true],
            [1.01 * high, false],
          ] as const) {
            const { offload, split } = end(problem, penalty);
            const as = stays ? split === n : split < 0;
            if (as) right++;
            if (penalty <= held) continue;
            told++;
            expect(as, `${where}, τ ${penalty}`).toBe(true);
            expect(offload.every((a, m) => m === n || a === relaxed.offload[m])).toBe(true);
          }
        }
      }
      expect(splits).toBeGreaterThan(100 * MANY);
      // the others do stay in most cases, and the bounds are mostly right where they do not
      expect(told).toBeGreaterThan(0.85 * 2 * splits);
      expect(right).toBeGreaterThan(0.95 * 2 * splits);
    },
  );

  it("stays split longer where it leaves capacity to nobody", MORE_IN_FULL, () => {
    const seeds = shortOrFull(20, 120);
    let lone = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const scenario = randomScenario(seed, 1);
      const problem = toProblem({ ...scenario, edge: { ...scenario.edge, stepCapacity: 1 + (seed % 9) } });
      const { edge, capacity, localCost } = problem;
      const relaxed = solvePerspective(problem, new Float64Array(1));
      if (splitUser(relaxed) < 0 || relaxed.offload[0]! >= 0.5) continue;
      lone++;
      const { low, high } = binaryPenalty(problem, relaxed, 0);
      // at λ₁ = 0 it would want ŝ(0) steps, of which the capacity is the share a₁
      const steps = bestSteps(edge, 0, 0);
      const margin = localCost[0]! - pricedCost(edge, 0, steps, 0);
      expect(low).toBeCloseTo(margin / (1 - (2 * capacity) / steps), 9);
      expect(end(problem, 0.99 * low).split, `seed ${seed}`).toBe(0);
      expect(end(problem, 1.01 * high).split, `seed ${seed}`).toBe(-1);
    }
    expect(lone).toBeGreaterThan(seeds / 12);
  });

  it("may become binary at half of the linearised τ, and stay split at twice", () => {
    const problem = toProblem(caseOf("binary-below-linearised-penalty"));
    const relaxed = solvePerspective(problem, new Float64Array(problem.count));
    const n = splitUser(relaxed);
    const linear = linearised(problem, relaxed, n);
    const { low, high } = binaryPenalty(problem, relaxed, n);
    expect(end(problem, linear / 2).split).toBe(-1);
    expect(low).toBeLessThan(linear / 2);
    expect(end(problem, 0.99 * low).split).toBe(n);
    expect(end(problem, 1.01 * high).split).toBe(-1);
    let beyond = 0;
    for (const [, small] of problems(60, campus(6))) {
      const point = solvePerspective(small, new Float64Array(small.count));
      const m = splitUser(point);
      if (m >= 0 && end(small, 2 * linearised(small, point, m)).split >= 0) beyond++;
    }
    expect(beyond).toBeGreaterThan(0);
  });

  it("never moves from exactly one half", () => {
    const problem = toProblem(caseOf("binary-below-linearised-penalty"));
    const relaxed = solvePerspective(problem, new Float64Array(problem.count));
    const n = splitUser(relaxed);
    const offload = relaxed.offload.map((a, m) => (m === n ? 0.5 : a));
    expect(binaryPenalty(problem, { ...relaxed, offload }, n)).toEqual({ low: Infinity, high: Infinity });
    const { trace } = solveSca(problem, { penalty: 1e6, start: offload, iterationLimit: 1 });
    expect(trace[0]!.binaryViolation).toBeGreaterThan(0);
  });
});

describe("4: the continuation", () => {
  it.each([
    ["random scenarios", 60, (seed: number) => randomScenario(seed, 20)],
    ...[3, 10, 30, 100, 300].map((users) => [`campus of ${users}`, users > 30 ? 10 : 40, campus(users)] as const),
  ] as const)(
    "is the same from every start, no worse than the rounded relaxation, and ends binary: %s",
    MORE_IN_FULL,
    (_name, seeds, draw) => {
      let [runs, asHalf, iterations] = [0, 0, 0];
      for (const [seed, problem] of problems(MANY * seeds, draw)) {
        const relaxed = solvePerspective(problem, new Float64Array(problem.count));
        const solved = STARTS.map((start) =>
          solveWithContinuation(problem, { start: startingPoint(start, problem.count, seed), iterationLimit: 100 }),
        );
        const [first] = solved;
        for (const { plan } of solved) expect(plan, `seed ${seed}`).toEqual(first!.plan);
        const objective = evaluate(problem.scenario, first!.plan).objective;
        expect(objective, `seed ${seed}`).toBeLessThanOrEqual(round(problem, relaxed.offload).objective);
        expect(first!.status, `seed ${seed}`).toBe("converged");
        // but for a user split at exactly one half
        const left = relaxed.offload.includes(0.5) ? 0.25 : 0;
        expect(first!.trace.at(-1)!.binaryViolation, `seed ${seed}`).toBe(left);
        const penalty = defaultPenalty(problem, relaxed);
        const half = solveSca(problem, {
          penalty,
          start: startingPoint("half", problem.count, 0),
          iterationLimit: 100,
        });
        runs++;
        iterations += first!.trace.length;
        if (objective === evaluate(problem.scenario, half.plan).objective) asHalf++;
      }
      expect(asHalf).toBeGreaterThanOrEqual(0.95 * runs);
      expect(iterations / runs).toBeLessThan(8);
    },
  );
});
