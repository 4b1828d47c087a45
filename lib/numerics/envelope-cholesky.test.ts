import { describe, expect, it } from "vitest";
import { envelope, factorise, solveFactorised } from "./envelope-cholesky.js";
import { stream } from "./stream.js";

/** A·Aᵀ + 1 inside a random envelope, as a matrix too. */
function random(size: number, seed: number): { matrix: number[][]; first: Int32Array } {
  const next = stream(seed, 0);
  const first = Int32Array.from({ length: size }, (_, i) => Math.floor(next() * (i + 1)));
  const lower = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (j > i || j < first[i]! ? 0 : j === i ? 1 + next() : next() - 0.5)),
  );
  const matrix = lower.map((row) => lower.map((other) => row.reduce((sum, x, k) => sum + x * other[k]!, 0)));
  return { matrix, first };
}

describe("Cholesky's factor in an envelope", () => {
  it("solves systems: H·x is b", () => {
    for (let seed = 1; seed <= 50; seed++) {
      const size = 1 + (seed % 17);
      const { matrix, first } = random(size, seed);
      const H = envelope(first);
      expect(H.values).toHaveLength(first.reduce((sum, column, i) => sum + i - column + 1, 0));
      for (let i = 0; i < size; i++) for (let j = first[i]!; j <= i; j++) H.values[H.offset[i]! + j] = matrix[i]![j]!;
      factorise(H);
      const b = Float64Array.from({ length: size }, (_, i) => Math.sin(i + seed));
      const x = b.slice();
      solveFactorised(H, x);
      for (let i = 0; i < size; i++) expect(matrix[i]!.reduce((sum, h, j) => sum + h * x[j]!, 0)).toBeCloseTo(b[i]!, 8);
    }
  });

  it("leaves an unknown at 0 whose pivot rounding took away", () => {
    const H = envelope(Int32Array.of(0, 0));
    H.values.set([4, 2, 1]);
    factorise(H);
    const x = Float64Array.of(8, 4);
    solveFactorised(H, x);
    expect([...x]).toEqual([2, 0]);
  });
});
