import { expect, test } from "vitest";
import { assertClose } from "./assert-close.js";

test("numbers are close in units of a large one, absolutely near 0, and what is no number never is", () => {
  assertClose(1e6 + 1e-4, 1e6);
  assertClose(1e-10, 0);
  assertClose(3, 3.2, 0.1);
  expect(() => assertClose(1 + 2e-9, 1)).toThrow("must be 1, within 1e-9, not 1.000000002");
  expect(() => assertClose(1e-8, 0)).toThrow(/within/);
  expect(() => assertClose(NaN, 1)).toThrow(/no?t/);
  expect(() => assertClose(1, NaN, Infinity)).toThrow(/within Infinity/);
});
