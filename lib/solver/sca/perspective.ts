/**
 * P2 in the perspective form, solved to its KKT conditions (MODEL.md §4, §5): minimise over a, x, y
 *     Σ (1−a)·φ_l(x/(1−a)) + a·φ_e(y/a) + π·a   subject to   Σ y ≤ capacity,   0 ≤ a ≤ 1,
 * where π = τ(1 − 2a⁽ⁱ⁾) is the slope of the linearised penalty. Given the price λ of the capacity the users separate.
 */
import { convexOf } from "../../model/convex.js";
import { cost } from "../../model/cost.js";
import type { Problem } from "../../model/problem.js";
import { useOf } from "../../model/use.js";
import { Sum } from "../../numerics/sum.js";
import { column } from "../../scenario/columns.js";
import { type RealPrice, realPrice, type Wanted } from "../price/real-price.js";
import { round } from "../rounding.js";
import { binaryPenalty } from "./binary-penalty.js";
import { freezingPenalty } from "./holding-penalty.js";
import type { RelaxedSolution } from "./iterate.js";
import type { Relaxation } from "./relaxation.js";
import { kktResiduals, relaxedMagnitudes } from "./residuals.js";

/** The tightest convex form that treats users one by one, the default (MODEL.md §4). */
export const perspective: Relaxation<"perspective"> = {
  name: "perspective",
  label: "Perspective",
  remark: "",
  solve: solvePerspective,
  residuals: (...point) => kktResiduals(...point).residuals,
  magnitudes: relaxedMagnitudes,
  round: (problem, { offload, price }, before) => round(problem, offload, price, before),
  // twice what leaves the user split [choice], as it moves slowly just above that; where that is 0, any τ
  firstPenalty: (problem, point, fractional) => 2 * binaryPenalty(problem, point, fractional).low || Infinity,
  // above it nothing moves but this user, who then becomes binary; one at exactly one half never does
  lastPenalty: (problem, point, fractional) => {
    const { high } = binaryPenalty(problem, point, fractional);
    return Math.max(freezingPenalty(problem), high < Infinity ? 2 * high : 0);
  },
};

/** What all want at the prices of solutions, from which a solution near them is found sooner. */
const wants = new WeakMap<object, Wanted>();

/**
 * @param penaltySlope π, one entry a user; all 0 at τ = 0.
 * @param near A price that is thought to be near; the iterate before tells what all want at it, too.
 */
export function solvePerspective(
  problem: Problem,
  penaltySlope: Float64Array,
  near?: Pick<RelaxedSolution, "price">,
): RelaxedSolution {
  const convex = convexOf(problem);
  const found = realPrice(
    convex,
    penalisedValues(convex, penaltySlope),
    near && { price: near.price, wanted: wants.get(near) },
  );
  const { price, offload, edgeSteps } = found;
  const sums = { objective: new Sum(), dual: new Sum() };
  // −λ·capacity
  if (price > 0) sums.dual.add(-price * problem.capacity);
  addRelaxedTerms(convex, found, penaltySlope, sums);
  const { localSteps } = convex;
  const solution = {
    offload,
    localSteps,
    edgeSteps,
    price,
    objective: sums.objective.value,
    dual: sums.dual.value,
  };
  wants.set(solution, found.wanted);
  return solution;
}

/** V_l − π: a user is at the edge while V_e(λ) + π < V_l. */
export function penalisedValues({ count, localCost }: Problem, penaltySlope: Float64Array): Float64Array {
  const values = column(count);
  for (let n = 0; n < count; n++) values[n] = localCost[n]! - penaltySlope[n]!;
  return values;
}

/** Adds each user's terms of the relaxation's objective and dual. @param problem A convex one. */
export function addRelaxedTerms(
  { count, local, edge, localCost }: Problem,
  { price, offload, edgeSteps, wanted }: RealPrice & { readonly wanted: Wanted },
  penaltySlope: Float64Array,
  { objective, dual }: { readonly objective: Sum; readonly dual: Sum },
): void {
  for (let n = 0; n < count; n++) {
    const a = offload[n]!;
    const known = edgeSteps[n] === wanted.steps[n];
    const atEdge = known ? wanted.cost[n]! : edge.open[n] === 1 ? cost(edge, n, edgeSteps[n]!) : Infinity;
    // (1−a)·φ_l(x/(1−a)) + a·φ_e(y/a)
    if (a < 1) objective.add((1 - a) * localCost[n]!);
    if (a > 0) objective.add(a * atEdge);
    // min(V_l, V_e(λ) + π)
    const here = local.open[n] === 1 ? localCost[n]! : Infinity;
    dual.add(
      Math.min(here, edge.open[n] === 1 ? atEdge + price * useOf(edge, n, edgeSteps[n]!) + penaltySlope[n]! : Infinity),
    );
  }
}
