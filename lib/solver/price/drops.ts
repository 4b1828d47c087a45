/**
 * The prices at which a user gives up edge steps, of what these use: the last one alone, or all that are left when it leaves. Steps that save the
 * same are told once, so that a list is short however many are tied. Where its costs are not convex they are given up from corner to corner.
 */

import { cornersOf } from "../../model/corners.js";
import { cost } from "../../model/cost.js";
import { fewestSteps, type Place } from "../../model/placement.js";
import type { Problem } from "../../model/problem.js";
import { hasCorners } from "../../model/steps.js";
import { stepsOf, useOf } from "../../model/use.js";
import { stepSaving } from "../../model/whole-steps.js";

/** What a user gives up of the edge at a price. */
export interface Drop {
  /** Of the capacity. */
  readonly price: number;
  readonly user: number;
  /** What is given up at once, in the capacity's unit. */
  readonly use: number;
  /** How many times; once where the user leaves. */
  readonly times: number;
}

/** What a step saves is a difference of costs, each known to this part. */
const ROUNDING = 2 ** -51;

/**
 * From `most` that user n uses of the edge down to `least`, in rising order of price. 0 is the device: the user leaves for it with
 * all of its steps at once, also where giving up some of them first is tied with that.
 * @param localValue Cost of staying on the device.
 * @param low Prices are at least this, and at most `high`: rounding alone moves them out.
 */
export function dropsOf(
  { edge }: Problem,
  localValue: number,
  n: number,
  most: number,
  least: number,
  { low, high }: { readonly low: number; readonly high: number },
): Drop[] {
  const drops: Drop[] = [];
  const ω = useOf(edge, n, 1);
  const first = stepsOf(edge, n, most);
  const last = stepsOf(edge, n, least);
  const between = (price: number): number => Math.min(Math.max(price, low), high);
  // φ_e(s) + λωs = V_l
  const leavesAt = (s: number): number =>
    least === 0 ? (localValue - cost(edge, n, s)) / useOf(edge, n, s) : Infinity;
  if (hasCorners(edge, n)) return fromCorner(edge, n, first, last, leavesAt, between);
  const fewest = fewestSteps(edge, n);
  // λω = φ_e(s − 1) − φ_e(s)
  const givesUpAt = (s: number): number => (s > fewest ? stepSaving(edge, n, s) / ω : Infinity);
  for (let s = first; s > last; ) {
    if (leavesAt(s) > givesUpAt(s)) {
      const before = drops.at(-1)?.price ?? low;
      const cheapest = Math.max(between(givesUpAt(s)), before);
      const noDearer = (t: number): boolean =>
        leavesAt(t) > givesUpAt(t) &&
        between(givesUpAt(t)) <= cheapest + (ROUNDING * Math.abs(cost(edge, n, t))) / ω &&
        isStraight(edge, n, t - 1, s);
      const end = lastDown(s, last, noDearer);
      const times = s - end + 1;
      // λω = (φ_e(s − times) − φ_e(s))/times: one of them alone is known to its rounding, which a hundred add up
      const each = (cost(edge, n, end - 1) - cost(edge, n, s)) / useOf(edge, n, times);
      const price = times === 1 ? cheapest : between(each);
      const next = { price: Math.max(price, before), user: n, use: ω, times };
      // all single steps of one price together
      if (drops.at(-1)?.price === next.price) next.times += drops.pop()!.times;
      drops.push(next);
      s = end - 1;
      continue;
    }
    leave(drops, between(leavesAt(s)), n, useOf(edge, n, s));
    break;
  }
  return drops;
}

/** All that is left at once, with what is given up at this price or a higher one. */
function leave(drops: Drop[], price: number, user: number, last: number): void {
  let use = last;
  while (drops.length > 0 && drops.at(-1)!.price >= price) {
    const tied = drops.pop()!;
    use += tied.use * tied.times;
  }
  drops.push({ price, user, use, times: 1 });
}

/** {@link dropsOf} of a user whose error law bends, from `most` steps down to `least`. @param leavesAt, between As there. */
function fromCorner(
  edge: Place,
  n: number,
  most: number,
  least: number,
  leavesAt: (s: number) => number,
  between: (price: number) => number,
): Drop[] {
  const corners = cornersOf(edge);
  const ω = useOf(edge, n, 1);
  const drops: Drop[] = [];
  for (let s = most; s > least; ) {
    let i = corners.upTo(n, s);
    // steps tied with corners are given up with the corner above them
    if (corners.data[i]! >= s) i -= 2;
    const givesUpAt = corners.saving(i + 2) / ω;
    const leaves = leavesAt(s);
    const next = leaves > givesUpAt ? corners.data[i]! : 0;
    leave(drops, between(Math.min(leaves, givesUpAt)), n, useOf(edge, n, s - next));
    s = next;
  }
  return drops;
}

/** Whether the cost in between lies on the line from `low` to `high` steps, but for rounding; it is convex. */
function isStraight(edge: Place, n: number, low: number, high: number): boolean {
  const middle = (low + high) >> 1;
  const atLow = cost(edge, n, low);
  const atMiddle = cost(edge, n, middle);
  const line = atLow + ((cost(edge, n, high) - atLow) * (middle - low)) / (high - low);
  return line - atMiddle <= 2 * ROUNDING * Math.abs(atMiddle);
}

/** The lowest of s, s − 1, … above `least` down to which it holds, where it holds for s and never again below where it fails. */
function lastDown(s: number, least: number, holds: (t: number) => boolean): number {
  let high = s;
  let low = least;
  for (let width = 1; high - width > least; width *= 2) {
    if (!holds(high - width)) {
      low = high - width;
      break;
    }
    high -= width;
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
