/** Checks of JSON values, with a line for each problem: where it is, what it is and what would be right. */
import * as v from "valibot";
import { decimal } from "./checks.js";
import { InputError, nameShown, type Problems, printable, problemList } from "./errors.js";
import { nearMiss } from "./near-miss.js";

type Entries = Readonly<Record<string, v.GenericSchema>>;
type FieldIssue = v.StrictObjectIssue | v.ObjectIssue;

/** Levels of lists and objects: far more than any file of ours has. */
const DEEPEST = 64;

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
  const { issues = [], output } = v.safeParse(schema, value, { abortPipeEarly: true });
  const problems = problemList();
  for (const issue of issues) problems.add(() => describe(issue, what));
  problems.refuseAny();
  return output;
}

/**
 * The value of a JSON text.
 * @throws InputError saying where it stops being JSON, which keys are there twice, or that it is nested too deep.
 */
export function parseJson(json: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new InputError(`not JSON: ${(error as Error).message.replace(/\s+/g, " ")}`);
  }
  const problems = problemList();
  scan(json, problems);
  problems.refuseAny();
  return value;
}

/** A list or an object that is open. */
interface Level {
  /** Keys so far; null in a list. */
  readonly keys: Set<string> | null;
  /** The key or index of what is read now. */
  at: string | number;
}

/** Goes once through a text that is JSON. */
function scan(json: string, problems: Problems): void {
  const open: Level[] = [];
  let text = "";
  for (let i = 0; i < json.length; i++) {
    const level = open.at(-1);
    switch (json[i]) {
      case '"': {
        const end = closingQuote(json, i);
        text = json.slice(i, end + 1);
        i = end;
        break;
      }
      case ":": {
        const key = text.includes("\\") ? (JSON.parse(text) as string) : text.slice(1, -1);
        level!.at = key;
        if (level!.keys!.has(key)) problems.add(() => `${pathOf(open.map(({ at }) => at))}: is there twice`);
        level!.keys!.add(key);
        break;
      }
      case ",":
        if (typeof level!.at === "number") level!.at += 1;
        break;
      case "{":
      case "[":
        open.push(json[i] === "{" ? { keys: new Set(), at: "" } : { keys: null, at: 0 });
        if (open.length > DEEPEST) throw new InputError(`is nested more than ${DEEPEST} levels deep`);
        break;
      case "}":
      case "]":
        open.pop();
    }
  }
}

/** Where the text that begins at `from` ends. */
function closingQuote(json: string, from: number): number {
  let end = from + 1;
  // a backslash and what it escapes are one
  while (json[end] !== '"') end += json[end] === "\\" ? 2 : 1;
  return end;
}

/** E.g. `users[3].link.uplinkRate`. */
function pathOf(keys: readonly (string | number)[]): string {
  const path = keys.map((key) => (typeof key === "number" ? `[${key}]` : `.${nameShown(key)}`)).join("");
  return path.replace(/^\./, "");
}

/** `path: what is wrong`, e.g. `users[3].link.uplinkRate: must be a finite number > 0 [bit/s], not 0`. */
function describe({ type, message, input, path = [] as never }: v.BaseIssue<unknown>, what: string): string {
  const at = path.length === 0 ? what : pathOf(path.map(({ key }) => key as string | number));
  if (path.length > 0 && /object$/.test(type) && /^(missing|unknown)/.test(message)) return `${at}: ${message}`;
  // a schema without a message of its own says what it is called there
  if (input === undefined) return `${at}: missing${/^Invalid /.test(message) ? "" : `; must be ${message}`}`;
  const hint = type === "number" && typeof input === "string" ? commaHint(input) : "";
  return `${at}: must be ${message}, not ${show(input)}${hint}`;
}

/** What to say after a text that should be a number and has a comma in it; nothing for one that has none. */
export function commaHint(text: string): string {
  const bare = text.replace(/[\s']/g, "");
  const point = bare.replace(/\./g, "").replace(",", ".");
  const grouped = bare.replace(/,/g, "");
  const [decimalComma, groups] = [
    /^[-+]?[\d.]*,\d*(e[-+]?\d+)?$/i.test(bare),
    /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare),
  ];
  if (decimalComma && groups) return `; write ${point} if its comma is decimal, ${grouped} if it groups digits`;
  if (decimalComma && !Number.isNaN(decimal(point))) return `; a decimal comma, write ${point}`;
  return groups ? `; write ${grouped}, without commas` : "";
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
