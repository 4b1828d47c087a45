import { describe, expect, it } from "vitest";
import { namesOf } from "../input/checks.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { toColumns } from "../scenario/columns.js";
import { METHODS, type MethodName } from "../solver/methods/methods.js";
import { solve } from "../solver/solve.js";
import { feasibleProblems } from "../testing/feasible-problems.js";
import { FEASIBLE } from "../testing/reference.js";
import { parseClaims } from "./claims.js";
import { verify } from "./verify.js";

const full = process.env["EDGESTEPS_FULL"] !== undefined;

/** What the check finds wrong with a method's solution, read back from JSON. */
function flawsOf(scenario: ScenarioColumns, method: MethodName): readonly string[] {
  const solution = solve<MethodName>(scenario, { method, seed: 1 });
  const claims = parseClaims(JSON.parse(JSON.stringify(solution)), scenario.users.count);
  const { violations, flaws, dual } = verify(scenario, solution.plan, claims);
  expect(dual).not.toBeNull();
  return [...violations.map(({ message }) => message), ...flaws];
}

describe("every claim of every method holds", () => {
  it.each(FEASIBLE)("on $name", ({ scenario }) => {
    for (const method of namesOf(METHODS)) expect(flawsOf(toColumns(scenario), method), method).toEqual([]);
  });

  it("on random scenarios", () => {
    for (const { seed, problem } of feasibleProblems(full ? 1000 : 60)) {
      for (const method of namesOf(METHODS)) {
        expect(flawsOf(problem.scenario, method), `seed ${seed}, ${method}`).toEqual([]);
      }
    }
  });
});
