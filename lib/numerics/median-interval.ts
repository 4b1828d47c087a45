/** The median with an interval that holds for any distribution (the sign test turned round; Thompson, Ann. Math. Stat. 7 (1936) 122–128). */

import type { Interval } from "./interval.js";

/**
 * Between the values of rank r from below and from above, the largest r with 2·P(B < r) ≤ 1 − confidence for B ~ Binomial(n, ½):
 * whatever the values are drawn from, its median is inside with a probability of at least `confidence`: for the
 * heaviest tails too, where a bootstrap of a few skewed values holds less than it says. Of too few values it is (−∞, ∞).
 * @param values At least one; Infinity counts as larger than all, and none may be NaN.
 * @param confidence In (0, 1).
 * @throws RangeError without values.
 */
export function medianInterval(values: readonly number[], confidence = 0.95): Interval & { readonly median: number } {
  const n = values.length;
  if (n === 0) throw new RangeError("medianInterval: there are no values");
  const sorted = Float64Array.from(values).sort();
  const rank = rankOf(n, (1 - confidence) / 2);
  const [below, above] = [sorted[(n - 1) >> 1]!, sorted[n >> 1]!];
  return {
    median: below === above ? below : (below + above) / 2,
    low: rank === 0 ? -Infinity : sorted[rank - 1]!,
    high: rank === 0 ? Infinity : sorted[n - rank]!,
  };
}

/** The largest r with P(B < r) ≤ tail. */
function rankOf(n: number, tail: number): number {
  // P(B = k) = C(n, k)/2ⁿ, as logarithms because 2⁻ⁿ may be below every number
  let logarithm = -n * Math.LN2;
  let within = Math.exp(logarithm);
  let rank = 0;
  while (within <= tail) {
    rank += 1;
    logarithm += Math.log((n - rank + 1) / rank);
    within += Math.exp(logarithm);
  }
  return rank;
}
