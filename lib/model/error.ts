/** Average error of s reverse diffusion steps and its derivatives in s (MODEL.md §1; paper, after Eq. 16 of its source). */
import { EXPONENTIAL, type UserColumns } from "../scenario/columns.js";

/** ε̄ₙ(s). */
export function averageError(users: UserColumns, n: number, s: number): number {
  return users.errorInitial[n]! * decay(users.errorKind[n]!, users.errorRate[n]!, s) + users.errorFloor[n]!;
}

/** ε̄ₙ′(s) ≤ 0 [1/step]. */
export function errorSlope(users: UserColumns, n: number, s: number): number {
  const rate = users.errorRate[n]!;
  const kind = users.errorKind[n]!;
  return -users.errorInitial[n]! * (kind === EXPONENTIAL ? rate : rate / s) * decay(kind, rate, s);
}

/** ε̄ₙ″(s) ≥ 0 [1/step²]. */
export function errorCurvature(users: UserColumns, n: number, s: number): number {
  const rate = users.errorRate[n]!;
  const kind = users.errorKind[n]!;
  const factor = kind === EXPONENTIAL ? rate * rate : (rate * (rate + 1)) / (s * s);
  return users.errorInitial[n]! * factor * decay(kind, rate, s);
}

function decay(kind: number, rate: number, s: number): number {
  return kind === EXPONENTIAL ? Math.exp(-rate * s) : s ** -rate;
}
