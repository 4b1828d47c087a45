import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import tf from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";
import { gaussianNoise } from "../diffusion/gaussian-noise.js";
import type { Layer } from "../diffusion/network.js";
import { stream } from "../numerics/stream.js";
import { ONLY_IN_FULL } from "../testing/long.js";
import { backpropagate, trainGlyphDenoiser, variables } from "./glyph-training.js";
import { glyphWeightsModule } from "./glyph-weights-module.js";

const read = (relative: string): string => readFileSync(fileURLToPath(new URL(relative, import.meta.url)), "utf8");

it("the generated module is what data/models says, byte for byte", () => {
  const trained = JSON.parse(read("../../data/models/glyph-denoiser.json"));
  expect(read("../diffusion/glyph-weights.ts")).toBe(glyphWeightsModule(trained));
});

it("the gradient is that of the loss, by differences", () => {
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
  const at = (changed: readonly Layer[]) => backpropagate(changed.map(variables), inputs, targets);
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

it("training lowers the loss, and the same seed gives the same weights", ONLY_IN_FULL, () => {
  const options = { seed: 3, hidden: [16], steps: 60, batch: 8, learningRate: 5e-3 };
  const losses: number[] = [];
  const layers = trainGlyphDenoiser(options, (_, loss) => losses.push(loss));
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(mean(losses.slice(-10))).toBeLessThan(0.6 * mean(losses.slice(0, 5)));
  expect(layers.map(({ inputs, outputs }) => [inputs, outputs])).toEqual([
    [150, 16],
    [16, 144],
  ]);
  expect(trainGlyphDenoiser(options)).toEqual(layers);
  expect(trainGlyphDenoiser({ ...options, seed: 4 })).not.toEqual(layers);
});
