/** The prices that support a binary offloading (MODEL.md §5, 1): what its edge users want at them just fills the capacity. */
import type { Problem } from "../../model/problem.js";
import { bestSteps, mostBestSteps } from "../../model/steps.js";
import { largestStep, useOf } from "../../model/use.js";
import { placedValues } from "../allocation.js";
import { realPrice } from "../price/real-price.js";

/** Uses this near to the capacity fill it, relative. */
const NEAR = 1e-12;

/**
 * A price that supports a binary offloading. Mostly there is one; where demand keeps to the capacity over a range of prices, the
 * one that lies furthest on the way.
 * @param offload 0 or 1 for each user; each place must be open to its user, and the capacity hold a step for each.
 * @param way Whether a price should be higher (above 0) or lower (below 0); it falls in the price.
 */
export function ownPrice(problem: Problem, offload: ArrayLike<number>, way: (price: number) => number): number {
  const { count, edge, capacity } = problem;
  const supports = (price: number): boolean => {
    let least = 0;
    let most = 0;
    for (let n = 0; n < count; n++) {
      if (offload[n] !== 1) continue;
      least += useOf(edge, n, bestSteps(edge, n, price));
      most += useOf(edge, n, mostBestSteps(edge, n, price));
    }
    return least <= capacity * (1 + NEAR) && (price === 0 || most >= capacity * (1 - NEAR));
  };
  let { price } = realPrice(problem, placedValues(offload));
  const sign = Math.sign(way(price));
  const goesOn = (to: number): boolean => Math.sign(way(to)) === sign && supports(to);
  if (sign === 0) return price;
  // prices go on as far as `price`, and not as far as `end`
  let end = 0;
  if (sign > 0) {
    end = Math.max(2 * price, 1e-6 / largestStep(edge));
    while (goesOn(end)) end *= 2;
  } else if (goesOn(0)) return 0;
  for (;;) {
    const middle = price + (end - price) / 2;
    if (middle === price || middle === end) return price;
    if (goesOn(middle)) price = middle;
    else end = middle;
  }
}
