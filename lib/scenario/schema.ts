/** Scenario JSON in and out (MODEL.md §1): checked once here, trusted everywhere else. */
import * as v from "valibot";
import { problemList } from "../input/errors.js";
import { alternatives, fieldMessage, parseJson, show, validate } from "../input/validation.js";
import { ERROR_KINDS } from "../laws/error/all-laws.js";
import { ERROR_LAWS, type ErrorModel } from "../laws/error/error-laws.js";
import { UTILITIES, type UtilityName } from "../laws/utility/utilities.js";
import { inRange, LEAST, MOST, MOST_STEPS, RANGE } from "./range.js";
import type { Scenario, User } from "./types.js";

type Entries = Record<string, v.GenericSchema>;

/** A plan tells a user's model by a byte. */
const MOST_MODELS = 255;

/** An object of exactly these fields. */
const object = <const E extends Entries>(entries: E) =>
  v.pipe(v.strictObject(entries, fieldMessage(entries)), v.description("an object"));

/**
 * A check of a value of the right kind.
 * @param json What JSON Schema says of it, which has no words for some: no number of JSON is infinite.
 * @param field Which of the value's fields is wrong where it does not hold, beside others; else the value itself.
 */
const check = <T>(holds: (value: T) => boolean, message: string, json = {}, field?: keyof T & string) => ({
  ...v.rawCheck<T>(({ dataset: { typed, value }, addIssue }) => {
    if (!typed || holds(value)) return;
    if (field === undefined) addIssue({ message });
    else {
      const input = value[field];
      const at = { type: "object", origin: "value", input: value as never, key: field, value: input } as const;
      addIssue({ message, input, path: [at] });
    }
  }),
  json,
});
const checkField = <T>(field: keyof T & string, holds: (value: T) => boolean, message: string) =>
  check(holds, message, {}, field);
/** A value that holds what only a check can say. */
const valued = <T>(holds: (value: T) => boolean, expected: string, json: object) =>
  v.pipe(v.unknown() as unknown as v.GenericSchema<T>, check(holds, expected, json));
/** null, or a limit: nullable to those who go through the schema. */
const orNull = <const S extends v.GenericSchema>(limit: S) =>
  Object.assign(
    v.lazy(
      (given): v.GenericSchema<v.InferInput<S> | null, v.InferOutput<S> | null> =>
        given === null ? (v.unknown() as unknown as v.GenericSchema<null>) : limit,
    ),
    { type: "nullable", wrapped: limit },
  );
/** The kind of a law, by which it was told apart. */
const kindOf = (kind: string) =>
  Object.assign(
    valued((given) => given === kind, kind, { const: kind }),
    { literal: kind },
  );
const quantity = (expected: string, range: string, holds: (x: number) => boolean, json: object) =>
  v.pipe(
    v.number(expected),
    check((x) => holds(x) && x < Infinity, expected, { ...json, maximum: MOST }),
    check(inRange, range),
    v.description(expected),
  );
const positive = (unit: string) =>
  quantity(`a finite number > 0 [${unit}]`, `from ${RANGE} [${unit}]`, (x) => x > 0, {
    exclusiveMinimum: 0,
    minimum: LEAST,
  });
const nonNegative = (unit: string, expected = `a finite number >= 0 [${unit}]`) =>
  quantity(expected, `0, or from ${RANGE} [${unit}]`, (x) => x >= 0, { minimum: 0 });
const whole = (least: number, expected: string) =>
  v.pipe(
    v.number(expected),
    check((x) => Number.isSafeInteger(x) && x >= least, expected, {
      type: "integer",
      minimum: least,
      maximum: Number.MAX_SAFE_INTEGER,
    }),
    v.description(expected),
  );
const stepsFrom = (least: number) =>
  v.pipe(
    whole(least, `a whole number >= ${least} [steps]`),
    check((x) => x <= MOST_STEPS, `at most ${MOST_STEPS} [steps]`, { maximum: MOST_STEPS }),
  );
const ownSteps = v.exactOptional(stepsFrom(1));
const capacity = "a whole number >= 0 [steps], or null for unlimited";
const work = "a finite number >= 0 [FLOP], or null for unlimited";
const trueOrFalse = "true or false";

const listOf = <const S extends v.GenericSchema>(entry: S, expected: string, ofAny = expected) =>
  v.pipe(
    v.array(entry, ofAny),
    check(({ length }) => length > 0, expected, { minItems: 1 }),
    v.description(expected),
  );
