import { Option } from "commander";
import { InputError } from "../input/errors.js";
import { show } from "../input/validation.js";
import { whole } from "./options.js";

const MOST_JOBS = 256;

/** From so many users on, several threads solve and check. */
export const MANY = 1e5;

/** `--jobs`. @param what What there are so many of. */
export function jobsOption(what: string): Option {
  return new Option("--jobs <N>", `${what} (default SLURM_CPUS_PER_TASK, or one a core)`).argParser(
    whole(1, MOST_JOBS),
  );
}

/** How many cores Slurm gives a task; none where a job didn't say, or outside of it. */
export function coresOfTask(): number | undefined {
  const cores = process.env["SLURM_CPUS_PER_TASK"] || undefined;
  if (cores === undefined) return undefined;
  if (/^[1-9]\d*$/.test(cores)) return Math.min(MOST_JOBS, Number(cores));
  throw new InputError(`SLURM_CPUS_PER_TASK: must be a whole number >= 1, not ${show(cores)}`);
}

/** What a promise comes to, to be taken later. */
export function outcomeOf<T>(promise: Promise<T>): Promise<() => T> {
  return promise.then(
    (value) => () => value,
    (error) => () => {
      throw error;
    },
  );
}
