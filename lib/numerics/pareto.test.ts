import { expect, test } from "vitest";
import { dominates, paretoFront } from "./pareto.js";

test("dominates: as low everywhere, lower somewhere", () => {
  expect(dominates([1, 2], [1, 3])).toBe(true);
  expect(dominates([1, 3], [1, 2])).toBe(false);
  expect(dominates([1, 3], [2, 2])).toBe(false);
  expect(dominates([1, 2], [1, 2])).toBe(false);
});

test("the front of a known set in two dimensions", () => {
  const points = [
    [1, 5],
    [2, 3],
    [3, 3],
    [4, 1],
    [5, 1],
    [2, 3],
    [6, 6],
  ];
  expect(paretoFront(points)).toEqual([0, 1, 3, 5]);
});

test("the front of a known set in three dimensions: a corner cut off a grid", () => {
  const axis = [0, 1, 2, 3];
  const points = axis
    .flatMap((x) => axis.flatMap((y) => axis.map((z) => [x, y, z])))
    .filter(([x, y, z]) => x! + y! + z! >= 3);
  const front = paretoFront(points).map((i) => points[i]!);
  expect(front).toHaveLength(10);
  for (const [x, y, z] of front) expect(x! + y! + z!).toBe(3);
});

test("no points have no front", () => {
  expect(paretoFront([])).toEqual([]);
});
