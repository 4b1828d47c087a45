/** What must hold on scenarios whose optima check.py found by trying every plan. */
import { expect } from "vitest";
import { namesOf } from "../input/checks.js";
import { parsePlan } from "../model/plan.js";
import { toColumns } from "../scenario/columns.js";
import type { Scenario } from "../scenario/types.js";
import { METHODS, type MethodName } from "../solver/methods/methods.js";
import { RELAXATIONS } from "../solver/sca/relaxations.js";
import { solve } from "../solver/solve.js";
import { parseClaims } from "../verify/claims.js";
import { type Verification, verify } from "../verify/verify.js";
import { faultsByCheckPy } from "./check-py.js";
import { hasPlan } from "./feasible-problems.js";
import { type SolutionFile, solutionFile } from "./solution-file.js";

export const EVERY_METHOD = namesOf(METHODS);

/** Optima of scenarios, null for one without a plan. */
type Optima = readonly (number | null)[];

/** `exact` is the best of all plans, and no bound is above it. */
export function expectExactIsBest(scenarios: readonly Scenario[], optima: Optima): void {
  for (const [i, scenario] of scenarios.entries()) {
    const seed = `seed ${i + 1}`;
    const optimum = optima[i]!;
    expect(hasPlan(scenario), seed).toBe(optimum !== null);
    if (optimum === null) continue;
    const { status, objective, dualBound, scale } = solve(scenario, { method: "exact" });
    expect(status, seed).toBe("optimal");
    expect(Math.abs(objective - optimum), seed).toBeLessThanOrEqual(1e-9 * scale);
    expect(dualBound, seed).toBeLessThanOrEqual(optimum + 1e-9 * scale);
    for (const relaxation of RELAXATIONS) {
      const { name } = relaxation;
      const { status, relaxedObjective } = solve(scenario, { relaxation });
      expect(["converged", "iteration-limit"], `${seed}, ${name}`).toContain(status);
      expect(relaxedObjective, `${seed}, ${name}`).toBeLessThanOrEqual(dualBound + 1e-9 * scale);
    }
  }
}

/** `check` and check.py accept what every method says. */
export function expectAccepted(scenarios: readonly Scenario[], optima: Optima): void {
  const pairs = scenarios.flatMap((scenario, i) => {
    if (optima[i] === null) return [];
    return EVERY_METHOD.map((method) => {
      const solution = solve<MethodName>(scenario, { method });
      const claims = parseClaims(JSON.parse(JSON.stringify(solution)), toColumns(scenario).users);
      const { violations, flaws } = verify(scenario, solution.plan, claims);
      expect({ seed: i + 1, method, violations, flaws }).toEqual({ seed: i + 1, method, violations: [], flaws: [] });
      return [scenario, solutionFile(scenario, method)] as const;
    });
  });
  const faults = faultsByCheckPy(pairs);
  expect(faults).toHaveLength(pairs.length);
  expect(faults.filter((found) => found.length > 0)).toEqual([]);
}

/** A scenario and a solution of it that is false. */
export type Falsified = readonly [Scenario, SolutionFile];

/** The optimum with a bound that is too high by this, and a plan that is worse by more, if there is one, said to be the best. */
export function falseClaims(scenario: Scenario, best: SolutionFile, raised: number): Falsified[] {
  const tooHigh = { ...best, dualBound: best.dualBound + raised };
  const other = solutionFile(scenario, "random");
  if (other.objective < best.objective + raised) return [[scenario, tooHigh]];
  const { status, excess, gap, core } = best;
  return [
    [scenario, tooHigh],
    [scenario, { ...other, status, lowerBound: other.objective, excess, gap, core }],
  ];
}

/** `check` and check.py refuse each of these. @param found What of `check`'s answer must not be empty. */
export function expectRefused(
  falsified: readonly Falsified[],
  found = ({ violations, flaws }: Verification): readonly unknown[] => [...violations, ...flaws],
): void {
  for (const [scenario, file] of falsified) {
    const { users, edge } = toColumns(scenario);
    const plan = parsePlan(file, users.count, users.models, edge.split);
    expect(found(verify(scenario, plan, parseClaims(file, users)))).not.toEqual([]);
  }
  for (const faults of faultsByCheckPy(falsified)) expect(faults).not.toEqual([]);
}
