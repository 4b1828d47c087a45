/** A sweep whose parts run as jobs of a cluster: submits them, and tells what is there. */
import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { type Command, Option } from "commander";
import { isSame, writeAside } from "../files/write-aside.js";
import { namesOf } from "../input/checks.js";
import { InputError, printable } from "../input/errors.js";
import { openFolder, type SweepFolder, startFolder } from "../sweep/node/folder.js";
import { jobScript } from "../sweep/node/job-script.js";
import { readJobs, writeJobs } from "../sweep/node/jobs.js";
import { findRows, type Rows } from "../sweep/node/rows.js";
import { rangeOf } from "../sweep/node/run-in-folder.js";
import type { Job, Queued, Runner } from "../sweep/node/runner.js";
import { slurm } from "../sweep/node/slurm.js";
import { about, readText } from "./files.js";
import type { Io } from "./io.js";
import { oneOf, refuseWithoutEffect, whole } from "./options.js";
import { readPlanFile } from "./sweep-plan-file.js";
import { counted, infeasible, listed, missingPlaces, warnOfFailed } from "./sweep-rows.js";

const RUNNERS: readonly Runner[] = [slurm];

/** Schedulers start about three tasks a second: by default there are no more than this, of no fewer cells. */
const MOST_TASKS = 100;
const FEWEST_CELLS = 10;

/** Most seconds that the merge waits for files of other nodes: network file systems cache for up to a minute. */
const MERGE_WAITS = 65;

export interface RunnerOptions {
  readonly runner?: Runner;
  readonly tasks?: number;
  readonly template?: string;
  readonly array: boolean;
  readonly resume?: boolean;
  readonly status?: boolean;
  readonly retryFailed?: boolean;
}

export function addRunner(command: Command): void {
  const runner = new Option("--runner <NAME>", `submit the parts as jobs: ${namesOf(RUNNERS).join(" or ")}`);
  const status = new Option("--status", "tell what is there and in the queue, and submit nothing");
  command
    .addOption(
      runner
        .argParser((text) => RUNNERS[namesOf(RUNNERS).indexOf(oneOf(namesOf(RUNNERS))(text))])
        .conflicts(["jobs", "shard"]),
    )
    .option(
      "--tasks <N>",
      `into how many parts (default one for ${FEWEST_CELLS} cells, at most ${MOST_TASKS})`,
      whole(1),
    )
    .option("--template <FILE>", "of the jobs' script; {{edgesteps}} {{arguments}} in it is what they run")
    .option("--no-array", "a job for each part, where a site forbids arrays")
    .option("--resume", "only if jobs were submitted before: what is missing")
    .addOption(status.conflicts(["tasks", "template", "array", "resume", "retryFailed"]));
}

/** Whether the options ask for jobs: then these are submitted, or looked after. */
export async function runAsJobs(io: Io, path: string, out: string, options: RunnerOptions): Promise<boolean> {
  const { runner, tasks, template, array, resume, status } = options;
  const only = { effect: runner !== undefined, needs: "--runner" };
  refuseWithoutEffect([
    { flag: "--tasks", value: tasks, ...only },
    { flag: "--template", value: template, ...only },
    { flag: "--no-array", value: array ? undefined : true, ...only },
    { flag: "--resume", value: resume, ...only },
    { flag: "--status", value: status, ...only },
  ]);
  if (runner === undefined) return false;
  if (resume || status) openFolder(out); // is to be there
  await (status ? tellStatus : submit)(io, runner, path, out, options);
  return true;
}

async function tellStatus(io: Io, runner: Runner, path: string, out: string): Promise<void> {
  const sweep = await startFolder(out, await readPlanFile(path));
  const jobs = readJobs(filesOf(runner, out).jobs);
  const queue = jobs === undefined ? [] : runner.queued([...jobs.jobs, ...jobs.merge]);
  const rows = await findRows(sweep);
  const { length: missing } = rows.missing;
  const cells = sweep.cells.length;
  const places = missing === 0 ? "" : `; missing: ${missingPlaces(rows)}`;
  io.stdout.write(
    `${printable(out)}: ${cells - missing} of ${counted(cells)} are there${infeasible(rows)}${places}.\n`,
  );
  io.stdout.write(queue.length === 0 ? "None of its jobs is in the queue.\n" : `In the queue: ${shown(queue)}.\n`);
  if (missing > 0 && queue.length === 0) {
    io.stdout.write(
      `To submit what is missing:\n  ${commandOf(runner, out)}${jobs === undefined ? "" : " --resume"}\n`,
    );
  }
  warnOfFailed(io, sweep, rows);
}

async function submit(io: Io, runner: Runner, path: string, out: string, options: RunnerOptions): Promise<void> {
  const { tasks, template, array, resume, retryFailed = false } = options;
  const files = filesOf(runner, out);
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
  const todo = unfinished(sweep, await findRows(sweep), parts, retryFailed);
  if (todo.length === 0) {
    io.stdout.write(`${printable(out)}: all ${counted(cells)} are there, nothing is submitted.\n`);
    return;
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

function filesOf({ name }: Runner, out: string): { readonly script: string; readonly jobs: string } {
  return { script: join(out, name, "job.sh"), jobs: join(out, name, "jobs.json") };
}

function commandOf({ name }: Runner, out: string): string {
  const folder = printable(out);
  return `edgesteps sweep ${join(folder, "plan.json")} --out ${folder} --runner ${name}`;
}

function shown(queue: readonly Queued[]): string {
  return listed(queue.map((one) => one.shown));
}
