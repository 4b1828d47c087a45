import { expect, test } from "vitest";
import { knee } from "./knee.js";

test("the point that bulges most below the line between the ends, whatever the units", () => {
  const front = [
    [0, 10],
    [1, 4],
    [2, 1],
    [4, 0.5],
    [10, 0],
  ];
  expect(knee(front)).toBe(2);
  expect(knee(front.map(([x, y]) => [1000 * x! + 5, y! / 1000]))).toBe(2);
});

test("in three dimensions the distance is that to the plane through the three extremes", () => {
  const extremes = [
    [0, 1, 1],
    [1, 0, 1],
    [1, 1, 0],
  ];
  expect(knee([...extremes, [0.3, 0.6, 0.6], [0.45, 0.45, 0.45], [0.1, 0.7, 0.9]])).toBe(4);
  // The plane through these is 3x + 4y + 2z = 5. The fourth point is farther below it than the fifth, whose sum is lower.
  const tilted = [
    [0, 1, 0.5],
    [1, 0, 1],
    [1, 0.5, 0],
  ];
  expect(knee([...tilted, [0.5, 0.2, 0.8], [0.2, 0.5, 0.7]])).toBe(3);
});

test("where one point is the extreme of two coordinates, the front's line between both extremes counts", () => {
  const front = [
    [0, 0, 4],
    [1, 1, 1],
    [4, 4, 0],
    [2, 2, 0.9],
  ];
  expect(knee(front)).toBe(1);
});

test("a single point is the knee", () => {
  expect(knee([[3, 4, 5]])).toBe(0);
});

test("an empty front is refused", () => {
  expect(() => knee([])).toThrow(RangeError);
});
