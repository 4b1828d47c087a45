/** From a relaxed point to plans (MODEL.md §6). */
import { evaluate, type Plan } from "../model/objective.js";
import type { Problem } from "../model/problem.js";
import { allocate } from "./allocation.js";

export interface RoundedPlan {
  readonly plan: Plan;
  readonly objective: number;
}

/**
 * The best plan rounded from a relaxed offloading with at most one fractional user: that user goes both ways, and the
 * steps are the best for the placements.
 */
export function round(problem: Problem, relaxed: Float64Array): RoundedPlan {
  const up = Uint8Array.from(relaxed, (a) => (a > 0 ? 1 : 0));
  const down = Uint8Array.from(relaxed, (a) => (a === 1 ? 1 : 0));
  const options = [down];
  if (relaxed.some((a) => a > 0 && a < 1) && countOffloaded(up) <= problem.capacity) options.push(up);
  return options.map((offload) => rounded(problem, offload)).reduce((a, b) => (b.objective < a.objective ? b : a));
}

/** The best plan with these placements, and what it costs. */
export function rounded(problem: Problem, offload: Uint8Array): RoundedPlan {
  const plan = allocate(problem, offload);
  return { plan, objective: evaluate(problem.scenario, plan).objective };
}

export function countOffloaded(offload: Uint8Array): number {
  let count = 0;
  for (const a of offload) count += a;
  return count;
}
