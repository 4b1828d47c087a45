/** 95 % intervals of an error law's parameters: Student's t quantile times the standard errors that the Jacobian gives. */

import { abscissa, type Curve, type ErrorFit, predict } from "../../laws/error/fit.js";
import type { Interval } from "../../numerics/interval.js";
import { studentQuantile } from "../../numerics/student-t.js";

export interface ErrorIntervals {
  readonly initial: Interval;
  readonly rate: Interval;
  readonly floor: Interval;
}

const PROBABILITY = 0.95;
const UNKNOWN: Interval = { low: NaN, high: NaN };

/**
 * The relative residuals count as independent, normal and of one unknown deviation. An interval is NaN where there is none: of a
 * floor that is 0, of everything if the rate lies on its bound or is ambiguous, or no more points than free parameters are left. Then the
 * floor counts as given. As parameters are ≥ 0, so are the intervals.
 */
export function errorIntervals(fit: ErrorFit, curve: Curve): ErrorIntervals {
  const floored = fit.floor > 0;
  const { steps, errors } = curve;
  const freedom = steps.length - (floored ? 3 : 2);
  if (fit.rateOnBound || fit.rateAmbiguous || freedom < 1) return { initial: UNKNOWN, rate: UNKNOWN, floor: UNKNOWN };

  // The falling part is start·e^(−rate·(x − first)): start instead of initial, which differs from it by many orders of magnitude.
  const x = steps.map((s) => abscissa(fit.law, s));
  const first = Math.min(...x);
  const growth = Math.exp(fit.rate * first);
  const start = fit.initial / growth;
  const falling = steps.map((s, i) => (predict(fit, s) - fit.floor) / errors[i]!);
  const jacobian = [
    falling.map((part) => part / start),
    falling.map((part, i) => -part * (x[i]! - first)),
    ...(floored ? [errors.map((error) => 1 / error)] : []),
  ];
  const triangle = triangular(jacobian);
  const reach = studentQuantile(PROBABILITY, freedom) * Math.sqrt(fit.squares / freedom);
  const around = (value: number, gradient: readonly number[]): Interval => {
    const half = reach * Math.hypot(...forward(triangle, gradient));
    return { low: Math.max(0, value - half), high: value + half };
  };
  return {
    initial: around(fit.initial, [growth, fit.initial * first, 0].slice(0, jacobian.length)),
    rate: around(fit.rate, [0, 1, 0].slice(0, jacobian.length)),
    floor: floored ? around(fit.floor, [0, 0, 1]) : UNKNOWN,
  };
}

/** R of J = QR by Gram and Schmidt: `r[k][j]` with k ≤ j, J given by columns. */
function triangular(columns: readonly (readonly number[])[]): number[][] {
  const left = columns.map((column) => [...column]);
  return left.map((column, k) => {
    const length = Math.hypot(...column);
    const row = new Array<number>(left.length).fill(0);
    row[k] = length;
    for (let j = k + 1; j < left.length; j++) {
      const other = left[j]!;
      const along = column.reduce((sum, value, i) => sum + (value / length) * other[i]!, 0);
      row[j] = along;
      for (let i = 0; i < other.length; i++) other[i]! -= (along * column[i]!) / length;
    }
    return row;
  });
}

/** z of Rᵀz = g; |z|² is then gᵀ(JᵀJ)⁻¹g, the variance of what g is the gradient of. */
function forward(triangle: readonly (readonly number[])[], gradient: readonly number[]): number[] {
  const z: number[] = [];
  for (const [j, g] of gradient.entries()) {
    const known = z.reduce((sum, value, k) => sum + triangle[k]![j]! * value, 0);
    z.push((g - known) / triangle[j]![j]!);
  }
  return z;
}
