/**
 * Fits of error laws to measured errors, by least squares on relative residuals (MODEL.md §1).
 *
 * Every law is ε̄(s) = initial·e^(−rate·x) + floor with x = s (exponential) or x = ln s (power), the floor 0 where the law has none;
 * initial, rate and floor are ≥ 0. For a given rate it is linear in the other two, so the best of these are found exactly and only
 * the rate is searched (variable projection; Golub and Pereyra, SIAM J. Numer. Anal. 10 (1973) 413–432): the derivative of what is
 * left is known in closed form, and each of its zeros from − to + on a fine grid is one start.
 */

import { InputError } from "../../input/errors.js";
import { power } from "../../numerics/power.js";
import type { ErrorLaw } from "./error-law.js";
import { ERROR_LAWS, type ErrorLawName, type ErrorModel, errorModelOf } from "./error-laws.js";

/** Laws that can be fitted, each without and with a floor. */
export const FITTED_LAWS: readonly FittedLaw[] = ERROR_LAWS.filter(({ fit }) => fit !== undefined).flatMap(
  ({ kind }) => [kind, `${kind}-floor`] as const,
);

export type FittedLaw = ErrorLawName | `${ErrorLawName}-floor`;

/** Measured errors > 0 after numbers of steps ≥ 1, not all the same. */
export interface Curve {
  readonly steps: readonly number[];
  readonly errors: readonly number[];
}

export interface ErrorFit {
  readonly law: FittedLaw;
  /** Unit of the errors. */
  readonly initial: number;
  /** `decay` of an exponential law [1/step], `exponent` of a power law [1]. */
  readonly rate: number;
  /** Unit of the errors; 0 of the laws without a floor. */
  readonly floor: number;
  /** Σ (relative residual)². */
  readonly squares: number;
  /** The rate's bounds: 0 is a constant, `highestRate` a step down after the fewest steps. On either no rate can be told. */
  readonly rateOnBound: boolean;
  /**
   * Whether another rate fits as well, to six digits. Of two laws without a floor that is no accident: three points evenly spaced in x
   * leave the same squares at rates r and c − r, for Σu²/(Σu)² stays when the order of the points is turned.
   */
  readonly rateAmbiguous: boolean;
}

/** Squares that differ by less than this part are no reason to prefer a rate. */
const ALIKE = 1e-6;

/** A rate at which the law falls by e^−20 from the fewest steps to the next. */
const STEEPEST = 20;
const GRID = 240;

/** Parameters of a law: initial, rate and perhaps a floor. */
export function parametersOf(law: FittedLaw): 2 | 3 {
  return hasFloor(law) ? 3 : 2;
}

/** What the fit says of s steps. */
export function predict({ law, initial, rate, floor }: ErrorFit, s: number): number {
  // ε̄(s) = initial·e^(−rate·x(s)) + floor
  return initial * Math.exp(-rate * abscissa(law, s)) + floor;
}

/** The fit as an error model of a scenario, all errors times `scale`. */
export function fittedModel({ law, initial, rate, floor }: ErrorFit, scale: number): ErrorModel {
  return errorModelOf(lawOf(law).kind, [scale * initial, rate, scale * floor]);
}

/** x of the law: s, or ln s. */
export function abscissa(law: FittedLaw, s: number): number {
  return lawOf(law).fit!.abscissa(s);
}

/** The law without its floor. */
export function lawOf(law: FittedLaw): ErrorLaw<ErrorLawName> {
  return ERROR_LAWS.find(({ kind }) => law === kind || law === `${kind}-floor`)!;
}

export function hasFloor(law: FittedLaw): boolean {
  return law !== lawOf(law).kind;
}

/**
 * The law's best fit to a curve.
 * @throws InputError if the curve has fewer points than the law has parameters, or a value that no law can meet.
 */
