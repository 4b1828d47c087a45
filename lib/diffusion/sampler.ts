/** A reverse run: from noise to samples, one noise level after the other (MODEL.md §11). */
import type { Denoiser } from "./denoiser.js";
import type { NoiseLevel } from "./noise-schedule.js";

/** What a run goes through, and with what. */
export interface ReverseRun {
  readonly denoiser: Denoiser;
  /** S + 1 levels for S steps, noisiest first; only the last may be without noise. */
  readonly levels: readonly NoiseLevel[];
  /** What a sampler that adds noise adds: the path's increment of each step (`brownianPath`). */
  readonly path?: readonly Float64Array[];
}

/** Takes samples x at levels[index], with their denoised mean, to levels[index + 1], in place. */
export type Step = (x: Float64Array, denoised: Float64Array, index: number) => void;

/** A rule that takes samples from a level to the next. */
export interface Sampler {
  readonly name: string;
  /** Evaluations of the denoiser in a step. */
  readonly evaluations: number;
  readonly begin: (run: ReverseRun) => Step;
}

/** Told of samples after `done` steps, 0 to S − 1, and of their denoised mean: what stopping there would give. Not to be kept. */
export type Visit = (done: number, x: Float64Array, denoised: Float64Array) => void;

/** The end of the run from `start`, of shape samples × dimension and at levels[0]. `start` is left as it is. */
export function sample(sampler: Sampler, run: ReverseRun, start: Float64Array, visit?: Visit): Float64Array {
  const x = start.slice();
  const denoised = new Float64Array(x.length);
  const step = sampler.begin(run);
  for (let i = 0; i + 1 < run.levels.length; i++) {
    run.denoiser.denoise(x, run.levels[i]!, denoised);
    visit?.(i, x, denoised);
    step(x, denoised, i);
  }
  return x;
}
