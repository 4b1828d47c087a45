/** Exercises that check themselves: what is asked and hints stand in `data/exercises`, the right value only as a hash. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as v from "valibot";
import { hash } from "../files/hash.js";
import { InputError, printable } from "../input/errors.js";

/** An exercise, as a file of `data/exercises` has it. */
export interface Exercise {
  /** Notebook and number, as `03.1`. */
  readonly id: string;
  /** What is asked for, in words. */
  readonly asks: string;
  readonly unit?: string | undefined;
  /** Significant digits that must be right; absent is a whole number or a word, which must be exact. */
  readonly digits?: number | undefined;
  /** What {@link seal} makes of the right value. */
  readonly sealed: string;
  /** From a nudge to nearly the way. */
  readonly hints: readonly string[];
}

const text = v.pipe(v.string(), v.nonEmpty());

const exercises: v.GenericSchema<unknown, readonly Exercise[]> = v.array(
  v.strictObject({
    id: text,
    asks: text,
    unit: v.optional(text),
    digits: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12))),
    sealed: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
    hints: v.pipe(v.array(text), v.minLength(1)),
  }),
);

/** Wrong values by exercise, in this process: each new one shows the next hint. */
const tried = new Map<string, Set<number | string>>();

/**
 * Says whether `value` is right, and else gives a hint, a further one for each further value.
 * @param id As in the exercise's text, e.g. `03.1`.
 * @throws InputError where there is no such exercise, or `value` is not what it asks for.
 */
export function answer(id: string, value: number | string): void {
  const exercise = exerciseOf(id);
  if (isRight(exercise, value)) {
    console.log(`${id}: right${exercise.digits === undefined ? "" : `, to ${exercise.digits} digits`}.`);
    return;
  }
  const wrong = tried.get(id) ?? new Set();
  tried.set(id, wrong.add(value));
  const { hints } = exercise;
  const hint = Math.min(wrong.size, hints.length);
  console.log(`${id}: not yet. Hint ${hint} of ${hints.length}: ${hints[hint - 1]}`);
}

/** Whether `value` is right, without a word or a hint. @throws InputError as {@link answer} does. */
export function accepts(id: string, value: number | string): boolean {
  return isRight(exerciseOf(id), value);
}

/**
 * What stands for the right value in an exercise's `sealed`.
 * @param digits Significant digits; absent for a whole number or a word.
 */
export function seal(id: string, value: number | string, digits?: number): string {
  const rounded = typeof value === "string" ? value.trim().toLowerCase() : Number(value.toPrecision(digits ?? 17));
  return hash(id, String(rounded)).slice(0, 16);
}

/** All exercises in the folder `data/exercises`, by file and place in it. @throws InputError naming the file at fault. */
export function readExercises(folder: string): readonly Exercise[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      const { success, output, issues } = v.safeParse(exercises, parsed(path));
      if (!success) throw new InputError(`${path}: ${v.getDotPath(issues[0]) ?? "exercises"}: ${issues[0].message}`);
      return output;
    });
}

function isRight({ id, unit, digits, sealed }: Exercise, value: number | string): boolean {
  if (digits === undefined) return seal(id, value) === sealed;
  if (typeof value !== "number" || !Number.isFinite(value)) {
    const what = unit === undefined ? "a number" : `a number [${unit}]`;
    throw new InputError(`answer: ${id} asks for ${what}, not ${typeof value === "string" ? printable(value) : value}`);
  }
  const rounded = Number(value.toPrecision(digits));
  // One unit in the last digit that counts, for who rounds on the way; below a power of ten it is a tenth.
  const unitInLast = rounded === 0 ? 0 : Number(`1e${Math.floor(Math.log10(Math.abs(rounded))) - digits + 1}`);
  return [-1, -0.1, 0, 1].some((k) => seal(id, rounded + k * Math.sign(rounded) * unitInLast, digits) === sealed);
}

function exerciseOf(id: string): Exercise {
  const all = readExercises(exercisesFolder(process.cwd()));
  const found = all.find((exercise) => exercise.id === id);
  if (found) return found;
  const alike = all.filter((exercise) => exercise.id.split(".")[0] === id.split(".")[0]).map((exercise) => exercise.id);
  const known = alike.length > 0 ? alike : [...new Set(all.map((exercise) => exercise.id))];
  throw new InputError(`answer: no exercise ${printable(id)}; there are ${known.join(", ")}`);
}

/** `data/exercises` beside or above a folder. */
function exercisesFolder(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, "data/exercises");
    if (existsSync(candidate)) return candidate;
    if (folder === dirname(folder)) throw new InputError(`answer: no folder data/exercises in ${from} or above`);
  }
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new InputError(`${path}: not JSON`);
  }
}