export function fitErrorLaw(law: FittedLaw, curve: Curve): ErrorFit {
  checkCurve(law, curve);
  const x = curve.steps.map((s) => abscissa(law, s));
  const first = Math.min(...x);
  const lengths = x.map((value) => value - first);
  const shortest = Math.min(...lengths.filter((length) => length > 0));
  const highestRate = Math.min(STEEPEST / shortest, 600 / first); // 600: e^(rate·first) stays finite
  const lowestRate = Math.min(1e-4 / Math.max(...lengths), highestRate / 10);
  const floored = parametersOf(law) === 3;
  const at = (rate: number): Projection => project(lengths, curve.errors, rate, floored);

  const ratio = power(highestRate / lowestRate, 1 / (GRID - 1));
  const rates = Array.from({ length: GRID }, (_, i) => lowestRate * power(ratio, i));
  const grid = [0, ...rates].map(at);
  const minima: Projection[] = [];
  let best = grid[0]!;
  for (const [i, next] of grid.entries()) {
    const before = grid[i - 1];
    const minimum = before && before.slope < 0 && next.slope >= 0 ? zeroOfSlope(at, before.rate, next.rate) : undefined;
    if (minimum) minima.push(minimum);
    const found = minimum ?? next;
    if (found.squares < best.squares) best = found;
  }
  if (best.start === 0) best = grid[0]!; // a floor and no more is a constant, whatever the rate
  const { rate, start, floor, squares } = best;
  const rateOnBound = rate === 0 || rate === grid.at(-1)!.rate;
  const rateAmbiguous = minima.some((other) => other !== best && other.squares <= (1 + ALIKE) * squares);
  return { law, initial: start * Math.exp(rate * first), rate, floor, squares, rateOnBound, rateAmbiguous };
}

function checkCurve(law: FittedLaw, { steps, errors }: Curve): void {
  const least = parametersOf(law);
  if (steps.length !== errors.length || steps.length < least) {
    throw new InputError(`curve: ${law} needs ${least} points or more, each with steps and error, not ${steps.length}`);
  }
  if (!steps.every((s) => Number.isFinite(s) && s >= 1) || new Set(steps).size < 2) {
    throw new InputError("curve: steps must be finite, >= 1 and not all the same");
  }
  if (!errors.every((error) => Number.isFinite(error) && error > 0)) {
    throw new InputError("curve: errors must be finite and > 0, for residuals are relative to them");
  }
}

/** The best non-negative start (the law's falling part at the fewest steps) and floor for a rate. */
interface Projection {
  readonly rate: number;
  readonly start: number;
  readonly floor: number;
  readonly squares: number;
  /** d squares/d rate: the others are optimal, so only the rate's own part is left. */
  readonly slope: number;
}

function project(lengths: readonly number[], errors: readonly number[], rate: number, floored: boolean): Projection {
  // Minimise Σ (1 − start·u − floor·v)² with u = e^(−rate·length)/error, v = 1/error.
  const u = errors.map((error, i) => Math.exp(-rate * lengths[i]!) / error);
  let [sumU, sumV, uu, uv, vv] = [0, 0, 0, 0, 0];
  for (let i = 0; i < u.length; i++) {
    const v = 1 / errors[i]!;
    sumU += u[i]!;
    sumV += v;
    uu += u[i]! * u[i]!;
    uv += u[i]! * v;
    vv += v * v;
  }
  let start = sumU / uu;
  let floor = 0;
  if (floored && rate > 0) {
    const along = uv / vv;
    let [sumAcross, across2] = [0, 0];
    for (let i = 0; i < u.length; i++) {
      const across = u[i]! - along / errors[i]!; // the part of u that no floor explains
      sumAcross += across;
      across2 += across * across;
    }
    const free = sumAcross / across2;
    const freeFloor = sumV / vv - free * along;
    if (free < 0) [start, floor] = [0, sumV / vv];
    else if (freeFloor >= 0) [start, floor] = [free, freeFloor];
  }
  let squares = 0;
  let slope = 0;
  for (let i = 0; i < u.length; i++) {
    const residual = 1 - start * u[i]! - floor / errors[i]!;
    squares += residual * residual;
    slope += 2 * residual * start * lengths[i]! * u[i]!;
  }
  return { rate, start, floor, squares, slope };
}

/** The rate between two at which the slope turns from − to +, to the last bit. */
function zeroOfSlope(at: (rate: number) => Projection, low: number, high: number): Projection {
  for (;;) {
    const middle = at((low + high) / 2);
    if (middle.slope < 0) low = middle.rate;
    else high = middle.rate;
    const next = (low + high) / 2;
    if (next === low || next === high) return middle;
  }
}
