import { expect, test } from "vitest";
import { grouped, shown } from "./shown.js";

test.each([
  [0, "0"],
  [12, "12"],
  [0.0015, "0.0015"],
  [0.123456, "0.1235"],
  [-1234.56, "−1235"],
  [999_999, "1000000"],
  [1e6, "1.0·10⁶"],
  [-2.5e-7, "−2.5·10⁻⁷"],
  [Infinity, "∞"],
  [-Infinity, "−∞"],
])("%d is shown as %s", (x, text) => {
  expect(shown(x)).toBe(text);
});

test("what is no number is a dash", () => {
  expect(shown(0 / 0)).toBe("–");
});

test.each([
  [999, 21, "999"],
  [1_000_000, 21, "1,000,000"],
  [-12_345.678, 21, "−12,345.678"],
  [123_456_789.123, 10, "123,456,789.1"],
  [-0.5, 10, "−0.5"],
])("%d in groups, with %d digits at the most, is %s", (x, digits, text) => {
  expect(grouped(x, digits)).toBe(text);
});
