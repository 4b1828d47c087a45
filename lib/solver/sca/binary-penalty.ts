/** Between which τ the perspective form begins to make a split user's offloading binary (MODEL.md §5, 3). */
import { convexOf } from "../../model/convex.js";
import { pricedCost } from "../../model/cost.js";
import type { Problem } from "../../model/problem.js";
import { bestSteps } from "../../model/steps.js";
import { useOf } from "../../model/use.js";
import type { RelaxedSolution } from "./iterate.js";
import { ownPrice } from "./own-price.js";

/** As long as all other users stay where they are. */
export interface BinaryPenalty {
  /** Below this τ the user stays split for ever. */
  readonly low: number;
  /** Above this τ its offloading becomes binary. */
  readonly high: number;
}

/**
 * Bounds on the τ from which on user n, split at a₀ by the relaxation, is sent to a place. Let λ₁ be the price once it is there
 * (the device if a₀ < ½, else the edge), a₁ the share that capacity then has for it (0 or 1, or what is left at price 0), and
 * m = |V_e(λ₁) − V_l|. Then low = m/|1 − 2a₁| and high = m/|1 − 2a₀|; at a₀ = ½ the user never moves, and both are infinite.
 */
export function binaryPenalty(problem: Problem, point: RelaxedSolution, n: number): BinaryPenalty {
  const { offload } = point;
  const convex = convexOf(problem);
  const { edge, capacity, localCost } = convex;
  const share = offload[n]!;
  if (share === 0.5) return { low: Infinity, high: Infinity };
  const up = share > 0.5;
  // the others stay; of prices that support that, the nearest to the relaxation's is the first on the way
  const there = offload.map((a, m) => (m === n ? (up ? 1 : 0) : a));
  const price = ownPrice(convex, there, (λ) => point.price - λ);
  const steps = bestSteps(edge, n, price);
  // m = |V_e(λ₁) − V_l|
  const margin = Math.abs(pricedCost(edge, n, steps, price) - localCost[n]!);
  let rest = capacity;
  for (let m = 0; m < offload.length; m++) if (offload[m] === 1) rest -= useOf(edge, m, bestSteps(edge, m, price));
  // a₁ = (capacity − Σ others)/what n uses at ŝ
  const end = up ? 1 : price > 0 ? 0 : Math.min(share, Math.max(0, rest / useOf(edge, n, steps)));
  return { low: margin / Math.abs(1 - 2 * end), high: margin / Math.abs(1 - 2 * share) };
}
