/** Results as text: JSON for programs, aligned figures for people. */
import { textTable } from "../report/text-table.js";

/**
 * One JSON object, a field a line, in parts: all of it may be longer than one text can be. What JSON can't say (NaN, infinite)
 * is `null`.
 */
export function jsonParts(value: object): Iterable<string> {
  return gathered(fields(value));
}

/** Parts of some size, as each is written by itself. */
export function* gathered(parts: Iterable<string>): Generator<string> {
  let text = "";
  for (const part of parts) {
    text += part;
    if (text.length < PART) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}

/** [characters] */
const PART = 2 ** 16;

/** Items of a list that are told at once. */
const ITEMS = 1000;

function* fields(value: object): Generator<string> {
  let before = "{\n  ";
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined) continue;
    yield `${before}${JSON.stringify(key)}: `;
    yield* compact(field);
    before = ",\n  ";
  }
  yield "\n}\n";
}

/** As `JSON.stringify` writes plain data, in parts. */
function* compact(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    yield "[";
    for (let i = 0; i < value.length; i += ITEMS) {
      if (i > 0) yield ",";
      yield JSON.stringify(value.slice(i, i + ITEMS)).slice(1, -1);
    }
    yield "]";
  } else if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value)) {
    let before = "{";
    for (const [key, inner] of Object.entries(value)) {
      if (inner === undefined) continue;
      yield `${before}${JSON.stringify(key)}:`;
      yield* compact(inner);
      before = ",";
    }
    yield before === "{" ? "{}" : "}";
  } else {
    yield JSON.stringify(value) ?? "null";
  }
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
