/** Which jobs of a cluster run a sweep's parts, kept in a file of its folder. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { writeAside } from "../../files/write-aside.js";
import { finite, validate } from "../../input/validation.js";
import { readJson } from "./folder.js";

const ids = v.array(v.string("a job's id"), "a list of jobs' ids");

const schema = v.object({
  /** Into how many the sweep is cut. */
  parts: finite("a whole number >= 1", (x) => Number.isInteger(x) && x >= 1),
  /** Jobs that run parts, submitted last. */
  jobs: ids,
  /** Those that put all together after them. */
  merge: ids,
});

export type Jobs = v.InferOutput<typeof schema>;

/** Where a sweep's folder keeps the script of its jobs, and which they are. @param runner Its name. */
export function jobFiles(folder: string, runner: string): { readonly script: string; readonly jobs: string } {
  return { script: join(folder, runner, "job.sh"), jobs: join(folder, runner, "jobs.json") };
}

/** @throws InputError if the file is there and isn't one of ours. */
export function readJobs(path: string): Jobs | undefined {
  return existsSync(path) ? readJson(path, (value) => validate(schema, value, "jobs")) : undefined;
}

/** @throws InputError if it can't be written. */
export async function writeJobs(path: string, jobs: Jobs): Promise<void> {
  await writeAside(path, `${JSON.stringify(jobs, null, 2)}\n`);
}
