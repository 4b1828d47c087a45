import { expect, test } from "vitest";
import { InputError } from "../input/errors.js";
import { sobolSequence } from "./sobol-sequence.js";

// The first ten points in three dimensions that Joe and Kuo publish with their generator.
const published = [
  [0, 0, 0],
  [0.5, 0.5, 0.5],
  [0.75, 0.25, 0.25],
  [0.25, 0.75, 0.75],
  [0.375, 0.375, 0.625],
  [0.875, 0.875, 0.125],
  [0.625, 0.125, 0.875],
  [0.125, 0.625, 0.375],
  [0.1875, 0.3125, 0.9375],
  [0.6875, 0.8125, 0.4375],
];

test("the first points are the published ones", () => {
  expect(sobolSequence(3, 10).map((point) => [...point])).toEqual(published);
});

test("later points in all ten dimensions are those of an independent generator (SciPy 1.17, qmc.Sobol)", () => {
  const points = sobolSequence(10, 2048);
  expect([...points[31]!].map((x) => 2048 * x)).toEqual([64, 1088, 1856, 1984, 1984, 1600, 704, 1088, 320, 1216]);
  expect([...points[1000]!].map((x) => 2048 * x)).toEqual([450, 198, 1062, 1386, 574, 1858, 94, 1842, 1026, 142]);
  expect([...points[2047]!].map((x) => 2048 * x)).toEqual([1, 1285, 1907, 719, 1291, 1347, 241, 65, 1873, 913]);
});

test.each([{ shift: "none" }, { shift: "of seed 1", seed: 1 }, { shift: "of seed 2", seed: 2 }])(
  "2^k points are even along every axis, shift: $shift",
  ({ seed }) => {
    const points = sobolSequence(10, 256, seed);
    for (let d = 0; d < 10; d++) {
      const cells = points.map((point) => Math.floor(256 * point[d]!)).sort((a, b) => a - b);
      expect(cells).toEqual(Array.from({ length: 256 }, (_, i) => i));
    }
  },
);

test("a seed's shift is the same every time, another seed's is another", () => {
  expect(sobolSequence(4, 8, 3)).toEqual(sobolSequence(4, 8, 3));
  expect(sobolSequence(4, 8, 3)[0]).not.toEqual(sobolSequence(4, 8, 4)[0]);
  expect(new Set(sobolSequence(4, 8, 3)[0]).size).toBe(4);
});

test.each([
  [0, 1, /^dimensions: must be a whole number from 1 to 10, not 0/],
  [11, 1, /^dimensions: must be a whole number from 1 to 10, not 11/],
  [2, 0, /^count: must be a whole number from 1/],
])("%d dimensions and %d points are refused in a line", (dimensions, count, message) => {
  expect(() => sobolSequence(dimensions, count)).toThrow(InputError);
  expect(() => sobolSequence(dimensions, count)).toThrow(message);
});
