/** The big-M relaxation (MODEL.md §4): the published optima, its KKT conditions, and where it lies. */

import { describe, expect, it } from "vitest";
import { shareCost } from "../../model/cost.js";
import { averageError } from "../../model/error.js";
import { fewestSteps } from "../../model/placement.js";
import { type Problem, toProblem } from "../../model/problem.js";
import { caseOf } from "../../testing/cases.js";
import { feasibleProblems } from "../../testing/feasible-problems.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { randomScenario } from "../../testing/random-scenario.js";
import { FEASIBLE } from "../../testing/reference.js";
import { tightScenario } from "../../testing/tight-scenario.js";
import { assertFeasible } from "../infeasible.js";
import { solve } from "../solve.js";
import { bigM, solveBigM } from "./big-m.js";
import { bigMMagnitude, bigMResiduals, sharesOf } from "./big-m-residuals.js";
import { bestSharesOf } from "./big-m-shares.js";
import type { RelaxedSolution } from "./iterate.js";
import { solvePerspective } from "./perspective.js";
import { worstResidual } from "./residuals.js";
import { defaultPenalty, solveSca } from "./sca.js";
import { STARTS, startingPoint } from "./starts.js";

it.each(FEASIBLE.filter(({ expected }) => expected.bigMRelaxation !== undefined))(
  "$name: the optimum that six solvers agree on",
  ({ scenario, expected }) => {
    const problem = toProblem(scenario);
    const { objective, dual } = solveBigM(problem, new Float64Array(problem.count));
    expect(objective / expected.bigMRelaxation!).toBeCloseTo(1, 8);
    expect(dual / expected.bigMRelaxation!).toBeCloseTo(1, 8);
  },
);

it("solves P2 of random scenarios: residuals under 1e-8 and no duality gap", MORE_IN_FULL, () => {
  let solved = 0;
  const seeds = shortOrFull(6, 600);
  for (const { seed, problem } of feasibleProblems(seeds)) {
    solved++;
    for (const penalty of [0, 0.5, 20]) {
      const π = Float64Array.from({ length: problem.count }, (_, n) => penalty * (1 - 2 * ((n * 0.618) % 1)));
      const point = solveBigM(problem, π);
      const residuals = bigMResiduals(problem, point, π);
      expect(worstResidual(residuals), `seed ${seed}, τ ${penalty}: ${JSON.stringify(residuals)}`).toBeLessThanOrEqual(
        1e-8,
      );
      const value = point.objective + point.offload.reduce((sum, a, n) => sum + a * π[n]!, 0);
      expect(Math.abs(value - point.dual), `seed ${seed}, τ ${penalty}`).toBeLessThanOrEqual(
        1e-9 * Math.max(1, Math.abs(value)),
      );
    }
  }
  expect(solved).toBeGreaterThan(0.8 * seeds);
});

it("is never above the perspective relaxation", MORE_IN_FULL, () => {
  let solved = 0;
  const seeds = shortOrFull(5, 240);
  for (const { seed, problem } of feasibleProblems(seeds)) {
    solved++;
    const flat = new Float64Array(problem.count);
    const perspective = solvePerspective(problem, flat).objective;
    const { objective } = solveBigM(problem, flat);
    expect(objective - perspective, `seed ${seed}`).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(perspective)));
  }
  expect(solved).toBeGreaterThanOrEqual(0.8 * seeds);
});

/** How the tests see one user: its costs at x and y, written down anew. */
function shareCosts(problem: Problem, n: number, penaltySlope: number, price: number) {
  const { local, edge, scenario } = problem;
  const k = edge.fixedCost[n]! + penaltySlope;
  return (x: number, y: number): number => {
    const a = k >= 0 ? y / edge.maxSteps[n]! : 1 - x / local.maxSteps[n]!;
    const error = scenario.weights.error * averageError(scenario.users, n, x + y);
    return shareCost(local, n, x) + shareCost(edge, n, y) + error + k * a + price * y;
  };
}

