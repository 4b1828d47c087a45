import { expect, test } from "vitest";
import { hypervolume } from "./hypervolume.js";
import { sobolSequence } from "./sobol-sequence.js";

test("a box, and two that overlap, by inclusion and exclusion", () => {
  expect(hypervolume([[1, 2, 3]], [3, 5, 7])).toBe(2 * 3 * 4);
  const two = [
    [1, 2, 3],
    [2, 1, 4],
  ];
  expect(hypervolume(two, [3, 5, 7])).toBe(2 * 3 * 4 + 1 * 4 * 3 - 1 * 3 * 3);
});

test("a staircase in two dimensions, an interval in one", () => {
  const steps = [
    [0, 3],
    [2, 1],
    [1, 2],
  ];
  expect(hypervolume(steps, [4, 4])).toBe(1 * 1 + 1 * 2 + 2 * 3);
  expect(hypervolume([[3], [1], [2]], [4])).toBe(3);
});

test("order, dominated points, repeated ones and those beyond the reference change nothing", () => {
  const front = [
    [1, 4, 2],
    [2, 1, 3],
    [3, 2, 1],
  ];
  const volume = hypervolume(front, [5, 5, 5]);
  const more = [[4, 4, 4], [0, 6, 0], [5, 0, 0], ...front, [2, 1, 3]];
  expect(hypervolume(more.reverse(), [5, 5, 5])).toBe(volume);
  expect(hypervolume([[0, 6, 0]], [5, 5, 5])).toBe(0);
  expect(hypervolume([], [5, 5, 5])).toBe(0);
  expect(hypervolume([[5], [6]], [5])).toBe(0);
});

test("of random points in three dimensions it is the share of a fine sample that they dominate", () => {
  const points = sobolSequence(3, 32, 7).map((point) => Array.from(point));
  const sample = sobolSequence(3, 2 ** 14, 8);
  const dominated = sample.filter((at) => points.some((point) => point.every((x, k) => x <= at[k]!)));
  expect(hypervolume(points, [1, 1, 1])).toBeCloseTo(dominated.length / sample.length, 2);
});
