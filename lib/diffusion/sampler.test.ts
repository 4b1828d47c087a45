import { describe, expect, it } from "vitest";
import { stream } from "../numerics/stream.js";
import { MORE_IN_FULL, shortOrFull } from "../testing/long.js";
import { averageRelativeError } from "./average-error.js";
import { brownianPath, coarserPath } from "./brownian-path.js";
import { ddim } from "./ddim.js";
import { ddpm } from "./ddpm.js";
import { dpmSolver } from "./dpm-solver.js";
import { type GaussianMixture, mixtureDenoiser, sampleMixture } from "./gaussian-mixture.js";
import { gaussianNoise } from "./gaussian-noise.js";
import { heun } from "./heun.js";
import { type NoiseLevel, noiseLevels } from "./noise-schedule.js";
import { type Sampler, sample } from "./sampler.js";
import { slicedWasserstein } from "./sliced-wasserstein.js";
import { ringMixture, spectralMixture } from "./targets.js";

/** Every (S/s)-th level of a run. */
function respaced(levels: readonly NoiseLevel[], steps: number): NoiseLevel[] {
  return levels.filter((_, i) => i % ((levels.length - 1) / steps) === 0);
}

describe("samples of the ring", MORE_IN_FULL, () => {
  const mixture = ringMixture();
  const count = shortOrFull(600, 2000);
  const distance = (a: Float64Array, b: Float64Array): number => slicedWasserstein(a, b, 2, 32, stream(3, 0));
  const target = sampleMixture(mixture, count, stream(1, 0));
  const floor = Math.max(
    ...Array.from({ length: 10 }, (_, k) => distance(target, sampleMixture(mixture, count, stream(1, k + 1)))),
  );
  const distanceAfter = (sampler: Sampler, steps: number): number => {
    const levels = noiseLevels("cosine", steps);
    const random = stream(2, 0);
    const start = gaussianNoise(2 * count, random);
    const path = brownianPath(levels, start.length, random);
    return distance(sample(sampler, { denoiser: mixtureDenoiser(mixture), levels, path }, start), target);
  };

  it.each([ddpm, ddim, heun, dpmSolver])(
    "$name: come to lie as near the target as samples of the target itself",
    (sampler) => {
      expect(distanceAfter(sampler, 1)).toBeGreaterThan(4 * floor);
      expect(distanceAfter(sampler, shortOrFull(64, 128))).toBeLessThan(1.2 * floor);
    },
  );

  it.each([ddpm, ddim])("$name: come nearer with every doubling of few steps", (sampler) => {
    const distances = [1, 2, 4, 8].map((steps) => distanceAfter(sampler, steps));
    expect(distances).toEqual([...distances].sort((a, b) => b - a));
  });
});

describe("order of convergence", MORE_IN_FULL, () => {
  const denoiser = mixtureDenoiser(spectralMixture(64, stream(1, 0)));
  const random = stream(4, 0);
  const start = gaussianNoise(shortOrFull(4, 24) * 64, random);
  const finest = noiseLevels("geometric", 2048); // ln σ falls evenly
  const path = brownianPath(finest, start.length, random);
  const end = (sampler: Sampler, steps: number): Float64Array =>
    sample(sampler, { denoiser, levels: respaced(finest, steps), path: coarserPath(path, 2048 / steps) }, start);
  const order = (sampler: Sampler, truth: Float64Array, [few, many]: readonly [number, number]): number => {
    const [a, b] = [few, many].map((steps) => averageRelativeError(end(sampler, steps), truth, 64));
    return Math.log(a! / b!) / Math.log(many / few);
  };
  const solution = end(heun, 2048);

  it.each([
    { sampler: ddim, theory: 1 },
    { sampler: heun, theory: 2 },
    { sampler: dpmSolver, theory: 2 },
  ])("$sampler.name: its ends come nearer the probability-flow ODE's like 1/s^$theory", ({ sampler, theory }) => {
    expect(Math.abs(order(sampler, solution, [64, 256]) - theory)).toBeLessThan(0.1);
  });

  it("ddpm: with the path's noise its ends come nearer those of the finest run like 1/s", () => {
    expect(Math.abs(order(ddpm, end(ddpm, 2048), [32, 128]) - 1)).toBeLessThan(0.2);
  });

  it("heun and dpm-solver end at the same samples", () => {
    expect(averageRelativeError(end(dpmSolver, 1024), solution, 64)).toBeLessThan(1e-4);
  });
});

describe("one Gaussian, whose runs are known in closed form", () => {
  const one: GaussianMixture = {
    weights: Float64Array.of(1),
    means: Float64Array.of(0.5, -1),
    variances: Float64Array.of(0.3, 2),
  };
  const levels = noiseLevels("cosine", 400);

  it("the ODE carries noise to mean + deviation·noise", () => {
    const start = Float64Array.of(0.7, -0.2, -1.5, 2);
    const scale = (j: number): number =>
      Math.sqrt(one.variances[j]! / (levels[0]!.signal ** 2 * one.variances[j]! + levels[0]!.noise ** 2));
    const expected = start.map(
      (x, i) => one.means[i % 2]! + scale(i % 2) * (x - levels[0]!.signal * one.means[i % 2]!),
    );
    const end = sample(heun, { denoiser: mixtureDenoiser(one), levels }, start);
    for (const [i, x] of end.entries()) expect(x).toBeCloseTo(expected[i]!, 3);
    expect([...start]).toEqual([0.7, -0.2, -1.5, 2]);
  });

  it("DDPM keeps its mean and variance", () => {
    const random = stream(9, 0);
    const start = gaussianNoise(2 * 4000, random);
    const path = brownianPath(
      levels.filter((_, i) => i % 4 === 0),
      start.length,
      random,
    );
    const end = sample(
      ddpm,
      { denoiser: mixtureDenoiser(one), levels: levels.filter((_, i) => i % 4 === 0), path },
      start,
    );
    for (const j of [0, 1]) {
      const own = end.filter((_, i) => i % 2 === j);
      const mean = own.reduce((sum, x) => sum + x, 0) / own.length;
      const variance = own.reduce((sum, x) => sum + (x - mean) ** 2, 0) / own.length;
      expect(Math.abs(mean - one.means[j]!)).toBeLessThan(4 * Math.sqrt(one.variances[j]! / own.length));
      expect(Math.abs(variance / one.variances[j]! - 1)).toBeLessThan(0.1);
    }
  });
});

describe("what stopping early sees", () => {
  it("is told of every step but the end, with the state and its denoised mean", () => {
    const denoiser = mixtureDenoiser(ringMixture());
    const levels = noiseLevels("geometric", 5);
    const start = gaussianNoise(20, stream(1, 1));
    const seen: number[] = [];
    const end = sample(ddim, { denoiser, levels }, start, (done, x, denoised) => {
      seen.push(done);
      const own = new Float64Array(20);
      denoiser.denoise(x, levels[done]!, own);
      expect(denoised).toEqual(own);
      if (done === 0) expect(x).toEqual(start);
    });
    expect(seen).toEqual([0, 1, 2, 3, 4]);
    expect(end.every(Number.isFinite)).toBe(true);
  });
});
