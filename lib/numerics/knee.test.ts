import { expect, test } from "vitest";
import { knee } from "./knee.js";
import { paretoFront } from "./pareto.js";
import { stream } from "./stream.js";

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
  expect(knee(front.map(([x, y, z]) => [x! / 1000 + 5, 1000 * y! - 7, z! + 100]))).toBe(1);
});

/** The knee by the plane's own equation; null where three extremes span none. */
function byCrossProduct(front: readonly (readonly number[])[]): number | null {
  const column = (k: number): number[] => front.map((point) => point[k]!);
  const scaled = front.map((point) =>
    point.map((x, k) => (x - Math.min(...column(k))) / (Math.max(...column(k)) - Math.min(...column(k)))),
  ) as [number, number, number][];
  const sum = ([x, y, z]: readonly number[]): number => x! + y! + z!;
  const [o, a, b] = [0, 1, 2].map((k) => scaled.toSorted((p, q) => p[k]! - q[k]! || sum(p) - sum(q))[0]!);
  const [u, v] = [a!, b!].map((p) => [p[0] - o![0], p[1] - o![1], p[2] - o![2]] as const);
  const normal = [u![1] * v![2] - u![2] * v![1], u![2] * v![0] - u![0] * v![2], u![0] * v![1] - u![1] * v![0]];
  if (Math.hypot(...normal) < 1e-9 || Math.abs(sum(normal)) < 1e-9) return null;
  const heights = scaled.map(
    (p) => (normal[0]! * p[0] + normal[1]! * p[1] + normal[2]! * p[2]) * Math.sign(sum(normal)),
  );
  const least = Math.min(...heights);
  return heights.filter((h) => h < least + 1e-9).length === 1 ? heights.indexOf(least) : null;
}

test("over random fronts of few values it is what the plane through the extremes says, of equals the one with the lower sum", () => {
  let compared = 0;
  for (let seed = 1; seed <= 1000; seed++) {
    const next = stream(seed, 0);
    const points = Array.from({ length: 12 }, () => [0, 1, 2].map((k) => 10 ** k * Math.floor(5 * next()) + k));
    const front = paretoFront(points).map((i) => points[i]!);
    const expected = front.length < 4 ? null : byCrossProduct(front);
    if (expected === null || [0, 1, 2].some((k) => new Set(front.map((point) => point[k])).size < 2)) continue;
    expect({ seed, knee: knee(front) }).toEqual({ seed, knee: expected });
    compared++;
  }
  expect(compared).toBeGreaterThan(60);
});

test("a plane that has no side of lower values is refused", () => {
  // (1, 1, 1) lies in the plane through the first three
  const front = [
    [0, 1, 0.1],
    [1, 0, 0.7],
    [0.1, 0.1, 0],
    [0.5, 0.05, 1],
  ];
  expect(() => knee(front)).toThrow(new RangeError("knee: the extremes' plane has no side of lower values"));
});

test("a single point is the knee", () => {
  expect(knee([[3, 4, 5]])).toBe(0);
});

test("an empty front is refused", () => {
  expect(() => knee([])).toThrow(new RangeError("knee: the front must have at least one point"));
});
