import { expect, test } from "vitest";
import { Sum } from "./sum.js";

function sumOf(...numbers: readonly number[]): number {
  const sum = new Sum();
  for (const x of numbers) sum.add(x);
  return sum.value;
}

test("nothing is lost where a number or the sum so far is much larger than the other", () => {
  expect(sumOf()).toBe(0);
  expect(sumOf(1, 2, 3.5)).toBe(6.5);
  expect(sumOf(1, 1e100, 1, -1e100)).toBe(2); // W. Kahan's own summation gives 0 here
  expect(sumOf(1e16, 1, 1, -1e16)).toBe(2);
  expect(sumOf(...new Array<number>(10).fill(0.1))).toBe(1);
});
