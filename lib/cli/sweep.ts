import type { Command } from "commander";
import { atEnd, cleanedUpOnSignals } from "../files/signals.js";
import { InputError, printable } from "../input/errors.js";
import { startFolder } from "../sweep/node/folder.js";
import { type Part, runInFolder } from "../sweep/node/run-in-folder.js";
import { checkFolder } from "./files.js";
import type { Io } from "./io.js";
import { coresOfTask, jobsOption } from "./jobs.js";
import { progressLine } from "./progress.js";
import { addCell } from "./sweep-cell.js";
import { addMerge } from "./sweep-merge.js";
import { ARRAYS, partOf } from "./sweep-part.js";
import { readPlanFile } from "./sweep-plan-file.js";
import { counted, infeasible, warnOfFailed } from "./sweep-rows.js";
import { addRunner, type RunnerOptions, runAsJobs } from "./sweep-runner.js";
import { addTable } from "./sweep-table.js";

interface Options extends RunnerOptions {
  readonly out?: string;
  readonly jobs?: number;
  readonly shard?: Part;
}

export function addSweep(command: Command, io: Io): void {
  command
    .enablePositionalOptions()
    .helpCommand(false)
    .description(
      "Solves or simulates whatever a plan varies, each point in each replication by each method, on all cores. The rows are in " +
        "the folder DIR; interrupted in any way, the same command goes on there.",
    )
    .argument("<PLAN>", "what varies, of whose users, how often (JSON or YAML)")
    .option("--out <DIR>", "folder of the sweep; another plan or version in it is refused")
    .addOption(jobsOption("cells that run at once"))
    .option("--shard <k/K>", "of K parts the k-th alone, from 1; K alone takes k from a task of an array", partOf)
    .option("--retry-failed", "run cells that failed again")
    .addHelpText(
      "after",
      `
A plan such as tau.yaml, files in which are named from its own folder:
  setting: lab.json                # weights and edge; or  scenario: lab.json  or
  users: lab-users.csv             #   population: {users: 40}
  resample: 60                     # a bootstrap of one's own users
  replications: 50
  method: [sca, exact]             # or  simulate: {policy: [warm, price]}
  vary:
    penaltyFactor: {log: [1e-4, 1e4], points: 9}
    edge.stepCapacity: [100, 200, null]
    users[*].device.maxSteps: [10, 20]

Examples:
  edgesteps sweep tau.yaml --out runs
  edgesteps sweep tau.yaml --out runs --jobs 8 --retry-failed
  edgesteps sweep table runs --out runs.csv
  edgesteps query runs "select method, median(gap) from cells group by 1 order by 1"
  edgesteps sweep cell runs 0a4efaba28a29eed --out cell.json
Parts anywhere that see the same disk, then:
  edgesteps sweep tau.yaml --out runs --shard 3/10
  edgesteps sweep tau.yaml --out runs --shard 10       in the task of an array
  edgesteps sweep merge runs --wait 65
Jobs of Slurm; a site's settings go into runs/slurm/job.sh:
  edgesteps sweep tau.yaml --out runs --runner slurm --tasks 50
  edgesteps sweep tau.yaml --out runs --runner slurm --status
  edgesteps sweep tau.yaml --out runs --runner slurm --resume

Arrays: ${ARRAYS.map(({ variable, first }) => `${variable} from ${first}`).join(", ")}.
Users and chance of a replication are the same at all points; the table is the
same for any number of jobs and parts, and after any interruption.`,
    )
    .action((plan: string, options: Options) => run(io, plan, options));
  addRunner(command);
  addMerge(command, io);
  addTable(command, io);
  addCell(command, io);
}

async function run(io: Io, path: string, { out, jobs = coresOfTask(), shard, ...rest }: Options): Promise<void> {
  if (out === undefined) throw new InputError("--out: missing; name a folder for the sweep");
  checkFolder(out);
  if (await runAsJobs(io, path, out, rest)) return;
  const sweep = await startFolder(out, await readPlanFile(path));
  const progress = progressLine(io);
  const since = performance.now();
  const onCells = (done: number, cells: number): void => {
    const rate = (1000 * done) / (performance.now() - since);
    progress.show(`${done} of ${cells} cells, ${shownRate(rate)}, ${shownTime((cells - done) / rate)} left`);
  };
  const forget = atEnd(() => {
    progress.clear();
    io.stderr.write(`${printable(out)}: stopped; the same command goes on there\n`);
  });
  const options = {
    onCells,
    ...(jobs !== undefined && { workers: jobs }),
    ...(shard !== undefined && { part: shard }),
    ...(rest.retryFailed && { retryFailed: true }),
  };
  const { rows, ran } = await cleanedUpOnSignals(() => runInFolder(sweep, options)).finally(forget);
  progress.clear();
  const name = printable(out);
  if (shard === undefined) {
    io.stdout.write(`${name}: ${sweep.cells.length} cells, ${ran} of them run now${infeasible(rows)}.\n`);
  } else {
    const { part, parts } = shard;
    io.stdout.write(`${name}: part ${part} of ${parts} is there, ${counted(ran)} run now. To gather all parts:\n`);
    io.stdout.write(`  edgesteps sweep merge ${name}\n`);
  }
  warnOfFailed(io, sweep, rows);
}

function shownRate(rate: number): string {
  return rate >= 10 ? `${Math.round(rate)}/s` : `${Math.round(60 * rate)}/min`;
}

function shownTime(seconds: number): string {
  if (seconds < 100) return `${Math.round(seconds)} s`;
  return seconds < 6000 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
