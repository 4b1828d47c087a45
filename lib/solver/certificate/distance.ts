/** How far a plan is from the Lagrangian bound (MODEL.md §7). */

import { cost } from "../../model/cost.js";
import { edgeSteps, type Plan } from "../../model/objective.js";
import type { Problem } from "../../model/problem.js";
import { plannedUse } from "../../model/use.js";
import { WholeChoice } from "../../model/whole-steps.js";
import { Sum } from "../../numerics/sum.js";
import { column } from "../../scenario/columns.js";
import { asPlanned } from "../../scenario/one-model.js";
import type { Bound } from "./bound.js";

/** The terms of a plan's distance from the bound, all ≥ 0 [objective unit]. */
export interface DistanceTerms {
  /** r(chosen): what a user's choice costs more than its best at λ*, one entry a user. */
  readonly reducedCosts: Float64Array;
  /** λ*·(unused capacity). */
  readonly idle: number;
}

/**
 * Objective − lower bound as Σ r(chosen) + λ*·(unused capacity), all terms ≥ 0: no digits are lost as in a difference of two
 * large sums.
 * @param plan Feasible, with the best computation times of its steps.
 */
export function distanceFromBound(problem: Problem, bound: Bound, plan: Plan): number {
  const { reducedCosts, idle } = distanceTerms(problem, bound, plan);
  const sum = new Sum();
  for (const r of reducedCosts) sum.add(r);
  sum.add(idle);
  return sum.value;
}

/** Who a plan's distance from the bound is due to. @param plan As for {@link distanceFromBound}. */
export function distanceTerms(problem: Problem, { price }: Pick<Bound, "price">, plan: Plan): DistanceTerms {
  const { scenario, count, local, edge, capacity, localWholeCost } = problem;
  const atEdge = new WholeChoice(edge);
  const reducedCosts = column(count);
  const unused = new Sum();
  unused.add(capacity);
  const planned = asPlanned(scenario, plan);
  for (let n = 0; n < count; n++) {
    // min(V_l, V_e(λ))
    let best = localWholeCost[n]!;
    if (edge.open[n] === 1) best = Math.min(best, atEdge.valueAt(n, price));
    const s = edgeSteps(plan, n);
    const offloaded = plan.offload[n] === 1;
    const use = plannedUse(planned, n, s);
    if (offloaded) unused.add(-use);
    // r = φ(s) + λ·use·[edge] − min(V_l, V_e(λ))
    const chosen = offloaded ? cost(edge, n, edge.choice === null ? s : use) + price * use : cost(local, n, s);
    reducedCosts[n] = Math.max(0, chosen - best);
  }
  // λ·(unused capacity)
  return { reducedCosts, idle: price > 0 ? price * Math.max(0, unused.value) : 0 };
}
