/** What a diffusion model knows: the mean of the data behind noisy samples (MODEL.md §11). */
import type { NoiseLevel } from "./noise-schedule.js";

/** All that a sampler asks of a model. */
export interface Denoiser {
  /** Numbers in a sample. */
  readonly dimension: number;
  /** Writes the denoised mean x̂₀ = E[x₀ | x] of samples x at a level with noise; both of shape samples × dimension, row by row. */
  readonly denoise: (x: Float64Array, level: NoiseLevel, out: Float64Array) => void;
}

/** The noise prediction ε̂ = (x − √ᾱ·x̂₀)/√(1 − ᾱ) of samples x; shape samples × dimension. */
export function predictedNoise(denoiser: Denoiser, x: Float64Array, level: NoiseLevel): Float64Array {
  const denoised = new Float64Array(x.length);
  denoiser.denoise(x, level, denoised);
  return denoised.map((mean, i) => (x[i]! - level.signal * mean) / level.noise);
}

/** The score ∇ log p(x) = −ε̂/√(1 − ᾱ) of samples x (Tweedie's formula); shape samples × dimension. */
export function score(denoiser: Denoiser, x: Float64Array, level: NoiseLevel): Float64Array {
  return predictedNoise(denoiser, x, level).map((noise) => -noise / level.noise);
}
