/** The median with an interval that holds for any distribution (the sign test turned round; Thompson, Ann. Math. Stat. 7 (1936) 122–128). */

export interface MedianInterval {
  readonly median: number;
  /** −Infinity where there are too few values for the level, as `high` is Infinity. */
  readonly low: number;
  readonly high: number;
}

/**
 * Between the values of rank r from below and from above, the largest r with 2·P(B < r) ≤ 1 − level for B ~ Binomial(n, ½):
 * whatever the values are drawn from, its median is inside with a probability of at least `level`.
 * @param values At least one; Infinity counts as larger than all, and none may be NaN.
 * @param level In (0, 1).
 * @throws RangeError without values.
 */
export function medianInterval(values: readonly number[], level = 0.95): MedianInterval {
  const n = values.length;
  if (n === 0) throw new RangeError("medianInterval: there are no values");
  const sorted = Float64Array.from(values).sort();
  const rank = rankOf(n, (1 - level) / 2);
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
