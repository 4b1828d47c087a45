/** Whether P2's iterates move no other user than the fractional one (MODEL.md §10): from its prices, and from a bound on τ that costs little. */
import { convexOf } from "../../model/convex.js";
import { worth } from "../../model/cost.js";
import type { Place } from "../../model/placement.js";
import type { Problem } from "../../model/problem.js";
import { bestSteps } from "../../model/steps.js";
import { largestStep, useOf } from "../../model/use.js";
import { column } from "../../scenario/columns.js";
import type { RelaxedPlan } from "../../solver/sca/iterate.js";
import { penaltyOf } from "../../solver/sca/sca.js";

/** τ's default is at least this: 0.1 × the median of users' absolute cost parts but the error's, so that it takes no exponential. */
export function leastPenalty(problem: Problem, { offload, localSteps, edgeSteps }: RelaxedPlan): number {
  const { count, local, edge } = convexOf(problem);
  if (edge.choice !== null) return 0;
  const parts = column(count);
  for (let n = 0; n < count; n++) {
    const a = offload[n]!;
    if (a < 1) parts[n] = (1 - a) * partsOf(local, n, localSteps[n]!);
    if (a > 0) parts[n]! += a * partsOf(edge, n, edgeSteps[n]!);
  }
  return penaltyOf(parts);
}

/** Time and energy, which a limit can only raise, and utility of s steps. */
function partsOf(place: Place, n: number, s: number): number {
  return place.fixedCost[n]! + place.stepCost[n]! * s + worth(place, n, s);
}

/** Whether demand is below the capacity at λ + τ/maxSteps with f, and above it at λ − τ/maxSteps without. */
export function onlyOneMoves(
  problem: Problem,
  { offload, edgeSteps }: RelaxedPlan,
  price: number,
  penalty: number,
): boolean {
  const { scenario, count, edge, capacity } = convexOf(problem);
  const within = (penalty / (scenario.edge.maxSteps * largestStep(edge))) * (1 - 1e-9);
  const known = 1e-9 * capacity; // sums are
  // what those with a ≥ `least` leave of the capacity: at λ, then at the other price by one after the other, until its sign is sure
  const crosses = (least: number, other: number, sign: 1 | -1): boolean => {
    let rest = capacity;
    for (let n = 0; n < count; n++) if (offload[n]! >= least) rest -= useOf(edge, n, edgeSteps[n]!);
    for (let n = 0; n < count && !(sign * rest > known); n++) {
      if (offload[n]! >= least)
        rest += useOf(edge, n, edgeSteps[n]!) - useOf(edge, n, bestSteps(edge, n, other, edgeSteps[n]!));
    }
    return sign * rest > known;
  };
  return crosses(Number.MIN_VALUE, price + within, 1) && (price <= within || crosses(1, price - within, -1));
}
