/** The big-M relaxation (MODEL.md §4): the published optima, its KKT conditions, and where it lies. */
import { expect, it } from "vitest";
import { toProblem } from "../../model/problem.js";
import { feasibleProblems } from "../../testing/feasible-problems.js";
import { FEASIBLE } from "../../testing/reference.js";
import { solveBigM } from "./big-m.js";
import { bigMResiduals } from "./big-m-residuals.js";
import type { RelaxedSolution } from "./iterate.js";
import { solvePerspective } from "./perspective.js";
import { worstResidual } from "./residuals.js";

it.each(FEASIBLE.filter(({ expected }) => expected.bigMRelaxation !== undefined))(
  "$name: the optimum that six solvers agree on",
  ({ scenario, expected }) => {
    const problem = toProblem(scenario);
    const { objective, dual } = solveBigM(problem, new Float64Array(problem.count));
    expect(objective / expected.bigMRelaxation!).toBeCloseTo(1, 8);
    expect(dual / expected.bigMRelaxation!).toBeCloseTo(1, 8);
  },
);

it("solves P2 of random scenarios: residuals under 1e-8 and no duality gap", () => {
  let solved = 0;
  const seeds = process.env["EDGESTEPS_FULL"] ? 1000 : 80;
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

it("is never above the perspective relaxation", () => {
  let solved = 0;
  for (const { seed, problem } of feasibleProblems(240)) {
    solved++;
    const flat = new Float64Array(problem.count);
    const perspective = solvePerspective(problem, flat).objective;
    const { objective } = solveBigM(problem, flat);
    expect(objective - perspective, `seed ${seed}`).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(perspective)));
  }
  expect(solved).toBeGreaterThanOrEqual(200);
});

it("residuals grow where their own condition is broken", () => {
  const problem = toProblem(FEASIBLE.find(({ name }) => name === "medium-40")!.scenario);
  const flat = new Float64Array(problem.count);
  const point = solveBigM(problem, flat);
  const n = point.offload.findIndex((a) => a > 0.1 && a < 0.9);
  const changed = (values: Float64Array, value: number): Float64Array => values.map((x, m) => (m === n ? value : x));
  const residuals = (change: Partial<RelaxedSolution>) => bigMResiduals(problem, { ...point, ...change }, flat);
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
