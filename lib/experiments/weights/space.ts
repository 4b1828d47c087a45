/** The weights of the objective (MODEL.md §1) as a space to search: factors from 10^−decades to 10^decades of the preset's. */

import { nonNegative } from "../../input/checks.js";
import { defaultWeights } from "../../population/generate.js";
import type { TableColumn } from "../../report/table.js";
import type { Weights } from "../../scenario/types.js";

/** The five weights: c₁, c₂, c₃, w₁, w₂. */
export const WEIGHTS: readonly (TableColumn & { readonly name: keyof Weights })[] = [
  { name: "time", unit: "1/s", description: "c₁, cost of a second." },
  { name: "error", unit: "1", description: "c₂, cost of a unit of error." },
  { name: "energy", unit: "1/J", description: "c₃, cost of a joule." },
  { name: "localUtility", unit: "1/step", description: "w₁, worth of a step on the device." },
  { name: "edgeUtility", unit: "1/step", description: "w₂, worth of a step at the edge." },
];

/**
 * The weights at a point of the unit cube, uniform in their logarithms.
 * @param point One coordinate in [0, 1] for each weight, ½ for the preset's.
 * @throws InputError unless decades is finite and ≥ 0.
 */
export function weightsAt(point: ArrayLike<number>, decades: number): Weights {
  nonNegative("decades", decades);
  return mapWeights((value, index) => value * 10 ** (decades * (2 * point[index]! - 1)), defaultWeights);
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
