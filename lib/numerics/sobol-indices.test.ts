import { describe, expect, it } from "vitest";
import { InputError } from "../input/errors.js";
import { type InputIndices, type SobolOptions, sobolIndices } from "./sobol-indices.js";

// T. Ishigami and T. Homma, 1990: sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁, x uniform in (−π, π).
const [α, β] = [7, 0.1];
function ishigami(point: Float64Array): number {
  const [x, y, z] = Array.from(point, (u) => Math.PI * (2 * u - 1)) as [number, number, number];
  return Math.sin(x) + α * Math.sin(y) ** 2 + β * z ** 4 * Math.sin(x);
}
const π4 = Math.PI ** 4;
const parts = { x: (1 + (β * π4) / 5) ** 2 / 2, y: α ** 2 / 8, xz: β ** 2 * π4 ** 2 * (1 / 18 - 1 / 50) };
const variance = parts.x + parts.y + parts.xz;
const known = [
  { first: parts.x / variance, total: (parts.x + parts.xz) / variance },
  { first: parts.y / variance, total: parts.y / variance },
  { first: 0, total: parts.xz / variance },
];

const options: SobolOptions = { inputs: 3, samples: 2048, resamples: 200 };
const SEED = 1;
const [ofIshigami, ofSum] = sobolIndices(
  (point) => [ishigami(point), 1000 + point[0]! + 2 * point[1]!],
  options,
  SEED,
) as [InputIndices[], InputIndices[]];

describe("sobolIndices", () => {
  it("meets the known indices of the Ishigami function within 0.02", () => {
    expect(known[0]!.first).toBeCloseTo(0.3139, 4);
    known.forEach(({ first, total }, input) => {
      expect(Math.abs(ofIshigami[input]!.first.value - first)).toBeLessThan(0.02);
      expect(Math.abs(ofIshigami[input]!.total.value - total)).toBeLessThan(0.02);
    });
  });

  it("of a sum shares the variance out, though its mean is large, and gives an unused input 0", () => {
    const shares = [0.2, 0.8, 0];
    shares.forEach((share, input) => {
      expect(ofSum[input]!.first.value).toBeCloseTo(share, 2);
      expect(ofSum[input]!.total.value).toBeCloseTo(share, 2);
    });
    expect(ofSum[2]!.total).toEqual({ value: 0, low: 0, high: 0 });
  });

  it("has intervals around the values, narrower with more samples", () => {
    const few = sobolIndices((point) => [ishigami(point)], { ...options, samples: 128 }, SEED)[0]!;
    few.forEach(({ first, total }, input) => {
      for (const { value, low, high } of [first, total]) {
        expect(low).toBeLessThan(value);
        expect(high).toBeGreaterThan(value);
      }
      const { low, high } = ofIshigami[input]!.total;
      expect(high - low).toBeLessThan(0.5 * (total.high - total.low));
    });
  });

  it("covers the known values", () => {
    let covered = 0;
    for (let seed = 0; seed < 20; seed++) {
      const indices = sobolIndices((point) => [ishigami(point)], { ...options, samples: 128 }, seed)[0]!;
      known.forEach(({ first, total }, input) => {
        const { first: s, total: t } = indices[input]!;
        covered += Number(s.low <= first && first <= s.high) + Number(t.low <= total && total <= t.high);
      });
    }
    expect(covered / 120).toBeGreaterThan(0.9);
  });

  it("is the same for the same seed, and says how far it is", () => {
    const told: number[] = [];
    const run = (): InputIndices[][] =>
      sobolIndices(
        (point) => [ishigami(point)],
        { inputs: 3, samples: 4, resamples: 10 },
        5,
        (done) => told.push(done),
      );
    expect(run()).toEqual(run());
    expect(told.slice(0, 4)).toEqual([0.25, 0.5, 0.75, 1]);
  });

  it.each([
    [{ inputs: 6 }, /^inputs: must be a whole number from 1 to 5, not 6/],
    [{ samples: 1 }, /^samples: must be a whole number from 2/],
    [{ resamples: 0 }, /^resamples: must be a whole number from 1/],
  ])("%j is refused in a line", (wrong, message) => {
    const run = (): unknown => sobolIndices(() => [0], { ...options, ...wrong }, SEED);
    expect(run).toThrow(InputError);
    expect(run).toThrow(message);
  });
});
