/** Which jobs of a cluster run a sweep's parts, kept in a file of its folder. */
import { existsSync } from "node:fs";
import * as v from "valibot";
import { writeAside } from "../../files/write-aside.js";
import { validate } from "../../input/validation.js";
import { readJson } from "./folder.js";

const ids = v.array(v.string("a job's id"), "a list of jobs' ids");

const schema = v.object({
  /** Into how many the sweep is cut. */
  parts: v.pipe(
    v.number("a whole number >= 1"),
    v.integer("a whole number >= 1"),
    v.minValue(1, "a whole number >= 1"),
  ),
  /** Jobs that run parts, submitted last. */
  jobs: ids,
  /** Those that put all together after them. */
  merge: ids,
});

export type Jobs = v.InferOutput<typeof schema>;

/** @throws InputError if the file is there and isn't one of ours. */
export function readJobs(path: string): Jobs | undefined {
  return existsSync(path) ? readJson(path, (value) => validate(schema, value, "jobs")) : undefined;
}

/** @throws InputError if it can't be written. */
export async function writeJobs(path: string, jobs: Jobs): Promise<void> {
  await writeAside(path, `${JSON.stringify(jobs, null, 2)}\n`);
}
