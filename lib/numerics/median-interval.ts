import { median } from "simple-statistics";
import { binomialAtMost } from "./binomial.js";
import type { Interval } from "./interval.js";

/**
 * The sign test's interval of the median: from the k-th smallest value to the k-th largest, k as large as the confidence allows. How many
 * values lie below the median is binomial whatever they are drawn from, so it holds for the heaviest tails, at small n, and needs
 * no resampling; a bootstrap of a few skewed values holds less than it says.
 * @param values Independent, one or more. Of too few for the confidence the interval is (−∞, ∞).
 * @param confidence In (0, 1), default 0.95.
 */
export function medianInterval(values: readonly number[], confidence = 0.95): Interval & { readonly median: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const n = sorted.length;
  // Wrong where fewer than k values lie on one side of the median: 2·P(X ≤ k − 1) ≤ 1 − confidence with X of n coins.
  let k = 0;
  while (2 * binomialAtMost(k, n, 0.5) <= 1 - confidence) k++;
  return {
    median: median(sorted),
    low: k === 0 ? -Infinity : sorted[k - 1]!,
    high: k === 0 ? Infinity : sorted[n - k]!,
  };
}
