import type { CompoundLaw } from "./error-law.js";
import { largestPart, ofParts, type Part, slopeBefore } from "./parts.js";

/** Laws of which each holds with a probability. */
export type MixtureModel<Inner = unknown> = {
  readonly kind: "mixture";
  /** p_k, which sum to 1 [1]. */
  readonly weights: readonly number[];
  readonly laws: readonly Inner[];
};

/**
 * Σ p_k·ε̄_k(s), what is expected where one of several laws holds: ours. The numbers are how many, and of each p_k, its index in the
 * list of all laws and its own numbers.
 * @param numbersOf Index and numbers of a law within.
 */
export function mixture<Inner>(
  lawAt: (index: number) => Part,
  numbersOf: (model: Inner) => number[],
): CompoundLaw<MixtureModel<Inner>> {
  const sum = (p: Float64Array, at: number, of: (law: Part, from: number) => number): number => {
    let total = 0;
    // as eachPart goes; this is what a solver of such laws does most
    for (let k = 0, next = at + 1; k < p[at]!; k++) {
      const law = lawAt(p[next + 1]!);
      total += p[next]! * of(law, next + 2);
      next += 2 + law.width(p, next + 2);
    }
    return total;
  };
  return {
    kind: "mixture",
    formula: "Σ p_k·ε̄_k(s)",
    // without those that never hold
    numbers: ({ weights, laws }) => {
      const held = laws.flatMap((law, k) => (weights[k] === 0 ? [] : [[weights[k]!, ...numbersOf(law)]]));
      return [held.length, ...held.flat()];
    },
    ...ofParts(lawAt, 1),
    value: (p, at, s) => sum(p, at, (law, from) => law.value(p, from, s)),
    slope: (p, at, s) => sum(p, at, (law, from) => law.slope(p, from, s)),
    slopeBefore: (p, at, s) => sum(p, at, (law, from) => slopeBefore(law, p, from, s)),
    curvature: (p, at, s) => sum(p, at, (law, from) => law.curvature(p, from, s)),
    curvatureRate: (p, at, s) =>
      largestPart(lawAt, 1, p, at, (law, from) => law.curvatureRate?.(p, from, s) ?? Infinity),
    stepsNear: (p, at, weight, rise) =>
      sum(p, at, (law, from) => Math.max(1, (law.stepsWhere ?? law.stepsNear)?.(p, from, weight, rise) ?? 1)),
    steepness: (p, at) => sum(p, at, (law, from) => law.steepness(p, from)),
  };
}
