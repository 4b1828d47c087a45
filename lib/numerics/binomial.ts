/** The binomial distribution of how many of n independent trials succeed, and what a count says of the chance of success. */
import { whole } from "../input/checks.js";
import type { Interval } from "./interval.js";

/** 2^−n is no rounding yet. */
const MOST_TRIALS = 1000;

/**
 * P(X ≤ k) of n trials that each succeed with probability p.
 * @param n From 0 to 1000.
 * @throws InputError for another n.
 */
export function binomialAtMost(k: number, n: number, p: number): number {
  whole("n", n, 0, MOST_TRIALS);
  if (k < 0 || k >= n) return k < 0 ? 0 : 1;
  if (p > 0.5) return 1 - binomialAtMost(n - k - 1, n, 1 - p); // failures instead
  // (1 − p)^n as a product: powers differ in their last bit from engine to engine.
  let term = 1;
  for (let i = 0; i < n; i++) term *= 1 - p;
  let sum = 0;
  for (let i = 0; i <= k; i++) {
    sum += term;
    term *= ((n - i) / (i + 1)) * (p / (1 - p));
  }
  return Math.min(1, sum);
}

/**
 * The chances of success that `successes` of `trials` don't contradict: C. J. Clopper and E. S. Pearson, Biometrika 26 (1934) 404–413.
 * Holds the true one at least with this confidence, whatever it is.
 * @param successes From 0 to `trials`.
 * @param trials From 1 to 1000.
 * @param confidence In (0, 1), default 0.95.
 * @throws InputError for numbers out of range.
 */
export function proportionInterval(successes: number, trials: number, confidence = 0.95): Interval {
  whole("trials", trials, 1, MOST_TRIALS);
  whole("successes", successes, 0, trials);
  const tail = (1 - confidence) / 2;
  return {
    // P(X ≥ successes) = tail at the lower end, P(X ≤ successes) = tail at the upper one
    low: successes === 0 ? 0 : crossing((p) => 1 - binomialAtMost(successes - 1, trials, p) < tail),
    high: successes === trials ? 1 : crossing((p) => binomialAtMost(successes, trials, p) > tail),
  };
}

/** Where, in [0, 1], what is true below becomes false, to the last bit. */
function crossing(isBelow: (p: number) => boolean): number {
  let [low, high] = [0, 1];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
}
