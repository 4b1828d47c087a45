import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
// The built program: a thread is started from a file.
import { main } from "../dist/cli/main.js";
import { catalogue } from "../experiments/catalogue.js";
import type { Table } from "../report/table.js";
import { command as commandOf, type Ended, temporaryFolder } from "../testing/command.js";
import { ONLY_IN_FULL } from "../testing/long.js";
import { writeTables } from "./tables.js";

const { path, write } = temporaryFolder();
const command = (argv: readonly string[], isTTY = false): Promise<Ended> => commandOf(argv, isTTY, main);

const table = (name: string, rows: number): Table => ({
  name,
  columns: [{ name: "energy", unit: "J", description: "Energy." }],
  rows: Array.from({ length: rows }, (_, i) => ({ energy: i / 2 })),
});

describe("tables", () => {
  it("are CSV, short ones LaTeX too, and left alone when they stay the same", async () => {
    const told: string[] = [];
    const io = { stdout: { write: (text: string) => told.push(text) }, stderr: { write: () => 0 } };
    const tables = [table("long-one", 31), table("short-one", 30)];
    const folder = path("tables");
    const files = ["long-one.csv", "short-one.csv", "short-one.tex"].map((file) => join(folder, file));
    await writeTables(io, tables, folder);
    expect(told).toEqual(files.map((file) => `written    ${file}\n`));
    expect(readFileSync(files[1]!, "utf8")).toMatch(/^energy\n0\n0.5\n/);
    expect(readFileSync(files[2]!, "utf8")).toContain("\\label{tab:short-one}");
    await writeTables(io, tables, folder);
    expect(told.slice(3)).toEqual(files.map((file) => `unchanged  ${file}\n`));
  });

  it("lists all studies in its help, and knows them", async () => {
    const { stdout } = await command(["tables", "-h"]);
    for (const { name, tables } of catalogue) expect(stdout.includes(`  ${name}\n`)).toBe(tables !== undefined);
    expect(await command(["tables", "baseline-s"])).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: 'no study is named "baseline-s"; did you mean baselines?\n',
    });
  });

  it("takes the name of a table for the study that makes it", ONLY_IN_FULL, async () => {
    const folder = path("by-table");
    const { stdout } = await command(["tables", "error-model-families", "--out", folder]);
    expect(stdout).toMatch(/^written {4}.*error-model-fits\.csv\nwritten {4}.*error-model-families\.csv\n/);
  });

  it("needs a folder", async () => {
    const file = write("file", "");
    expect(await command(["tables", "--out", file])).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: `${file}: is a file, not a directory\n`,
    });
  });
});
