/** Values of fields and options. Public types name them, so nothing here needs the types of a package. */
import { decimal } from "../input/checks.js";

/** What a field or an option can be set to. */
export type Value = number | string | boolean | null;

/** The value that a text says: a number in decimal digits, `null`, `true`, `false`, else the text itself. */
export function readValue(text: string): Value {
  const number = decimal(text);
  if (!Number.isNaN(number)) return number;
  return text === "null" ? null : text === "true" ? true : text === "false" ? false : text;
}

/** A value as a cell of a table shows it; {@link readValue} reads it. */
export function shownValue(value: Value): number | string {
  return typeof value === "number" ? value : String(value);
}
