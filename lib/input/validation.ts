/** Checks of JSON values, with a line for each problem: where it is, what it is and what would be right. */
import leven, { closestMatch } from "leven";
import * as v from "valibot";
import { InputError, nameShown, printable } from "./errors.js";

type Entries = Readonly<Record<string, v.GenericSchema>>;
type FieldIssue = v.StrictObjectIssue | v.ObjectIssue;

/** Most problems named at once. */
const MOST_PROBLEMS = 10;

/** Messages of an object of these fields: what a missing one must be, and which one a wrong name is near. */
export function fieldMessage(entries: Entries): (issue: FieldIssue) => string {
  return (issue) => {
    const field = issue.path?.at(-1)?.key as string | undefined;
    if (field === undefined) return "an object";
    return issue.expected === "never"
      ? `unknown field${nearMiss(field, Object.keys(entries))}`
      : `missing; must be ${v.getDescription(entries[field]!) ?? "given"}`;
  };
}

/** A finite number that `holds`, described by `expected`. */
export function finite(expected: string, holds: (x: number) => boolean = () => true): v.GenericSchema<number> {
  return v.pipe(
    v.number(expected),
    v.check((x) => Number.isFinite(x) && holds(x), expected),
    v.description(expected),
  );
}

/**
 * The value as the schema makes it.
 * @param what Name of the whole value, for messages.
 * @throws InputError naming the path, the value and what would be right, a line each.
 */
export function validate<S extends v.GenericSchema>(schema: S, value: unknown, what: string): v.InferOutput<S> {
  if (Array.isArray(value)) throw new InputError(`${what}: must be an object, not ${show(value)}`);
  const result = v.safeParse(schema, value, { abortPipeEarly: true });
  if (!result.success) throw inputError(result.issues.map((issue) => describe(issue, what)));
  return result.output;
}

/** All problems in one error, the first ten by name. */
export function inputError(problems: readonly string[]): InputError {
  const more = problems.length - MOST_PROBLEMS;
  return new InputError(more > 0 ? [...problems.slice(0, MOST_PROBLEMS), `and ${more} more problems`] : problems);
}

/**
 * The value of a JSON text.
 * @throws InputError saying where it stops being JSON.
 */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new InputError(`not JSON: ${(error as Error).message.replace(/\s+/g, " ")}`);
  }
}

/** `path: what is wrong`, e.g. `users[3].link.uplinkRate: must be a finite number > 0 [bit/s], not 0`. */
function describe(issue: v.BaseIssue<unknown>, what: string): string {
  const keys = issue.path?.map((item) => item.key as string | number) ?? [];
  const path = keys.map((key) => (typeof key === "number" ? `[${key}]` : `.${nameShown(key)}`)).join("");
  const at = path === "" ? what : path.slice(1);
  if (/object$/.test(issue.type) && keys.length > 0 && /^(missing|unknown)/.test(issue.message))
    return `${at}: ${issue.message}`;
  if (issue.input === undefined) return `${at}: missing; must be ${issue.message}`;
  return `${at}: must be ${issue.message}, not ${show(issue.input)}`;
}

/** What to say after an unknown name: the known one that it is near, or all of them. */
export function nearMiss(name: string, known: readonly string[]): string {
  const near = closestMatch(name, known)!;
  const close = leven(name.toLowerCase(), near.toLowerCase()) <= Math.max(2, name.length / 3);
  return close ? `; did you mean ${near}?` : `; known here: ${known.join(", ")}`;
}

/** `"a", "b" or "c"`. */
export function alternatives(names: readonly string[]): string {
  return names
    .map((name) => JSON.stringify(name))
    .join(", ")
    .replace(/, (?=[^,]*$)/, " or ");
}

/** Values are shown no longer than this [characters]. */
const LONGEST_SHOWN = 60;

/** A value as a message shows it: on one line, printable and cut short, however long or deep it is. */
export function show(value: unknown): string {
  if (typeof value === "string") return nameShown(JSON.stringify(value.slice(0, LONGEST_SHOWN + 1)));
  if (typeof value !== "object" || value === null) return nameShown(String(value));
  const json = isSmall(value) ? JSON.stringify(value) : undefined;
  if (json !== undefined && json.length <= LONGEST_SHOWN) return printable(json);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return json === undefined ? fieldsOf(value) : nameShown(json);
}

function fieldsOf(value: object): string {
  const { length } = Object.keys(value);
  return `an object of ${length} ${length === 1 ? "field" : "fields"}`;
}

/** Whether an object holds so few values that its JSON is short; one that holds itself has no end. */
function isSmall(value: object): boolean {
  const inside: unknown[] = [value];
  for (let i = 0; i < inside.length; i++) {
    const inner = inside[i];
    if (typeof inner === "bigint") return false; // which JSON doesn't know
    if (typeof inner !== "object" || inner === null) continue;
    const values = Object.values(inner);
    if (inside.length + values.length > LONGEST_SHOWN) return false;
    inside.push(...values);
  }
  return true;
}
