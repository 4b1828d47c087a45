/** A learned denoiser: a small fully connected network, run in plain numbers (MODEL.md §11). */
import type { Denoiser } from "./denoiser.js";
import { type NoiseLevel, sigmaOf } from "./noise-schedule.js";

/** One layer: out = in·kernel + bias, followed by x·sigmoid(x) in all layers but the last. */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** inputs × outputs, row by row. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

/**
 * What the network is told of a level besides the samples: harmonics of the angle atan σ, which the cosine schedule
 * goes through evenly.
 */
export function levelFeatures({ signal, noise }: NoiseLevel): readonly number[] {
  const angle = Math.atan2(noise, signal);
  return [1, 2, 4].flatMap((harmonic) => [Math.cos(harmonic * angle), Math.sin(harmonic * angle)]);
}

/** Deviation of the data around the network's guess that the denoiser assumes [choice]. */
const DEVIATION = 0.1;

/**
 * The denoiser of a network that guesses the picture x₀ from samples and `levelFeatures`. It takes the guess G for the mean of a
 * Gaussian of deviation δ = 0.1, so that where there is little noise it trusts the sample y = x/√ᾱ more:
 * x̂₀ = (δ²·y + σ²·G)/(δ² + σ²).
 */
export function networkDenoiser(layers: readonly Layer[]): Denoiser {
  const dimension = layers.at(-1)!.outputs;
  const first = layers[0]!;
  const outputs = network(layers);
  return {
    dimension,
    denoise: (x, level, out) => {
      const features = levelFeatures(level);
      const count = x.length / dimension;
      const values = new Float64Array(count * first.inputs);
      for (let n = 0; n < count; n++) {
        values.set(x.subarray(n * dimension, (n + 1) * dimension), n * first.inputs);
        values.set(features, n * first.inputs + dimension);
      }
      const guess = outputs(values, count);
      const trust = DEVIATION ** 2 / (DEVIATION ** 2 + sigmaOf(level) ** 2);
      for (let i = 0; i < out.length; i++) out[i] = (trust * x[i]!) / level.signal + (1 - trust) * guess[i]!;
    },
  };
}

/** What the layers make of `count` inputs, row by row: a function from count × inputs to count × outputs. */
export function network(layers: readonly Layer[]): (inputs: Float64Array, count: number) => Float64Array {
  const wide = layers.map((layer) => ({ ...layer, kernel: Float64Array.from(layer.kernel) })); // a third faster
  return (inputs, count) => {
    let values = applied(wide[0]!, inputs, count);
    for (const layer of wide.slice(1)) {
      // x·sigmoid(x)
      for (let i = 0; i < values.length; i++) values[i]! /= 1 + Math.exp(-values[i]!);
      values = applied(layer, values, count);
    }
    return values;
  };
}

type WideLayer = Omit<Layer, "kernel"> & { readonly kernel: Float64Array };

function applied(
  { inputs, outputs, kernel, bias }: WideLayer,
  values: Float64Array,
  count: number,
): Float64Array<ArrayBuffer> {
  const out = new Float64Array(count * outputs);
  for (let n = 0; n < count; n++) {
    const row = out.subarray(n * outputs, (n + 1) * outputs);
    row.set(bias);
    const from = n * inputs;
    // four inputs at once, each term added in its turn: a sum is read and written once for them
    let i = 0;
    for (; i + 4 <= inputs; i += 4) {
      const [a, b, c, d] = [values[from + i]!, values[from + i + 1]!, values[from + i + 2]!, values[from + i + 3]!];
      for (let j = 0, at = i * outputs; j < outputs; j++, at++) {
        row[j] =
          row[j]! +
          a * kernel[at]! +
          b * kernel[at + outputs]! +
          c * kernel[at + 2 * outputs]! +
          d * kernel[at + 3 * outputs]!;
      }
    }
    for (; i < inputs; i++) {
      const value = values[from + i]!;
      for (let j = 0, at = i * outputs; j < outputs; j++, at++) row[j]! += value * kernel[at]!;
    }
  }
  return out;
}
