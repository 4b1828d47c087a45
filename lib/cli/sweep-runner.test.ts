/** `edgesteps sweep --runner`: what is refused without a cluster, and sweeps on a private Slurm and by GNU parallel, whose jobs are killed. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
// The built program: a thread is started from a file.
import { main } from "../dist/cli/main.js";
import { openFolder } from "../dist/sweep/node/folder.js";
import { jobScript } from "../sweep/node/job-script.js";
import { rangesOf } from "../sweep/node/ranges.js";
import { readShard, writeShard } from "../sweep/node/shard.js";
import { slurm } from "../sweep/node/slurm.js";
import type { SweepPlan } from "../sweep/plan.js";
import { failedRow } from "../sweep/run.js";
import { BIN, shell } from "../testing/built-command.js";
import { command as commandOf, type Ended, temporaryFolder } from "../testing/command.js";
import { ONLY_IN_FULL } from "../testing/long.js";
import { skippedWithout } from "../testing/skipped-without.js";
import { MOST_IN_ARRAY, type Slurm, skippedWithoutSlurm, startSlurm } from "../testing/slurm.js";

const { path, write } = temporaryFolder();
const told = (...argv: string[]): Promise<Ended> => commandOf(argv, false, main);
const refused = async (...argv: string[]): Promise<string> => {
  const { exitCode, stdout, stderr } = await told(...argv);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr.split("\n")).toHaveLength(2);
  return stderr;
};

const GUIDES = readFileSync(join(BIN, "../../../GUIDES.md"), "utf8");

/** Cells that take about a thirtieth of a second each, and several times that where a process begins. */
const plan = (users: number, replications: number): SweepPlan => ({
  name: "slow cells",
  population: { users },
  replications,
  method: ["sca", "greedy"],
});
const file = write("plan.json", plan(1000, 100));
const few = write("few.json", plan(500, 20));

