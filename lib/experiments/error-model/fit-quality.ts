/** How well an error law fits a curve. Each answer is NaN where it does not exist. */
import { mean, sampleCorrelation } from "simple-statistics";
import {
  type Curve,
  type ErrorFit,
  FITTED_LAWS,
  type FittedLaw,
  fitErrorLaw,
  parametersOf,
  predict,
} from "../../laws/error/fit.js";

/** R² of the relative residuals: the share of their squares that the law takes from the best constant's, in [0, 1]. */
export function relativeR2({ squares }: ErrorFit, { errors }: Curve): number {
  const weights = errors.map((error) => 1 / error);
  const constant = mean(weights) / mean(weights.map((weight) => weight * weight));
  const fromConstant = errors.map((error) => (error - constant) / error);
  return Math.max(0, share(squares, fromConstant)); // below 0 by rounding only
}

/** R² of the residuals in the errors' own unit, against their mean; below 0 if the law is worse than that. */
export function rawR2(fit: ErrorFit, { steps, errors }: Curve): number {
  const residuals = errors.map((error, i) => error - predict(fit, steps[i]!));
  const middle = mean(errors);
  const fromMean = errors.map((error) => error - middle);
  return share(squaresOf(residuals), fromMean);
}

/** Pearson's correlation of predicted and observed errors. */
export function pearson(fit: ErrorFit, { steps, errors }: Curve): number {
  if (fit.rate === 0) return NaN;
  return sampleCorrelation(
    steps.map((s) => predict(fit, s)),
    [...errors],
  );
}

/** Akaike's criterion for small samples on the relative residuals, their deviation being one more parameter; lower is better. */
export function aicc({ law, squares }: ErrorFit, { errors }: Curve): number {
  const n = errors.length;
  const k = parametersOf(law) + 1;
  return n - k < 2 ? NaN : n * Math.log(squares / n) + 2 * k + (2 * k * (k + 1)) / (n - k - 1);
}

/** Whether a law can be judged by a curve: measured at two numbers of steps more than it has parameters, so that it is not saturated when one is left out. */
export function canJudge(law: FittedLaw, { steps }: Curve): boolean {
  return new Set(steps).size >= parametersOf(law) + 2;
}

/**
 * Root mean square of the relative errors with which each point is foretold by the law's fit to the others. NaN where the curve cannot
 * judge the law ({@link canJudge}), or where a fit to the others has no rate of its own to foretell with: one on its upper
 * bound, or one of two that fit as well. There the last bit of a measured error would decide.
 */
export function leaveOneOutError(law: FittedLaw, curve: Curve): number {
  if (!canJudge(law, curve)) return NaN;
  const { steps, errors } = curve;
  const without = (values: readonly number[], i: number): number[] => values.filter((_, j) => j !== i);
  const misses = errors.map((error, i) => {
    const fit = fitErrorLaw(law, { steps: without(steps, i), errors: without(errors, i) });
    const steepest = fit.rateOnBound && fit.rate > 0;
    if (steepest || fit.rateAmbiguous) return NaN;
    return (error - predict(fit, steps[i]!)) / error;
  });
  return Math.sqrt(squaresOf(misses) / misses.length);
}

/**
 * The law with the least {@link leaveOneOutError}; of equals (to ten digits) the first, which has fewer parameters. Undefined unless
 * the curve can judge all laws.
 */
export function bestForetellingLaw(curve: Curve): FittedLaw | undefined {
  const misses = FITTED_LAWS.map((law) => Number(leaveOneOutError(law, curve).toPrecision(10)));
  return misses.every(Number.isFinite) ? FITTED_LAWS[misses.indexOf(Math.min(...misses))] : undefined;
}

function share(squares: number, total: readonly number[]): number {
  const all = squaresOf(total);
  return all === 0 ? NaN : 1 - squares / all;
}

function squaresOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
