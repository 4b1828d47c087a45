/** How far a plan is from the Lagrangian bound (MODEL.md §7). */
import { cost } from "../../model/cost.js";
import { edgeSteps, type Plan } from "../../model/objective.js";
import type { Problem } from "../../model/problem.js";
import { plannedUse } from "../../model/use.js";
import { WholeChoice } from "../../model/whole-steps.js";
import { Sum } from "../../numerics/sum.js";
import { asPlanned } from "../../scenario/one-model.js";
import type { Bound } from "./bound.js";

/**
 * Objective − lower bound as Σ r(chosen) + λ*·(unused capacity), all terms ≥ 0: no digits are lost as in a difference of two
 * large sums.
 * @param plan Feasible, with the best computation times of its steps.
 */
export function distanceFromBound(problem: Problem, { price }: Bound, plan: Plan): number {
  const { scenario, count, local, edge, capacity, localWholeCost } = problem;
  const atEdge = new WholeChoice(edge);
  const sum = new Sum();
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
    sum.add(Math.max(0, chosen - best));
  }
  // λ·(unused capacity)
  if (price > 0) sum.add(price * Math.max(0, unused.value));
  return sum.value;
}
