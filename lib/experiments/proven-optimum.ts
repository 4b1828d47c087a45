import type { Plan } from "../model/objective.js";
import { type Problem, toProblem } from "../model/problem.js";
import type { Scenario } from "../scenario/types.js";
import { type Bound, lagrangianBound } from "../solver/certificate/bound.js";
import { distanceFromBound } from "../solver/certificate/distance.js";
import { solveExact } from "../solver/certificate/exact.js";
import { assertFeasible } from "../solver/infeasible.js";

/** A scenario with its proven optimum, to tell what other plans have more. */
export interface ProvenOptimum {
  readonly problem: Problem;
  readonly bound: Bound;
  readonly plan: Plan;
  /** What the optimum lies above the bound. */
  readonly above: number;
}

/** @throws InfeasibleError where no plan exists. @throws RangeError where the optimum is not proven. */
export function provenOptimum(scenario: Scenario): ProvenOptimum {
  const problem = toProblem(scenario);
  assertFeasible(problem);
  const bound = lagrangianBound(problem);
  const { plan, proven } = solveExact(problem, bound);
  if (!proven) throw new RangeError("a scenario's optimum is out of reach: fewer users or a smaller capacity would do");
  return { problem, bound, plan, above: distanceFromBound(problem, bound, plan) };
}
