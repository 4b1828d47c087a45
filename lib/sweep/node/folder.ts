/** A folder in which a sweep runs: its plan, and its rows in shards that any number of runs add to. */
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import * as v from "valibot";
import { withFile } from "../../files/file-error.js";
import { ASIDE, isSame, writeTogether } from "../../files/write-aside.js";
import { InputError } from "../../input/errors.js";
import { parseJson, show, validate } from "../../input/validation.js";
import { VERSION } from "../../version.js";
import { type Cell, cellsOf } from "../cells.js";
import type { SweepPlan } from "../plan.js";
import { parseSweepPlan } from "../plan-schema.js";
import { FAILED, INFEASIBLE, type Row } from "../run.js";
import { DamagedError, readShard, type Stamp, writeShard } from "./shard.js";

/** Files of a folder beside its shards. */
const PLAN = "plan.json";
const RUN = "run.json";

const SHARD = /^cells-\w+(?:-\w+)?\.parquet$/;

/** Cells of a shard in which all rows are together once the sweep is complete. */
const WHOLE = 5000;

/** A sweep and its folder. */
export interface SweepFolder {
  readonly folder: string;
  /** Checked, with all that its files held in it. */
  readonly plan: SweepPlan;
  readonly cells: readonly Cell[];
  /** Of its rows; the version is that which began it. */
  readonly stamp: Stamp;
}

/**
 * The folder of a checked plan, which is made where it is not there.
 * @throws InputError if another sweep is in it, saying what differs, or it can't be written.
 */
export async function startFolder(folder: string, plan: SweepPlan): Promise<SweepFolder> {
  const text = `${JSON.stringify(plan, null, 2)}\n`;
  const stamp = { plan: hashOf(plan), version: VERSION };
  const cells = cellsOf(plan);
  const [planFile, runFile] = [join(folder, PLAN), join(folder, RUN)];
  if (existsSync(runFile)) {
    const there = openFolder(folder);
    refuseOtherVersion(there);
    if (there.stamp.plan !== stamp.plan) {
      const [first, ...more] = differences(there.plan, plan);
      const others = more.length === 0 ? "" : `, and ${more.length} more`;
      throw new InputError(`${folder}: is the folder of another sweep: ${first}${others}; name another one`);
    }
    return there;
  }
  if (existsSync(planFile) && !isSame(planFile, text)) {
    throw new InputError(`${planFile}: is there and would be replaced; name another folder`);
  }
  const about = { ...stamp, seed: plan.seed ?? 0, cells: cells.length };
  await writeTogether([
    [planFile, text],
    [runFile, `${JSON.stringify(about, null, 2)}\n`],
  ]);
  return { folder, plan, cells, stamp };
}

/** @throws InputError if no sweep, or one that can't be read, is in the folder. */
export function openFolder(folder: string): SweepFolder {
  const [planFile, runFile] = [join(folder, PLAN), join(folder, RUN)];
  if (!existsSync(runFile)) throw new InputError(`${folder}: holds no sweep; edgesteps sweep PLAN --out makes one`);
  const { plan: hash, version } = readJson(runFile, (value) => validate(runSchema, value, "run"));
  const plan = readJson(planFile, parseSweepPlan);
  if (hashOf(plan) !== hash) throw new InputError(`${planFile}: is not the plan of ${runFile}; it was changed`);
  return { folder, plan, cells: cellsOf(plan), stamp: { plan: hash, version } };
}

/** @throws InputError if another version of this library began the sweep: it may come to other rows. */
export function refuseOtherVersion({ folder, stamp: { version } }: SweepFolder): void {
  if (version === VERSION) return;
  throw new InputError(
    `${folder}: is of edgesteps ${version}, and this is ${VERSION}; go on with that one, or name another folder`,
  );
}

const text = v.string("a text");
const runSchema = v.object({ plan: text, version: text });

function readJson<T>(path: string, parse: (value: unknown) => T): T {
  const json = withFile(path, "can't be read", () => readFileSync(path, "utf8"));
  try {
    return parse(parseJson(json));
  } catch (error) {
    if (error instanceof InputError) throw new InputError(error.problems.map((problem) => `${path}: ${problem}`));
    throw error;
  }
}

function hashOf(plan: SweepPlan): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(plan)))).slice(0, 16);
}

/** What two values differ in, by path. */
function differences(there: unknown, here: unknown, path = ""): string[] {
  if (JSON.stringify(there) === JSON.stringify(here)) return [];
  if (isObject(there) && isObject(here) && Array.isArray(there) === Array.isArray(here)) {
    const keys = [...new Set([...Object.keys(there), ...Object.keys(here)])];
    const inside = keys.flatMap((key) => {
      const at = Array.isArray(there) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
      return differences(there[key], here[key], at);
    });
    if (inside.length > 0) return inside;
    return [`${path || "plan"} has another order of ${Object.keys(here).join(", ")}`];
  }
  const shown = (value: unknown): string => (value === undefined ? "not given" : show(value));
  return [`${path} is ${shown(there)} there and ${shown(here)} here`];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

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
export async function findRows({ folder, plan, cells, stamp }: SweepFolder): Promise<Rows> {
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
      throw error;
    });
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
export async function together(sweep: SweepFolder, rows: Rows): Promise<void> {
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
