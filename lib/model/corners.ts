/**
 * The whole steps that a user whose costs are not convex may want at a place (MODEL.md §7): those whose costs are corners of their lower
 * convex hull. At every price one of them is the best, and as the price rises they are given up from one to the next.
 */
import { cost } from "./cost.js";
import { type Place, wholeSteps } from "./placement.js";

/** Indexed by corner. */
export interface Corners {
  /** Rising [steps]. */
  readonly steps: readonly number[];
  /** What each step saves that a corner has more than the one before, falling: the price at which they are given up; Infinity first [1/step]. */
  readonly saving: readonly number[];
  /** φ. */
  readonly cost: readonly number[];
}

const known = new WeakMap<Place, Map<number, Corners>>();

/** The corners of user n. */
export function cornersOf(place: Place, n: number): Corners {
  let own = known.get(place);
  if (own === undefined) {
    own = new Map();
    known.set(place, own);
  }
  let corners = own.get(n);
  if (corners === undefined) {
    corners = lowerHull(place, n);
    own.set(n, corners);
  }
  return corners;
}

/** The corner that is best at a price, of those tied the one with the fewest steps. */
export function cornerAt({ saving }: Corners, price: number): number {
  let [low, high] = [0, saving.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (saving[middle]! > price) low = middle;
    else high = middle;
  }
  return low;
}

/** The corner of s whole steps that are the best at some price; where those are tied with corners, the one just below. */
export function cornerOf(place: Place, n: number, s: number): number {
  const { steps } = cornersOf(place, n);
  let [low, high] = [0, steps.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (steps[middle]! <= s) low = middle;
    else high = middle;
  }
  return low;
}

/** Andrew's monotone chain over all whole steps that keep maxError. */
function lowerHull(place: Place, n: number): Corners {
  const steps: number[] = [];
  const costs: number[] = [];
  const saving: number[] = [];
  for (const s of wholeSteps(place, n)) {
    const own = cost(place, n, s);
    // (φ(s₋) − φ(s))/(s − s₋)
    const each = (): number => (steps.length === 0 ? Infinity : (costs.at(-1)! - own) / (s - steps.at(-1)!));
    while (steps.length > 1 && each() >= saving.at(-1)!) {
      steps.pop();
      costs.pop();
      saving.pop();
    }
    saving.push(each());
    steps.push(s);
    costs.push(own);
  }
  return { steps, saving, cost: costs };
}