/** Where the user's cost is lower than at (x, y) by more than `slack`, on a grid of rays and shares of its polygon. */
function better(problem: Problem, n: number, f: (x: number, y: number) => number, than: number): number {
  const [mostLocal, mostEdge] = [problem.local.maxSteps[n]!, problem.edge.maxSteps[n]!];
  const least = fewestSteps(problem.edge, n);
  let best = than;
  for (let i = 0; i <= 24; i++) {
    const θ = i / 24;
    const longest = θ * mostLocal + (1 - θ) * mostEdge;
    for (let j = 0; j <= 12; j++) {
      // x + y from s_min to the limit x/s̄_l + y/s̄_e = 1
      const part = (least + ((longest - least) * j) / 12) / longest;
      best = Math.min(best, f(part * θ * mostLocal, part * (1 - θ) * mostEdge));
    }
  }
  return than - best;
}

describe.each([
  ["random scenarios", 40, (seed: number) => randomScenario(seed, 20)],
  ["limits that leave hardly more than whole steps", 150, (seed: number) => tightScenario(seed)],
])("%s", MORE_IN_FULL, (_name, seeds, draw) => {
  const all = Array.from({ length: shortOrFull(0.2, 6) * seeds }, (_, i) => i + 1)
    .map((seed) => ({ seed, problem: toProblem(draw(seed)) }))
    .filter(({ problem }) => isFeasible(problem));

  it("no other shares cost a user less", () => {
    let users = 0;
    for (const { seed, problem } of all) {
      const shares = bestSharesOf(problem);
      for (const price of [0, 0.3, 3, 1000]) {
        for (let n = 0; n < problem.count; n++) {
          if (problem.local.open[n] === 0 || problem.edge.open[n] === 0) continue;
          users++;
          const π = [0, -2, 2, -1e6, 1e6][(n + seed) % 5]!;
          const { x, y } = shares(n, π, price);
          const f = shareCosts(problem, n, π, price);
          const size = bigMMagnitude(problem, n, x, y, 1) + Math.abs(π) + price * y;
          const least = fewestSteps(problem.edge, n) * (1 - 1e-12);
          expect(x + y, `seed ${seed}, user ${n}`).toBeGreaterThanOrEqual(least);
          expect(better(problem, n, f, f(x, y)), `seed ${seed}, user ${n}`).toBeLessThanOrEqual(1e-12 * size);
        }
      }
    }
    expect(users).toBeGreaterThan(10 * all.length);
  });

  it("from every start and at every τ each P2 is solved, its optimum equal to its dual", () => {
    for (const { seed, problem } of all) {
      const flat = new Float64Array(problem.count);
      const relaxed = solveBigM(problem, flat);
      expect(relaxed.objective - relaxed.dual, `seed ${seed}`).toBeLessThanOrEqual(1e-9 * scaleOf(problem, relaxed));
      const unit = defaultPenalty(problem, relaxed, bigM);
      for (const [i, start] of STARTS.entries()) {
        const penalty = unit * [0.01, 1, 100, 1e10][(seed + i) % 4]!;
        const offload = startingPoint(start, problem.count, seed);
        const run = solveSca(problem, { penalty, start: offload, iterationLimit: 12, relaxation: bigM });
        const where = `seed ${seed}, ${start}, τ ${penalty}`;
        expect(run.status, where).not.toBe("numerical-error");
        for (const { residuals } of run.trace) expect(worstResidual(residuals), where).toBeLessThanOrEqual(1e-8);
      }
    }
  });
});

it("converges where a limit leaves a step and a little", () => {
  const problem = toProblem(caseOf("one-step-and-a-little"));
  const relaxed = solveBigM(problem, new Float64Array(problem.count));
  expect(relaxed.objective).toBeCloseTo(185.478778, 6);
  expect(Math.abs(relaxed.objective / relaxed.dual - 1)).toBeLessThanOrEqual(1e-9);
  const { status, residuals, relaxedObjective } = solve(problem.scenario, { relaxation: bigM });
  expect(status).toBe("converged");
  expect(worstResidual(residuals)).toBeLessThanOrEqual(1e-12);
  expect(relaxedObjective).toBe(relaxed.dual);
});

