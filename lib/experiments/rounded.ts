import { sixDigits } from "../population/published.js";

/** A row with its numbers to six digits: the rest is rounding, which need not be alike on every machine. */
export function rounded(row: Readonly<Record<string, number | string>>): Record<string, number | string> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === "number" ? sixDigits(value) : value]),
  );
}
