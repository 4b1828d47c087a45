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

/** Whether ε̄ₙ depends on s at all. */
export function errorFalls(users: UserColumns, n: number): boolean {
  const { parameters, offset } = users.errors;
  return lawOf(users, n).steepness(parameters, offset[n]!) > 0;
}
