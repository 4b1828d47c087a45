/**
 * The certificate (MODEL.md §7): the Lagrangian dual of P1 with whole steps,
 *     max over λ ≥ 0 of   −λ·stepCapacity + Σ min(V_l, V_e(λ)),
 * bounds every plan from below.
 */
import { pricedCost } from "../../model/cost.js";
import type { Problem } from "../../model/problem.js";
import { Sum } from "../../numerics/sum.js";
import { type WholePrice, wholePrice } from "../price/whole-price.js";

/** The certificate of every solution. */
export interface Bound {
  /** No plan's objective is below it. */
  readonly lowerBound: number;
  /** λ*, the smallest maximiser [1/step]. */
  readonly price: number;
  /** The problem in which the price was found, with identical users told once, and how. */
  readonly basis: { readonly problem: Problem; readonly found: WholePrice };
}

/** The bound and its price. @param problem A feasible one. */
export function lagrangianBound(problem: Problem): Bound {
  const basis = problem.kinds?.problem ?? problem;
  const { count, edge, capacity, localWholeCost, copies } = basis;
  const found = wholePrice(basis, localWholeCost);
  const { price, demand } = found;
  const sum = new Sum();
  // −λ·stepCapacity
  if (price > 0) sum.add(-price * capacity);
  for (let n = 0; n < count; n++) {
    const s = demand[n]!;
    // min(V_l, V_e(λ))
    const value = s > 0 ? pricedCost(edge, n, s, price) : localWholeCost[n]!;
    sum.add(copies === null ? value : value * copies[n]!);
  }
  return { lowerBound: sum.value, price, basis: { problem: basis, found } };
}

/** Above an objective by no more than this part of the costs, a bound is the objective itself: rounding brought it there. */
const ROUNDING = 1e-12;

/** A lower bound without what rounding puts it above the objective. @param scale What rounding is relative to. */
export function notAbove(objective: number, lowerBound: number, scale: number): number {
  return lowerBound > objective && lowerBound <= objective + ROUNDING * scale ? objective : lowerBound;
}
