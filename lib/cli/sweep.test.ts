/** `edgesteps sweep` and `query`, in this process and killed in another. */

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
// The built program: a thread is started from a file.
import { main } from "../dist/cli/main.js";
import { openFolder } from "../dist/sweep/node/folder.js";
import { stream } from "../numerics/stream.js";
import { fiveUsers } from "../population/five-users.js";
import { toCsv } from "../report/csv.js";
import { writeUsersCsv } from "../scenario/users-csv.js";
import { cellsOf } from "../sweep/cells.js";
import { writeShard } from "../sweep/node/shard.js";
import type { SweepPlan } from "../sweep/plan.js";
import { parseSweepPlan } from "../sweep/plan-schema.js";
import { failedRow, sweep } from "../sweep/run.js";
import { BIN, shell } from "../testing/built-command.js";
import { command as commandOf, type Ended, temporaryFolder } from "../testing/command.js";
import { MORE_IN_FULL, ONLY_IN_FULL, shortOrFull } from "../testing/long.js";
import { once as shared } from "../testing/once.js";

const { path, write } = temporaryFolder();
const command = (argv: readonly string[], isTTY = false): Promise<Ended> => commandOf(argv, isTTY, main);
const told = async (...argv: string[]): Promise<Ended> => command(argv);

const plan = {
  name: "small",
  population: { users: 4 },
  replications: 5,
  method: ["exact", "greedy"],
  vary: { "edge.stepCapacity": [0, 30, null], "users[*].device.maxSteps": [0, 20] },
} as const satisfies SweepPlan;
const cells = cellsOf(parseSweepPlan(plan));
const file = write("plan.json", plan);
const runs = path("runs");
let csv: string;
/** The pure sweep. */
const pure = shared(() => sweep(plan));

beforeAll(async () => {
  const table = await pure();
  csv = toCsv(table);
  expect(await told("sweep", file, "--out", runs, "--jobs", "2")).toEqual({
    exitCode: 0,
    stdout: `${runs}: 60 cells, 60 of them run now; 10 infeasible.\n`,
    stderr: "",
  });
});

describe("sweep", () => {
  it("gives the table of the pure sweep, to stdout and into a file", async () => {
    expect(await told("sweep", "table", runs)).toEqual({ exitCode: 0, stdout: csv, stderr: "" });
    const out = path("runs.csv");
    const { stdout } = await told("sweep", "table", runs, "--out", out);
    expect(stdout).toBe(`The table is in ${out}.\n`);
    expect(readFileSync(out, "utf8")).toBe(csv);
  });

  it("does nothing again, from its own plan too", async () => {
    for (const again of [file, join(runs, "plan.json")]) {
      const { stdout } = await told("sweep", again, "--out", runs);
      expect(stdout).toBe(`${runs}: 60 cells, 0 of them run now; 10 infeasible.\n`);
    }
  });

  it("shows how far it is, how fast and how long still, on a terminal alone", async () => {
    const { stderr } = await command(["sweep", file, "--out", path("terminal"), "--jobs", "1"], true);
    const shown = stderr.split("\r\u001b[K").filter((line) => line !== "");
    expect(shown.length).toBeGreaterThan(0);
    for (const line of shown) expect(line).toMatch(/^\d+ of 60 cells, \d+\/(s|min), \d+ (s|min) left$/);
    expect(stderr.endsWith("\r\u001b[K")).toBe(true);
  });

  it("explains itself and its parts", async () => {
    for (const argv of [["sweep"], ["sweep", "merge"], ["sweep", "table"], ["sweep", "cell"], ["query"]]) {
      const { exitCode, stdout } = await command([...argv, "-h"]);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/Examples?:\n {2}edgesteps/);
    }
    expect((await told("sweep", "-h")).stdout).toMatch(/^ {2}cell \[options\] <DIR> <ID> {2}scenario and plan/m);
  });

  it("says which cells failed, and runs them again if that is asked for", async () => {
    const folder = path("failed");
    cpSync(runs, folder, { recursive: true });
    const whole = join(folder, "cells-0000001-0000060.parquet");
    const { rows } = await pure();
    const wrong = rows.map((row, i) => (i === 9 ? failedRow(parseSweepPlan(plan), cells[i]!, "by hand") : row));
    await writeShard(whole, parseSweepPlan(plan), wrong, openFolder(folder).stamp);
    const warning = `warning: ${folder}: 1 cell failed, ${cells[9]!.id} first; the column message says why\n`;
    for (const argv of [
      ["sweep", file, "--out", folder],
      ["sweep", "merge", folder],
      ["sweep", "table", folder],
    ]) {
      const { exitCode, stderr } = await command(argv);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: warning });
    }
    const again = await told("sweep", file, "--out", folder, "--retry-failed", "--jobs", "1");
    expect(again).toMatchObject({ stdout: `${folder}: 60 cells, 1 of them run now; 10 infeasible.\n`, stderr: "" });
    expect((await told("sweep", "table", folder)).stdout).toBe(csv);
  });
});

