/** What the edge costs each user more than its device at a price (MODEL.md §5). */
import { convexOf } from "../../model/convex.js";
import { pricedCost } from "../../model/cost.js";
import type { Problem } from "../../model/problem.js";
import { bestSteps } from "../../model/steps.js";

/** V_e(λ) − V_l of every user with both places open, in index order. */
export function margins(problem: Problem, price: number): number[] {
  const found: number[] = [];
  eachMargin(problem, price, (margin) => found.push(margin));
  return found;
}

/** Calls back with V_e(λ) − V_l of every user with both places open, and with the user's index. */
export function eachMargin(problem: Problem, price: number, tell: (margin: number, n: number) => void): void {
  const { count, local, edge, localCost } = convexOf(problem);
  for (let n = 0; n < count; n++) {
    if (local.open[n] === 0 || edge.open[n] === 0) continue;
    const s = bestSteps(edge, n, price);
    // V_e(λ) − V_l
    tell(pricedCost(edge, n, s, price) - localCost[n]!, n);
  }
}

/** max |V_e(λ) − V_l| at a price. Which τ holds a start depends on its own prices: `holdingPenalty`. */
export function largestMargin(problem: Problem, price: number): number {
  return margins(problem, price).reduce((largest, margin) => Math.max(largest, Math.abs(margin)), 0);
}
