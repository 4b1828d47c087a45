/**
 * From which τ on a binary offloading stays where it is (MODEL.md §5, 1). Around a binary a each user's place is worth τ, so
 * that a solves its P2 exactly if, at some price that supports it, being misplaced costs nobody more than τ.
 */
import { pricedCost } from "../../model/cost.js";
import type { Problem } from "../../model/problem.js";
import { bestSteps, mostBestSteps, singleStepPrice } from "../../model/steps.js";
import { realPrice } from "../price/real-price.js";

/** Steps this part short of the capacity fill it. */
const SHORT = 1e-12;

/**
 * The smallest over supporting prices of the largest misplaced margin: V_e(λ) − V_l of users at the edge, V_l − V_e(λ) of those
 * on their device. Above it the paper's algorithm stays at a, below it moves. A price supports a if what its users want at the
 * edge just fills the capacity; the smallest such price, or 0 where capacity is left, always does.
 * @param offload 0 or 1 for each user; each place must be open to its user, and the capacity hold a step for each.
 */
export function holdingPenalty(problem: Problem, offload: ArrayLike<number>): number {
  const { count, local, edge, capacity, localCost } = problem;
  const users = Array.from({ length: count }, (_, n) => n);
  const there = users.filter((n) => offload[n] === 1);
  const free = users.filter((n) => local.open[n] === 1 && edge.open[n] === 1);
  const margin = (n: number, price: number): number =>
    pricedCost(edge, n, bestSteps(edge, n, price), price) - localCost[n]!;
  // of users at the edge, rising in λ; of users on their device, falling in λ
  const rising = (price: number): number =>
    free.reduce((most, n) => (offload[n] === 1 ? Math.max(most, margin(n, price)) : most), 0);
  const falling = (price: number): number =>
    free.reduce((most, n) => (offload[n] === 1 ? most : Math.max(most, -margin(n, price))), 0);
  const supports = (price: number): boolean =>
    there.reduce((sum, n) => sum + mostBestSteps(edge, n, price), 0) >= capacity * (1 - SHORT);
  const further = (price: number): boolean => supports(price) && rising(price) < falling(price);

  const fixed = Float64Array.from(users, (n) => (offload[n] === 1 ? Infinity : -Infinity));
  let { price: low } = realPrice(problem, fixed);
  if (further(low)) {
    let high = Math.max(2 * low, 1e-6);
    while (further(high)) high *= 2;
    for (let i = 0; i < 200; i++) {
      const middle = low + (high - low) / 2;
      if (!(middle > low && middle < high)) break;
      if (further(middle)) low = middle;
      else high = middle;
    }
  }
  return Math.max(rising(low), falling(low));
}

/**
 * A τ above which every feasible binary offloading stays where it is: the largest of V_l − V_e(0) and V_e(λ̄) − V_l over users,
 * λ̄ = max −φ_e′(1) a price at which nobody wants a second step, so that every feasible offloading has one below.
 */
export function freezingPenalty({ count, local, edge, capacity, localCost }: Problem): number {
  let highest = 0;
  for (let n = 0; n < count; n++) {
    if (edge.open[n] === 1 && capacity < Infinity) highest = Math.max(highest, singleStepPrice(edge, n));
  }
  let largest = 0;
  for (let n = 0; n < count; n++) {
    if (local.open[n] === 0 || edge.open[n] === 0) continue;
    // V_l − V_e(0), V_e(λ̄) − V_l
    const free = pricedCost(edge, n, bestSteps(edge, n, 0), 0);
    const dear = pricedCost(edge, n, bestSteps(edge, n, highest), highest);
    largest = Math.max(largest, localCost[n]! - free, dear - localCost[n]!);
  }
  return largest;
}
