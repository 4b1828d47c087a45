/** Plan JSON (MODEL.md §2): lists with one entry a user, by themselves or as the `plan` of a solution. */
import * as v from "valibot";
import { InputError } from "../input/errors.js";
import { fieldMessage, finite, validate } from "../input/validation.js";
import { type ModelColumns, modelsOf } from "../scenario/models.js";
import { MOST } from "../scenario/range.js";
import type { Plan } from "./objective.js";

/**
 * A plan from a parsed JSON value; other fields, such as a solution has, are left aside. Whether the plan keeps the
 * constraints is for `violations` to say.
 * @param count Number of users.
 * @param models Their other models; null where nobody has any.
 * @param split Whether tasks may be split.
 * @throws InputError naming the path, the value and what would be right, a line each.
 */
export function parsePlan(
  value: unknown,
  count: number,
  models: ModelColumns | null = null,
  split: boolean | undefined = false,
): Plan {
  const list = (entry: v.GenericSchema<number>, what: string) => {
    const expected = `a list of ${what}, one for each of the ${count} users`;
    return v.pipe(v.array(entry, expected), v.length(count, expected), v.description(expected));
  };
  const zeroOrOne = finite("0 (local) or 1 (edge)", (x) => x === 0 || x === 1);
  const entries = {
    offload: list(zeroOrOne, "0 (local) or 1 (edge)"),
    steps: list(finite(`a number of at most ${MOST} [steps]`, inSize), "numbers [steps]"),
    computationTime: list(finite(`a number of at most ${MOST} [s]`, inSize), "numbers [s]"),
  };
  const plan = v.object(entries, fieldMessage(entries));
  const parts = { deviceSteps: entries.steps, deviceTime: entries.computationTime };
  const columns = listed(value, [...Object.keys({ ...entries, ...parts }), "model"]);
  const { offload, steps, computationTime } = validate(plan, columns, "plan");
  const ofSplits = split ? validate(v.object(parts, fieldMessage(parts)), columns, "plan") : null;
  return {
    offload: Uint8Array.from(offload),
    steps: Float64Array.from(steps),
    computationTime: Float64Array.from(computationTime),
    ...(ofSplits !== null && {
      deviceSteps: Float64Array.from(ofSplits.deviceSteps),
      deviceTime: Float64Array.from(ofSplits.deviceTime),
    }),
    ...(models !== null && { model: parseModels(columns, count, models) }),
  };
}

/** Which model each user has. */
function parseModels(columns: unknown, count: number, models: ModelColumns): Uint8Array {
  const expected = `a list of whole numbers, 0 for a user's own model or k for the k-th of its others, one for each of the ${count} users`;
  const entry = finite(expected, (k) => Number.isInteger(k) && k >= 0);
  const entries = { model: v.pipe(v.array(entry, expected), v.length(count, expected), v.description(expected)) };
  const { model } = validate(v.object(entries, fieldMessage(entries)), columns, "plan");
  for (const [n, k] of model.entries()) {
    const most = modelsOf(models, n);
    if (k > most)
      throw new InputError(`model[${n}]: must be at most ${most}, as the user has no other models, not ${k}`);
  }
  return Uint8Array.from(model);
}

/** Whether what it is multiplied with leaves it finite. */
function inSize(x: number): boolean {
  return Math.abs(x) <= MOST;
}

/** The value, or its `plan`, with columns that `JSON.stringify` wrote as objects by index made lists again. */
function listed(value: unknown, columns: readonly string[]): unknown {
  if (!isObject(value)) return value;
  const plan = isObject(value["plan"]) ? value["plan"] : value;
  const made = Object.entries(plan).map(([name, list]) => [name, columns.includes(name) ? asList(list) : list]);
  return Object.fromEntries(made);
}

/** A list that `JSON.stringify` wrote as an object by index, made a list again; anything else as it is. */
export function asList(value: unknown): unknown {
  if (!isObject(value)) return value;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key, i) => key === String(i)) ? Object.values(value) : value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
