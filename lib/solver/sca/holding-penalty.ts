/**
 * From which τ on a binary offloading stays where it is (MODEL.md §5, 1). Around a binary a each user's place is worth τ, so
 * that a solves its P2 exactly if, at some price that supports it, being misplaced costs nobody more than τ.
 */
import { convexOf } from "../../model/convex.js";
import type { Problem } from "../../model/problem.js";
import { fewestStepsPrice } from "../../model/steps.js";
import { eachMargin, margins } from "./margins.js";
import { ownPrice } from "./own-price.js";

/**
 * The smallest over supporting prices of the largest misplaced margin: V_e(λ) − V_l of users at the edge, V_l − V_e(λ) of those
 * on their device. Above it the paper's algorithm stays at a, below it moves.
 * @param offload 0 or 1 for each user; each place must be open to its user, and the capacity hold a step for each.
 */
export function holdingPenalty(problem: Problem, offload: ArrayLike<number>): number {
  const convex = convexOf(problem);
  // the largest of users on their device falls in λ, that of users at the edge rises
  const misplaced = (price: number): readonly [falling: number, rising: number] => {
    let [falling, rising] = [0, 0];
    eachMargin(problem, price, (margin, n) => {
      if (offload[n] === 1) rising = Math.max(rising, margin);
      else falling = Math.max(falling, -margin);
    });
    return [falling, rising];
  };
  const price = ownPrice(convex, offload, (λ) => {
    const [falling, rising] = misplaced(λ);
    return falling - rising;
  });
  return Math.max(...misplaced(price));
}

/**
 * A τ above which every feasible binary offloading stays where it is: the largest of V_l − V_e(0) and V_e(λ̄) − V_l over users,
 * λ̄ = max −φ_e′(s_min) a price at which nobody wants more steps than it must take, so that every feasible offloading has one below.
 */
export function freezingPenalty(problem: Problem): number {
  const { count, edge, capacity } = convexOf(problem);
  let highest = 0;
  for (let n = 0; n < count; n++) {
    if (edge.open[n] === 1 && capacity < Infinity) highest = Math.max(highest, fewestStepsPrice(edge, n));
  }
  const [free, dear] = [margins(problem, 0), margins(problem, highest)];
  // V_l − V_e(0), V_e(λ̄) − V_l
  return free.reduce((largest, margin, i) => Math.max(largest, -margin, dear[i]!), 0);
}
