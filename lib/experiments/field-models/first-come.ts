import type { Plan } from "../../model/objective.js";
import type { Problem } from "../../model/problem.js";
import { bestWholeSteps } from "../../model/whole-steps.js";
import { timed } from "../../solver/allocation.js";

/**
 * One after the other takes the steps that it wants of the edge, or what is left once each after it has one: what systems do that
 * serve tasks as they come, with the steps that these ask for.
 * @param problem A feasible one whose devices are all closed.
 */
export function firstCome(problem: Problem): Plan {
  const { count, edge, capacity } = problem;
  const steps = new Float64Array(count);
  let rest = capacity - count;
  for (let n = 0; n < count; n++) {
    steps[n] = Math.min(bestWholeSteps(edge, n, 0), 1 + rest);
    rest -= steps[n]! - 1;
  }
  return timed(problem, new Uint8Array(count).fill(1), steps);
}