describe("parts of a sweep", () => {
  const VARIABLES = [
    "SLURM_ARRAY_TASK_ID",
    "SGE_TASK_ID",
    "JOB_COMPLETION_INDEX",
    "AWS_BATCH_JOB_ARRAY_INDEX",
    "PARALLEL_SEQ",
  ];
  /** By which a part is run; by JOB_COMPLETION_INDEX another test does. */
  const RUN = shortOrFull<readonly string[]>([], VARIABLES);
  const clear = (): void => {
    for (const name of VARIABLES) delete process.env[name];
  };
  afterEach(clear);

  it("are the same in any order and number, and together the same", async () => {
    const folder = path("parts");
    for (const shard of ["3/3", "1/3", "1/3"]) {
      const { stdout } = await told("sweep", file, "--out", folder, "--jobs", "1", "--shard", shard);
      expect(stdout).toMatch(`${folder}: part ${shard[0]} of 3 is there, `);
      expect(stdout).toMatch(`\n  edgesteps sweep merge ${folder}\n`);
    }
    expect(await told("sweep", "merge", folder, "--wait", "0.1")).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: `${folder}: 20 of 60 cells missing: 21-40\nThey run by: edgesteps sweep ${folder}/plan.json --out ${folder}\n`,
    });
    const { stdout, stderr } = await told("sweep", "table", folder);
    const lines = csv.split("\n");
    expect(stdout).toBe([...lines.slice(0, 21), ...lines.slice(41)].join("\n"));
    expect(stderr).toBe(`warning: ${folder}: 20 of 60 cells missing: 21-40\n`);
    process.env["JOB_COMPLETION_INDEX"] = "1";
    const waits = told("sweep", "merge", folder, "--wait", "60");
    expect((await told("sweep", file, "--out", folder, "--jobs", "1", "--shard", "3")).stdout).toMatch(
      "part 2 of 3 is there, 20 cells",
    );
    expect(await waits).toEqual({
      exitCode: 0,
      stdout: `${folder}: all 60 cells are together; 10 infeasible.\n`,
      stderr: "",
    });
    expect((await told("sweep", "table", folder)).stdout).toBe(csv);
    expect(readdirSync(folder).sort()).toEqual(readdirSync(runs).sort());
  });

  it("are missed by ranges of cells, at most ten of which are named", async () => {
    const folder = path("gaps");
    cpSync(runs, folder, { recursive: true });
    const { rows } = await pure();
    const whole = join(folder, "cells-0000001-0000060.parquet");
    const some = rows.filter((_, i) => i % 4 === 1 || i > 50);
    await writeShard(whole, parseSweepPlan(plan), some, openFolder(folder).stamp);
    const { exitCode, stderr } = await told("sweep", "merge", folder);
    const ranges = "1, 3-5, 7-9, 11-13, 15-17, 19-21, 23-25, 27-29, 31-33, 35-37, 4 more";
    expect({ exitCode, line: stderr.split("\n")[0] }).toEqual({
      exitCode: 1,
      line: `${folder}: 38 of 60 cells missing: ${ranges}`,
    });
  });

  it.each(VARIABLES)("are told by %s", MORE_IN_FULL, async (variable) => {
    const first = ["JOB_COMPLETION_INDEX", "AWS_BATCH_JOB_ARRAY_INDEX"].includes(variable) ? 0 : 1;
    process.env[variable] = String(first + 6);
    if (RUN.includes(variable)) {
      const { stdout } = await told("sweep", file, "--out", path(variable), "--jobs", "1", "--shard", "60");
      expect(stdout).toMatch("part 7 of 60 is there, 1 cell run now");
    }
    process.env[variable] = String(first + 60);
    const { exitCode, stderr } = await told("sweep", file, "--out", path(variable), "--jobs", "1", "--shard", "60");
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: `error: option '--shard <k/K>' argument '60' is invalid. ${variable} must be from ${first} to ${first + 59}, not ${first + 60}.\n`,
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ["x", {}, "It must be k/K such as 3/10, or K."],
    ["0/4", {}, "It must be k/K with k from 1 to 4."],
    ["5/4", {}, "It must be k/K with k from 1 to 4."],
    ["0", {}, "It must be a whole number >= 1."],
    ["4", {}, "It must be k/4; no task of an array (SLURM_ARRAY_TASK_ID, …) is told here."],
    ["4", { SGE_TASK_ID: "undefined" }, "It must be k/4; no task of an array (SLURM_ARRAY_TASK_ID, …) is told here."],
    [
      "4",
      { SLURM_ARRAY_TASK_ID: "1", PARALLEL_SEQ: "2" },
      "It must be k/4; SLURM_ARRAY_TASK_ID and PARALLEL_SEQ are both set.",
    ],
    ["4", { SLURM_ARRAY_TASK_ID: "0" }, "SLURM_ARRAY_TASK_ID must be from 1 to 4, not 0."],
    ["4", { PARALLEL_SEQ: "1.5" }, "PARALLEL_SEQ must be from 1 to 4, not 1.5."],
  ])("refuse %s, case %#", async (text, environment, problem) => {
    Object.assign(process.env, environment);
    const { exitCode, stderr } = await told("sweep", file, "--out", path("refused"), "--jobs", "1", "--shard", text);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: `error: option '--shard <k/K>' argument '${text}' is invalid. ${problem}\n`,
    });
  });
});

