/** Which part of a sweep a task of an array runs. */
import { InvalidArgumentError } from "commander";
import { printable } from "../input/errors.js";
import type { Part } from "../sweep/node/run-in-folder.js";
import { whole } from "./options.js";

/** Variables that number the tasks of an array, and where they begin. */
export const ARRAYS = [
  { variable: "SLURM_ARRAY_TASK_ID", first: 1 },
  { variable: "SGE_TASK_ID", first: 1 },
  { variable: "JOB_COMPLETION_INDEX", first: 0 },
  { variable: "AWS_BATCH_JOB_ARRAY_INDEX", first: 0 },
  { variable: "PARALLEL_SEQ", first: 1 },
] as const;

/** `k/K`, or `K` in the task of an array. */
export function partOf(text: string): Part {
  const [, before, after] = /^(?:(\d+)\/)?(\d+)$/.exec(text.trim()) ?? [];
  if (after === undefined) throw new InvalidArgumentError("It must be k/K such as 3/10, or K.");
  const parts = whole(1)(after);
  if (before === undefined) return { part: taskOf(parts), parts };
  const part = Number(before);
  if (part >= 1 && part <= parts) return { part, parts };
  throw new InvalidArgumentError(`It must be k/K with k from 1 to ${parts}.`);
}

/** Which task of an array this is, from 1. */
function taskOf(parts: number): number {
  const set = ARRAYS.flatMap(({ variable, first }) => {
    const value = process.env[variable];
    return value === undefined || value === "" || value === "undefined" ? [] : [{ variable, value, first }]; // as Grid Engine says it
  });
  const [own, other] = set;
  if (own === undefined) {
    throw new InvalidArgumentError(
      `It must be k/${parts}; no task of an array (${ARRAYS[0].variable}, …) is told here.`,
    );
  }
  if (other !== undefined) {
    throw new InvalidArgumentError(`It must be k/${parts}; ${own.variable} and ${other.variable} are both set.`);
  }
  const { variable, value, first } = own;
  const last = parts - 1 + first;
  const task = /^\d+$/.test(value) ? Number(value) : NaN;
  if (task >= first && task <= last) return task + 1 - first;
  throw new InvalidArgumentError(`${variable} must be from ${first} to ${last}, not ${printable(value, 60)}.`);
}
