/** The random scenarios that have a plan, ready to solve. */
import { type Problem, toProblem } from "../model/problem.js";
import { assertFeasible, InfeasibleError } from "../solver/infeasible.js";
import { randomScenario } from "./random-scenario.js";

/** Those with the seeds 1 to `seeds`. */
export function* feasibleProblems(seeds: number): Generator<{ readonly seed: number; readonly problem: Problem }> {
  for (let seed = 1; seed <= seeds; seed++) {
    const problem = toProblem(randomScenario(seed));
    try {
      assertFeasible(problem);
    } catch (error) {
      if (error instanceof InfeasibleError) continue;
      throw error;
    }
    yield { seed, problem };
  }
}
