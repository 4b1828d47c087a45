/** Average error of s reverse diffusion steps and its derivatives in s, by the user's own law (MODEL.md §1; paper, after Eq. 16 of its source). */
import { LAWS } from "../laws/error/all-laws.js";
import type { ErrorFunction } from "../laws/error/error-law.js";
import type { UserColumns } from "../scenario/columns.js";

/** The error law of user n. */
export function lawOf({ errors }: UserColumns, n: number): ErrorFunction {
  return LAWS[errors.law[n]!]!;
}

/** ε̄ₙ(s). */
export function averageError(users: UserColumns, n: number, s: number): number {
  const { law, parameters, offset } = users.errors;
  return LAWS[law[n]!]!.value(parameters, offset[n]!, s);
}

/** ε̄ₙ′(s), ≤ 0 unless the law bends, at a kink to the right of it [1/step]. @param error ε̄ₙ(s), where it is known. */
export function errorSlope(users: UserColumns, n: number, s: number, error?: number): number {
  const { law, parameters, offset } = users.errors;
  const { slope, slopeOf } = LAWS[law[n]!]!;
  const at = offset[n]!;
  return error !== undefined && slopeOf ? slopeOf(parameters, at, s, error) : slope(parameters, at, s);
}

/** A kink counts from this part of s before it to as much after. */
const NEAR = 1e-12;

/** ε̄ₙ′ just before s and just after it, which differ at a kink of the law [1/step]. @param error ε̄ₙ(s), where it is known. */
export function errorSlopes(
  users: UserColumns,
  n: number,
  s: number,
  error?: number,
): readonly [before: number, after: number] {
  const { parameters, offset } = users.errors;
  const { slopeBefore } = lawOf(users, n);
  if (slopeBefore) return [slopeBefore(parameters, offset[n]!, s * (1 - NEAR)), errorSlope(users, n, s * (1 + NEAR))];
  const slope = errorSlope(users, n, s, error);
  return [slope, slope];
}

/** Whether s is just at a kink of the law. */
export function isAtKink(users: UserColumns, n: number, s: number): boolean {
  const { parameters, offset } = users.errors;
  const { slopeBefore, slope } = lawOf(users, n);
  return (slopeBefore ?? slope)(parameters, offset[n]!, s) < slope(parameters, offset[n]!, s);
}

/** ε̄ₙ″(s) ≥ 0 [1/step²]. */
export function errorCurvature(users: UserColumns, n: number, s: number): number {
  const { law, parameters, offset } = users.errors;
  return LAWS[law[n]!]!.curvature(parameters, offset[n]!, s);
}

/** ε̄ₙ″(s) of a user whose ε̄ₙ′(s) is known [1/step²]. */
export function errorCurvatureOf(users: UserColumns, n: number, s: number, slope: number): number {
  const { law, parameters, offset } = users.errors;
  const { steepening, curvature } = LAWS[law[n]!]!;
  return steepening ? -slope * steepening(parameters, offset[n]!, s) : curvature(parameters, offset[n]!, s);
}

/** An error so close above maxError counts as kept. */
const KEPT = 1 + 1e-12;

/** Whether costs need not be convex in s: ε̄ₙ may rise, or fall more steeply again, or users have other models. */
export function isBent({ errors, models }: UserColumns, n: number): boolean {
  return models !== null || (errors.bent !== null && errors.bent[n] === 1);
}

/** ε̄ₙ(s) ≤ maxError. */
export function keepsMaxError(users: UserColumns, n: number, s: number): boolean {
  return averageError(users, n, s) <= users.maxError[n]! * KEPT;
}

/** The most whole steps up to `most` with ε̄ₙ(s) ≤ maxError: those themselves where ε̄ falls; 0 if there are none [steps]. */
export function mostToMaxError(users: UserColumns, n: number, most: number): number {
  let s = most;
  if (isBent(users, n)) while (s > 0 && !keepsMaxError(users, n, s)) s--;
  return s;
}

/** The fewest whole steps up to `most` with ε̄ₙ(s) ≤ maxError, by halving where ε̄ falls; Infinity if there are none [steps]. */
export function stepsToMaxError(users: UserColumns, n: number, most: number): number {
  const limit = users.maxError[n]! * KEPT;
  if (limit === Infinity) return 1;
  if (most < 1 || !keepsMaxError(users, n, most)) return Infinity;
  let [low, high] = [0, most];
  if (isBent(users, n)) {
    for (high = 1; !keepsMaxError(users, n, high); high++);
    return high;
  }
  const { parameters, offset } = users.errors;
  // ε̄(s) = maxError, where that is known: there, or a step before
  const there = Math.ceil(lawOf(users, n).stepsTo?.(parameters, offset[n]!, limit) ?? NaN);
  for (const s of [there, there - 1]) {
    if (!(s > low && s < high)) continue;
    if (keepsMaxError(users, n, s)) high = s;
    else low = s;
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (keepsMaxError(users, n, middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Whether ε̄ₙ depends on s at all. */
export function errorFalls(users: UserColumns, n: number): boolean {
  const { parameters, offset } = users.errors;
  return lawOf(users, n).steepness(parameters, offset[n]!) > 0;
}
