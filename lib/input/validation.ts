/** Checks of JSON values, with a line for each problem: where it is, what it is and what would be right. */
import leven, { closestMatch } from "leven";
import * as v from "valibot";
import { commaHint } from "./decimal.js";
import { InputError } from "./errors.js";
import { inputError, MOST_NAMED } from "./problems.js";

type Entries = Readonly<Record<string, v.GenericSchema>>;
type FieldIssue = v.StrictObjectIssue | v.ObjectIssue;

/** Nearness is looked for among so many names, no longer than this, and so many are listed. */
const MOST_SEARCHED = 1000;
const LONGEST_SEARCHED = 60;
const MOST_LISTED = 30;

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
  if (result.success) return result.output;
  const { issues } = result;
  const named = issues.slice(0, MOST_NAMED).map((issue) => describe(issue, what));
  throw inputError(named, issues.length);
}

/** `path: what is wrong`, e.g. `users[3].link.uplinkRate: must be a finite number > 0 [bit/s], not 0`. */
function describe(issue: v.BaseIssue<unknown>, what: string): string {
  const keys = issue.path?.map((item) => item.key as string | number) ?? [];
  const path = keys.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`)).join("");
  const at = path === "" ? what : path.slice(1);
  if (/object$/.test(issue.type) && keys.length > 0 && /^(missing|unknown)/.test(issue.message))
    return `${at}: ${issue.message}`;
  if (issue.input === undefined) return `${at}: missing; must be ${issue.message}`;
  const hint = issue.type === "number" && typeof issue.input === "string" ? commaHint(issue.input) : "";
  return `${at}: must be ${issue.message}, not ${show(issue.input)}${hint}`;
}

/** What to say after an unknown name: the known one that it is near, or what is known; of very many, some. */
export function nearMiss(name: string, known: readonly string[]): string {
  const farthest = Math.max(2, name.length / 3);
  const searched = known.length <= MOST_SEARCHED && name.length <= LONGEST_SEARCHED;
  const near = searched
    ? closestMatch(
        name,
        known.filter(({ length }) => Math.abs(length - name.length) <= farthest),
      )
    : undefined;
  if (near !== undefined && leven(name.toLowerCase(), near.toLowerCase()) <= farthest) return `; did you mean ${near}?`;
  const listed = known.length <= MOST_LISTED ? known : [...known.slice(0, 5), `${known.length - 5} more`];
  return `; known here: ${listed.join(", ")}`;
}

/** `"a", "b" or "c"`. */
export function alternatives(names: readonly string[]): string {
  return names
    .map((name) => JSON.stringify(name))
    .join(", ")
    .replace(/, (?=[^,]*$)/, " or ");
}

/** A value as a message shows it, cut short. */
export function show(value: unknown): string {
  if (typeof value === "number") return String(value);
  const json = JSON.stringify(value) ?? String(value);
  if (json.length <= 60) return json;
  return Array.isArray(value) ? `a list of ${value.length}` : `${json.slice(0, 57)}...`;
}
