import { readFileSync, writeFileSync } from "node:fs";
import { asyncBufferFromFile, parquetMetadataAsync } from "hyparquet";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../testing/command.js";
import { parseSweepPlan } from "../plan-schema.js";
import { columnsOf, type Row } from "../run.js";
import { DamagedError, readShard, writeShard } from "./shard.js";

const { path, write } = temporaryFolder();
const plan = parseSweepPlan({
  population: { users: 2 },
  vary: { "edge.stepCapacity": [5, null], utility: ["linear", "log"], "weights.time": [0.1, 2] },
});
const stamp = { plan: "0123456789abcdef", version: "0.1.0" };
const names = columnsOf(plan).map(({ name }) => name);
const ODD = [0, -0, 5e-324, -1.7976931348623157e308, 0.1 + 0.2, 1e-7];

/** Many equal numbers and texts, and all that is odd. */
const rows = Array.from({ length: 300 }, (_, i): Row => {
  const entries = columnsOf(plan).map(({ name, unit }, c): [string, number | string] => {
    if (name === "edge.stepCapacity") return [name, i % 3 === 0 ? "null" : 7];
    if (unit === "") return [name, ["", "null", "NA", "é\n\"'\u0000𝄞", `${i}`][(i + c) % 5]!];
    return [name, i % 7 === 0 ? "NA" : i % 2 === 0 ? 0 : ODD[(i + c) % ODD.length]!];
  });
  return { ...Object.fromEntries(entries), "weights.time": i % 2 === 0 ? -0 : 0 };
});

describe("a shard", () => {
  const file = path("cells-1.parquet");

  it("has rows, columns and stamp as they were written", async () => {
    await writeShard(file, plan, rows, stamp);
    const read = await readShard(file, plan);
    expect(read).toEqual({ stamp, rows });
    expect(read.rows.every((row, i) => Object.is(row["weights.time"], rows[i]!["weights.time"]))).toBe(true);
    expect(Object.keys(read.rows[0]!)).toEqual(names);
    const some = await readShard(file, plan, ["cell", "status"]);
    expect(some.rows[8]).toEqual({ cell: rows[8]!["cell"], status: rows[8]!["status"] });
    expect((await readShard(path("cells-1.parquet"), plan, [])).stamp).toEqual(stamp);
  });

  it("has the same bytes each time, and types that do not hang on the rows", async () => {
    await writeShard(path("again.parquet"), plan, rows, stamp);
    expect(readFileSync(path("again.parquet")).equals(readFileSync(file))).toBe(true);
    await writeShard(path("none.parquet"), plan, rows.slice(0, 1), stamp);
    const typesOf = async (name: string) => {
      const { schema } = await parquetMetadataAsync(await asyncBufferFromFile(path(name)));
      return schema.slice(1).map((column) => [column.name, column.type, column.repetition_type]);
    };
    expect(await typesOf("none.parquet")).toEqual(await typesOf("again.parquet"));
  });

  it("is found out wherever it was cut off, and where it is something else", async () => {
    const bytes = readFileSync(file);
    const lengths = Array.from({ length: 40 }, (_, i) => Math.floor((bytes.length * i) / 40));
    for (const length of [...lengths, bytes.length - 1]) {
      writeFileSync(path("cut.parquet"), bytes.subarray(0, length));
      await expect(readShard(path("cut.parquet"), plan), `${length}`).rejects.toThrow(DamagedError);
    }
    await expect(readShard(write("other.parquet", "PAR1 no PAR1"), plan)).rejects.toThrow(DamagedError);
  });

  it("that is not there is told as any file", async () => {
    await expect(readShard("none.parquet", plan)).rejects.toThrow(/^none\.parquet: no such file$/);
  });

  it("of another plan has other columns", async () => {
    const other = parseSweepPlan({ population: { users: 2 }, vary: { "weights.energy": [1, 2] } });
    await expect(readShard(file, other)).rejects.toThrow(DamagedError);
  });
});
