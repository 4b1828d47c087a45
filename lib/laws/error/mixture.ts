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
  /** The sum of what each law tells, of its numbers and what else it is asked for. */
  const sum =
    (of: (law: Part, p: Float64Array, from: number, s: number, rise: number) => number) =>
    (p: Float64Array, at: number, s = NaN, rise = NaN): number => {
      let total = 0;
      // as eachPart goes; this is what a solver of such laws does most
      for (let k = 0, next = at + 1; k < p[at]!; k++) {
        const law = lawAt(p[next + 1]!);
        total += p[next]! * of(law, p, next + 2, s, rise);
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
    value: sum((law, p, from, s) => law.value(p, from, s)),
    slope: sum((law, p, from, s) => law.slope(p, from, s)),
    slopeBefore: sum(slopeBefore),
    curvature: sum((law, p, from, s) => law.curvature(p, from, s)),
    curvatureRate: largestPart(lawAt, 1, (law, p, from, s) =>
      law.curvatureRate ? law.curvatureRate(p, from, s) : Infinity,
    ),
    stepsNear: sum((law, p, from, weight, rise) => {
      const near = law.stepsWhere ?? law.stepsNear;
      return near ? Math.max(1, near(p, from, weight, rise)) : 1;
    }),
    steepness: sum((law, p, from) => law.steepness(p, from)),
  };
}
