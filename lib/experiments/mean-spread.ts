import { meanInterval } from "../numerics/mean-interval.js";
import { type Statistic, spread, spreadName } from "../report/summary.js";

/** Cells of a column of spread: the mean with Student's 95 % interval, and what else is asked for. @param values Two or more. */
export function meanSpread(
  name: string,
  values: readonly number[],
  more: readonly Statistic[] = [],
): Record<string, number> {
  const { low, high } = meanInterval(values);
  return {
    ...spread(name, values, ["mean", ...more]),
    [spreadName(name, "ciLow")]: low,
    [spreadName(name, "ciHigh")]: high,
  };
}
