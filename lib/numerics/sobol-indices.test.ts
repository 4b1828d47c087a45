import { beforeAll, describe, expect, it } from "vitest";
import { InputError } from "../input/errors.js";
import { ONLY_IN_FULL } from "../testing/long.js";
import { meanInterval } from "./mean-interval.js";
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

const options: SobolOptions = { inputs: 3, samples: 256, replicates: 8 };
const small: SobolOptions = { inputs: 3, samples: 64, replicates: 8 };
const SEED = 1;
let ofIshigami: InputIndices[];
let ofSum: InputIndices[];
beforeAll(() => {
  [ofIshigami, ofSum] = sobolIndices((point) => [ishigami(point), 1000 + point[0]! + 2 * point[1]!], options, SEED) as [
    InputIndices[],
    InputIndices[],
  ];
});

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
    expect(ofSum[2]!.total).toMatchObject({ value: 0, low: 0, high: 0 });
  });

  it("has Student's intervals around the values, from what the sequences tell", () => {
    for (const { first, total } of ofIshigami) {
      for (const { value, low, high, replicates } of [first, total]) {
        expect(replicates).toHaveLength(8);
        const middle = replicates.reduce((sum, one) => sum + one, 0) / 8;
        const squares = replicates.reduce((sum, one) => sum + (one - middle) ** 2, 0);
        const half = 2.364624251 * Math.sqrt(squares / 7 / 8);
        expect(middle).toBeCloseTo(value, 12);
        expect(value - low).toBeCloseTo(half, 8);
        expect(high - value).toBeCloseTo(half, 8);
      }
    }
  });

  it("has narrower intervals with more samples", () => {
    const few = sobolIndices((point) => [ishigami(point)], { ...options, samples: 32 }, SEED)[0]!;
    few.forEach(({ total }, input) => {
      const { low, high } = ofIshigami[input]!.total;
      expect(high - low).toBeLessThan(0.5 * (total.high - total.low));
    });
  });

  // P(fewer than 178 or all of 200 hold) < 1e-4 for intervals that hold in 95 %; those of a bootstrap of the rows hold in all.
  it("holds the known values in about 95 of 100 repetitions", ONLY_IN_FULL, () => {
    for (const held of coverage(200)) {
      expect(held).toBeGreaterThanOrEqual(178);
      expect(held).toBeLessThan(200);
    }
  });

  it("holds them in 93 to 97 % of 2,000 repetitions", ONLY_IN_FULL, () => {
    for (const held of coverage(2000)) {
      expect(held / 2000).toBeGreaterThan(0.93);
      expect(held / 2000).toBeLessThan(0.97);
    }
  });

  it("is the same for the same seed, and says how far it is", () => {
    const told: number[] = [];
    const run = (): InputIndices[][] =>
      sobolIndices(
        (point) => [ishigami(point)],
        { inputs: 3, samples: 2, replicates: 2 },
        5,
        (done) => told.push(done),
      );
    expect(run()).toEqual(run());
    expect(told.slice(0, 4)).toEqual([0.25, 0.5, 0.75, 1]);
  });

  it.each([
    [{ inputs: 6 }, /^inputs: must be a whole number from 1 to 5, not 6/],
    [{ samples: 1 }, /^samples: must be a whole number from 2/],
    [{ replicates: 1 }, /^replicates: must be a whole number from 2/],
  ])("%j is refused in a line", (wrong, message) => {
    const run = (): unknown => sobolIndices(() => [0], { ...options, ...wrong }, SEED);
    expect(run).toThrow(InputError);
    expect(run).toThrow(message);
  });
});

/** In how many repetitions the interval holds the known value: S and S_T of each input, and the difference of two S_T. */
function coverage(repetitions: number): number[] {
  const held = new Array<number>(7).fill(0);
  for (let seed = 0; seed < repetitions; seed++) {
    const indices = sobolIndices((point) => [ishigami(point)], small, seed)[0]!;
    const [one, two] = [indices[0]!.total, indices[1]!.total];
    const difference = meanInterval(one.replicates.map((value, r) => value - two.replicates[r]!));
    const intervals = [...indices.flatMap(({ first, total }) => [first, total]), difference];
    const truths = [...known.flatMap(({ first, total }) => [first, total]), known[0]!.total - known[1]!.total];
    for (const [i, { low, high }] of intervals.entries()) held[i]! += Number(low <= truths[i]! && truths[i]! <= high);
  }
  return held;
}
