/** Results as text: JSON for programs, aligned figures for people. */
import { textTable } from "../report/text-table.js";

/** One JSON object, a field a line. What JSON can't say (NaN, infinite) is `null`. */
export function jsonText(value: object): string {
  const fields = Object.entries(value).map(([key, field]) => `  ${JSON.stringify(key)}: ${JSON.stringify(field)}`);
  return `{\n${fields.join(",\n")}\n}\n`;
}

/** Rows of a text table as lines: the first column to the left, the others to the right unless `left`. */
export function aligned(rows: readonly (readonly string[])[], left = false): string {
  return left ? textTable(rows, () => false) : textTable(rows);
}

/** A number for a person: six significant digits unless told. */
export function figure(x: number, digits = 6): string {
  if (!Number.isFinite(x)) return "not finite";
  const text = x === 0 || Number.isInteger(x) ? String(x) : x.toPrecision(digits);
  return /e\+/.test(text) && Math.abs(x) < 1e15 ? String(Math.round(x)) : text;
}

/** A share for a person, e.g. `0.120 %`. */
export function percent(x: number): string {
  return `${figure(100 * x, 3)} %`;
}