const laws = ERROR_LAWS.map(({ kind, parameters }) => {
  const entries = parameters.map((parameter) => {
    const value = nonNegative(parameter.unit);
    return [parameter.name, "otherwise" in parameter ? v.exactOptional(value) : value] as const;
  });
  return object({ kind: kindOf(kind), ...Object.fromEntries(entries) });
});
const rising = "a list of numbers > 0 that rise [steps]";
const oneForEach = "a list of numbers >= 0, one for each of steps [1]";
const table = v.pipe(
  object({
    kind: kindOf("table"),
    steps: listOf(positive("steps"), rising),
    error: listOf(nonNegative("1"), oneForEach),
  }),
  checkField("steps", ({ steps }) => steps.every((s, i) => i === 0 || s > steps[i - 1]!), rising),
  checkField("error", ({ steps, error }) => error.length === steps.length, oneForEach),
);
/** A law of these, told apart by their kind: a variant to those who go through the schema. @param kinds Theirs, in this order. */
const lawOf = (options: readonly (typeof laws)[number][], kinds: readonly unknown[]) => {
  const known = alternatives(kinds as string[]);
  const expected = `an object with kind ${known}`;
  const law = v.lazy((given): v.GenericSchema => {
    const isObject = typeof given === "object" && given !== null;
    const option = isObject && options[kinds.indexOf((given as { readonly kind?: unknown }).kind)];
    if (option) return option;
    const refused = isObject ? checkField<{ kind: unknown }>("kind", () => false, known) : check(() => false, expected);
    return v.pipe(v.unknown(), refused as never);
  });
  return v.pipe(Object.assign(law, { type: "variant", options }), v.description(expected));
};
const weightsOfLaws = "a list of numbers >= 0 that sum to 1, one for each of laws [1]";
/** Laws made of those laws. */
const hedges = (law: ReturnType<typeof lawOf>) => {
  const within = listOf(law, "a list of error laws");
  const mixture = v.pipe(
    object({ kind: kindOf("mixture"), weights: listOf(nonNegative("1"), weightsOfLaws), laws: within }),
    checkField("weights", ({ weights, laws }) => weights.length === laws.length && isWhole(weights), weightsOfLaws),
  );
  return [mixture, object({ kind: kindOf("worst"), laws: within })] as unknown as typeof laws;
};
const flat = [...laws, table as unknown as (typeof laws)[number]];
const innermost = lawOf(
  flat,
  ERROR_KINDS.filter((kind) => kind !== "mixture" && kind !== "worst"),
);
// laws within laws go two deep
const nested = lawOf([...flat, ...hedges(innermost)], ERROR_KINDS);
const errorModel = lawOf([...flat, ...hedges(nested)], ERROR_KINDS) as v.GenericSchema as v.GenericSchema<ErrorModel>;

const nonEmpty = "a non-empty text";
const text = v.pipe(
  v.string(nonEmpty),
  v.trim(),
  check(({ length }) => length > 0, nonEmpty, { minLength: 1 }),
  v.description(nonEmpty),
);
const workload = positive("FLOP/step");
const models = v.exactOptional(
  v.pipe(
    v.array(object({ name: text, workload, errorModel, maxSteps: ownSteps }), "a list of models"),
    check(({ length }) => length <= MOST_MODELS, `at most ${MOST_MODELS} models`, { maxItems: MOST_MODELS }),
    check((list) => new Set(list.map((model) => model.name)).size === list.length, "models of different names"),
    v.description("a list of models"),
  ),
);

/** Whether numbers sum to 1 but for rounding. */
function isWhole(parts: readonly number[]): boolean {
  return Math.abs(parts.reduce((sum, part) => sum + part, 0) - 1) <= 1e-9;
}
const utilities = UTILITIES.map(({ kind }) => kind);

const bits = nonNegative("bit");
const bitsIfAny = v.exactOptional(bits);
const link = {
  uplinkBits: bits,
  downlinkBits: bits,
  uplinkRate: positive("bit/s"),
  downlinkRate: positive("bit/s"),
  transmitPower: nonNegative("W"),
  receivePower: nonNegative("W"),
};
const request = { id: text, workload };
/** What computes, a device or the edge. */
const computer = {
  speed: positive("FLOP/s"),
  switchedCapacitance: nonNegative("W/(FLOP/s)^3"),
  maxSteps: stepsFrom(0),
};
const device = object({ ...computer, battery: v.exactOptional(nonNegative("J")) });
const limits = {
  deadline: v.exactOptional(positive("s")),
  maxSteps: ownSteps,
  maxError: v.exactOptional(nonNegative("1")),
  models,
};
const userLink = object({ ...link, latentBits: bitsIfAny });
const userSchema = object({ ...request, device, link: userLink, errorModel, ...limits });