describe("wrong points", () => {
  const problem = toProblem(FEASIBLE.find(({ name }) => name === "medium-40")!.scenario);
  const flat = new Float64Array(problem.count);
  const point = solveBigM(problem, flat);
  const penalty = 1e10 * defaultPenalty(problem, point, bigM);
  const n = point.offload.findIndex((a) => a > 0.1 && a < 0.9);
  const changed = (values: Float64Array, value: number): Float64Array => values.map((x, m) => (m === n ? value : x));
  const residuals = (change: Partial<RelaxedSolution>, π = flat) => bigMResiduals(problem, { ...point, ...change }, π);

  it("show in the residual of the condition that they break", () => {
    expect(worstResidual(residuals({}))).toBeLessThan(1e-9);
    expect(residuals({ localSteps: changed(point.localSteps, point.localSteps[n]! + 2) }).stationarity).toBeGreaterThan(
      1e-4,
    );
    expect(residuals({ edgeSteps: changed(point.edgeSteps, problem.edge.maxSteps[n]! + 9) }).primal).toBeGreaterThan(
      1e-3,
    );
    expect(residuals({ offload: changed(point.offload, 1.25) }).primal).toBeGreaterThanOrEqual(0.25);
    expect(residuals({ price: -0.5 }).dual).toBe(0.5);
    const idle = { ...problem, capacity: problem.capacity + 50 };
    expect(bigMResiduals(idle, point, flat).complementarity).toBeGreaterThan(1e-4);
  });

  it("an offloading above what the steps need is idle, by k times as much over the user's costs", () => {
    const a = point.offload[n]!;
    const [x, y] = [(1 - a) * point.localSteps[n]!, a * point.edgeSteps[n]!];
    const more = a + 1e-3 * (1 - a);
    const { complementarity, primal } = residuals({
      offload: changed(point.offload, more),
      localSteps: changed(point.localSteps, x / (1 - more)),
      edgeSteps: changed(point.edgeSteps, y / more),
    });
    const k = problem.edge.fixedCost[n]!;
    expect(k).toBeGreaterThan(0);
    expect(complementarity).toBeCloseTo(
      (k * (more - y / problem.edge.maxSteps[n]!)) / bigMMagnitude(problem, n, x, y, 1),
      12,
    );
    expect(complementarity).toBeGreaterThan(1e-6);
    expect(primal).toBeLessThan(1e-9);
  });

  it("show at 10¹⁰ times the default τ, with no penalty on a user and with one on each", () => {
    const decided = Float64Array.from(flat, (_, m) => penalty * (1 - 2 * ((m * 0.618) % 1)));
    const there = solveBigM(problem, decided);
    expect(worstResidual(bigMResiduals(problem, there, decided))).toBeLessThan(1e-9);
    for (const [π, at] of [
      [flat, point],
      [decided, there],
    ] as const) {
      const m = at.edgeSteps.findIndex((s, k) => at.offload[k]! > 0.01 && s > 2);
      const moved = (values: Float64Array, by: number): Float64Array => values.map((v, k) => (k === m ? v + by : v));
      const of = (change: Partial<RelaxedSolution>) => bigMResiduals(problem, { ...at, ...change }, π);
      expect(of({ edgeSteps: moved(at.edgeSteps, -0.1) }).stationarity).toBeGreaterThan(1e-7);
      expect(of({ price: at.price + 0.01 }).stationarity).toBeGreaterThan(1e-5);
      expect(of({ price: at.price / 2 }).stationarity).toBeGreaterThan(1e-5);
    }
    // a is above its limit by 10⁻⁹, where k is π
    const home = there.offload.findIndex((a, k) => a === 0 && decided[k]! > 0.1 * penalty);
    const offload = there.offload.map((a, k) => (k === home ? 1e-9 : a));
    expect(bigMResiduals(problem, { ...there, offload }, decided).complementarity).toBeGreaterThan(1e-3);
  });
});

function isFeasible(problem: Problem): boolean {
  try {
    assertFeasible(problem);
    return true;
  } catch {
    return false;
  }
}

function scaleOf(problem: Problem, point: RelaxedSolution): number {
  return point.offload.reduce((sum, _, n) => sum + bigMMagnitude(problem, n, ...sharesOf(point, n), 1), 0);
}
