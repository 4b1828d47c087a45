/** What is fuzzed: one object each, listed in `targets.ts`. */
import type fc from "fast-check";
import { InputError } from "../../input/errors.js";
import { InfeasibleError } from "../../solver/infeasible.js";

/** How an input ended: with an answer, or with a clear error. Whatever else it throws is a fault. */
export type Outcome = "answered" | "refused" | "infeasible";

export interface Target<Input = unknown> {
  readonly name: string;
  /** Of 10⁵ inputs. */
  readonly share: number;
  readonly inputs: fc.Arbitrary<Input>;
  /** @throws Error for a fault, saying what is wrong. */
  run(input: Input): Outcome | Promise<Outcome>;
}

/** Past this an input counts as hanging [ms]. */
const LONGEST = 5000;
/** What a message or an answer never has, unless the input has it. */
const NEVER = ["undefined", "[object ", "this is a bug", "\n    at ", "NaN"];

/** An input's outcome and how long it took [ms]. @throws Error for a fault: an unforeseen error, a hang. */
export async function outcomeOf<Input>(
  target: Target<Input>,
  input: Input,
): Promise<{ readonly outcome: Outcome; readonly time: number }> {
  const before = performance.now();
  const outcome = await target.run(input);
  const time = performance.now() - before;
  if (time > LONGEST) throw new Error(`took ${Math.round(time)} ms`);
  return { outcome, time };
}

/** How an input ended whose errors name what is wrong. */
export function answered(input: string, work: () => void): Outcome {
  try {
    work();
    return "answered";
  } catch (error) {
    if (!(error instanceof InputError || error instanceof InfeasibleError)) throw error;
    refuseSlips(error.message, input);
    return error instanceof InputError ? "refused" : "infeasible";
  }
}

/** @throws Error where a text has what no person should read, and the input does not. */
export function refuseSlips(text: string, input: string): void {
  for (const slip of NEVER) {
    if (text.includes(slip) && !input.includes(slip)) throw new Error(`says ${slip}: ${text}`);
  }
}

/** @throws Error naming the first number of a value that is not finite. */
export function refuseEndless(value: unknown, path = ""): void {
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`${path} is ${value}`);
  if (typeof value !== "object" || value === null) return;
  for (const [name, part] of Object.entries(value)) refuseEndless(part, `${path}.${name}`);
}
