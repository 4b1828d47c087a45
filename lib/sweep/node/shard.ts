/** Some of a sweep's rows as a Parquet file: the same rows give the same bytes. */
import { readFileSync } from "node:fs";
import type { ColumnSource } from "hyparquet-writer";
import { withFile } from "../../files/file-error.js";
import { writeAside } from "../../files/write-aside.js";
import { type SweepPlan, variedPaths } from "../plan.js";
import { columnsOf, NONE, type Row } from "../run.js";

/** Of which sweep rows are. */
export interface Stamp {
  /** Hash of the plan. */
  readonly plan: string;
  /** Of this library. */
  readonly version: string;
}

/** A file that is no whole shard: it was cut off, say, or is of something else. */
export class DamagedError extends Error {}

/** How a column is stored: a number's text that is none (`NA` of an outcome, `null` of what varies) as null. */
interface Stored {
  readonly name: string;
  readonly numeric: boolean;
  readonly none: string;
}

function storedOf(plan: SweepPlan): Stored[] {
  const varied = variedPaths(plan);
  return columnsOf(plan).map(({ name, unit }, i) => ({
    name,
    numeric: unit !== "",
    none: i > 0 && i <= varied.length ? "null" : NONE,
  }));
}

/** @throws InputError in one line if it can't be written; then the file is as it was. */
export async function writeShard(path: string, plan: SweepPlan, rows: readonly Row[], stamp: Stamp): Promise<void> {
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const columnData = storedOf(plan).map(({ name, numeric }): ColumnSource => {
    if (!numeric) return { name, type: "STRING", nullable: false, data: rows.map((row) => String(row[name])) };
    const numbers = rows.map((row) => (typeof row[name] === "number" ? row[name] : null));
    return { name, type: "DOUBLE", nullable: true, encoding: "PLAIN", data: numbers };
  });
  const kvMetadata = Object.entries(stamp).map(([key, value]) => ({ key: `${OWN}${key}`, value }));
  const createdBy = `edgesteps ${stamp.version}`;
  await writeAside(path, new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata, createdBy })));
}

/** Keys of ours in a file's metadata. */
const OWN = "edgesteps.";

/** A shard as it is read: its stamp, and its rows with some or all of their columns. */
export interface Shard {
  readonly stamp: Stamp;
  readonly rows: readonly Row[];
}

/**
 * @param columns Default all.
 * @throws InputError if it can't be read. @throws DamagedError if it is no whole shard.
 */
export async function readShard(path: string, plan: SweepPlan, columns?: readonly string[]): Promise<Shard> {
  const { parquetMetadata, parquetReadObjects } = await import("hyparquet");
  const bytes = withFile(path, "can't be read", () => new Uint8Array(readFileSync(path)).buffer);
  const file = { byteLength: bytes.byteLength, slice: (from: number, to?: number) => bytes.slice(from, to) };
  const wanted = storedOf(plan).filter(({ name }) => columns === undefined || columns.includes(name));
  try {
    const metadata = parquetMetadata(bytes);
    const told = new Map(metadata.key_value_metadata?.map(({ key, value }) => [key, value]));
    const stamp = { plan: told.get(`${OWN}plan`) ?? "", version: told.get(`${OWN}version`) ?? "" };
    const read = await parquetReadObjects({ file, metadata, columns: wanted.map(({ name }) => name) });
    const rows = read.map((row) => Object.fromEntries(wanted.map(({ name, none }) => [name, row[name] ?? none])));
    return { stamp, rows };
  } catch (error) {
    throw new DamagedError(String(error));
  }
}
