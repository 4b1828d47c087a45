/** The rows in a sweep's folder: shards that any number of runs add to. */
import { randomBytes } from "node:crypto";
import { lstatSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { ASIDE } from "../../files/write-aside.js";
import { InputError } from "../../input/errors.js";
import type { Cell } from "../cells.js";
import { FAILED, INFEASIBLE, type Row } from "../run.js";
import type { SweepFolder } from "./folder.js";
import { DamagedError, readShard, writeShard } from "./shard.js";

const SHARD = /^cells-\w+(?:-\w+)?\.parquet$/;

/** Cells of a shard in which all rows are together once the sweep is complete. */
const WHOLE = 5000;

/** Which rows are in a folder. */
export interface Rows {
  /** Names of its whole shards. */
  readonly shards: readonly string[];
  /** Of each cell the shard that has its row, as an index of `shards`; −1 for none. */
  readonly shardOf: Int32Array;
  /** How many cells are infeasible, and which ones failed. */
  readonly infeasible: number;
  readonly failed: readonly Cell[];
  readonly missing: readonly Cell[];
  /** Whether a cell has rows in several shards. */
  readonly repeated: boolean;
  /** Names of files that are no whole shards. */
  readonly damaged: readonly string[];
}

/**
 * Finds the rows of a folder. Of several rows of a cell, as an interrupted merge or two runs at once leave them, one that did not
 * fail counts; they are the same otherwise.
 * @throws InputError for a shard of another sweep.
 */
export async function findRows(sweep: SweepFolder): Promise<Rows> {
  const { folder, plan, cells, stamp } = sweep;
  const indexOf = new Map(cells.map(({ id }, i) => [id, i]));
  const shardOf = new Int32Array(cells.length).fill(-1);
  const statusOf: string[] = [];
  const shards: string[] = [];
  const damaged: string[] = [];
  let repeated = false;
  for (const name of readdirSync(folder).sort()) {
    if (!SHARD.test(name)) continue;
    const path = join(folder, name);
    const shard = await readShard(path, plan, ["cell", "status"]).catch((error: unknown) => {
      if (error instanceof DamagedError) return undefined;
      if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return null;
      throw error;
    });
    if (shard === null) return findRows(sweep); // meanwhile another run has put its rows into a whole shard
    if (shard === undefined) {
      damaged.push(name);
      continue;
    }
    if (shard.stamp.plan !== stamp.plan || shard.stamp.version !== stamp.version) {
      throw new InputError(`${path}: is of another sweep or version; take it out of the folder`);
    }
    for (const row of shard.rows) {
      const i = indexOf.get(row["cell"] as string) ?? -1;
      if (i < 0) throw new InputError(`${path}: has a row of no cell of this sweep; take it out of the folder`);
      if (shardOf[i]! >= 0) repeated = true;
      if (shardOf[i]! >= 0 && statusOf[i] !== FAILED) continue;
      shardOf[i] = shards.length;
      statusOf[i] = row["status"] as string;
    }
    shards.push(name);
  }
  return {
    shards,
    shardOf,
    infeasible: cells.filter((_, i) => statusOf[i] === INFEASIBLE).length,
    failed: cells.filter((_, i) => statusOf[i] === FAILED),
    missing: cells.filter((_, i) => shardOf[i] === -1),
    repeated,
    damaged,
  };
}

/** Rows that are there, in the order of their cells, in blocks of cells. */
export async function* rowsInOrder(
  { folder, plan, cells }: SweepFolder,
  { shards, shardOf }: Rows,
): AsyncGenerator<Row[]> {
  const indexOf = new Map(cells.map(({ id }, i) => [id, i]));
  for (let from = 0; from < cells.length; from += WHOLE) {
    const own = shardOf.subarray(from, from + WHOLE);
    const rows: Row[] = [];
    for (const at of new Set(own)) {
      if (at < 0) continue;
      const shard = await readShard(join(folder, shards[at]!), plan);
      for (const row of shard.rows) {
        const i = indexOf.get(row["cell"] as string)! - from;
        if (own[i] === at) rows[i] = row;
      }
    }
    yield rows.filter(() => true); // those that are there
  }
}

/**
 * Puts all rows of a complete sweep together in shards of {@link WHOLE} cells, whose bytes are the same however they came. Until
 * these are written the shards that are there stay.
 * @throws InputError if one can't be written.
 */
export async function gatherRows(sweep: SweepFolder, rows: Rows): Promise<void> {
  const { folder, plan, cells, stamp } = sweep;
  const whole: string[] = [];
  for await (const block of rowsInOrder(sweep, rows)) {
    const last = Math.min(cells.length, WHOLE * (whole.length + 1)) - 1;
    const name = `cells-${numbered(WHOLE * whole.length)}-${numbered(last)}.parquet`;
    await writeShard(join(folder, name), plan, block, stamp);
    whole.push(name);
  }
  const left = readdirSync(folder).filter((name) => ASIDE.test(name) && isOld(join(folder, name)));
  for (const name of [...rows.shards, ...rows.damaged, ...left]) {
    if (!whole.includes(name)) rmSync(join(folder, name), { force: true });
  }
}

/** What was killed long ago left it, not one that still writes. */
function isOld(path: string): boolean {
  const { mtimeMs = Infinity } = statSync(path, { throwIfNoEntry: false }) ?? {};
  return Date.now() - mtimeMs > LEFT_AFTER;
}

/** [ms] */
const LEFT_AFTER = 60_000;

function numbered(cell: number): string {
  return String(cell + 1).padStart(7, "0");
}

/** Path of a shard that was not there. */
export function newShard(folder: string): string {
  return join(folder, `cells-${randomBytes(9).toString("hex")}.parquet`);
}
