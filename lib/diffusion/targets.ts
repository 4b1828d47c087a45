/** The mixtures that studies and notebooks aim at [choice]. */
import type { GaussianMixture } from "./gaussian-mixture.js";
import { gaussianNoise } from "./gaussian-noise.js";

/** In the plane, for pictures: eight narrow components on a circle of radius 1.4, deviation 0.12. */
export function ringMixture(): GaussianMixture {
  const angles = Array.from({ length: 8 }, (_, k) => (2 * Math.PI * k) / 8);
  return {
    weights: new Float64Array(8).fill(1 / 8),
    means: Float64Array.from(angles.flatMap((angle) => [1.4 * Math.cos(angle), 1.4 * Math.sin(angle)])),
    variances: new Float64Array(2).fill(0.12 ** 2),
  };
}

/**
 * Eight components drawn at random, with variances that fall along the dimensions like a picture's along its frequencies:
 * dimension j has variance ∝ 1/j, on average 1, half of it between the components and half within.
 */
export function spectralMixture(dimension: number, random: () => number): GaussianMixture {
  const spectrum = Float64Array.from({ length: dimension }, (_, j) => 1 / (j + 1));
  const scale = dimension / spectrum.reduce((sum, variance) => sum + variance, 0);
  const variances = spectrum.map((variance) => (scale * variance) / 2);
  return {
    weights: new Float64Array(8).fill(1 / 8),
    means: gaussianNoise(8 * dimension, random).map((noise, i) => Math.sqrt(variances[i % dimension]!) * noise),
    variances,
  };
}