describe("sweep cell", () => {
  it.each([0, 1, 30, 59])("writes scenario and plan of cell %i, which check accepts", async (i) => {
    const [id, out] = [cells[i]!.id, path(`cell-${i}.json`)];
    const { exitCode, stdout, stderr } = await told("sweep", "cell", runs, id, "--out", out);
    const row = (await pure()).rows[i]!;
    if (row["status"] === "infeasible") {
      expect(exitCode).toBe(3);
      expect(stderr).toMatch(new RegExp(`^${id}: .*; its scenario is in ${out}\n$`));
      expect((await told("solve", out)).exitCode).toBe(3);
      return;
    }
    const planFile = path(`cell-${i}.plan.json`);
    expect(stdout).toBe(`The scenario is in ${out}, the plan in ${planFile}.\n`);
    const checked = await told("check", out, planFile, "--json");
    expect({ exitCode: checked.exitCode, stderr: checked.stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(JSON.parse(checked.stdout)).toMatchObject({
      objective: row["objective"],
      certificate: { holds: true },
      sameScenario: true,
    });
  });

  it("writes a simulation, which check accepts", ONLY_IN_FULL, async () => {
    const simulated = write("simulated.json", {
      scenario: fiveUsers,
      replications: 2,
      simulate: { policy: ["warm", "price"], slots: 8, pattern: "bursty" },
      vary: { tenants: [true, false], channel: ["fixed", "mobile"] },
    });
    const folder = path("simulated");
    expect((await told("sweep", simulated, "--out", folder, "--jobs", "1")).exitCode).toBe(0);
    const id = openFolder(folder).cells.at(-1)!.id;
    await told("sweep", "cell", folder, id, "--out", path("world.json"));
    const { exitCode, stdout } = await told("check", path("world.json"), path("world.plan.json"));
    expect({ exitCode, bound: stdout.split("\n")[0] }).toEqual({
      exitCode: 0,
      bound: expect.stringMatching(/^bound .*, as the simulation says$/),
    });
  });

  it("refuses other cells, other versions, and what would be overwritten", async () => {
    const near = `${cells[3]!.id.slice(0, -1)}x`;
    const refused = async (...argv: string[]) => {
      const { exitCode, stdout, stderr } = await command(["sweep", "cell", ...argv]);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
      return stderr;
    };
    expect(await refused(runs, near, "--out", path("no.json"))).toBe(
      `${near}: is no cell of ${runs}; did you mean ${cells[3]!.id}?\n`,
    );
    expect(await refused(runs, near)).toBe("--out: missing; name a file for the cell's scenario\n");
    const own = join(runs, "plan.json");
    expect(await refused(runs, cells[0]!.id, "--out", own)).toMatch(`--out ${own}: is the file ${own}, which is read`);
    expect(await refused(path("none"), near, "--out", path("no.json"))).toMatch(/none: holds no sweep/);
    expect(existsSync(path("no.json"))).toBe(false);
  });
});

describe("query", () => {
  const counts =
    "select method, status, count(*) as cells, sum(-iterations) as i from cells group by 1, 2 order by 1, 2";

  it("answers in SQL, to stdout and into a file", async () => {
    const { exitCode, stdout, stderr } = await told("query", runs, counts);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const [head, ...lines] = stdout.trimEnd().split("\n");
    expect(head).toBe("method,status,cells,i");
    expect(lines.map((line) => line.replace(/,[^,]*$/, ""))).toEqual([
      "exact,infeasible,5",
      "exact,optimal,25",
      "greedy,feasible,25",
      "greedy,infeasible,5",
    ]);
    expect(lines[0]).toBe("exact,infeasible,5,NA");
    await told("query", runs, counts, "--out", path("counts.csv"));
    expect(readFileSync(path("counts.csv"), "utf8")).toBe(stdout);
  });

  it("counts each cell once, in a folder of any name", async () => {
    const folder = path("it's [a-z]*?");
    cpSync(runs, folder, { recursive: true });
    cpSync(join(folder, "cells-0000001-0000060.parquet"), join(folder, "cells-again.parquet"));
    expect((await told("query", folder, "select count(*) as n from cells")).stdout).toBe("n\n60\n");
  });

  it.each([
    ["selec 1", /^SQL: Parser Error: syntax error at or near "selec" [^\n]*\n$/],
    ["select capacity from cells", /^SQL: Binder Error: Referenced column "capacity" not found [^\n]*\n$/],
    ["select * from 'https://example.org/a.csv'", /^SQL: [^\n]*httpfs[^\n]*\n$/],
    ["select 1 as a, 2 as a", /^SQL: two columns are named a; name one by AS\n$/],
  ])("says what is wrong with %s", async (sql, problem) => {
    const { exitCode, stdout, stderr } = await told("query", runs, sql);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(problem);
  });

  it("says where there is nothing to ask", async () => {
    const folder = path("empty");
    cpSync(runs, folder, { recursive: true });
    rmSync(join(folder, "cells-0000001-0000060.parquet"));
    expect(await told("query", folder, counts)).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: `${folder}: has no rows yet\n`,
    });
    expect((await told("query", path("none"), counts)).stderr).toMatch(/none: holds no sweep/);
  });
});