describe("a job's script", () => {
  const run = `'${process.execPath}' '${BIN}' "$@"`;

  it("runs this Node and this program with the job's arguments, and asks for a core", () => {
    const script = jobScript(slurm.template, "τ by capacity, (2)");
    expect(script).toMatch(/^#!\/bin\/bash\n/);
    expect(script).toContain("\n#SBATCH --job-name=-by-capacity-2-\n#SBATCH --cpus-per-task=1\n");
    expect(script.endsWith(`\n${run}\n`)).toBe(true);
  });

  it("may run another program", () => {
    expect(jobScript("#!/bin/sh\r\nnpx edgesteps {{ arguments }}\n", "a")).toBe('#!/bin/sh\r\nnpx edgesteps "$@"\n');
  });

  it.each([
    ["{{edgesteps}} {{argument}}\n", "line 1: {{argument}}: unknown placeholder; did you mean arguments?"],
    [
      "#\n#SBATCH -p {{partition}}\n{{arguments}}",
      "line 2: {{partition}}: unknown placeholder; known here: name, edgesteps, arguments",
    ],
    ["{{edgesteps}} sweep\n", "{{arguments}}: missing; a line must run {{edgesteps}} {{arguments}}"],
    ["", "{{arguments}}: missing; a line must run {{edgesteps}} {{arguments}}"],
  ])("is refused from %j", (template, problem) => {
    expect(() => jobScript(template, "a")).toThrow(problem);
  });
});

it.each([
  [[], []],
  [[3], ["3"]],
  [
    [1, 2, 3, 5, 7, 8],
    ["1-3", "5", "7-8"],
  ],
])("ranges of %j", (numbers, ranges) => {
  expect(rangesOf(numbers)).toEqual(ranges);
});

describe("--runner", () => {
  const search = process.env["PATH"];
  afterEach(() => {
    process.env["PATH"] = search;
    delete process.env["SLURM_CPUS_PER_TASK"];
  });
  const out = path("none");

  it.each<[string[], string]>([
    [
      ["--runner", "slum"],
      "error: option '--runner <NAME>' argument 'slum' is invalid. There is no \"slum\"; did you mean slurm?",
    ],
    [["--runner", "slurm", "--jobs", "2"], "error: option '--runner <NAME>' cannot be used with option '--jobs <N>'"],
    [
      ["--runner", "slurm", "--shard", "1/2"],
      "error: option '--runner <NAME>' cannot be used with option '--shard <k/K>'",
    ],
    [
      ["--runner", "slurm", "--tasks", "0"],
      "error: option '--tasks <N>' argument '0' is invalid. It must be a whole number >= 1.",
    ],
    [
      ["--runner", "slurm", "--status", "--no-array"],
      "error: option '--status' cannot be used with option '--no-array'",
    ],
    [["--runner", "slurm", "--status", "--resume"], "error: option '--status' cannot be used with option '--resume'"],
    ...[["--tasks", "3"], ["--template", "x.sh"], ["--no-array"], ["--resume"], ["--status"]].map(
      (given): [string[], string] => [given, `${given[0]}: changes nothing here; it needs --runner`],
    ),
  ])("refuses %j", async (given, problem) => {
    expect(await refused("sweep", file, "--out", out, ...given)).toBe(`${problem}\n`);
    expect(existsSync(out)).toBe(false);
  });

  it("says in a line where Slurm is not", async () => {
    process.env["PATH"] = path("");
    expect(await refused("sweep", file, "--out", out, "--runner", "slurm")).toBe(
      "sbatch: is not on PATH; Slurm is needed\n",
    );
    expect(existsSync(out)).toBe(false);
  });

  it("resumes, and tells the status of, what is there alone", async () => {
    for (const option of ["--resume", "--status"]) {
      expect(await refused("sweep", file, "--out", out, "--runner", "slurm", option)).toBe(
        `${out}: holds no sweep; edgesteps sweep PLAN --out makes one\n`,
      );
    }
    expect(existsSync(out)).toBe(false);
  });

  it("takes as many threads as Slurm gives cores", async () => {
    process.env["SLURM_CPUS_PER_TASK"] = "two";
    const tiny = write("tiny.json", { population: { users: 2 } });
    expect(await refused("sweep", tiny, "--out", out)).toBe(
      'SLURM_CPUS_PER_TASK: must be a whole number >= 1, not "two"\n',
    );
    process.env["SLURM_CPUS_PER_TASK"] = "2";
    expect(await told("sweep", tiny, "--out", path("tiny"))).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it.each([
    ["{}", "parts: missing"],
    ['{"parts":0,"jobs":[],"merge":[]}', "parts: must be a whole number >= 1, not 0"],
    ['{"parts":1,"jobs":[7],"merge":[]}', "jobs[0]: must be a job's id, not 7"],
  ])("refuses %j as its record of jobs", async (text, problem) => {
    const tiny = write("tiny.json", { population: { users: 2 } });
    await told("sweep", tiny, "--out", path("tiny"));
    mkdirSync(path("tiny/slurm"), { recursive: true });
    const record = write("tiny/slurm/jobs.json", text);
    const { exitCode, stderr } = await told("sweep", tiny, "--out", path("tiny"), "--runner", "slurm", "--status");
    expect({ exitCode, first: stderr.split("\n")[0] }).toEqual({ exitCode: 2, first: `${record}: ${problem}` });
  });
});

/** The process of Node that runs a part in a folder, once there is one. @param mark What its arguments or its environment have. */
async function processOf(folder: string, mark: string): Promise<number> {
  for (;;) {
    for (const pid of readdirSync("/proc")) {
      if (!/^\d+$/.test(pid)) continue;
      try {
        const argv = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
        if (argv[1]?.endsWith("edgesteps.js") && argv.includes(folder)) {
          const environment = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
          if ([...argv, ...environment].includes(mark)) return Number(pid);
        }
      } catch {
        // has ended
      }
    }
    await setTimeout(50);
  }
}

const local = path("local");
const fewLocal = path("few-local");

describe.runIf(process.platform === "linux")("parts that are killed", ONLY_IN_FULL, () => {
  beforeAll(async () => {
    for (const [own, folder] of [
      [file, local],
      [few, fewLocal],
    ] as const) {
      expect(await told("sweep", own, "--out", folder, "--jobs", "2")).toMatchObject({ exitCode: 0, stderr: "" });
    }
  });

  /** Compares shards, byte for byte, and tables. */
  async function expectSame(folder: string, whole: string): Promise<void> {
    const shards = (of: string): string[] => readdirSync(of).filter((name) => name.startsWith("cells-"));
    expect(shards(folder)).toEqual(shards(whole));
    for (const name of shards(whole))
      expect(readFileSync(join(folder, name)).equals(readFileSync(join(whole, name)))).toBe(true);
    expect((await told("sweep", "table", folder)).stdout).toBe((await told("sweep", "table", whole)).stdout);
  }

  describe.skipIf(skippedWithoutSlurm("no sweep runs there"))("with Slurm", () => {
    let cluster: Slurm;
    beforeAll(async () => {
      mkdirSync(path("slurm"));
      cluster = await startSlurm(path("slurm"));
      Object.assign(process.env, cluster.environment);
    });
    afterAll(async () => {
      for (const name of Object.keys(cluster?.environment ?? {})) delete process.env[name];
      await cluster?.stop();
    });

    const options = (folder: string, own: string): string[] => ["sweep", own, "--out", folder, "--runner", "slurm"];
    const jobsIn = (folder: string) => JSON.parse(readFileSync(join(folder, "slurm/jobs.json"), "utf8"));
    /** Waits until none of these jobs is in the queue. */
    const ended = async (ids: readonly string[]): Promise<void> => {
      while (slurm.queued(ids).length > 0) await setTimeout(200);
    };

    it("refuses a bad template, a bad partition and too long an array", async () => {
      const folder = path("refused");
      const submit = options(folder, few);
      const bad = write("bad.sh", "#!/bin/sh\n{{edgesteps}} {{argumens}}\n");
      const { exitCode, stderr } = await told(...submit, "--template", bad);
      expect({ exitCode, stderr }).toEqual({
        exitCode: 2,
        stderr: [
          `${bad}: line 2: {{argumens}}: unknown placeholder; did you mean arguments?`,
          `${bad}: {{arguments}}: missing; a line must run {{edgesteps}} {{arguments}}`,
          "",
        ].join("\n"),
      });
      expect(await refused(...submit, "--template", path("none.sh"))).toBe(`${path("none.sh")}: no such file\n`);
      expect(existsSync(folder)).toBe(false);
      const elsewhere = write(
        "elsewhere.sh",
        slurm.template.replace("##SBATCH --partition=NAME", "#SBATCH --partition=nope"),
      );
      expect(await refused(...submit, "--template", elsewhere)).toMatch(
        new RegExp(`^sbatch: .*invalid partition.*; the script is ${folder}/slurm/job\\.sh\n$`, "i"),
      );
      expect(existsSync(join(folder, "slurm/jobs.json"))).toBe(false);
      expect(await refused(...submit, "--resume")).toBe(
        `${folder}: no jobs were submitted from here; leave --resume out to begin\n`,
      );
      expect(await refused(...submit, "--template", elsewhere)).toMatch(/^sbatch: /); // of which the script was made
      const other = write("other.sh", slurm.template);
      expect(await refused(...submit, "--template", other)).toBe(
        `--template ${other}: ${folder}/slurm/job.sh is there and differs; edit or remove that one\n`,
      );
      expect(await refused(...options(path("long"), file), "--tasks", `${MOST_IN_ARRAY + 1}`)).toBe(
        `--tasks: must be at most ${MOST_IN_ARRAY} in an array here, not ${MOST_IN_ARRAY + 1}; or add --no-array\n`,
      );
      expect((await told(...submit, "--status")).stdout).toBe(
        `${folder}: 0 of 40 cells are there; missing: 1-40.\nNone of its jobs is in the queue.\nTo submit what is missing:\n` +
          `  edgesteps sweep ${folder}/plan.json --out ${folder} --runner slurm\n`,
      );
    });

    it("completes an array of which a task was killed and one cancelled", async () => {
      const folder = path("array");
      const submit = options(folder, file);
      const [, guide] = /^```sh\n([^`]*\{\{arguments\}\}\n)```$/m.exec(GUIDES)!;
      const here = guide!
        .replace("--partition=long", "--partition=main")
        .replace("--cpus-per-task=4 --mem=8G", "--cpus-per-task=1 --mem=1G")
        .replace("module load nodejs", 'echo "part $SLURM_ARRAY_TASK_ID on $SLURM_CPUS_PER_TASK"');
      const edited = write("edited.sh", here);
      const { exitCode, stdout } = await told(...submit, "--tasks", "5", "--template", edited);
      const { jobs, merge } = jobsIn(folder);
      expect({ exitCode, stdout }).toEqual({
        exitCode: 0,
        stdout:
          `${folder}: 5 of 5 parts submitted, job ${jobs[0]}; job ${merge[0]} puts all together then.\n` +
          `Their script, which is yours to edit: ${folder}/slurm/job.sh\n` +
          `To look after them:\n  edgesteps sweep ${folder}/plan.json --out ${folder} --runner slurm --status\n`,
      });
      slurm.cancel(`${jobs[0]}_5`);
      process.kill(await processOf(folder, "SLURM_ARRAY_TASK_ID=3"), "SIGKILL");
      expect(await refused(...submit, "--resume")).toMatch(
        new RegExp(`^${folder}: is in the queue: ${jobs[0]}_.*; wait, or cancel them: scancel ${jobs[0]}\n$`),
      );
      const during = (await told(...submit, "--status")).stdout;
      expect(during).toMatch(/: \d+ of 200 cells are there; missing: [^\n]*\.\nIn the queue: [^\n]*\.\n$/);
      for (const id of [`${jobs[0]}_`, `${merge[0]} PENDING`]) expect(during).toMatch(id);
      await ended(jobs);
      const merging = `${merge[0]} RUNNING`; // though parts failed
      while (!slurm.queued(merge).some((one) => one.shown === merging)) await setTimeout(100);
      const status = (await told(...submit, "--status")).stdout;
      expect(status).toMatch(/: 1[2-5]\d of 200 cells are there; missing: [\d, -]*161-200\.\n/);
      const again = await told(...submit, "--resume");
      expect(again.stdout).toMatch(
        new RegExp(`^${folder}: 2 of 5 parts submitted, job \\d+; job \\d+ puts all together then\\.\nTo look`),
      );
      const { jobs: next, merge: last } = jobsIn(folder);
      await ended([...next, ...last, ...merge]);
      await expectSame(folder, local);
      const logs = readdirSync(join(folder, "slurm")).filter((name) => name.startsWith(`slurm-${next[0]}_`));
      expect(logs.map((name) => readFileSync(join(folder, "slurm", name), "utf8").split("\n")[0]).sort()).toEqual([
        "part 3 on 1",
        "part 5 on 1",
      ]);
      expect(await told(...submit)).toEqual({
        exitCode: 0,
        stdout: `${folder}: all 200 cells are there, nothing is submitted.\n`,
        stderr: "",
      });
      expect((await told(...submit, "--status")).stdout).toBe(
        `${folder}: 200 of 200 cells are there.\nNone of its jobs is in the queue.\n`,
      );
    });

    it("completes jobs without an array, and runs cells again that failed", async () => {
      const folder = path("single");
      const submit = [...options(folder, few), "--no-array"];
      const { stdout } = await told(...submit, "--tasks", "3");
      const { jobs, merge } = jobsIn(folder);
      expect(stdout).toMatch(
        `: 3 of 3 parts submitted, job ${jobs.join(", ")}; job ${merge[0]} puts all together then.\n`,
      );
      process.kill(await processOf(folder, "1/3"), "SIGKILL");
      slurm.cancel(jobs[2]);
      await ended(jobs);
      expect((await told(...submit, "--resume")).stdout).toMatch(`${folder}: 2 of 3 parts submitted, job `);
      const next = jobsIn(folder);
      await ended([...next.jobs, ...next.merge]);
      await expectSame(folder, fewLocal);

      const { plan: own, cells, stamp } = openFolder(folder);
      const [whole] = readdirSync(folder).filter((name) => name.startsWith("cells-"));
      const { rows } = await readShard(join(folder, whole!), own);
      const wrong = rows.map((row, i) => (i === 20 ? failedRow(own, cells[i]!, "by hand") : row));
      await writeShard(join(folder, whole!), own, wrong, stamp);
      const warned = await told(...submit.slice(0, -1), "--status");
      expect(warned.stderr).toBe(
        `warning: ${folder}: 1 cell failed, ${cells[20]!.id} first; the column message says why\n`,
      );
      expect((await told(...submit, "--resume")).stdout).toMatch("all 40 cells are there, nothing is submitted");
      expect((await told(...submit, "--resume", "--retry-failed")).stdout).toMatch(
        `${folder}: 1 of 3 parts submitted, job `,
      );
      const last = jobsIn(folder);
      await ended([...last.jobs, ...last.merge]);
      await expectSame(folder, fewLocal);
    });
  });

  it.skipIf(skippedWithout(["parallel"], "no sweep runs by it"))(
    "by GNU parallel run again by the guide's line",
    async () => {
      const line = /^seq 100 \| parallel .*$/m.exec(GUIDES)![0];
      const folder = path("parallel");
      const here = line
        .replaceAll("100", "4")
        .replace("-j 8 npx --no-install edgesteps", `-j 2 "${process.execPath}" "${BIN}"`)
        .replace(/data\/my\/\S+\.yaml/, few)
        .replace("data/my/runs", folder);
      const child = spawn("bash", ["-o", "pipefail", "-c", here], { stdio: "ignore" });
      const closed = once(child, "close");
      process.kill(await processOf(folder, "2/4"), "SIGKILL");
      expect((await closed)[0]).toBe(1); // so many jobs failed
      const { stderr } = await told("sweep", "merge", folder);
      expect(stderr).toMatch(/: \d+ of 40 cells missing: (?:\d+-)?20\n/);
      expect(shell(`${here} > /dev/null`)).toMatchObject({ status: 0 });
      expect((await told("sweep", "merge", folder)).stdout).toMatch(": all 40 cells are together");
      await expectSame(folder, fewLocal);
    },
  );
});
