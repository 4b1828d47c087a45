/**
 * The best whole steps once the places are fixed (MODEL.md §6): a separable convex resource allocation, solved exactly.
 * Each user takes the steps that save more than the price; those that save just the price fill what capacity is left.
 */
import type { Plan } from "../model/objective.js";
import { bestTime } from "../model/placement.js";
import type { Problem } from "../model/problem.js";
import { wholePrice } from "./whole-price.js";

/**
 * The best plan with these placements.
 * @param offload 1 for the edge; each place must be open to its user, and the capacity must hold a step for each.
 */
export function allocate(problem: Problem, offload: Uint8Array): Plan {
  const { capacity, localWholeSteps } = problem;
  const { price, demand, tied } = wholePrice(
    problem,
    Float64Array.from(offload, (a) => (a === 1 ? Infinity : -Infinity)),
  );
  if (price > 0) {
    let rest = capacity;
    for (const s of demand) rest -= s;
    for (const { user } of tied) {
      if (rest < 1) break;
      demand[user]! += 1;
      rest -= 1;
    }
  }
  return timed(
    problem,
    offload,
    demand.map((s, n) => (offload[n] === 1 ? s : localWholeSteps[n]!)),
  );
}

/** The plan of these placements and steps, each with its best computation time (MODEL.md §3). */
export function timed({ scenario, local, edge }: Problem, offload: Uint8Array, steps: Float64Array): Plan {
  const { workload } = scenario.users;
  return {
    offload,
    steps,
    computationTime: steps.map((s, n) => bestTime(offload[n] === 1 ? edge : local, workload[n]!, n, s)),
  };
}
