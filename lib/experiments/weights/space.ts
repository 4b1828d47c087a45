/** The weights of the objective (MODEL.md §1) as a space to search: factors from 10^−decades to 10^decades of the preset's. */

import { nonNegative } from "../../input/checks.js";
import { tenTo } from "../../numerics/power.js";
import { defaultWeights } from "../../population/generate.js";
import type { Weights } from "../../scenario/types.js";
import { WEIGHTS } from "../../scenario/weights.js";

/**
 * The weights at a point of the unit cube, uniform in their logarithms.
 * @param point One coordinate in [0, 1] for each weight, ½ for the preset's.
 * @throws InputError unless decades is finite and ≥ 0.
 */
export function weightsAt(point: ArrayLike<number>, decades: number): Weights {
  nonNegative("decades", decades);
  return mapWeights((value, index) => value * tenTo(decades * (2 * point[index]! - 1)), defaultWeights);
}

/** The same plans, as only ratios count: all weights divided by c₁, which becomes 1 [1/s]. */
export function perSecond(weights: Weights): Weights {
  return mapWeights((value) => value / weights.time, weights);
}

function mapWeights(change: (value: number, index: number) => number, weights: Weights): Weights {
  return Object.fromEntries(
    WEIGHTS.map(({ name }, index) => [name, change(weights[name], index)]),
  ) as unknown as Weights;
}
