/** A sweep's plan from a parsed value: its fields one by one, then what goes together. */
import * as v from "valibot";
import { POLICIES } from "../dynamic/policies/policies.js";
import { namesOf } from "../input/checks.js";
import { finite, validate } from "../input/validation.js";
import { METHODS } from "../solver/methods/methods.js";
import { DESIGNS } from "./design.js";
import { nameOf, object, population, SIMULATE, some, whole } from "./options.js";
import type { SweepPlan } from "./plan.js";
import { MOST_CELLS, refuseContradictions } from "./plan-checks.js";

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);
const text = v.pipe(v.string("a text"), v.description("a text"));
const VALUE = "a finite number, a text, true, false or null";
const value = v.union([finite(VALUE), v.string(), v.boolean(), v.null()], VALUE);

/** One name, or a list of them. */
const names = (known: readonly string[]) => {
  const list = v.pipe(v.array(nameOf(known)), v.nonEmpty("a name or more"));
  return v.lazy((given): v.GenericSchema => (Array.isArray(given) ? list : nameOf(known)));
};

const number = finite("a finite number");
const positive = finite("a finite number > 0", (x) => x > 0);
const ends = v.pipe(v.array(positive, "[low, high]"), v.length(2, "[low, high]"), v.description("[low, high]"));
const levels = { points: whole(2, MOST_CELLS), whole: v.boolean("true or false") };
const list = v.pipe(v.array(value), v.nonEmpty("a list of at least one value"));
const between = object({ from: number, to: number }, levels);
const byFactors = object({ log: ends }, levels);
const noValues = v.never("a list of values, {from, to, points} or {log: [low, high], points}");
const varied = v.lazy((given): v.GenericSchema => {
  if (Array.isArray(given)) return list;
  if (!isObject(given)) return noValues;
  return "log" in (given as object) ? byFactors : between;
});

const byPath = (schema: v.GenericSchema) => v.record(text, schema, "an object by path");
const fileOr = (what: string, holds: (given: unknown) => boolean) =>
  v.custom((given) => (typeof given === "string" && given !== "") || holds(given), `${what}, or the name of its file`);
const points = v.pipe(v.array(byPath(value)), v.nonEmpty("a list of at least one point"));
const pointsFile = fileOr("a list of points", () => false);

const schema = some({
  name: text,
  notes: text,
  scenario: fileOr("a scenario", isObject),
  population,
  users: fileOr("a list of users", Array.isArray),
  setting: fileOr("a scenario without users", isObject),
  resample: whole(1, MOST_CELLS),
  replications: whole(1, MOST_CELLS),
  seed: whole(0, 2 ** 32 - 1),
  method: names(namesOf(METHODS)),
  simulate: some({ policy: names(namesOf(POLICIES)), ...SIMULATE }),
  set: byPath(value),
  vary: byPath(varied),
  design: nameOf(DESIGNS),
  points: whole(1, MOST_CELLS),
  rows: v.lazy((given): v.GenericSchema => (Array.isArray(given) ? points : pointsFile)),
  outcomes: v.lazy((given): v.GenericSchema => (Array.isArray(given) ? v.array(text) : nameOf(["all"]))),
});

/**
 * A plan from a parsed JSON or YAML value, or one written in code. Files that it names are left as they are; what hangs on their
 * content is checked once it stands in their place ({@link sources}).
 * @throws InputError naming the path, the value and what would be right, a line each.
 */
export function parseSweepPlan(given: unknown): SweepPlan {
  return refuseContradictions(validate(schema, given, "plan") as SweepPlan);
}
