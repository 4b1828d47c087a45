/** What the denoiser of glyphs learns: the picture, from a noisy one and its level. */
import * as tf from "@tensorflow/tfjs-core";
import { gaussianNoise } from "../diffusion/gaussian-noise.js";
import { drawGlyphs, GLYPH_SIDE } from "../diffusion/glyphs.js";
import { levelFeatures } from "../diffusion/network.js";
import { type Examples, squaredError, type Task } from "./training.js";

const PIXELS = GLYPH_SIDE * GLYPH_SIDE;

export const denoising: Task = {
  inputs: PIXELS + levelFeatures({ signal: 1, noise: 0 }).length,
  outputs: PIXELS,
  examples,
};

/** Noisy pictures with their level's features, and the pictures; the angles atan σ are spread evenly over [0, π/2]. */
function examples(batch: number, random: () => number): Examples {
  const pictures = drawGlyphs(batch, random);
  const noise = gaussianNoise(pictures.length, random);
  const inputs = Array.from({ length: batch }, (_, n) => {
    const angle = ((n + random()) / batch) * (Math.PI / 2);
    const level = { signal: Math.cos(angle), noise: Math.sin(angle) };
    const noisy = Array.from({ length: PIXELS }, (_, j) => {
      const i = n * PIXELS + j;
      return level.signal * pictures[i]! + level.noise * noise[i]!;
    });
    return [...noisy, ...levelFeatures(level)];
  });
  return {
    inputs: tf.tensor2d(inputs),
    loss: squaredError(tf.tensor2d(Float32Array.from(pictures), [batch, PIXELS])),
  };
}
