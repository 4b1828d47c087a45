/** A scenario with linear step costs as a multiple-choice knapsack, the form in which integer programs take it. */
import { cost } from "../model/cost.js";
import type { Plan } from "../model/objective.js";
import type { Problem } from "../model/problem.js";
import { bestWholeSteps } from "../model/whole-steps.js";
import { timed } from "../solver/allocation.js";

/** One entry a choice. */
export interface Choices {
  readonly user: readonly number[];
  /** Edge steps, 0 for the device. */
  readonly steps: readonly number[];
  /** What the choice costs more than the user's cheapest. */
  readonly cost: readonly number[];
  readonly capacity: number;
}

/** Each user's best choice on the device, and at the edge every number of steps up to the best at price 0: more never pays. */
export function choicesOf(problem: Problem): Choices {
  const { count, edge, capacity, localWholeCost } = problem;
  const user: number[] = [];
  const steps: number[] = [];
  const costs: number[] = [];
  for (let n = 0; n < count; n++) {
    const most = bestWholeSteps(edge, n, 0);
    const own = [localWholeCost[n]!];
    for (let s = 1; s <= most; s++) own.push(cost(edge, n, s));
    const least = Math.min(...own);
    for (const [s, value] of own.entries()) {
      user.push(n);
      steps.push(s);
      costs.push(value - least);
    }
  }
  return { user, steps, cost: costs, capacity };
}

/** The plan of these choices, given by their numbers. */
export function planOf(problem: Problem, { user, steps }: Choices, chosen: readonly number[]): Plan {
  const offload = new Uint8Array(problem.count);
  const taken = Float64Array.from(problem.localWholeSteps);
  for (const c of chosen) {
    if (steps[c] === 0) continue;
    offload[user[c]!] = 1;
    taken[user[c]!] = steps[c]!;
  }
  return timed(problem, offload, taken);
}
