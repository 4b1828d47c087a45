import type { CompoundLaw } from "./error-law.js";
import { eachPart, largestPart, ofParts, type Part, slopeBefore } from "./parts.js";

/** Laws of which any may hold. */
export type WorstModel<Inner = unknown> = {
  readonly kind: "worst";
  readonly laws: readonly Inner[];
};

/** Laws this near to the largest, relative, are where two of them cross. */
const NEAR = 1e-12;

/**
 * max_k ε̄_k(s), the most that it can be where any of several laws may hold: ours. The numbers are how many, and of each its index in
 * the list of all laws and its own numbers.
 * @param numbersOf Index and numbers of a law within.
 */
export function worst<Inner>(
  lawAt: (index: number) => Part,
  numbersOf: (model: Inner) => number[],
): CompoundLaw<WorstModel<Inner>> {
  const parts = ofParts(lawAt, 0);
  const steepness = largestPart(lawAt, 0, (law, p, from) => law.steepness(p, from));
  /** The largest of what the laws have that are the largest at s. */
  const most = (p: Float64Array, at: number, s: number, of: (law: Part, from: number) => number): number => {
    let [largest, found] = [-Infinity, -Infinity];
    eachPart(lawAt, 0, p, at, (law, from) => {
      const own = law.value(p, from, s);
      if (own < largest * (1 - NEAR)) return;
      found = own > largest * (1 + NEAR) ? of(law, from) : Math.max(found, of(law, from));
      largest = Math.max(largest, own);
    });
    return found;
  };
  return {
    kind: "worst",
    formula: "max ε̄_k(s)",
    numbers: ({ laws }) => [laws.length, ...laws.flatMap(numbersOf)],
    ...parts,
    value: largestPart(lawAt, 0, (law, p, from, s) => law.value(p, from, s)),
    slope: (p, at, s) => most(p, at, s, (law, from) => law.slope(p, from, s)),
    slopeBefore: (p, at, s) => -most(p, at, s, (law, from) => -slopeBefore(law, p, from, s)),
    // where two of them cross is not known
    nextKink: (p, at, s) => (p[at] === 1 ? parts.nextKink(p, at, s) : NaN),
    curvature: (p, at, s) => most(p, at, s, (law, from) => law.curvature(p, from, s)),
    steepness: (p, at) => steepness(p, at, NaN),
  };
}
