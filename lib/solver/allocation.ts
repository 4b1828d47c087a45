/**
 * The best whole steps once the places are fixed (MODEL.md §6): a separable convex resource allocation, solved exactly.
 * Each user takes the steps that save more than the price; those that save just the price fill what capacity is left.
 */
import type { Plan } from "../model/objective.js";
import type { Problem } from "../model/problem.js";
import { bestTime } from "../model/speed.js";
import { asPlanned } from "../scenario/one-model.js";
import type { KnownSteps } from "./price/whole-price.js";
import { wholePrice } from "./price/whole-price.js";

/**
 * The best plan with these placements.
 * @param offload 1 for the edge; each place must be open to its user, and the capacity must hold a step for each.
 * @param near A price that is thought to be near.
 * @param known Steps that users are known to take at prices near it.
 */
export function allocate(problem: Problem, offload: Uint8Array, near?: number, known?: KnownSteps): Plan {
  return timed(problem, offload, allocatedSteps(problem, offload, near, known));
}

/** Its steps alone [steps]. Parameters as for {@link allocate}. */
export function allocatedSteps(problem: Problem, offload: Uint8Array, near?: number, known?: KnownSteps): Float64Array {
  const { capacity, localWholeSteps } = problem;
  const value = new Float64Array(offload.length);
  // V_l = ∞ keeps a user at the edge, −∞ keeps it away: only steps are left to choose
  for (let n = 0; n < value.length; n++) value[n] = offload[n] === 1 ? Infinity : -Infinity;
  const { price, demand: steps, tied } = wholePrice(problem, value, near, known);
  if (price > 0) {
    let rest = capacity;
    // stepCapacity − Σ s, filled by steps that save just λ
    for (let n = 0; n < steps.length; n++) rest -= steps[n]!;
    for (const { user, times, steps: each } of tied) {
      const more = each * Math.min(times, Math.floor(rest / each));
      steps[user]! += more;
      rest -= more;
    }
  }
  for (let n = 0; n < steps.length; n++) if (offload[n] === 0) steps[n] = localWholeSteps[n]!;
  return steps;
}

/** The plan of these placements and steps, each with its best model (MODEL.md §12) and computation time (§3). */
export function timed({ scenario, local, edge }: Problem, offload: Uint8Array, steps: Float64Array): Plan {
  const computationTime = new Float64Array(steps.length);
  const plan: Plan = { offload, steps, computationTime };
  const own = local.choice && edge.choice && { local: local.choice, edge: edge.choice };
  const model = own && offload.map((a, n) => (a === 1 ? own.edge : own.local).modelAt(n, steps[n]!));
  const planned = asPlanned(scenario, model === null ? {} : { model });
  for (let n = 0; n < steps.length; n++) {
    computationTime[n] = bestTime(planned, offload[n] === 1 ? "edge" : "local", n, steps[n]!);
  }
  return model === null ? plan : { ...plan, model };
}
