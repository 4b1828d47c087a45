/** The assertion of notebooks that compare numbers. */
import { AssertionError } from "node:assert";

/**
 * @param tolerance Largest difference allowed, in units of `expected` where that is above 1 in size, else absolute.
 * @throws AssertionError that tells both numbers, if they are further apart or one is no number.
 */
export function assertClose(actual: number, expected: number, tolerance = 1e-9): void {
  if (Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected))) return;
  const message = `must be ${expected}, within ${tolerance}, not ${actual}`;
  throw new AssertionError({ message, actual, expected, stackStartFn: assertClose });
}