describe("a plan's file", () => {
  const cellsIn = async (name: string): Promise<Ended> => {
    rmSync(path("any"), { recursive: true, force: true });
    return told("sweep", path(name), "--out", path("any"), "--jobs", "1");
  };

  it("names files from its own folder, in JSON and YAML", MORE_IN_FULL, async () => {
    mkdirSync(path("own"), { recursive: true });
    write("own/lab.json", { ...fiveUsers, users: [] });
    write("own/users.csv", writeUsersCsv(fiveUsers.users));
    write("own/points.csv", "edge.stepCapacity;weights.time\n5;0.5\nnull;2\n");
    const own = { setting: "lab.json", users: "users.csv", rows: "points.csv", method: "greedy" };
    write("own/plan.json", own);
    write(
      "own/plan.yaml",
      Object.entries(own)
        .map(([key, value]) => `${key}: ${value} # a remark\n`)
        .join(""),
    );
    for (const name of shortOrFull(["own/plan.yaml"], ["own/plan.json", "own/plan.yaml"])) {
      expect((await cellsIn(name)).stdout).toMatch(": 2 cells, 2 of them run now.");
      const rows = [
        { "edge.stepCapacity": 5, "weights.time": 0.5 },
        { "edge.stepCapacity": null, "weights.time": 2 },
      ];
      const { users, ...setting } = fiveUsers;
      const same = await sweep({ setting, users, rows, method: "greedy" });
      expect((await told("sweep", "table", path("any"))).stdout).toBe(toCsv(same));
    }
    write("own/whole.yml", "scenario: ./whole.json\nvary:\n  edge.speed: {log: [1e13, 1e14], points: 3}\n");
    write("own/whole.json", fiveUsers);
    expect((await cellsIn("own/whole.yml")).stdout).toMatch(": 3 cells, 3 of them run now.");
  });

  it.each([
    ["plan.txt", "", /^\S+plan\.txt: must be a plan in JSON or YAML, named \.json, \.yaml or \.yml\n$/],
    ["a.json", "{", /^\S+a\.json: not JSON: /],
    ["a.yaml", "vary: [1, 2", /^\S+a\.yaml: not YAML: [^\n]+ at line 1, column \d+\n$/],
    ["b.yaml", "seed: 1\nseed: 2\n", /^\S+b\.yaml: not YAML: Map keys must be unique at line 2, column 1\n$/],
    ["c.yaml", `a: &a [1, 2]\n${"b: [*a, *z]\n"}`, /^\S+c\.yaml: not YAML: [^\n]*alias[^\n]*\n$/i],
    ["d.yaml", "[".repeat(1e4), /^\S+d\.yaml: not YAML: [^\n]+\n$/],
    ["e.yaml", "", /^\S+e\.yaml: plan: must be an object, not null\n$/],
    ["f.yaml", "population: {users: 3}\nvry: {}\n", /^\S+f\.yaml: vry: unknown field; did you mean vary\?\n$/],
    ["g.json", { scenario: "none.json" }, /^\S+none\.json: no such file\n$/],
    ["h.json", { scenario: "bad.json" }, /^\S+bad\.json: edge: missing/m],
    ["i.json", { setting: "five.json", users: "bad.csv" }, /^\S+bad\.csv: line 1: /],
    [
      "j.json",
      { scenario: "five.json", rows: "header.csv" },
      /^\S+header\.csv: must have a header of paths, and a row/,
    ],
    ["k.json", { scenario: "five.json", rows: "twice.csv" }, /^\S+twice\.csv: line 1: edge\.speed: is there twice\n$/],
    ["l.json", { scenario: "five.json", rows: "unnamed.csv" }, /^\S+unnamed\.csv: line 1: a column has no name/],
    [
      "m.json",
      { scenario: "five.json", rows: "near.csv" },
      /^\S+m\.json: rows\[0\]\.edge\.sped: unknown field; did you mean edge\.speed\?\n$/,
    ],
    [
      "n.json",
      { scenario: "five.json", vary: { "users[5].deadline": [1] } },
      /^\S+n\.json: .*users\[5\]\.deadline: must be one of 5/,
    ],
  ])("%s is refused with what is wrong", async (name, content, problem) => {
    write("five.json", fiveUsers);
    write("bad.json", { users: [] });
    write("bad.csv", "x\n1\n");
    write("header.csv", "edge.speed\n");
    write("twice.csv", "edge.speed,edge.speed\n1,2\n");
    write("unnamed.csv", "edge.speed,,x\n1,2,3\n");
    write("near.csv", "edge.sped\n1e13\n");
    write(name, content);
    const { exitCode, stdout, stderr } = await cellsIn(name);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(problem);
    expect(existsSync(path("any"))).toBe(false);
  });

  it("needs a folder that it may have", async () => {
    expect((await told("sweep", file)).stderr).toBe("--out: missing; name a folder for the sweep\n");
    expect((await told("sweep", file, "--out", file)).stderr).toBe(`${file}: is a file, not a directory\n`);
    const other = write("other.json", { ...plan, seed: 8 });
    const { exitCode, stderr } = await told("sweep", other, "--out", runs);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: `${runs}: is the folder of another sweep: seed is not given there and 8 here; name another one\n`,
    });
  });
});

