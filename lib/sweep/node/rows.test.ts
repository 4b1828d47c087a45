/** Rows that are found while another run puts them together. */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { expect, it, vi } from "vitest";
import { temporaryFolder } from "../../testing/command.js";
import { cellsOf } from "../cells.js";
import { parseSweepPlan } from "../plan-schema.js";
import { cellRunner } from "../run.js";
import { startFolder } from "./folder.js";
import { findRows, gatherRows, newShard } from "./rows.js";
import { readShard, writeShard } from "./shard.js";

vi.mock("./shard.js", { spy: true });

const { path } = temporaryFolder();
const plan = parseSweepPlan({ population: { users: 2 }, replications: 6 });
const cells = cellsOf(plan);
const rows = cells.map(cellRunner(plan));

const shardsOf = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith(".parquet"));

it("looks again where a shard has gone", async () => {
  const sweep = await startFolder(path("gathered"), plan);
  for (const own of [rows.slice(0, 2), rows.slice(2)]) await writeShard(newShard(sweep.folder), plan, own, sweep.stamp);
  const together = await findRows(sweep);
  expect([together.shards.length, together.missing]).toEqual([2, []]);
  vi.mocked(readShard).mockImplementationOnce(async (file) => {
    await gatherRows(sweep, together); // as another run does between the listing and the reading
    return readFileSync(file) as never;
  });
  const found = await findRows(sweep);
  expect(found.shards).toEqual(shardsOf(sweep.folder));
  expect([found.shards.length, found.missing]).toEqual([1, []]);
});

it("tells a shard that is there and can't be read", async () => {
  const sweep = await startFolder(path("closed"), plan);
  const file = newShard(sweep.folder);
  mkdirSync(file);
  await expect(findRows(sweep)).rejects.toThrow(`${file}: is a directory, not a file`);
});
