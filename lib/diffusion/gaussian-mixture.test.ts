import { describe, expect, it } from "vitest";
import { stream } from "../numerics/stream.js";
import { predictedNoise, score } from "./denoiser.js";
import { type GaussianMixture, logDensity, mixtureDenoiser, sampleMixture } from "./gaussian-mixture.js";
import { gaussianNoise } from "./gaussian-noise.js";
import { noiseLevels, type ScheduleName } from "./noise-schedule.js";
import { ringMixture, spectralMixture } from "./targets.js";

const skewed: GaussianMixture = {
  weights: Float64Array.of(0.7, 0.2, 0.1),
  means: Float64Array.of(0.3, -0.5, 1.2, -1, 0.4, 0.1, 0, 2, -0.7),
  variances: Float64Array.of(0.5, 0.1, 1.5),
};
const schedules: readonly ScheduleName[] = ["cosine", "linear", "geometric"];

describe("the exact score", () => {
  it.each([
    { name: "three unlike components", mixture: skewed },
    { name: "the ring", mixture: ringMixture() },
    { name: "64 dimensions", mixture: spectralMixture(64, stream(1, 0)) },
  ])("is the gradient of the log density at every noise level: $name", ({ mixture }) => {
    const dimension = mixture.variances.length;
    for (const schedule of schedules) {
      for (const level of noiseLevels(schedule, 8).slice(0, -1)) {
        const clean = sampleMixture(mixture, 3, stream(2, 0));
        const x = gaussianNoise(clean.length, stream(3, 0)).map(
          (noise, i) => level.signal * clean[i]! + level.noise * noise,
        );
        const exact = score(mixtureDenoiser(mixture), x, level);
        for (let i = 0; i < x.length; i += dimension > 3 ? 7 : 1) {
          const n = Math.floor(i / dimension);
          const width = 1e-4 * Math.max(level.noise, 0.05);
          const along = (shift: number): number =>
            logDensity(
              mixture,
              x.map((value, k) => (k === i ? value + shift : value)),
              level,
            )[n]!;
          const slope = (8 * (along(width) - along(-width)) - (along(2 * width) - along(-2 * width))) / (12 * width);
          expect(Math.abs(exact[i]! - slope)).toBeLessThan(
            (1e-6 * Math.max(1, Math.abs(slope))) / Math.max(level.noise, 0.05),
          );
        }
      }
    }
  });

  it("predicts the noise best: its error is uncorrelated with the prediction", () => {
    const level = { signal: 0.6, noise: 0.8 };
    const clean = sampleMixture(skewed, 20000, stream(4, 0));
    const noise = gaussianNoise(clean.length, stream(5, 0));
    const x = clean.map((value, i) => level.signal * value + level.noise * noise[i]!);
    const predicted = predictedNoise(mixtureDenoiser(skewed), x, level);
    const products = predicted.map((guess, i) => guess * (noise[i]! - guess));
    const mean = products.reduce((sum, value) => sum + value, 0) / products.length;
    const deviation = Math.sqrt(products.reduce((sum, value) => sum + value * value, 0)) / products.length;
    expect(Math.abs(mean)).toBeLessThan(4 * deviation);
  });
});

describe("the density", () => {
  it("integrates to 1", () => {
    const level = { signal: 0.8, noise: 0.6 };
    const grid = Array.from({ length: 161 }, (_, i) => -4 + i * 0.05);
    const x = Float64Array.from(grid.flatMap((a) => grid.flatMap((b) => [a, b])));
    const total = logDensity(ringMixture(), x, level).reduce((sum, log) => sum + Math.exp(log) * 0.05 ** 2, 0);
    expect(total).toBeCloseTo(1, 6);
  });
});

describe("samples", () => {
  it("have the mixture's mean and spread", () => {
    const count = 40000;
    const samples = sampleMixture(skewed, count, stream(6, 0));
    for (const j of [0, 1, 2]) {
      const mean = skewed.weights.reduce((sum, weight, k) => sum + weight * skewed.means[3 * k + j]!, 0);
      const square = skewed.weights.reduce(
        (sum, weight, k) => sum + weight * skewed.means[3 * k + j]! ** 2,
        skewed.variances[j]!,
      );
      const own = samples.filter((_, i) => i % 3 === j);
      const ownMean = own.reduce((sum, x) => sum + x, 0) / count;
      const ownSquare = own.reduce((sum, x) => sum + x * x, 0) / count;
      expect(Math.abs(ownMean - mean)).toBeLessThan(4 * Math.sqrt((square - mean ** 2) / count));
      expect(Math.abs(ownSquare / square - 1)).toBeLessThan(0.05);
    }
  });

  it("of the spectral mixture have variance 1 on average, falling along the dimensions", () => {
    const { variances } = spectralMixture(64, stream(1, 0));
    expect(variances.reduce((sum, variance) => sum + variance, 0) / 64).toBeCloseTo(0.5, 12);
    expect(variances[0]! / variances[63]!).toBeCloseTo(64, 9);
  });
});
