import type { CompoundLaw } from "./error-law.js";

/** Errors that were measured after so many steps, both lists as long. */
export type TableModel = {
  readonly kind: "table";
  /** Rising [steps]. */
  readonly steps: readonly number[];
  /** ε̄ there, which need not fall [1]. */
  readonly error: readonly number[];
};

/** Rounding of a table that is straight in places, or made of a law whose error has all but vanished. */
const ROUNDING = 1e-12;

/** Straight between the points of a table, the first value before and the last beyond: ours. The numbers are how many, all steps, all errors. */
export const table: CompoundLaw<TableModel> = {
  kind: "table",
  formula: "straight between the points of a table",
  numbers: ({ steps, error }) => [steps.length, ...steps, ...error],
  width: (p, at) => 1 + 2 * p[at]!,
  value,
  slope: (p, at, s) => slopeAfter(p, at, pointsUpTo(p, at, s)),
  slopeBefore: (p, at, s) => {
    const i = pointsUpTo(p, at, s);
    return slopeAfter(p, at, i > 0 && p[at + i] === s ? i - 1 : i);
  },
  nextKink: (p, at, s) => {
    const i = s < p[at + 1]! ? 0 : pointsUpTo(p, at, s);
    return i < p[at]! ? p[at + i + 1]! : Infinity;
  },
  curvature: () => 0,
  steepness: (p, at) => p[at + p[at]! + 1]! - p[at + 2 * p[at]!]!,
  kinkWhere: (p, at, weight, rise) => {
    if (p[at + 1]! > 1 && rise >= 0) return 0;
    let [low, high] = [0, p[at]! + 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      // weight·(−ε̄′) ≤ rise
      if (-weight * slopeAfter(p, at, middle) <= rise) high = middle;
      else low = middle;
    }
    return high > p[at]! ? Infinity : p[at + high]!;
  },
  bends: (p, at) => {
    const count = p[at]!;
    let before = p[at + 1]! > 1 ? 0 : -Infinity;
    for (let i = 1; i <= count; i++) {
      const slope = slopeAfter(p, at, i);
      const slack = i < count ? (ROUNDING * p[at + count + i]!) / (p[at + i + 1]! - p[at + i]!) : 0;
      if (slope > slack || slope < before - slack) return true;
      before = Math.max(before, slope);
    }
    return false;
  },
  envelope: (p, at, most) => {
    const within = Array.from(p.subarray(at + 1, at + 1 + p[at]!)).filter((s) => s > 1 && s < most);
    const steps: number[] = [];
    const error: number[] = [];
    for (const s of [1, ...within, ...(most > 1 ? [most] : [])]) {
      const own = value(p, at, s);
      // points that are not below the line past them
      while (steps.length > 1 && !isBelow(steps, error, s, own)) {
        steps.pop();
        error.pop();
      }
      steps.push(s);
      error.push(own);
    }
    // beyond its least the envelope stays there
    const end = error.indexOf(error.reduce((least, own) => Math.min(least, own))) + 1;
    return [end, ...steps.slice(0, end), ...error.slice(0, end)];
  },
};

function value(p: Float64Array, at: number, s: number): number {
  const count = p[at]!;
  const i = pointsUpTo(p, at, s);
  if (i === 0) return p[at + count + 1]!;
  const error = p[at + count + i]!;
  // ε̄_i + ε̄′·(s − s_i)
  return i === count ? error : error + slopeAfter(p, at, i) * (s - p[at + i]!);
}

/** Whether the last point lies below the line from the one before it to (s, own). */
function isBelow(steps: readonly number[], error: readonly number[], s: number, own: number): boolean {
  const last = steps.at(-1)!;
  const atLast = error.at(-1)!;
  return (atLast - error.at(-2)!) / (last - steps.at(-2)!) < (own - atLast) / (s - last);
}

/** How many points of the table are at no more than s steps. */
function pointsUpTo(p: Float64Array, at: number, s: number): number {
  let [low, high] = [0, p[at]! + 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (p[at + middle]! <= s) low = middle;
    else high = middle;
  }
  return low;
}

/** (ε̄_{i+1} − ε̄_i)/(s_{i+1} − s_i), 0 before the first point and beyond the last. */
function slopeAfter(p: Float64Array, at: number, i: number): number {
  const count = p[at]!;
  if (i === 0 || i === count) return 0;
  return (p[at + count + i + 1]! - p[at + count + i]!) / (p[at + i + 1]! - p[at + i]!);
}
