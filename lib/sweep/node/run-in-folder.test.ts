/** Sweeps on threads and in folders: the table of the pure sweep, however it comes. */

import { cpSync, existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
// The built library: a thread is started from a file.
import { startCrew } from "../../dist/sweep/node/crew.js";
import { openFolder, startFolder } from "../../dist/sweep/node/folder.js";
import { readSweep, sweepOnThreads } from "../../dist/sweep/node/index.js";
import { findRows, gatherRows } from "../../dist/sweep/node/rows.js";
import { runInFolder } from "../../dist/sweep/node/run-in-folder.js";
import { toCsv } from "../../report/csv.js";
import { temporaryFolder } from "../../testing/command.js";
import { MORE_IN_FULL, ONLY_IN_FULL, shortOrFull, someOrAll } from "../../testing/long.js";
import { VERSION } from "../../version.js";
import { type Cell, cellsOf } from "../cells.js";
import type { SweepPlan } from "../plan.js";
import { parseSweepPlan } from "../plan-schema.js";
import { failedRow, type Row, sweep } from "../run.js";
import { readShard, writeShard } from "./shard.js";

const { path, write } = temporaryFolder();
const plan = {
  name: "small",
  population: { users: 4 },
  replications: shortOrFull(5, 12),
  seed: 5,
  method: ["sca", "greedy"],
  vary: { "edge.stepCapacity": [0, 20, null], "users[*].device.maxSteps": [0, 20] },
} as const satisfies SweepPlan;
const checked = parseSweepPlan(plan);
const cells = cellsOf(checked);
const ALL = cells.length;
const table = await sweep(plan);

const parquets = (folder: string) => readdirSync(folder).filter((name) => name.endsWith(".parquet"));
const only = (folder: string) => join(folder, parquets(folder)[0]!);

/** A complete sweep, to be copied and damaged. */
const complete = path("complete");
await sweepOnThreads(plan, { workers: 2, folder: complete });
const bytes = readFileSync(only(complete));
const copied = (name: string): string => {
  cpSync(complete, path(name), { recursive: true });
  return path(name);
};

describe("a sweep on threads", () => {
  it.each(someOrAll(1, [2, 1, 5]))("has the table of the pure one with %i workers", MORE_IN_FULL, async (workers) => {
    const seen: number[] = [];
    const threaded = await sweepOnThreads(plan, { workers, onCells: (done, all) => seen.push(done, all) });
    expect(threaded).toEqual(table);
    expect(toCsv(threaded)).toBe(toCsv(table));
    expect(seen.slice(-2)).toEqual([ALL, ALL]);
  });

  it("refuses a plan as the pure one does", async () => {
    await expect(sweepOnThreads({ ...plan, seed: -1 })).rejects.toThrow(/^seed: must be a whole number/);
  });

  it.each([0, 1.5, Number.POSITIVE_INFINITY])("refuses %s workers", async (workers) => {
    await expect(sweepOnThreads(plan, { workers })).rejects.toThrow(
      `workers: must be a whole number >= 1, not ${workers}`,
    );
  });

  it("has cells without a plan", () => {
    expect(new Set(table.rows.map((row) => row["status"]))).toEqual(new Set(["converged", "feasible", "infeasible"]));
  });
});

describe("a crew", MORE_IN_FULL, () => {
  const door = new URL("../../dist/files/thread.js", import.meta.url).href;
  const module = (does: string): URL =>
    pathToFileURL(
      write(
        `crew-${does.length}.mjs`,
        `import { answerRequests } from ${JSON.stringify(door)};
answerRequests(({ cells = [] }) => cells.map(({ id }) => { ${does} return { cell: id }; }));`,
      ),
    );
  const all = async (does: string, size: number, mends = true) => {
    const failed = (cell: Cell, error: unknown): Row => failedRow(checked, cell, error);
    const work = { module: module(does), shared: checked, cells, ...(mends && { failed }) };
    const crew = startCrew<SweepPlan, Cell, Row>(work, size);
    const rows: Row[] = [];
    for (let some = await crew.next(); some !== undefined; some = await crew.next())
      rows.push(...some.map(({ found }) => found));
    await crew.end();
    return rows;
  };
  const byId = (a: { cell?: string | number }, b: { cell?: string | number }) => (`${a.cell}` < `${b.cell}` ? -1 : 1);

  it.each([
    ["ends its thread", "process.exit();", "the thread that computes has ended"],
    ["throws", "throw new Error('no\\n way');", "no;  way"],
  ])("goes on after a cell that %s, whose row has failed", async (_, does, message) => {
    const bad = [3, 50, 51, ALL - 1].map((i) => cells[i]!);
    const condition = `if (${JSON.stringify(bad.map(({ id }) => id))}.includes(id)) `;
    const rows = (await all(condition + does, 2)).sort(byId);
    const expected = cells.map((cell) =>
      bad.includes(cell) ? failedRow(checked, cell, new Error(message)) : { cell: cell.id },
    );
    expect(rows).toEqual(expected.sort(byId));
    expect(expected.filter((row) => "status" in row && row["status"] === "failed")).toHaveLength(4);
  });

  it.each([
    ["throws", "throw new Error('no way');", "no way"],
    ["ends its thread", "process.exit();", "the thread that computes has ended"],
  ])("fails with a cell that %s, where nothing stands for it", async (_, does, message) => {
    await expect(all(`if (id === ${JSON.stringify(cells[50]!.id)}) ${does}`, 2, false)).rejects.toThrow(message);
  });

  it("says why no thread starts", async () => {
    const wrong = pathToFileURL(write("wrong.mjs", "throw new Error('out of order');"));
    const crew = startCrew({ module: wrong, shared: checked, cells }, 2);
    await expect(crew.next()).rejects.toThrow("out of order");
    await crew.end();
  });
});

describe("a folder", MORE_IN_FULL, () => {
  it("has the same table and the same bytes with any number of workers", ONLY_IN_FULL, async () => {
    expect(await readSweep(complete)).toEqual(table);
    const other = path("one-worker");
    expect(await sweepOnThreads(plan, { workers: 1, folder: other })).toEqual(table);
    expect(readdirSync(other).sort()).toEqual(["cells-0000001-0000144.parquet", "plan.json", "run.json"]);
    for (const name of readdirSync(other)) {
      expect(readFileSync(join(other, name)).equals(readFileSync(join(complete, name))), name).toBe(true);
    }
  });

  it("holds a plan that makes the same sweep", async () => {
    expect(await sweep(JSON.parse(readFileSync(join(complete, "plan.json"), "utf8")))).toEqual(table);
    const { version, seed, cells } = JSON.parse(readFileSync(join(complete, "run.json"), "utf8"));
    expect({ version, seed, cells }).toEqual({ version: VERSION, seed: 5, cells: ALL });
  });

  it("keeps what is there", async () => {
    const folder = copied("kept");
    const { ran } = await runInFolder(openFolder(folder), { workers: 2 });
    expect(ran).toBe(0);
    expect(readFileSync(only(folder)).equals(bytes)).toBe(true);
  });

  it("runs again what a shard that was cut off had", async () => {
    const folder = copied("cut");
    writeFileSync(only(folder), bytes.subarray(0, bytes.length - 9));
    const before = await findRows(openFolder(folder));
    expect(before).toMatchObject({ shards: [], damaged: parquets(folder) });
    expect((await runInFolder(openFolder(folder), { workers: 1 })).ran).toBe(ALL);
    expect(readFileSync(only(folder)).equals(bytes)).toBe(true);
  });

  it("is put together from any shards, with rows twice and left files", async () => {
    const folder = copied("pieces");
    const sweepFolder = openFolder(folder);
    const { rows } = await readShard(only(folder), checked);
    rmSync(only(folder));
    const pieces = [rows.slice(40).reverse(), rows.slice(0, 30), rows.slice(20, 41)];
    for (const [i, piece] of pieces.entries()) {
      await writeShard(join(folder, `cells-${i}.parquet`), checked, piece, sweepFolder.stamp);
    }
    const [left, fresh] = ["0", "1"].map((digit) => join(folder, `.edgesteps-${digit.repeat(18)}.part`));
    for (const file of [left!, fresh!]) writeFileSync(file, "");
    utimesSync(left!, 0, 0);
    const found = await findRows(sweepFolder);
    expect(found).toMatchObject({ repeated: true, missing: [], failed: [], infeasible: ALL / 6 });
    expect(await readSweep(folder)).toEqual(table);
    await gatherRows(sweepFolder, found);
    expect(parquets(folder)).toEqual(parquets(complete));
    expect(readFileSync(only(folder)).equals(bytes)).toBe(true);
    expect([left!, fresh!].map((file) => existsSync(file))).toEqual([false, true]);
  });

  it("runs cells that failed again if that is asked for", async () => {
    const folder = copied("failed");
    const sweepFolder = openFolder(folder);
    const failed = [7, 8, ALL - 4];
    const rows = table.rows.map((row, i) =>
      failed.includes(i) ? failedRow(checked, cells[i]!, new Error("lightning")) : row,
    );
    await writeShard(only(folder), checked, rows, sweepFolder.stamp);
    expect((await runInFolder(sweepFolder)).ran).toBe(0);
    expect((await readSweep(folder)).rows).toEqual(rows);
    const found = await findRows(sweepFolder);
    expect(found.failed).toEqual(failed.map((i) => cells[i]));
    expect((await runInFolder(sweepFolder, { retryFailed: true, workers: 1 })).ran).toBe(3);
    expect(readFileSync(only(folder)).equals(bytes)).toBe(true);
  });

  it.each(someOrAll(1, [200, 2, 5]))("is filled by %i parts in any order", MORE_IN_FULL, async (parts) => {
    const folder = await startFolder(path(`parts-${parts}`), checked);
    const order = Array.from({ length: parts }, (_, i) => ((i * 3) % parts) + 1);
    let ran = 0;
    for (const part of parts === 200 ? order.slice(0, 3) : order) {
      ran += (await runInFolder(folder, { workers: 1, part: { part, parts } })).ran;
      expect((await runInFolder(folder, { workers: 1, part: { part, parts } })).ran).toBe(0);
    }
    const rows = await findRows(folder);
    expect(rows.missing.length).toBe(ALL - ran);
    if (parts === 200) expect(ran).toBeLessThan(4);
    else {
      expect(ran).toBe(ALL);
      await gatherRows(folder, rows);
      expect(readFileSync(only(folder.folder)).equals(bytes)).toBe(true);
    }
  });
});

describe("a folder refuses", () => {
  it.each<[string, object, string]>([
    ["seed", { seed: 6 }, "seed is 5 there and 6 here"],
    ["seed that was left out", { seed: undefined }, "seed is 5 there and not given here"],
    [
      "value",
      { vary: { ...plan.vary, "edge.stepCapacity": [0, 21, null] } },
      "vary.edge.stepCapacity[1] is 20 there and 21 here",
    ],
    [
      "number of things",
      { replications: 13, population: { users: 5 }, name: "other" },
      'name is "small" there and "other" here, and 2 more',
    ],
    [
      "order",
      { vary: Object.fromEntries(Object.entries(plan.vary).reverse()) },
      "vary has another order of users[*].device.maxSteps, edge.stepCapacity",
    ],
  ])("another %s", async (_, change, problem) => {
    const other = parseSweepPlan(JSON.parse(JSON.stringify({ ...plan, ...change })));
    await expect(startFolder(complete, other)).rejects.toThrow(
      new RegExp(`^${complete}: is the folder of another sweep: ${escaped(problem)}; name another one$`),
    );
  });

  it("another version, but to be read", async () => {
    const folder = copied("version");
    const run = JSON.parse(readFileSync(join(folder, "run.json"), "utf8"));
    writeFileSync(join(folder, "run.json"), JSON.stringify({ ...run, version: "0.0.9" }));
    await writeShard(only(folder), checked, table.rows, { plan: run.plan, version: "0.0.9" });
    expect(await readSweep(folder)).toEqual(table);
    await expect(startFolder(folder, checked)).rejects.toThrow(
      `${folder}: is of edgesteps 0.0.9, and this is ${VERSION}; go on with that one, or name another folder`,
    );
  });

  it("a shard of another sweep, or one with a row too many", async () => {
    const folder = copied("foreign");
    const { stamp } = openFolder(folder);
    const foreign = join(folder, "cells-foreign.parquet");
    await writeShard(foreign, checked, table.rows.slice(0, 1), { ...stamp, plan: "0".repeat(16) });
    const told = `${foreign}: is of another sweep or version; take it out of the folder`;
    await expect(readSweep(folder)).rejects.toThrow(told);
    await writeShard(foreign, checked, [{ ...table.rows[0], cell: "0".repeat(16) }], stamp);
    await expect(readSweep(folder)).rejects.toThrow(`${foreign}: has a row of no cell of this sweep`);
  });

  it("a plan of one's own in its place, one that was changed, and no sweep at all", async () => {
    write("plan.json", "{}");
    await expect(startFolder(path("."), checked)).rejects.toThrow(
      /plan\.json: is there and would be replaced; name another folder$/,
    );
    expect(readFileSync(path("plan.json"), "utf8")).toBe("{}");
    const folder = copied("changed");
    writeFileSync(join(folder, "plan.json"), JSON.stringify({ ...plan, seed: 6 }));
    expect(() => openFolder(folder)).toThrow(
      `${folder}/plan.json: is not the plan of ${folder}/run.json; it was changed`,
    );
    writeFileSync(join(folder, "run.json"), "{}");
    expect(() => openFolder(folder)).toThrow(`${folder}/run.json: plan: missing`);
    await expect(readSweep(path("nowhere"))).rejects.toThrow(/nowhere: holds no sweep; edgesteps sweep PLAN --out/);
  });
});

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
