/** A target whose noisy densities are known at every level: Gaussians with one diagonal covariance (MODEL.md §11). */
import type { Denoiser } from "./denoiser.js";
import { gaussianNoise } from "./gaussian-noise.js";
import type { NoiseLevel } from "./noise-schedule.js";

/** Gaussians with one diagonal covariance. */
export interface GaussianMixture {
  /** Probability of each component; they add up to 1. */
  readonly weights: Float64Array;
  /** components × dimension, row by row. */
  readonly means: Float64Array;
  /** Of each dimension, the same in all components; > 0. */
  readonly variances: Float64Array;
}

/** `count` independent samples; shape count × dimension. */
export function sampleMixture(mixture: GaussianMixture, count: number, random: () => number): Float64Array {
  const { weights, means, variances } = mixture;
  const dimension = variances.length;
  const samples = gaussianNoise(count * dimension, random);
  for (let n = 0; n < count; n++) {
    const k = pick(weights, random());
    for (let j = 0; j < dimension; j++) {
      const i = n * dimension + j;
      samples[i] = means[k * dimension + j]! + Math.sqrt(variances[j]!) * samples[i]!;
    }
  }
  return samples;
}

function pick(weights: Float64Array, u: number): number {
  let left = u;
  for (let k = 0; k + 1 < weights.length; k++) {
    left -= weights[k]!;
    if (left < 0) return k;
  }
  return weights.length - 1;
}

/** log p(x) of noisy samples x of shape samples × dimension. */
export function logDensity(mixture: GaussianMixture, x: Float64Array, level: NoiseLevel): Float64Array {
  const noisy = atLevel(mixture, level);
  const { precisions } = noisy;
  const logits = new Float64Array(mixture.weights.length);
  return Float64Array.from({ length: x.length / precisions.length }, (_, n) => {
    const top = writeLogits(noisy, x, n, logits);
    const mixed = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - top), 0));
    return precisions.reduce((sum, precision, j) => {
      const square = x[n * precisions.length + j]! ** 2;
      return sum + (Math.log(precision / (2 * Math.PI)) - square * precision) / 2;
    }, top + mixed);
  });
}

/** The exact denoiser: the mean of the components' own denoised means, weighted by their probability given x. */
export function mixtureDenoiser(mixture: GaussianMixture): Denoiser {
  const { weights, means, variances } = mixture;
  const dimension = variances.length;
  const logits = new Float64Array(weights.length);
  return {
    dimension,
    denoise: (x, level, out) => {
      const noisy = atLevel(mixture, level);
      // a component of mean m and variance v has E[x₀ | x] = (√ᾱ·v·x + (1 − ᾱ)·m)/(ᾱ·v + 1 − ᾱ)
      const slope = noisy.precisions.map((precision, j) => level.signal * variances[j]! * precision);
      const offset = means.map((mean, at) => level.noise ** 2 * mean * noisy.precisions[at % dimension]!);
      for (let n = 0; n < x.length / dimension; n++) {
        const top = writeLogits(noisy, x, n, logits);
        let total = 0;
        for (let k = 0; k < logits.length; k++) total += logits[k] = Math.exp(logits[k]! - top);
        for (let j = 0, i = n * dimension; j < dimension; j++, i++) out[i] = slope[j]! * x[i]!;
        for (let k = 0; k < logits.length; k++) {
          const share = logits[k]! / total;
          if (share < NEGLIGIBLE) continue;
          for (let j = 0, i = n * dimension, at = k * dimension; j < dimension; j++, i++, at++) {
            out[i]! += share * offset[at]!;
          }
        }
      }
    },
  };
}

/** A component of less probability changes no digit of a mean. */
const NEGLIGIBLE = 1e-20;

/** The mixture as noise has blurred it: log(weight·density) of component k is constant_k + Σ_j pull_kj·x_j, plus what all share. */
interface NoisyMixture {
  readonly precisions: Float64Array;
  readonly pulls: Float64Array;
  readonly constants: Float64Array;
}

function atLevel({ weights, means, variances }: GaussianMixture, { signal, noise }: NoiseLevel): NoisyMixture {
  const dimension = variances.length;
  const precisions = variances.map((variance) => 1 / (signal ** 2 * variance + noise ** 2));
  const pulls = means.map((mean, at) => signal * mean * precisions[at % dimension]!);
  const constants = weights.map((weight, k) => {
    let constant = Math.log(weight);
    for (let at = k * dimension; at < (k + 1) * dimension; at++) constant -= (pulls[at]! * signal * means[at]!) / 2;
    return constant;
  });
  return { precisions, pulls, constants };
}

/** Writes log(weight·density) of each component at sample n, up to what all share, and returns the largest. */
function writeLogits(
  { pulls, constants, precisions }: NoisyMixture,
  x: Float64Array,
  n: number,
  logits: Float64Array,
): number {
  const dimension = precisions.length;
  let top = -Infinity;
  for (let k = 0; k < logits.length; k++) {
    let logit = constants[k]!;
    for (let j = 0, i = n * dimension, at = k * dimension; j < dimension; j++, i++, at++) logit += pulls[at]! * x[i]!;
    logits[k] = logit;
    top = Math.max(top, logit);
  }
  return top;
}
