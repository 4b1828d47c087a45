/**
 * The certificate (MODEL.md §7): the Lagrangian dual of P1 with whole steps,
 *     max over λ ≥ 0 of   −λ·capacity + Σ min(V_l, V_e(λ)),
 * bounds every plan from below. The same pass sums up the scale that gaps are relative to, one for a scenario.
 */
import { worth } from "../../model/cost.js";
import { copiesOf, type Problem } from "../../model/problem.js";
import { stepsOf } from "../../model/use.js";
import { WholeChoice } from "../../model/whole-steps.js";
import { Sum } from "../../numerics/sum.js";
import { type WholePrice, wholePrice } from "../price/whole-price.js";

/** The certificate of every solution. */
export interface Bound {
  /** No plan's objective is below it. */
  readonly lowerBound: number;
  /** λ*, the smallest maximiser [1/step, or 1/FLOP under workCapacity]. */
  readonly price: number;
  /** What every gap of this scenario is relative to: the magnitude of the Lagrangian's own plan, |bound| where that is 0, 1 where both are. */
  readonly scale: number;
  /** The problem in which the price was found, with identical users told once, and how. */
  readonly basis: { readonly problem: Problem; readonly found: WholePrice };
}

/** The bound and its price. @param problem A feasible one. */
export function lagrangianBound(problem: Problem): Bound {
  const basis = problem.kinds?.problem ?? problem;
  const found = wholePrice(basis, basis.localWholeCost);
  const sums = noTerms(basis.capacity, found.price);
  addTerms(basis, found, sums);
  return boundOf(basis, found, sums);
}

/** The terms of the dual, and the magnitudes of the Lagrangian's own plan. */
export interface DualSums {
  readonly dual: Sum;
  readonly magnitude: Sum;
}

/** −λ·capacity, before any user's. */
export function noTerms(capacity: number, price: number): DualSums {
  const sums = { dual: new Sum(), magnitude: new Sum() };
  if (price > 0) sums.dual.add(-price * capacity);
  return sums;
}

/** Adds what each user makes of a price. */
export function addTerms(
  basis: Problem,
  { price, demand }: Pick<WholePrice, "price" | "demand">,
  sums: DualSums,
): void {
  const { count, local, edge, localWholeCost, localWholeSteps } = basis;
  const { dual, magnitude } = sums;
  const atEdge = new WholeChoice(edge);
  for (let n = 0; n < count; n++) {
    const use = demand[n]!;
    const s = stepsOf(edge, n, use);
    // φ of the best choice at λ, which makes min(V_l, V_e(λ))
    const own = s > 0 ? atEdge.costOf(n, s) : localWholeCost[n]!;
    const value = own + price * use;
    // φ + 2w·g = c₁·latency + c₂ε̄ + c₃·energy + w·g
    const size = own + 2 * (s > 0 ? worth(edge, n, s) : worth(local, n, localWholeSteps[n]!));
    dual.add(value * copiesOf(basis, n));
    magnitude.add(size * copiesOf(basis, n));
  }
}

/** The bound that all terms make. */
export function boundOf(problem: Problem, found: WholePrice, { dual, magnitude }: DualSums): Bound {
  const scale = Math.max(0, magnitude.value) || Math.abs(dual.value) || 1;
  return { lowerBound: dual.value, price: found.price, scale, basis: { problem, found } };
}

/** Above an objective by no more than this part of the costs, a bound is the objective itself: rounding brought it there. */
const ROUNDING = 1e-12;

/** A lower bound without what rounding puts it above the objective. @param scale What rounding is relative to. */
export function notAbove(objective: number, lowerBound: number, scale: number): number {
  return lowerBound > objective && lowerBound <= objective + ROUNDING * scale ? objective : lowerBound;
}
