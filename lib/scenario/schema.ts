/** Scenario JSON in and out (MODEL.md §1): checked once here, trusted everywhere else. */
import { closest, distance } from "fastest-levenshtein";
import * as v from "valibot";
import { InputError } from "./errors.js";
import type { Scenario } from "./types.js";

type Entries = Record<string, v.GenericSchema>;

/** An object of exactly these fields, whose messages say what a missing field must be and which one a wrong name is near. */
const object = <const E extends Entries>(entries: E) =>
  v.pipe(
    v.strictObject(entries, (issue) => {
      const field = issue.path?.at(-1)?.key as string | undefined;
      if (field === undefined) return "an object";
      return issue.expected === "never"
        ? `unknown field${nearMiss(field, Object.keys(entries))}`
        : `missing; must be ${v.getDescription(entries[field]!) ?? "given"}`;
    }),
    v.description("an object"),
  );

const finite = (expected: string, holds: (x: number) => boolean) =>
  v.pipe(
    v.number(expected),
    v.check((x) => Number.isFinite(x) && holds(x), expected),
    v.description(expected),
  );
const positive = (unit: string) => finite(`a finite number > 0 [${unit}]`, (x) => x > 0);
const nonNegative = (unit: string) => finite(`a finite number >= 0 [${unit}]`, (x) => x >= 0);
const wholeSteps = (expected: string) => finite(expected, (x) => Number.isSafeInteger(x) && x >= 0);
const stepCount = wholeSteps("a whole number >= 0 [steps]");
const capacity = "a whole number >= 0 [steps], or null for unlimited";

const ERROR_KINDS = '"exponential" or "power"';
const errorModel = v.pipe(
  v.variant(
    "kind",
    [
      object({
        kind: v.literal("exponential"),
        initial: nonNegative("1"),
        decay: nonNegative("1/step"),
        floor: v.exactOptional(nonNegative("1")),
      }),
      object({
        kind: v.literal("power"),
        initial: nonNegative("1"),
        exponent: nonNegative("1"),
        floor: v.exactOptional(nonNegative("1")),
      }),
    ],
    (issue) => (issue.path?.at(-1)?.key === "kind" ? ERROR_KINDS : `an object with kind ${ERROR_KINDS}`),
  ),
  v.description(`an object with kind ${ERROR_KINDS}`),
);

const text = v.pipe(v.string("a non-empty text"), v.nonEmpty("a non-empty text"), v.description("a non-empty text"));

const user = object({
  id: text,
  workload: positive("FLOP/step"),
  device: object({
    speed: positive("FLOP/s"),
    switchedCapacitance: nonNegative("W/(FLOP/s)^3"),
    maxSteps: stepCount,
    battery: v.exactOptional(nonNegative("J")),
  }),
  link: object({
    uplinkBits: nonNegative("bit"),
    downlinkBits: nonNegative("bit"),
    uplinkRate: positive("bit/s"),
    downlinkRate: positive("bit/s"),
    transmitPower: nonNegative("W"),
    receivePower: nonNegative("W"),
  }),
  errorModel,
  deadline: v.exactOptional(positive("s")),
});

const users = v.pipe(
  v.array(user, "a list of users"),
  v.nonEmpty("a list of at least one user"),
  v.description("a list of at least one user"),
);

const scenario = object({
  name: v.exactOptional(v.string("a text")),
  utility: v.exactOptional(v.picklist(["linear", "log"], '"linear" or "log"')),
  weights: object({
    time: nonNegative("1/s"),
    error: nonNegative("1"),
    energy: nonNegative("1/J"),
    localUtility: nonNegative("1"),
    edgeUtility: nonNegative("1"),
  }),
  edge: object({
    speed: positive("FLOP/s"),
    switchedCapacitance: nonNegative("W/(FLOP/s)^3"),
    maxSteps: stepCount,
    stepCapacity: v.pipe(v.union([v.null(), wholeSteps(capacity)], capacity), v.description(capacity)),
  }),
  users,
});

/** Most problems named at once. */
const MOST_PROBLEMS = 10;

/**
 * A scenario from a parsed JSON value.
 * @throws InputError naming the path, the value and what would be right, a line each.
 */
export function parseScenario(value: unknown): Scenario {
  if (Array.isArray(value)) throw new InputError(`scenario: must be an object, not ${show(value)}`);
  const result = v.safeParse(scenario, value);
  const problems = result.success ? repeatedIds(result.output) : result.issues.map(describe);
  if (problems.length > MOST_PROBLEMS) {
    problems.splice(MOST_PROBLEMS, Infinity, `and ${problems.length - MOST_PROBLEMS} more problems`);
  }
  if (problems.length > 0) throw new InputError(problems);
  return result.output as Scenario;
}

/**
 * A scenario from JSON text.
 * @throws InputError if the text is not JSON or not a scenario.
 */
export function readScenario(text: string): Scenario {
  return parseScenario(parseJson(text));
}

/** JSON text of a scenario, as {@link readScenario} reads it. */
export function writeScenario(value: Scenario): string {
  return `${JSON.stringify(value, null, 2)}\n`;
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

function repeatedIds({ users }: Scenario): string[] {
  const first = new Map<string, number>();
  const problems: string[] = [];
  for (const [n, { id }] of users.entries()) {
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, n);
    else problems.push(`users[${n}].id: ${show(id)} is the id of users[${earlier}] already; ids must be unique`);
  }
  return problems;
}

/** `path: what is wrong`, e.g. `users[3].link.uplinkRate: must be a finite number > 0 [bit/s], not 0`. */
function describe(issue: v.BaseIssue<unknown>): string {
  const keys = issue.path?.map((item) => item.key as string | number) ?? [];
  const path = keys.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`)).join("");
  const at = path === "" ? "scenario" : path.slice(1);
  if (issue.type === "strict_object" && keys.length > 0 && /^(missing|unknown)/.test(issue.message))
    return `${at}: ${issue.message}`;
  if (issue.input === undefined) return `${at}: missing; must be ${issue.message}`;
  return `${at}: must be ${issue.message}, not ${show(issue.input)}`;
}

function nearMiss(name: string, known: readonly string[]): string {
  const near = closest(name, known);
  const close = distance(name.toLowerCase(), near.toLowerCase()) <= Math.max(2, name.length / 3);
  return close ? `; did you mean ${near}?` : `; known here: ${known.join(", ")}`;
}

function show(value: unknown): string {
  if (typeof value === "number") return String(value);
  const json = JSON.stringify(value) ?? String(value);
  return json.length <= 60 ? json : `${json.slice(0, 57)}...`;
}
