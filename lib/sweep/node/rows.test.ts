/** Rows that are found while another run puts them together. */
import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../testing/command.js";
import { cellsOf } from "../cells.js";
import { parseSweepPlan } from "../plan-schema.js";
import { cellRunner } from "../run.js";
import { startFolder } from "./folder.js";
import { findRows, gatherRows, newShard } from "./rows.js";
import { writeShard } from "./shard.js";

const { path } = temporaryFolder();
const plan = parseSweepPlan({ population: { users: 2 }, replications: 6 });
const cells = cellsOf(plan);
const rows = cells.map(cellRunner(plan));

const shardsOf = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith(".parquet"));

it("looks again where a shard has gone", async () => {
  const [sweep, other] = [await startFolder(path("gathered"), plan), await startFolder(path("other"), plan)];
  for (const { folder, stamp } of [sweep, other])
    for (const own of [rows.slice(0, 2), rows.slice(2)]) await writeShard(newShard(folder), plan, own, stamp);
  await gatherRows(other, await findRows(other));
  const shards = shardsOf(sweep.folder);
  expect(shards).toHaveLength(2);
  const finding = findRows(sweep);
  // as another run does between the listing, which is done, and the reading, which is not
  for (const name of shardsOf(other.folder)) copyFileSync(join(other.folder, name), join(sweep.folder, name));
  for (const name of shards) rmSync(join(sweep.folder, name));
  const found = await finding;
  expect(found.shards).toEqual(shardsOf(other.folder));
  expect([found.shards.length, found.missing]).toEqual([1, []]);
});

it("tells a shard that is there and can't be read", async () => {
  const sweep = await startFolder(path("closed"), plan);
  const file = newShard(sweep.folder);
  mkdirSync(file);
  await expect(findRows(sweep)).rejects.toThrow(`${file}: is a directory, not a file`);
});
