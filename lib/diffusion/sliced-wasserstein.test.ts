import { expect, it } from "vitest";
import { stream } from "../numerics/stream.js";
import { averageRelativeError } from "./average-error.js";
import { gaussianNoise } from "./gaussian-noise.js";
import { slicedWasserstein } from "./sliced-wasserstein.js";

const random = (): (() => number) => stream(1, 0);

it("is 0 between a set and itself in another order", () => {
  const a = gaussianNoise(300, stream(2, 0));
  const turned = Float64Array.from({ length: 300 }, (_, i) => a[(99 - Math.floor(i / 3)) * 3 + (i % 3)]!);
  expect(slicedWasserstein(a, turned, 3, 20, random())).toBeLessThan(1e-15);
});

it("of a shifted set is the shift over √dimension", () => {
  const a = gaussianNoise(8 * 50, stream(2, 0));
  const shifted = a.map((x, i) => x + (i % 8 === 2 ? 3 : 0));
  expect(slicedWasserstein(a, shifted, 8, 4000, random()) / (3 / Math.sqrt(8))).toBeCloseTo(1, 1);
});

it("of Gaussians is the difference of their deviations", () => {
  const a = gaussianNoise(2 * 20000, stream(2, 0));
  const b = gaussianNoise(2 * 20000, stream(3, 0)).map((x) => 2.5 * x);
  expect(slicedWasserstein(a, b, 2, 16, random())).toBeCloseTo(1.5, 1);
});

it("the average error is the mean of each sample's own relative distance", () => {
  const end = Float64Array.of(3, 4, 0, 2);
  expect(averageRelativeError(Float64Array.of(3, 4, 0, 1), end, 2)).toBe(0.25);
  expect(averageRelativeError(Float64Array.of(0, 0, 0, 0), end, 2)).toBe(1);
});