/** So many cells that several shards are written before the end. */
const REPLICATIONS = 2400;
const many = {
  population: { users: 2 },
  replications: REPLICATIONS,
  method: ["greedy", "sca"],
} as const satisfies SweepPlan;
const MANY = 2 * REPLICATIONS;

describe.runIf(process.platform !== "win32")("an interrupted sweep", ONLY_IN_FULL, () => {
  /** Shards that are there when it is killed. */
  const shardsThen = [1, 0, 2, 3, 1, 0, 2, 3, 1, 0];
  const manyFile = write("many.json", many);
  const argv = (folder: string): string[] => ["sweep", manyFile, "--out", folder, "--jobs", "2"];
  let whole: string;
  beforeAll(async () => {
    expect(await command(argv(path("whole")))).toMatchObject({ exitCode: 0, stderr: "" });
    whole = (await told("sweep", "table", path("whole"))).stdout;
    expect(whole).toBe(toCsv(await sweep(many)));
  });

  const shardsIn = (folder: string): number =>
    existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith("cells-")).length : 0;

  /** Has a sweep begin, sends it a signal when so many shards are there and a little later, and answers with what it said. */
  const interrupted = async (folder: string, shards: number, later: number, signal: NodeJS.Signals) => {
    const child = spawn(process.execPath, [BIN, ...argv(folder)], { stdio: ["ignore", "ignore", "pipe"] });
    let stderr = "";
    child.stderr.on("data", (text) => {
      stderr += text;
    });
    const closed = once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>;
    while (child.exitCode === null && shardsIn(folder) < shards) await setTimeout(5);
    await setTimeout(later);
    child.kill(signal);
    const [, by] = await closed;
    return { by, stderr };
  };
  /** How many cells run when it goes on, to the table and the bytes of the one that was not interrupted. */
  const goneOn = async (folder: string): Promise<number> => {
    const { exitCode, stdout } = await command(argv(folder));
    expect(exitCode).toBe(0);
    expect((await told("sweep", "table", folder)).stdout).toBe(whole);
    const [shard] = readdirSync(path("whole"));
    expect(readFileSync(join(folder, shard!)).equals(readFileSync(join(path("whole"), shard!)))).toBe(true);
    return Number(/, (\d+) of them run now/.exec(stdout)![1]);
  };

  it(`goes on after kill -9 at ${shardsThen.length} moments`, { timeout: 300_000 }, async () => {
    const next = stream(13, 0);
    for (const [i, shards] of shardsThen.entries()) {
      const folder = path(`killed-${i}`);
      const { by, stderr } = await interrupted(folder, shards, 200 * next(), "SIGKILL");
      expect({ by, stderr }).toEqual({ by: "SIGKILL", stderr: "" });
      const ran = await goneOn(folder);
      if (shards > 0) expect(ran).toBeLessThan(MANY);
      if (shards > 1) expect(ran).toBeLessThanOrEqual(MANY - 512 * (shards - 1));
    }
  });

  it.each(["SIGINT", "SIGTERM"] as const)("ends by %s, and says how to go on", async (signal) => {
    const folder = path(signal);
    expect(await interrupted(folder, 1, 0, signal)).toEqual({
      by: signal,
      stderr: `${folder}: stopped; the same command goes on there\n`,
    });
    expect(readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);
    expect(await goneOn(folder)).toBeLessThan(MANY);
  });

  /** Only root mounts a file system. */
  const maySmallDisk = spawnSync("unshare", ["--mount", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;

  it.runIf(maySmallDisk)("ends in one line on a full disk, with what it has, and goes on with more room", () => {
    mkdirSync(path("disk"));
    const run = argv("disk/runs").join(" ");
    const mounted = [
      "mount -t tmpfs -o size=160k none disk",
      "ulimit -c 0",
      `edgesteps ${run}; echo $?`,
      "edgesteps sweep merge disk/runs 2>&1 | head -n 1; ls -A disk/runs | grep -c part",
      "mount -o remount,size=9m disk",
      `edgesteps ${run}`,
      "edgesteps sweep table disk/runs --out whole.csv",
    ].join("; ");
    const { stdout, stderr } = shell(`export -f edgesteps; unshare --mount bash -c '${mounted}'`, path("."));
    expect(stderr).toMatch(/^disk\/runs\/cells-\w+\.parquet: the disk is full\n$/);
    const [code, missing, left, ran] = stdout.split("\n");
    expect(code).toBe("2");
    const count = Number(/^disk\/runs: (\d+) of \d+ cells missing/.exec(missing!)![1]);
    expect(count).toBeLessThan(MANY);
    expect(left).toBe("0");
    expect(ran).toBe(`disk/runs: ${MANY} cells, ${count} of them run now.`);
    expect(readFileSync(path("whole.csv"), "utf8")).toBe(whole);
  });
});

it("says in one line which packages are missing", ONLY_IN_FULL, () => {
  // a folder in which the library stands alone
  const alone = path("alone");
  mkdirSync(join(alone, "node_modules/edgesteps"), { recursive: true });
  const lib = join(BIN, "../..");
  for (const part of ["bin", "dist", "package.json"])
    cpSync(join(lib, part), join(alone, "node_modules/edgesteps", part), { recursive: true });
  for (const name of ["@noble/hashes", "commander", "leven", "papaparse", "pure-rand", "valibot"]) {
    const own = join(lib, "node_modules", name);
    const from = existsSync(own) ? own : join(lib, "../node_modules", name);
    cpSync(from, join(alone, "node_modules", name), { recursive: true });
  }
  const run = (...argv: string[]) =>
    spawnSync(process.execPath, [join(alone, "node_modules/edgesteps/bin/edgesteps.js"), ...argv], {
      cwd: alone,
      encoding: "utf8",
    });
  expect(run("sweep", file, "--out", "x")).toMatchObject({
    status: 1,
    stdout: "",
    stderr: expect.stringMatching(
      /^edgesteps sweep: needs hyparquet and hyparquet-writer: npm install hyparquet@[\d.]+ hyparquet-writer@[\d.]+\n$/,
    ),
  });
  expect(run("query", "x", "select 1").stderr).toMatch(
    /^edgesteps query: needs hyparquet and @duckdb\/node-api: npm install hyparquet@[\d.]+ @duckdb\/node-api@[\w.-]+\n$/,
  );
  for (const name of ["hyparquet", "hyparquet-writer"]) {
    cpSync(join(lib, "../node_modules", name), join(alone, "node_modules", name), { recursive: true });
  }
  writeFileSync(join(alone, "plan.yaml"), "population: {users: 1}\n");
  expect(run("sweep", "plan.yaml", "--out", "x").stderr).toMatch(
    /^a plan in YAML: needs yaml: npm install yaml@[\d.]+\n$/,
  );
  expect(run("sweep", file, "--out", "x", "--jobs", "1").stdout).toMatch("x: 60 cells, 60 of them run now");
});
