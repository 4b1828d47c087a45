import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Command } from "commander";
import { atEnd, cleanedUpOnSignals } from "../files/signals.js";
import { writeAside } from "../files/write-aside.js";
import { InputError, printable } from "../input/errors.js";
import { toCsv } from "../report/csv.js";
import { openFolder, type SweepFolder, startFolder } from "../sweep/node/folder.js";
import { findRows, gatherRows, type Rows, rowsInOrder } from "../sweep/node/rows.js";
import { type Part, runInFolder, tableOf } from "../sweep/node/run-in-folder.js";
import { CommandFailure } from "./failure.js";
import { checkFolder, checkTarget } from "./files.js";
import type { Io } from "./io.js";
import { number, whole } from "./options.js";
import { progressLine } from "./progress.js";
import { writeCell } from "./sweep-cell.js";
import { ARRAYS, partOf } from "./sweep-part.js";
import { readPlanFile } from "./sweep-plan-file.js";

const MOST_JOBS = 256;

interface Options {
  readonly out?: string;
  readonly jobs?: number;
  readonly shard?: Part;
  readonly retryFailed?: boolean;
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
    .option("--jobs <N>", "cells that run at once (default one a core)", whole(1, MOST_JOBS))
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

Arrays: ${ARRAYS.map(({ variable, first }) => `${variable} from ${first}`).join(", ")}.
Users and chance of a replication are the same at all points; the table is the
same for any number of jobs and parts, and after any interruption.`,
    )
    .action((plan: string, options: Options) => run(io, plan, options));
  command
    .command("merge")
    .summary("put the rows of all parts together, or say which cells are missing")
    .description("Puts the rows of a sweep that ran in parts together, or says which cells are missing (exit code 1).")
    .argument("<DIR>", "folder of a sweep")
    .option("--wait <S>", "most seconds to wait for what is missing, on a slow file system say (default 0)", number(0))
    .addHelpText("after", "\nExample:\n  edgesteps sweep merge runs --wait 65")
    .action((folder: string, { wait = 0 }: { readonly wait?: number }) => merge(io, folder, wait));
  command
    .command("table")
    .summary("the rows as one table (CSV)")
    .description("Writes the rows that are there as one table (CSV), in the order of their cells.")
    .argument("<DIR>", "folder of a sweep")
    .option("--out <FILE.csv>", "write into a file instead of stdout")
    .addHelpText("after", "\nExample:\n  edgesteps sweep table runs --out runs.csv")
    .action((folder: string, { out }: { readonly out?: string }) => table(io, folder, out));
  command
    .command("cell")
    .summary("scenario and plan of one cell, with the plan's certificate")
    .description(
      "Writes the scenario of a cell as FILE.json, and beside it as FILE.plan.json what solve --out writes of it, or what " +
        "simulate --json shows; check takes both.",
    )
    .argument("<DIR>", "folder of a sweep")
    .argument("<ID>", "the cell, as the first column of its table names it")
    .option("--out <FILE.json>", "where to write")
    .addHelpText(
      "after",
      `
Examples:
  edgesteps sweep cell runs 0a4efaba28a29eed --out cell.json
  edgesteps check cell.json cell.plan.json`,
    )
    .action((folder: string, id: string, { out }: { readonly out?: string }) => writeCell(io, folder, id, out));
}

async function run(io: Io, path: string, { out, jobs, shard, retryFailed }: Options): Promise<void> {
  if (out === undefined) throw new InputError("--out: missing; name a folder for the sweep");
  checkFolder(out);
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
    ...(retryFailed && { retryFailed }),
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

function infeasible({ infeasible: count }: Rows): string {
  return count === 0 ? "" : `; ${count} infeasible`;
}

function counted(count: number): string {
  return `${count} ${count === 1 ? "cell" : "cells"}`;
}

function warnOfFailed(io: Io, { folder }: SweepFolder, { failed }: Rows): void {
  const [first] = failed;
  if (first === undefined) return;
  io.stderr.write(
    `warning: ${printable(folder)}: ${counted(failed.length)} failed, ${first.id} first; the column message says why\n`,
  );
}

function shownRate(rate: number): string {
  return rate >= 10 ? `${Math.round(rate)}/s` : `${Math.round(60 * rate)}/min`;
}

function shownTime(seconds: number): string {
  if (seconds < 100) return `${Math.round(seconds)} s`;
  return seconds < 6000 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

async function merge(io: Io, folder: string, wait: number): Promise<void> {
  const sweep = openFolder(folder);
  const progress = progressLine(io);
  const until = performance.now() + 1000 * wait;
  let rows = await findRows(sweep);
  while (rows.missing.length > 0 && performance.now() < until) {
    progress.show(`${counted(rows.missing.length)} missing`);
    await setTimeout(Math.min(1000, until - performance.now()));
    rows = await findRows(sweep);
  }
  progress.clear();
  const { missing } = rows;
  if (missing.length > 0) {
    const places = ranges(rows).join(", ");
    const name = printable(folder);
    const again = `edgesteps sweep ${join(name, "plan.json")} --out ${name}`;
    throw new CommandFailure(1, [
      `${name}: ${missing.length} of ${counted(sweep.cells.length)} missing: ${places}`,
      `They run by: ${again}`,
    ]);
  }
  await gatherRows(sweep, rows);
  io.stdout.write(`${printable(folder)}: all ${counted(sweep.cells.length)} are together${infeasible(rows)}.\n`);
  warnOfFailed(io, sweep, rows);
}

/** Most ranges of cells that are told. */
const MOST_RANGES = 10;

/** Where cells are missing, counted from 1: `3`, `7–20`, … */
function ranges({ shardOf }: Rows): string[] {
  const found: string[] = [];
  for (let from = 0; from < shardOf.length; from++) {
    if (shardOf[from]! >= 0) continue;
    let last = from;
    while (shardOf[last + 1] === -1) last++;
    found.push(from === last ? `${from + 1}` : `${from + 1}-${last + 1}`);
    from = last;
  }
  const more = found.length - MOST_RANGES;
  return more > 0 ? [...found.slice(0, MOST_RANGES), `${more} more`] : found;
}

async function table(io: Io, folder: string, out: string | undefined): Promise<void> {
  if (out !== undefined) checkTarget(out);
  const sweep = openFolder(folder);
  const rows = await findRows(sweep);
  const parts = csvParts(sweep, rows);
  if (out === undefined) {
    for await (const part of parts) if (io.stdout.write(part) === false) break;
  } else {
    await writeAside(out, parts);
    io.stdout.write(`The table is in ${printable(out)}.\n`);
  }
  const { length } = rows.missing;
  if (length > 0) {
    const of = `${length} of ${counted(sweep.cells.length)}`;
    io.stderr.write(`warning: ${printable(folder)}: ${of} missing: ${ranges(rows).join(", ")}\n`);
  }
  warnOfFailed(io, sweep, rows);
}

async function* csvParts(sweep: SweepFolder, rows: Rows): AsyncGenerator<string> {
  const header = toCsv(tableOf(sweep.plan, []));
  yield header;
  for await (const block of rowsInOrder(sweep, rows)) yield toCsv(tableOf(sweep.plan, block)).slice(header.length);
}
