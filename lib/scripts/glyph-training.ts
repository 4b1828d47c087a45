/** Trains the denoiser of glyphs with tfjs on the CPU: the same seed gives the same weights on one version of Node. */
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { gaussianNoise } from "../diffusion/gaussian-noise.js";
import { drawGlyphs, GLYPH_SIDE } from "../diffusion/glyphs.js";
import { type Layer, levelFeatures } from "../diffusion/network.js";
import { stream } from "../numerics/stream.js";

export interface TrainingOptions {
  readonly seed: number;
  /** Numbers in each hidden layer. */
  readonly hidden: readonly number[];
  readonly steps: number;
  /** Pictures in a step, each drawn anew and at a level of its own. */
  readonly batch: number;
  /** Adam's rate at the start; it falls to 0 along half a cosine. */
  readonly learningRate: number;
}

/** @param progress Told of the loss of each step, a mean squared error. */
export function trainGlyphDenoiser(options: TrainingOptions, progress?: (step: number, loss: number) => void): Layer[] {
  const { seed, hidden, steps, batch, learningRate } = options;
  tf.env().set("PROD", true); // keeps tfjs from advertising
  const layers = initialLayers(hidden, stream(seed, 0)).map(variables);
  const optimizer = tf.train.adam(learningRate);
  const random = stream(seed, 1);
  for (let step = 0; step < steps; step++) {
    Object.assign(optimizer, { learningRate: (learningRate / 2) * (1 + Math.cos((Math.PI * step) / steps)) });
    const loss = tf.tidy(() => {
      const { inputs, pictures } = examples(batch, random);
      const { gradients, loss } = backpropagate(layers, inputs, pictures);
      optimizer.applyGradients(gradients);
      return loss.dataSync()[0]!;
    });
    progress?.(step, loss);
  }
  return layers.map(({ kernel, bias }) => ({
    inputs: kernel.shape[0]!,
    outputs: kernel.shape[1]!,
    kernel: Float32Array.from(kernel.dataSync()),
    bias: Float32Array.from(bias.dataSync()),
  }));
}

/** A layer as tfjs trains it. */
export interface LayerVariables {
  readonly kernel: tf.Variable;
  readonly bias: tf.Variable;
}

export function variables({ inputs, outputs, kernel, bias }: Layer): LayerVariables {
  return {
    kernel: tf.variable(tf.tensor2d(kernel, [inputs, outputs])),
    bias: tf.variable(tf.tensor1d(bias)),
  };
}

/** The mean squared error and its gradient. By hand: tfjs's package for Node leaves out the gradients of its operations. */
export function backpropagate(
  layers: readonly LayerVariables[],
  inputs: tf.Tensor,
  targets: tf.Tensor,
): { gradients: { name: string; tensor: tf.Tensor }[]; loss: tf.Tensor } {
  const sums: tf.Tensor[] = [];
  const values = [inputs];
  for (const { kernel, bias } of layers) {
    const sum = tf.add(tf.matMul(values.at(-1)!, kernel), bias);
    sums.push(sum);
    values.push(tf.mul(sum, tf.sigmoid(sum)));
  }
  const miss = tf.sub(sums.at(-1)!, targets);
  let slope = tf.mul(miss, 2 / miss.size);
  const gradients: { name: string; tensor: tf.Tensor }[] = [];
  for (let i = layers.length - 1; i >= 0; i--) {
    const { kernel, bias } = layers[i]!;
    gradients.push({ name: kernel.name, tensor: tf.matMul(values[i]!, slope, true) });
    gradients.push({ name: bias.name, tensor: tf.sum(slope, 0) });
    if (i > 0) slope = tf.mul(tf.matMul(slope, kernel, false, true), activationSlope(sums[i - 1]!));
  }
  return { gradients, loss: tf.mean(tf.square(miss)) };
}

/** Of x·sigmoid(x). */
function activationSlope(x: tf.Tensor): tf.Tensor {
  const sigmoid = tf.sigmoid(x);
  return tf.mul(sigmoid, tf.add(1, tf.mul(x, tf.sub(1, sigmoid))));
}

/** Normal kernels of variance 1/inputs, biases 0. */
function initialLayers(hidden: readonly number[], random: () => number): Layer[] {
  const pixels = GLYPH_SIDE * GLYPH_SIDE;
  const widths = [pixels + levelFeatures({ signal: 1, noise: 0 }).length, ...hidden, pixels];
  return widths.slice(1).map((outputs, i) => {
    const inputs = widths[i]!;
    const kernel = gaussianNoise(inputs * outputs, random).map((noise) => noise / Math.sqrt(inputs));
    return { inputs, outputs, kernel: Float32Array.from(kernel), bias: new Float32Array(outputs) };
  });
}

/** Noisy pictures with their level's features, and the pictures; the angles atan σ are spread evenly over [0, π/2]. */
function examples(batch: number, random: () => number): { inputs: tf.Tensor; pictures: tf.Tensor } {
  const pictures = drawGlyphs(batch, random);
  const noise = gaussianNoise(pictures.length, random);
  const pixels = pictures.length / batch;
  const inputs = Array.from({ length: batch }, (_, n) => {
    const angle = ((n + random()) / batch) * (Math.PI / 2);
    const level = { signal: Math.cos(angle), noise: Math.sin(angle) };
    const noisy = Array.from({ length: pixels }, (_, j) => {
      const i = n * pixels + j;
      return level.signal * pictures[i]! + level.noise * noise[i]!;
    });
    return [...noisy, ...levelFeatures(level)];
  });
  return {
    inputs: tf.tensor2d(inputs),
    pictures: tf.tensor2d(Float32Array.from(pictures), [batch, pixels]),
  };
}
