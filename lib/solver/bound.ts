/**
 * The certificate (MODEL.md §7): the Lagrangian dual of P1 with whole steps,
 *     max over λ ≥ 0 of   −λ·stepCapacity + Σ min(V_l, V_e(λ)),
 * bounds every plan from below.
 */
import { cost } from "../model/cost.js";
import type { Problem } from "../model/problem.js";
import { Sum } from "../model/sum.js";
import { wholePrice } from "./whole-price.js";

export interface Bound {
  readonly lowerBound: number;
  /** λ*, the smallest maximiser [1/step]. */
  readonly price: number;
  /** Steps at the edge of the Lagrangian's minimiser, 0 for a user on its device: feasible, and the base of `exact`. */
  readonly demand: Float64Array;
}

export function lagrangianBound(problem: Problem): Bound {
  const { scenario, count, edge, capacity, localWholeCost } = problem;
  const { price, demand } = wholePrice(problem, localWholeCost);
  const sum = new Sum();
  if (price > 0) sum.add(-price * capacity);
  for (let n = 0; n < count; n++) {
    const s = demand[n]!;
    sum.add(s > 0 ? cost(scenario, edge, n, s) + price * s : localWholeCost[n]!);
  }
  return { lowerBound: sum.value, price, demand };
}
