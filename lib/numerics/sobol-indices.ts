/**
 * Which input matters for which outcome: variance-based sensitivity indices of I. M. Sobol. Of inputs that are uniform in [0, 1) and
 * independent, the first-order index S of one is the share of the outcome's variance that goes away once this input is known; the total
 * index S_T is the share that stays while only this input is unknown. S_T − S is what it does together with others.
 * Sampling by A. Saltelli, estimators by M. J. W. Jansen, as in Saltelli et al., Comput. Phys. Commun. 181 (2010) 259–270.
 *
 * The points of one sequence are no independent draws, so its rows say nothing of the error. Several sequences with independent random
 * shifts are: the intervals come from their spread (P. L'Ecuyer, randomized quasi-Monte Carlo, MCQMC 2016, 29–50).
 */
import { mean } from "simple-statistics";
import { whole } from "../input/checks.js";
import type { Progress } from "../input/progress.js";
import type { Interval } from "./interval.js";
import { meanInterval } from "./mean-interval.js";
import { sobolSequence } from "./sobol-sequence.js";
import { stream } from "./stream.js";

/** How much is sampled: the model is run `replicates`·`samples`·(`inputs` + 2) times. */
export interface SobolOptions {
  /** Inputs, from 1 to 5. */
  readonly inputs: number;
  /** N, points of a sequence. A power of 2 fills the cube best. */
  readonly samples: number;
  /** R ≥ 2, sequences with random shifts of their own. */
  readonly replicates: number;
}

/** An index with its 95 % confidence interval. */
export interface SobolIndex extends Interval {
  readonly value: number;
  /** What each sequence tells of it; their mean is the value. A difference of two indices has the interval of their differences. */
  readonly replicates: readonly number[];
}

/** S and S_T of one input. */
export interface InputIndices {
  readonly first: SobolIndex;
  readonly total: SobolIndex;
}

/** Outcomes at a, at b, and for each input at a with this input of b. */
interface Run {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly mixed: readonly (readonly number[])[];
}

/**
 * @param model Outcomes at a point of [0, 1)^inputs, as many each time. One that never varies has indices NaN.
 * @returns For each outcome the indices of each input.
 * @throws InputError for an option out of range.
 */
export function sobolIndices(
  model: (point: Float64Array) => readonly number[],
  { inputs, samples, replicates }: SobolOptions,
  seed: number,
  progress?: Progress,
): InputIndices[][] {
  whole("inputs", inputs, 1, 5);
  whole("samples", samples, 2);
  whole("replicates", replicates, 2);
  const sequences = Array.from({ length: replicates }, (_, r) => {
    const own = Math.floor(2 ** 32 * stream(seed, r)());
    return sobolSequence(2 * inputs, samples, own).map((point, i): Run => {
      const a = point.subarray(0, inputs);
      const b = point.subarray(inputs);
      const mixed = Array.from(b, (value, input) => model(a.with(input, value)));
      progress?.((r * samples + i + 1) / (replicates * samples));
      return { a: model(a), b: model(b), mixed };
    });
  });
  return sequences[0]![0]!.a.map((_, outcome) =>
    Array.from({ length: inputs }, (_unused, input) => indicesOf(sequences, outcome, input)),
  );
}

function indicesOf(sequences: readonly (readonly Run[])[], outcome: number, input: number): InputIndices {
  const centre = mean(sequences.flatMap((runs) => runs.flatMap(({ a, b }) => [a[outcome]!, b[outcome]!])));
  const square = (x: number): number => x * x;
  // Σ(f(a) − f̄)² + (f(b) − f̄)² ≈ 2N·V, Σ(f(b) − f(mixed))² ≈ 2N·(1 − S)V, Σ(f(a) − f(mixed))² ≈ 2N·S_T·V
  const parts = sequences.map((runs) => {
    let [variance, first, total] = [0, 0, 0];
    for (const run of runs) {
      const [a, b, mixed] = [run.a[outcome]!, run.b[outcome]!, run.mixed[input]![outcome]!];
      const spread = square(a - centre) + square(b - centre);
      variance += spread;
      first += spread - square(b - mixed);
      total += square(a - mixed);
    }
    return { variance, first, total };
  });
  const variances = parts.map(({ variance }) => variance);
  const index = (name: "first" | "total"): SobolIndex => {
    const replicates = ratios(
      parts.map((part) => part[name]),
      variances,
    );
    return { value: mean(replicates), ...meanInterval(replicates), replicates };
  };
  return { first: index("first"), total: index("total") };
}

/** The ratio of two sums to first order in each term: r + (n_r − r·d_r)/d̄ with r = Σn/Σd, so that their mean is r. */
function ratios(numerators: readonly number[], denominators: readonly number[]): number[] {
  const middle = mean([...denominators]);
  const ratio = mean([...numerators]) / middle;
  return numerators.map((numerator, r) => ratio + (numerator - ratio * denominators[r]!) / middle);
}
