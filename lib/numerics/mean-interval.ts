import { mean, sampleStandardDeviation } from "simple-statistics";
import type { Interval } from "./interval.js";
import { studentQuantile } from "./student-t.js";

/**
 * Student's interval of the mean that independent values are drawn around: for values that are themselves sums of many, so about
 * normal. Of raw values with heavy tails see `medianInterval`.
 * @param values Two or more.
 * @param confidence In (0, 1), default 0.95.
 */
export function meanInterval(values: readonly number[], confidence = 0.95): Interval {
  const own = [...values];
  const middle = mean(own);
  // x̄ ± t·s/√n
  const half = (studentQuantile(confidence, own.length - 1) * sampleStandardDeviation(own)) / Math.sqrt(own.length);
  return { low: middle - half, high: middle + half };
}
