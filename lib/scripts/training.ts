/** Trains a small network with tfjs on the CPU: the same seed gives the same weights on one version of Node. */
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { gaussianNoise } from "../diffusion/gaussian-noise.js";
import type { Layer } from "../diffusion/network.js";
import { stream } from "../numerics/stream.js";

export interface TrainingOptions {
  readonly seed: number;
  /** Numbers in each hidden layer. */
  readonly hidden: readonly number[];
  readonly steps: number;
  /** Pictures in a step, each drawn anew. */
  readonly batch: number;
  /** Adam's rate at the start; it falls to 0 along half a cosine. */
  readonly learningRate: number;
}

/** Examples of a step, and what the network's outputs for them miss. */
export interface Examples {
  readonly inputs: tf.Tensor;
  readonly loss: (outputs: tf.Tensor) => Loss;
}

export interface Loss {
  readonly loss: tf.Tensor;
  /** Its derivative by each output. */
  readonly slope: tf.Tensor;
}

/** What is learned: widths of inputs and outputs, and examples drawn from a stream. */
export interface Task {
  readonly inputs: number;
  readonly outputs: number;
  readonly examples: (batch: number, random: () => number) => Examples;
}

/** @param progress Told of the loss of each step. */
export function train(
  { inputs, outputs, examples }: Task,
  { seed, hidden, steps, batch, learningRate }: TrainingOptions,
  progress?: (step: number, loss: number) => void,
): Layer[] {
  tf.env().set("PROD", true); // keeps tfjs from advertising
  const layers = initialLayers([inputs, ...hidden, outputs], stream(seed, 0)).map(variables);
  const optimizer = tf.train.adam(learningRate);
  const random = stream(seed, 1);
  for (let step = 0; step < steps; step++) {
    Object.assign(optimizer, { learningRate: (learningRate / 2) * (1 + Math.cos((Math.PI * step) / steps)) });
    const loss = tf.tidy(() => {
      const { gradients, loss } = backpropagate(layers, examples(batch, random));
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

/** The loss and its gradient. By hand: tfjs's package for Node leaves out the gradients of its operations. */
export function backpropagate(
  layers: readonly LayerVariables[],
  examples: Examples,
): { gradients: { name: string; tensor: tf.Tensor }[]; loss: tf.Tensor } {
  const sums: tf.Tensor[] = [];
  const values = [examples.inputs];
  for (const { kernel, bias } of layers) {
    const sum = tf.add(tf.matMul(values.at(-1)!, kernel), bias);
    sums.push(sum);
    values.push(tf.mul(sum, tf.sigmoid(sum)));
  }
  const missed = examples.loss(sums.at(-1)!);
  let { slope } = missed;
  const gradients: { name: string; tensor: tf.Tensor }[] = [];
  for (let i = layers.length - 1; i >= 0; i--) {
    const { kernel, bias } = layers[i]!;
    gradients.push({ name: kernel.name, tensor: tf.matMul(values[i]!, slope, true) });
    gradients.push({ name: bias.name, tensor: tf.sum(slope, 0) });
    if (i > 0) slope = tf.mul(tf.matMul(slope, kernel, false, true), activationSlope(sums[i - 1]!));
  }
  return { gradients, loss: missed.loss };
}

/** Mean squared error. */
export function squaredError(targets: tf.Tensor): Examples["loss"] {
  return (outputs) => {
    const miss = tf.sub(outputs, targets);
    return { loss: tf.mean(tf.square(miss)), slope: tf.mul(miss, 2 / miss.size) };
  };
}

/**
 * Mean negative log-likelihood of targets 0 or 1, the outputs being their logits z: ln(1 + e^z) − z·target, over those whose
 * `weight` is 1.
 */
export function logisticError(targets: tf.Tensor, weight: tf.Tensor): Examples["loss"] {
  return (outputs) => {
    const counted = tf.maximum(tf.sum(weight), 1);
    const each = tf.sub(tf.softplus(outputs), tf.mul(outputs, targets));
    return {
      loss: tf.div(tf.sum(tf.mul(each, weight)), counted),
      slope: tf.div(tf.mul(tf.sub(tf.sigmoid(outputs), targets), weight), counted),
    };
  };
}

/** Of x·sigmoid(x). */
function activationSlope(x: tf.Tensor): tf.Tensor {
  const sigmoid = tf.sigmoid(x);
  return tf.mul(sigmoid, tf.add(1, tf.mul(x, tf.sub(1, sigmoid))));
}

/** Normal kernels of variance 1/inputs, biases 0. */
function initialLayers(widths: readonly number[], random: () => number): Layer[] {
  return widths.slice(1).map((outputs, i) => {
    const inputs = widths[i]!;
    const kernel = gaussianNoise(inputs * outputs, random).map((noise) => noise / Math.sqrt(inputs));
    return { inputs, outputs, kernel: Float32Array.from(kernel), bias: new Float32Array(outputs) };
  });
}