const byName = "an object of services by name";
const services = v.pipe(
  v.record(
    text,
    object({
      workload: v.exactOptional(workload),
      uplinkBits: bitsIfAny,
      downlinkBits: bitsIfAny,
      latentBits: bitsIfAny,
      errorModel: v.exactOptional(errorModel),
      ...limits,
    }),
    byName,
  ),
  v.description(byName),
);

const edge = { ...computer, stepCapacity: v.pipe(orNull(whole(0, capacity)), v.description(capacity)) };
const note = v.exactOptional(v.string("a text"));
const shared = {
  $schema: note,
  name: note,
  notes: note,
  source: note,
  utility: v.exactOptional(
    valued<UtilityName>((kind) => utilities.includes(kind), alternatives(utilities), {
      enum: utilities,
      type: "string",
    }),
  ),
  weights: object({
    time: nonNegative("1/s"),
    error: nonNegative("1"),
    energy: nonNegative("1/J"),
    localUtility: nonNegative("1"),
    edgeUtility: nonNegative("1"),
  }),
};
const settings = {
  ...shared,
  edge: v.pipe(
    object({
      ...edge,
      stepCapacity: v.exactOptional(edge.stepCapacity),
      workCapacity: v.exactOptional(v.pipe(orNull(nonNegative("FLOP", work)), v.description(work))),
      split: v.exactOptional(
        v.pipe(
          valued<boolean>((given) => typeof given === "boolean", trueOrFalse, { type: "boolean" }),
          v.description(trueOrFalse),
        ),
      ),
    }),
    // either of them, and not both
    checkField(
      "stepCapacity",
      ({ stepCapacity, workCapacity }) => stepCapacity !== undefined || workCapacity !== undefined,
      `${capacity}; or workCapacity in its place`,
    ),
    checkField(
      "workCapacity",
      ({ stepCapacity, workCapacity }) => stepCapacity === undefined || workCapacity === undefined,
      "left out beside stepCapacity, as one of them limits the edge",
    ),
  ),
  services: v.exactOptional(services),
};

/** Parts of valibot's schema, of which that of a scenario with several servers is made; of no told type like {@link scenarioSchema}. */
export function schemaParts(): Readonly<
  Record<"text" | "link", unknown> & Record<"settings" | "edge" | "user", object>
> {
  return { text, link: object(link), settings: shared, edge, user: { ...request, device, errorModel, ...limits } };
}

const scenario = object({ ...settings, users: listOf(userSchema, "a list of at least one user", "a list of users") });
/** Valibot's schema of a scenario, of which its JSON Schema is made; of no told type, so that declarations need no package. */
export const scenarioSchema: unknown = scenario;
/** What its JSON Schema names once and refers to: an error law, and those within it. */
export const scenarioDefinitions: Readonly<Record<string, unknown>> = {
  errorModel,
  lawWithin: nested,
  lawOfALawWithin: innermost,
};
/**
 * A scenario from a parsed JSON value.
 * @throws InputError naming the path, the value and what would be right, a line each.
 */
export function parseScenario(value: unknown): Scenario {
  const result: Scenario = validate(scenario, value, "scenario");
  refuseRepeatedIds(result);
  return result;
}

/**
 * All of a scenario but its users, from a parsed JSON value.
 * @throws InputError as {@link parseScenario}.
 */
export function parseSettings(value: unknown): Omit<Scenario, "users"> {
  // its users come from elsewhere: its own, if it has any, are not looked at
  const schema = object({ ...settings, users: v.exactOptional(v.unknown()) });
  const { users: _, ...rest } = validate(schema, value, "scenario");
  return rest;
}

/**
 * One user from a parsed value.
 * @throws InputError as {@link parseScenario}, its paths beginning at the user.
 */
export function parseUser(value: unknown): User {
  return validate(userSchema, value, "user");
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

function refuseRepeatedIds({ users }: Scenario): void {
  const first = new Map<string, number>();
  const problems = problemList();
  for (const [n, { id }] of users.entries()) {
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, n);
    else problems.add(() => `users[${n}].id: ${show(id)} is the id of users[${earlier}] already; ids must be unique`);
  }
  problems.refuseAny();
}
