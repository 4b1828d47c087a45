/** A sweep that runs on several threads, in a folder where it goes on after any interruption, or for its table alone. */
import { rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { needPeers } from "../../files/peers.js";
import { InputError } from "../../input/errors.js";
import { show } from "../../input/validation.js";
import type { Table } from "../../report/table.js";
import { type Cell, cellsOf } from "../cells.js";
import type { SweepPlan } from "../plan.js";
import { parseSweepPlan } from "../plan-schema.js";
import { columnsOf, failedRow, type Row } from "../run.js";
import { startCrew } from "./crew.js";
import { openFolder, type SweepFolder, startFolder } from "./folder.js";
import { READ_PEERS, SHARD_PEERS } from "./peers.js";
import { findRows, gatherRows, newShard, type Rows, rowsInOrder } from "./rows.js";
import { writeShard } from "./shard.js";

/** How the cells of a sweep run. */
export interface ThreadOptions {
  /** How many threads; default the number of cores. */
  readonly workers?: number;
  /** Told after some cells how many of those that this run has to do are done. */
  readonly onCells?: (done: number, cells: number) => void;
}

/** One of several parts of a sweep that run by themselves, the first of which is 1. */
export interface Part {
  readonly part: number;
  readonly parts: number;
}

export interface FolderOptions extends ThreadOptions {
  /** Default all of it. */
  readonly part?: Part;
  /** Runs cells that failed again; default false. */
  readonly retryFailed?: boolean;
}

const THREAD = new URL("./crew-thread.js", import.meta.url);

/** Rows of a shard that grows; it is written again after so long [s] if there are new ones. */
const MOST_IN_SHARD = 512;
const WRITTEN_EVERY = 1;

/**
 * The table of `sweep`, made by several threads: the same rows in the same order.
 *
 *     const table = await sweepOnThreads({ population: { users: 40 }, replications: 50 }, { workers: 2 });
 *
 * @param options With a `folder` it goes on there after an interruption, and the rows stay there as Parquet.
 * @throws InputError naming each mistake in the plan, or what is wrong with the folder.
 */
export async function sweepOnThreads(
  given: SweepPlan,
  { folder, ...options }: ThreadOptions & { readonly folder?: string } = {},
): Promise<Table> {
  const plan = parseSweepPlan(given);
  if (folder !== undefined) {
    needPeers("a sweep's folder", SHARD_PEERS);
    await runInFolder(await startFolder(folder, plan), options);
    return readSweep(folder);
  }
  const cells = cellsOf(plan);
  const indexOf = new Map(cells.map(({ id }, i) => [id, i]));
  const rows: Row[] = [];
  const take = (some: readonly Row[]): void => {
    for (const row of some) rows[indexOf.get(row["cell"] as string)!] = row;
  };
  await runCells(plan, cells, options, take);
  return tableOf(plan, rows);
}

/**
 * The table of a sweep's folder: rows that are there, in the order of their cells.
 * @throws InputError if no sweep is there.
 */
export async function readSweep(folder: string): Promise<Table> {
  needPeers("a sweep's folder", READ_PEERS);
  const sweep = openFolder(folder);
  const rows: Row[] = [];
  for await (const block of rowsInOrder(sweep, await findRows(sweep))) rows.push(...block);
  return tableOf(sweep.plan, rows);
}

/** Some rows of a checked plan as a table. */
export function tableOf(plan: SweepPlan, rows: readonly Row[]): Table {
  return { name: plan.name ?? "sweep", columns: columnsOf(plan), rows };
}

/**
 * Runs the cells of a folder's sweep that have no row yet, and puts all rows together once it is complete. After an interruption
 * what ran is there, but for rows of the last two seconds.
 * @returns Which rows are there then, and how many cells ran.
 * @throws InputError if a row can't be written.
 */
export async function runInFolder(
  sweep: SweepFolder,
  { part, retryFailed = false, ...options }: FolderOptions = {},
): Promise<{ readonly rows: Rows; readonly ran: number }> {
  const { folder, plan, cells, stamp } = sweep;
  const before = await findRows(sweep);
  for (const name of before.damaged) rmSync(join(folder, name), { force: true });
  const again = new Set(retryFailed ? before.failed : []);
  const [from, until] = rangeOf(cells.length, part);
  const todo = cells.slice(from, until).filter((cell, i) => before.shardOf[from + i]! < 0 || again.has(cell));

  let shard = { path: newShard(folder), rows: [] as Row[], written: 0 };
  let since = performance.now();
  const write = async (): Promise<void> => {
    if (shard.rows.length > shard.written) await writeShard(shard.path, plan, shard.rows, stamp);
    shard.written = shard.rows.length;
    if (shard.written >= MOST_IN_SHARD) shard = { path: newShard(folder), rows: [], written: 0 };
    since = performance.now();
  };
  const take = async (some: readonly Row[]): Promise<void> => {
    shard.rows.push(...some);
    if (shard.rows.length >= MOST_IN_SHARD || performance.now() - since >= 1000 * WRITTEN_EVERY) await write();
  };
  await runCells(plan, todo, options, take, write);
  await write();
  const rows = await findRows(sweep);
  if (part === undefined && rows.missing.length === 0) await gatherRows(sweep, rows);
  return { rows, ran: todo.length };
}

/** The cells of a part, which follow one another and share the users of their replications. */
export function rangeOf(
  cells: number,
  { part, parts }: Part = { part: 1, parts: 1 },
): readonly [from: number, until: number] {
  return [Math.floor((cells * (part - 1)) / parts), Math.floor((cells * part) / parts)];
}

/**
 * Runs cells of a checked plan.
 * @param take Told rows as they come, in any order. @param idle Called whenever none came for {@link WRITTEN_EVERY}.
 */
async function runCells(
  plan: SweepPlan,
  cells: readonly Cell[],
  { workers = availableParallelism(), onCells = () => {} }: ThreadOptions,
  take: (rows: readonly Row[]) => Promise<void> | void,
  idle: () => Promise<void> = async () => {},
): Promise<void> {
  if (!(Number.isSafeInteger(workers) && workers > 0)) {
    throw new InputError(`workers: must be a whole number >= 1, not ${show(workers)}`);
  }
  const failed = (cell: Cell, error: unknown): Row => failedRow(plan, cell, error);
  const crew = startCrew<SweepPlan, Cell, Row>({ module: THREAD, shared: plan, cells, failed }, workers);
  try {
    let next = crew.next();
    for (let done = 0; ; ) {
      const some = await Promise.race([next, setTimeout(1000 * WRITTEN_EVERY, "none yet" as const, { ref: false })]);
      if (some === undefined) return;
      if (some === "none yet") {
        await idle();
        continue;
      }
      await take(some.map(({ found }) => found));
      done += some.length;
      onCells(done, cells.length);
      next = crew.next();
    }
  } finally {
    await crew.end();
  }
}
