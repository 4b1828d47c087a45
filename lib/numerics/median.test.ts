import { expect, it } from "vitest";
import { median } from "./median.js";
import { stream } from "./stream.js";

it("is the middle of what is sorted, or half way between the two in the middle", () => {
  expect(median(Float64Array.of(3, 1, 2))).toBe(2);
  expect(median(Float64Array.of(4, 1, 3, 2))).toBe(2.5);
  expect(median(Float64Array.of(-7))).toBe(-7);
  expect(median(new Float64Array(0))).toBeNaN();
  const next = stream(1, 0);
  for (let count = 1; count <= 200; count++) {
    // few different ones, many, and in order
    for (const most of [3, 1e9]) {
      const values = Float64Array.from({ length: count }, () => Math.floor(most * next()) - 1);
      const sorted = values.slice().sort();
      const expected = (sorted[(count - 1) >> 1]! + sorted[count >> 1]!) / 2;
      expect([values, sorted, sorted.slice().reverse()].map(median)).toEqual([expected, expected, expected]);
    }
  }
});
