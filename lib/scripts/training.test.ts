import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import tf from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";
import { gaussianNoise } from "../diffusion/gaussian-noise.js";
import type { Layer } from "../diffusion/network.js";
import { stream } from "../numerics/stream.js";
import { ONLY_IN_FULL } from "../testing/long.js";
import { denoising } from "./glyph-training.js";
import { unmasking } from "./masked-glyph-training.js";
import { backpropagate, logisticError, squaredError, train, variables } from "./training.js";
import { GLYPH_WEIGHTS, MASKED_GLYPH_WEIGHTS, weightsModule } from "./weights-module.js";

const read = (relative: string): string => readFileSync(fileURLToPath(new URL(relative, import.meta.url)), "utf8");

it.each([
  { weights: GLYPH_WEIGHTS, module: "glyph-weights" },
  { weights: MASKED_GLYPH_WEIGHTS, module: "masked-glyph-weights" },
])("the generated module $module is what data/models says, byte for byte", ({ weights, module }) => {
  const trained = JSON.parse(read(`../../data/models/${weights.file}.json`));
  expect(read(`../diffusion/${module}.ts`)).toBe(weightsModule(weights, trained));
});

const lossesOf = {
  "squared error": (targets: tf.Tensor) => squaredError(targets),
  "logistic error, of some": (targets: tf.Tensor) => {
    const half = tf.tensor2d([1, 0, 0, 1, 1, 1, 0, 1, 1, 0], [5, 2]);
    return logisticError(tf.cast(tf.greater(targets, 0), "float32"), half);
  },
};

it.each(Object.entries(lossesOf))("the gradient is that of the loss, by differences: %s", (_, lossOf) => {
  tf.env().set("PROD", true); // keeps tfjs from advertising
  const random = stream(1, 0);
  const numbers = (length: number): Float32Array => Float32Array.from(gaussianNoise(length, random));
  const layers: Layer[] = [
    { inputs: 3, outputs: 4, kernel: numbers(12), bias: numbers(4) },
    { inputs: 4, outputs: 4, kernel: numbers(16), bias: numbers(4) },
    { inputs: 4, outputs: 2, kernel: numbers(8), bias: numbers(2) },
  ];
  const inputs = tf.tensor2d(numbers(15), [5, 3]);
  const targets = tf.tensor2d(numbers(10), [5, 2]);
  const at = (changed: readonly Layer[]) => backpropagate(changed.map(variables), { inputs, loss: lossOf(targets) });
  const gradients = at(layers).gradients.map(({ tensor }) => tensor.dataSync());
  for (const [l, layer] of layers.entries()) {
    for (const part of ["kernel", "bias"] as const) {
      const exact = gradients[2 * (layers.length - 1 - l) + (part === "bias" ? 1 : 0)]!;
      expect(exact).toHaveLength(layer[part].length);
      for (const [i, slope] of exact.entries()) {
        const lossAt = (shift: number): number => {
          const shifted = layer[part].map((value, k) => (k === i ? value + shift : value));
          return at(layers.map((own, k) => (k === l ? { ...own, [part]: shifted } : own))).loss.dataSync()[0]!;
        };
        expect(Math.abs((lossAt(0.02) - lossAt(-0.02)) / 0.04 - slope)).toBeLessThan(
          2e-3 * Math.max(1, Math.abs(slope)),
        );
      }
    }
  }
});

it.each([
  { name: "denoising", task: denoising, inputs: 150, least: 0.6 },
  { name: "unmasking", task: unmasking, inputs: 145, least: 0.8 },
])(
  "training lowers the loss, and the same seed gives the same weights: $name",
  ONLY_IN_FULL,
  ({ task, inputs, least }) => {
    const options = { seed: 3, hidden: [16], steps: 60, batch: 8, learningRate: 5e-3 };
    const losses: number[] = [];
    const layers = train(task, options, (_, loss) => losses.push(loss));
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(losses.slice(-10))).toBeLessThan(least * mean(losses.slice(0, 5)));
    expect(layers.map((layer) => [layer.inputs, layer.outputs])).toEqual([
      [inputs, 16],
      [16, 144],
    ]);
    expect(train(task, options)).toEqual(layers);
    expect(train(task, { ...options, seed: 4 })).not.toEqual(layers);
  },
);
