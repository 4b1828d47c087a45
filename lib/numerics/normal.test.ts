import { expect, test } from "vitest";
import { normal } from "./normal.js";

test("a length √(−2 ln(1 − u)) on a circle, seen at the angle 2πv", () => {
  const u = 1 - Math.exp(-2);
  expect(normal(u, 0)).toBeCloseTo(2, 14);
  expect(normal(u, 0.5)).toBeCloseTo(-2, 14);
  expect(normal(u, 1 / 6)).toBeCloseTo(1, 14);
  expect(normal(u, 0.25)).toBeCloseTo(0, 14);
  expect(normal(1 - Math.exp(-0.5), 0)).toBeCloseTo(1, 14);
  expect(normal(0, 0.3)).toBeCloseTo(0, 14);
});
