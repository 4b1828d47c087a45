/** Scenarios that have a plan. */
import { type Problem, toProblem } from "../model/problem.js";
import type { Scenario } from "../scenario/types.js";
import { assertFeasible, InfeasibleError } from "../solver/infeasible.js";
import { randomScenario } from "./random-scenario.js";

/** Random ones, ready to solve, of those with the seeds 1 to `seeds`. */
export function* feasibleProblems(seeds: number): Generator<{ readonly seed: number; readonly problem: Problem }> {
  for (let seed = 1; seed <= seeds; seed++) {
    const problem = toProblem(randomScenario(seed));
    if (isFeasible(problem)) yield { seed, problem };
  }
}

/** Whether a scenario has a plan. */
export function hasPlan(scenario: Scenario): boolean {
  return isFeasible(toProblem(scenario));
}

function isFeasible(problem: Problem): boolean {
  try {
    assertFeasible(problem);
    return true;
  } catch (error) {
    if (!(error instanceof InfeasibleError)) throw error;
    return false;
  }
}
