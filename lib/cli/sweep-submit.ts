/** The parts of a sweep as jobs of a cluster. */
import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { isSame, writeAside } from "../files/write-aside.js";
import { InputError, printable } from "../input/errors.js";
import { type SweepFolder, startFolder } from "../sweep/node/folder.js";
import { jobScript } from "../sweep/node/job-script.js";
import { jobFiles, readJobs, writeJobs } from "../sweep/node/jobs.js";
import { findRows, type Rows } from "../sweep/node/rows.js";
import { rangeOf } from "../sweep/node/run-in-folder.js";
import type { Job, Queued, Runner } from "../sweep/node/runner.js";
import { about, readText } from "./files.js";
import type { Io } from "./io.js";
import { readPlanFile } from "./sweep-plan-file.js";
import { counted, listed, warnOfFailed } from "./sweep-rows.js";

/** Schedulers start about three tasks a second: by default there are no more than this, of no fewer cells. */
export const MOST_TASKS = 100;
export const FEWEST_CELLS = 10;

/** Most seconds that the merge waits for files of other nodes: network file systems cache for up to a minute. */
const MERGE_WAITS = 65;

export interface SubmitOptions {
  readonly tasks?: number;
  readonly template?: string;
  readonly array: boolean;
  readonly resume?: boolean;
  readonly retryFailed?: boolean;
}

/**
 * Submits the parts of a sweep that are not complete, and a job that puts all together after them. The same again goes on there.
 * @throws InputError if parts are in the queue still, or the runner refuses.
 */
export async function submitParts(
  io: Io,
  runner: Runner,
  path: string,
  out: string,
  options: SubmitOptions,
): Promise<void> {
  const { tasks, template, array, resume, retryFailed = false } = options;
  const files = jobFiles(out, runner.name);
  runner.check();
  const plan = await readPlanFile(path);
  const name = plan.name ?? basename(resolve(out));
  const given = template === undefined ? runner.template : readText(template);
  const text = about(template ?? "template", () => jobScript(given, name));
  const before = readJobs(files.jobs);
  if (resume && before === undefined) {
    throw new InputError(`${out}: no jobs were submitted from here; leave --resume out to begin`);
  }
  if (template !== undefined && existsSync(files.script) && !isSame(files.script, text)) {
    throw new InputError(`--template ${template}: ${files.script} is there and differs; edit or remove that one`);
  }
  const sweep = await startFolder(out, plan);
  const queue = before === undefined ? [] : runner.queued([...before.jobs, ...before.merge]);
  const busy = queue.filter(({ id }) => before!.jobs.includes(id));
  if (busy.length > 0) {
    const cancel = runner.cancelling([...new Set(busy.map(({ id }) => id))]);
    throw new InputError(`${out}: is in the queue: ${shown(busy)}; wait, or cancel them: ${cancel}`);
  }
  const { length: cells } = sweep.cells;
  const parts = Math.min(cells, tasks ?? before?.parts ?? Math.min(MOST_TASKS, Math.ceil(cells / FEWEST_CELLS)));
  const most = array ? runner.mostInArray() : parts;
  if (parts > most) {
    throw new InputError(`--tasks: must be at most ${most} in an array here, not ${parts}; or add --no-array`);
  }
  const rows = await findRows(sweep);
  const todo = unfinished(sweep, rows, parts, retryFailed);
  if (todo.length === 0) {
    io.stdout.write(`${printable(out)}: all ${counted(cells)} are there, nothing is submitted.\n`);
    return warnOfFailed(io, sweep, rows);
  }
  const isNew = !existsSync(files.script) && (await writeAside(files.script, text));

  const jobs: string[] = [];
  const add = (job: Omit<Job, "script">): string => {
    try {
      return runner.submit({ script: resolve(files.script), ...job });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const some = jobs.length === 0 ? "" : `; submitted before: ${listed(jobs)}`;
      throw new InputError(`${error.message}; the script is ${files.script}${some}`);
    }
  };
  const argv = ["sweep", resolve(out, "plan.json"), "--out", resolve(out), ...(retryFailed ? ["--retry-failed"] : [])];
  const each = todo.map((part) => ({ argv: [...argv, "--shard", `${part}/${parts}`] }));
  for (const job of array ? [{ argv: [...argv, "--shard", `${parts}`], array: todo }] : each) {
    jobs.push(add(job));
    await writeJobs(files.jobs, { parts, jobs, merge: [] });
  }
  for (const { id } of queue) runner.cancel(id); // merges of before
  const merge = add({ argv: ["sweep", "merge", resolve(out), "--wait", `${MERGE_WAITS}`], after: jobs });
  await writeJobs(files.jobs, { parts, jobs, merge: [merge] });

  const submitted = `${todo.length} of ${counted(parts, "part")} submitted`;
  io.stdout.write(`${printable(out)}: ${submitted}, job ${listed(jobs)}; job ${merge} puts all together then.\n`);
  if (isNew) io.stdout.write(`Their script, which is yours to edit: ${printable(files.script)}\n`);
  io.stdout.write(`To look after them:\n  ${commandOf(runner, out)} --status\n`);
}

/** Parts, from 1, that have cells without a row, or cells that failed if those are to run again. */
function unfinished({ cells }: SweepFolder, rows: Rows, parts: number, retryFailed: boolean): number[] {
  const again = new Set(retryFailed ? [...rows.missing, ...rows.failed] : rows.missing);
  return Array.from({ length: parts }, (_, i) => i + 1).filter((part) =>
    cells.slice(...rangeOf(cells.length, { part, parts })).some((cell) => again.has(cell)),
  );
}

/** What a person types to look after the jobs. */
export function commandOf({ name }: Runner, out: string): string {
  const folder = printable(out);
  return `edgesteps sweep ${join(folder, "plan.json")} --out ${folder} --runner ${name}`;
}

export function shown(queue: readonly Queued[]): string {
  return listed(queue.map((one) => one.shown));
}
