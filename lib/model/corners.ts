/**
 * The whole steps that a user whose costs are not convex may want at a place (MODEL.md §7): those whose costs are corners of their lower
 * convex hull. At every price one of them is the best, and as the price rises they are given up from one to the next.
 */
import { cost } from "./cost.js";
import { maxWholeSteps, type Place, wholeSteps } from "./placement.js";

/** Corners, all or some in a row: steps, which rise, and φ of each in turn, in one list as there are many users. */
export type Corners = readonly number[];

const known = new WeakMap<Place, Corners[]>();

/** All corners of user n. */
export function cornersOf(place: Place, n: number): Corners {
  let own = known.get(place);
  if (own === undefined) {
    own = [];
    known.set(place, own);
  }
  own[n] ??= lowerHull(place, n);
  return own[n];
}

/**
 * What each step saves that a corner has more than the one before, falling: the price at which they are given up [1/step]. Infinity for the
 * first, −Infinity past the last.
 */
export function savingOf(corners: Corners, i: number): number {
  if (i === 0) return Infinity;
  if (2 * i === corners.length) return -Infinity;
  // (φ(s₋) − φ(s))/(s − s₋)
  return (corners[2 * i - 1]! - corners[2 * i + 1]!) / (corners[2 * i]! - corners[2 * i - 2]!);
}

/** The corner that is best at a price, of those tied the one with the fewest steps. */
export function cornerAt(corners: Corners, price: number): number {
  return last(corners, (i) => savingOf(corners, i) > price);
}

/** The corner of s whole steps that are the best at some price; where those are tied with corners, the one just below. */
export function cornerOf(corners: Corners, s: number): number {
  return last(corners, (i) => corners[2 * i]! <= s);
}

/** The last corner for which it holds, by halving; the first where it holds for none. */
function last(corners: Corners, holds: (i: number) => boolean): number {
  let [low, high] = [0, corners.length / 2];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Andrew's monotone chain over all whole steps that keep maxError. @param from, @param to Steps between which it goes, which are corners. */
export function lowerHull(place: Place, n: number, from = 1, to = maxWholeSteps(place, n)): Corners {
  const corners: number[] = [];
  const add = (s: number, own: number): void => {
    while (
      corners.length > 2 &&
      (corners.at(-1)! - own) / (s - corners.at(-2)!) >= savingOf(corners, corners.length / 2 - 1)
    ) {
      corners.pop();
      corners.pop();
    }
    corners.push(s, own);
  };
  const costs = place.choice?.costs?.(n, from, to);
  if (costs === undefined) for (const s of wholeSteps(place, n)) add(s, cost(place, n, s));
  else for (let i = 0; i < costs.length; i++) if (costs[i]! < Infinity) add(from + i, costs[i]!);
  return corners.slice();
}
