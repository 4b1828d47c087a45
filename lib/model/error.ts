/** Average error of s reverse diffusion steps and its derivatives in s, by the user's own law (MODEL.md §1; paper, after Eq. 16 of its source). */
import type { ErrorLaw } from "../laws/error/error-law.js";
import { ERROR_LAWS } from "../laws/error/error-laws.js";
import type { UserColumns } from "../scenario/columns.js";

const LAWS: readonly ErrorLaw[] = ERROR_LAWS;

/** The error law of user n. */
export function lawOf({ errors }: UserColumns, n: number): ErrorLaw {
  return LAWS[errors.law[n]!]!;
}

/** ε̄ₙ(s). */
export function averageError(users: UserColumns, n: number, s: number): number {
  const { law, parameters, offset } = users.errors;
  return LAWS[law[n]!]!.value(parameters, offset[n]!, s);
}

/** ε̄ₙ′(s) ≤ 0 [1/step]. */
export function errorSlope(users: UserColumns, n: number, s: number): number {
  const { law, parameters, offset } = users.errors;
  return LAWS[law[n]!]!.slope(parameters, offset[n]!, s);
}

/** ε̄ₙ″(s) ≥ 0 [1/step²]. */
export function errorCurvature(users: UserColumns, n: number, s: number): number {
  const { law, parameters, offset } = users.errors;
  return LAWS[law[n]!]!.curvature(parameters, offset[n]!, s);
}

/** An error so close above maxError counts as kept. */
const KEPT = 1 + 1e-12;

/** The fewest whole steps up to `most` with ε̄ₙ(s) ≤ maxError, by halving, as ε̄ falls; Infinity if there are none [steps]. */
export function stepsToMaxError(users: UserColumns, n: number, most: number): number {
  const limit = users.maxError[n]! * KEPT;
  if (limit === Infinity) return 1;
  if (most < 1 || averageError(users, n, most) > limit) return Infinity;
  let [low, high] = [0, most];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (averageError(users, n, middle) <= limit) high = middle;
    else low = middle;
  }
  return high;
}

/** Whether ε̄ₙ depends on s at all. */
export function errorFalls(users: UserColumns, n: number): boolean {
  const { parameters, offset } = users.errors;
  return lawOf(users, n).steepness(parameters, offset[n]!) > 0;
}
