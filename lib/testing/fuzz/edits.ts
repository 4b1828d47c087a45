/** Small faults put into values and texts, as arbitraries that shrink to few and simple ones. */
import fc from "fast-check";

/** A part of a value, by its number among all parts, replaced, left out or given twice. */
export interface Edit {
  readonly at: number;
  readonly how: "replace" | "remove" | "repeat" | "rename";
  readonly by: unknown;
}

const NUMBERS = [0, 1, -1, 0.5, 2 ** 31, 2 ** 53, 1e-320, 1e-100, 1e-30, 1e-9, 1e9, 1e30, 1e100, 1.7e308, -1e308];
const TEXTS = ["", " ", "1", "0x10", "1,5", "NaN", "Infinity", "null", "=1+1", "a\u001b[31m\nb", "\ud800", "__proto__"];

const anything: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...NUMBERS) },
  { weight: 2, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(...TEXTS) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, true, [], {}, [1], { kind: "exponential" }) },
);

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom("replace", "replace", "replace", "replace", "remove", "repeat", "rename"),
  by: anything,
});

/** Up to three edits; none as well. */
export const edits: fc.Arbitrary<readonly Edit[]> = fc.array(edit, { maxLength: 3 });

/** A JSON value with these edits, the value itself left as it is. */
export function edited(value: unknown, all: readonly Edit[]): unknown {
  const copy = { root: structuredClone(value) };
  for (const { at, how, by } of all) {
    const parts = partsOf(copy.root, copy, "root");
    const { owner, key } = parts[at % parts.length]!;
    if (how === "replace") owner[key] = structuredClone(by);
    else if (Array.isArray(owner)) {
      if (how === "repeat") owner.push(owner[Number(key)]);
      else owner.splice(Number(key), 1);
    } else {
      const own = owner[key];
      if (owner !== copy) delete owner[key];
      if (how === "rename") owner[`${key}s`] = own;
      if (how === "repeat") owner[key.toUpperCase()] = owner[key] = own;
    }
  }
  return copy.root;
}

type Owner = Record<string, unknown>;

/** Every part of a value with who has it. */
function partsOf(value: unknown, owner: object, key: string): { readonly owner: Owner; readonly key: string }[] {
  const own = { owner: owner as Owner, key };
  if (typeof value !== "object" || value === null) return [own];
  return [own, ...Object.entries(value).flatMap(([name, part]) => partsOf(part, value, name))];
}

/** Some characters of a text left out, others put in or the part given twice. */
export interface TextEdit {
  readonly from: number;
  readonly length: number;
  readonly instead: string | null;
}

const textEdit: fc.Arbitrary<TextEdit> = fc.record({
  from: fc.nat(),
  length: fc.nat({ max: 12 }),
  instead: fc.oneof(
    fc.constantFrom(
      null,
      "",
      ",",
      ";",
      "\t",
      "\n",
      "\r\n",
      '"',
      '""',
      "\ufeff",
      "sep=;\n",
      "{",
      "]",
      ":",
      "1e999",
      "-0",
    ),
    fc.string({ maxLength: 4, unit: "binary" }),
    fc.constantFrom(...TEXTS),
  ),
});

/** Up to four edits of a text. */
export const textEdits: fc.Arbitrary<readonly TextEdit[]> = fc.array(textEdit, { maxLength: 4 });

/** The same, four times of five none. */
export const rareTextEdits: fc.Arbitrary<readonly TextEdit[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<readonly TextEdit[]>([]) },
  { weight: 1, arbitrary: textEdits },
);

export function editedText(text: string, all: readonly TextEdit[]): string {
  return all.reduce((now, { from, length, instead }) => {
    const start = from % (now.length + 1);
    const part = now.slice(start, start + length);
    return now.slice(0, start) + (instead ?? part + part) + now.slice(start + length);
  }, text);
}
