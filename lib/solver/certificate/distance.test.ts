import { describe, expect, it } from "vitest";
import { namesOf } from "../../input/checks.js";
import { evaluate } from "../../model/objective.js";
import { toProblem } from "../../model/problem.js";
import { fiveUsers } from "../../population/five-users.js";
import { MORE_IN_FULL, someOrAll } from "../../testing/long.js";
import { FEASIBLE } from "../../testing/reference.js";
import { METHODS, type MethodName } from "../methods/methods.js";
import { solve } from "../solve.js";
import { lagrangianBound } from "./bound.js";
import { distanceFromBound } from "./distance.js";
import { solveExact } from "./exact.js";

describe("distanceFromBound", () => {
  it.each(someOrAll(5, FEASIBLE))("is objective − bound for every method: $name", MORE_IN_FULL, ({ scenario }) => {
    const problem = toProblem(scenario);
    const bound = lagrangianBound(problem);
    for (const method of namesOf(METHODS.filter(({ proves }) => !proves))) {
      const { plan } = solve<MethodName>(scenario, { method, seed: 3 });
      const { objective, magnitude } = evaluate(problem.scenario, plan);
      const distance = distanceFromBound(problem, bound, plan);
      expect(distance).toBeGreaterThanOrEqual(0);
      expect(Math.abs(distance - (objective - bound.lowerBound)), method).toBeLessThanOrEqual(1e-12 * magnitude);
    }
  });

  it("is the exact solver's excess", () => {
    const problem = toProblem(fiveUsers);
    const bound = lagrangianBound(problem);
    for (const stateLimit of [1, 1e6]) {
      const { plan, excess } = solveExact(problem, bound, { stateLimit });
      expect(distanceFromBound(problem, bound, plan)).toBeCloseTo(excess, 12);
    }
  });
});
