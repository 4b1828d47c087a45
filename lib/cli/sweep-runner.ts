/** Options of sweeps whose parts run as jobs of a cluster, and what is told of them. */
import { type Command, Option } from "commander";
import { namesOf } from "../input/checks.js";
import { printable } from "../input/errors.js";
import { openFolder, startFolder } from "../sweep/node/folder.js";
import { jobFiles, readJobs } from "../sweep/node/jobs.js";
import { findRows } from "../sweep/node/rows.js";
import type { Runner } from "../sweep/node/runner.js";
import { RUNNERS } from "../sweep/node/runners.js";
import type { Io } from "./io.js";
import { oneOf, refuseWithoutEffect, whole } from "./options.js";
import { readPlanFile } from "./sweep-plan-file.js";
import { counted, infeasible, missingPlaces, warnOfFailed } from "./sweep-rows.js";
import { commandOf, FEWEST_CELLS, MOST_TASKS, type SubmitOptions, shown, submitParts } from "./sweep-submit.js";

export interface RunnerOptions extends SubmitOptions {
  readonly runner?: Runner;
  readonly status?: boolean;
}

export function addRunner(command: Command): void {
  const names = namesOf(RUNNERS);
  const named = oneOf(names);
  const runner = new Option("--runner <NAME>", `submit the parts as jobs: ${names.join(" or ")}`);
  const status = new Option("--status", "tell what is there and in the queue, and submit nothing");
  command
    .addOption(runner.argParser((text) => RUNNERS[names.indexOf(named(text))]).conflicts(["jobs", "shard"]))
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
  const own = { tasks, template, "no-array": array ? undefined : true, resume, status };
  const [effect, needs] = [runner !== undefined, "--runner"];
  refuseWithoutEffect(Object.entries(own).map(([name, value]) => ({ flag: `--${name}`, value, effect, needs })));
  if (runner === undefined) return false;
  if (resume || status) openFolder(out); // is to be there
  await (status ? tellStatus : submitParts)(io, runner, path, out, options);
  return true;
}

async function tellStatus(io: Io, runner: Runner, path: string, out: string): Promise<void> {
  const sweep = await startFolder(out, await readPlanFile(path));
  const jobs = readJobs(jobFiles(out, runner.name).jobs);
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
