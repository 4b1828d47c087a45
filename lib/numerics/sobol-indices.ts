/**
 * Which input matters for which outcome: variance-based sensitivity indices of I. M. Sobol. Of inputs that are uniform in [0, 1) and
 * independent, the first-order index S of one is the share of the outcome's variance that goes away once this input is known; the total
 * index S_T is the share that stays while only this input is unknown. S_T − S is what it does together with others.
 * Sampling by A. Saltelli, estimators by M. J. W. Jansen, as in Saltelli et al., Comput. Phys. Commun. 181 (2010) 259–270.
 */
import { mean, quantile } from "simple-statistics";
import { whole } from "../input/checks.js";
import type { Progress } from "../input/progress.js";
import { sobolSequence } from "./sobol-sequence.js";
import { stream } from "./stream.js";

/** How much is sampled. */
export interface SobolOptions {
  /** Inputs, from 1 to 5. */
  readonly inputs: number;
  /** N: the model is run N·(inputs + 2) times. A power of 2 fills the cube best. */
  readonly samples: number;
  /** Bootstrap resamples behind the confidence intervals. */
  readonly resamples: number;
}

/** An index with its 95 % confidence interval: 2.5 % and 97.5 % quantile of the bootstrap. */
export interface SobolIndex {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** S and S_T of one input. */
export interface InputIndices {
  readonly first: SobolIndex;
  readonly total: SobolIndex;
}

/**
 * @param model Outcomes at a point of [0, 1)^inputs, as many each time. One that never varies has indices NaN.
 * @returns For each outcome the indices of each input.
 * @throws InputError for an option out of range.
 */
export function sobolIndices(
  model: (point: Float64Array) => readonly number[],
  { inputs, samples, resamples }: SobolOptions,
  seed: number,
  progress?: Progress,
): InputIndices[][] {
  whole("inputs", inputs, 1, 5);
  whole("samples", samples, 2);
  whole("resamples", resamples, 1);
  const runs = sobolSequence(2 * inputs, samples, seed).map((point, i) => {
    const a = point.subarray(0, inputs);
    const b = point.subarray(inputs);
    // Point a with one input of b each.
    const mixed = Array.from(b, (value, input) => model(a.with(input, value)));
    progress?.((i + 1) / samples);
    return { a: model(a), b: model(b), mixed };
  });
  const next = stream(seed, 2 * inputs);
  const everyRun = Int32Array.from(runs.keys());
  const draws = Array.from({ length: resamples }, () => everyRun.map(() => Math.floor(next() * samples)));
  return runs[0]!.a.map((_, outcome) =>
    Array.from({ length: inputs }, (_unused, input) => {
      const rows = Float64Array.from(
        runs.flatMap(({ a, b, mixed }) => [a[outcome]!, b[outcome]!, mixed[input]![outcome]!]),
      );
      const centre = mean(Array.from(rows));
      const centred = rows.map((value) => value - centre);
      const value = jansen(centred, everyRun);
      const resampled = draws.map((draw) => jansen(centred, draw));
      const interval = (which: "first" | "total"): SobolIndex => {
        const values = resampled.map((indices) => indices[which]);
        return { value: value[which], low: quantile(values, 0.025), high: quantile(values, 0.975) };
      };
      return { first: interval("first"), total: interval("total") };
    }),
  );
}

/** Jansen's estimates from rows of outcomes (at a, at b, at a with this input of b) with these indices. */
function jansen(rows: Float64Array, draw: Int32Array): { readonly first: number; readonly total: number } {
  let [sum, squares, fromB, fromA] = [0, 0, 0, 0];
  for (const i of draw) {
    const [a, b, mixed] = [rows[3 * i]!, rows[3 * i + 1]!, rows[3 * i + 2]!];
    sum += a + b;
    squares += a * a + b * b;
    fromB += (b - mixed) ** 2;
    fromA += (a - mixed) ** 2;
  }
  const count = draw.length;
  const variance = (squares - (sum * sum) / (2 * count)) / (2 * count - 1);
  return { first: 1 - fromB / (2 * count * variance), total: fromA / (2 * count * variance) };
}
