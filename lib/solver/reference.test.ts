/** Every method on every reference scenario (MODEL.md §8). */
import { describe, expect, it } from "vitest";
import { violations } from "../model/constraints.js";
import { toProblem } from "../model/problem.js";
import { toColumns } from "../scenario/columns.js";
import { FEASIBLE, INFEASIBLE, REFERENCE } from "../testing/reference.js";
import { InfeasibleError } from "./infeasible.js";
import { METHODS, type MethodName } from "./methods/methods.js";
import { solvePerspective } from "./sca/perspective.js";
import { worstResidual } from "./sca/residuals.js";
import type { SolutionOf } from "./solution.js";
import { solve } from "./solve.js";

/** Relative to the objective, or absolute where it is 0. */
const relative = (x: number, to: number): number => (x - to) / (Math.abs(to) || 1);

it("holds all 32 reference cases", () => {
  expect(REFERENCE.length).toBe(32);
  expect(INFEASIBLE.length).toBe(3);
});

describe.each(FEASIBLE)("$name", ({ scenario, expected }) => {
  const solutions = new Map<MethodName, unknown>();
  /** Found once. */
  const of = <Name extends MethodName>(name: Name): SolutionOf<Name> => {
    const solution = solutions.get(name) ?? solve<Name>(scenario, { method: name, seed: 1 });
    solutions.set(name, solution);
    return solution as SolutionOf<Name>;
  };

  it("exact meets the optimum and proves it", () => {
    const exact = of("exact");
    expect(exact.status).toBe("optimal");
    expect(Math.abs(relative(exact.objective, expected.objective))).toBeLessThanOrEqual(1e-9);
    expect(exact.lowerBound).toBe(exact.objective);
    expect(exact.gap).toBe(0);
  });

  it("every method gives a feasible plan, none better than the optimum, above the bound", () => {
    for (const { name } of METHODS) {
      const solution = of<MethodName>(name);
      expect(violations(toColumns(scenario), solution.plan), solution.method).toEqual([]);
      expect(relative(solution.objective, expected.objective), solution.method).toBeGreaterThanOrEqual(-1e-9);
      expect(relative(solution.lowerBound, expected.objective), solution.method).toBeLessThanOrEqual(1e-9);
      expect(solution.gap, solution.method).toBeGreaterThanOrEqual(0);
    }
  });

  it("the bound and its price are those of the dual", () => {
    expect(Math.abs(relative(of("sca").lowerBound, expected.lowerBound))).toBeLessThanOrEqual(1e-9);
    expect(of("sca").price).toBeCloseTo(expected.price, 9);
  });

  it("sca converges, with every residual under 1e-8 and no rise of the penalised objective", () => {
    const { status, trace } = of("sca");
    expect(status).toBe("converged");
    const scale = Math.abs(expected.objective) || 1;
    for (const [i, iterate] of trace.entries()) {
      expect(worstResidual(iterate.residuals)).toBeLessThanOrEqual(1e-8);
      if (i > 0)
        expect(iterate.penalisedObjective - trace[i - 1]!.penalisedObjective).toBeLessThanOrEqual(1e-9 * scale);
    }
  });

  it("sca is within 1 % of the optimum", () => {
    expect(relative(of("sca").objective, expected.objective)).toBeLessThanOrEqual(0.01);
  });

  it("the relaxation lies below the optimum with real steps", () => {
    const { relaxedObjective } = of("sca");
    const above = expected.continuousSteps ?? expected.objective;
    expect(relative(relaxedObjective, above)).toBeLessThanOrEqual(10 ** -(expected.digits ?? 9));
    const problem = toProblem(scenario);
    const point = solvePerspective(problem, new Float64Array(problem.count));
    expect(Math.abs(relative(point.objective, point.dual))).toBeLessThanOrEqual(1e-9);
  });
});

it("sca is within 0.1 % on at least nine in ten", () => {
  const near = FEASIBLE.filter(
    ({ scenario, expected }) => relative(solve(scenario).objective, expected.objective) <= 1e-3,
  );
  expect(near.length).toBeGreaterThanOrEqual(0.9 * FEASIBLE.length);
});

it.each(INFEASIBLE)("$name has no plan, and says who and why", ({ scenario }) => {
  for (const { name } of METHODS) {
    expect(() => solve<MethodName>(scenario, { method: name }), name).toThrow(InfeasibleError);
  }
});
