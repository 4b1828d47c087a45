/** Signals at random moments, over all commands that work for long or write. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stream } from "../numerics/stream.js";
import { shell } from "../testing/built-command.js";
import { MORE_IN_FULL, shortOrFull } from "../testing/long.js";
import { writeNotebook } from "../testing/notebook-folder.js";
import { ownWorkspace } from "../testing/own-workspace.js";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const CAMPUS = "data/scenarios/campus-30.json";

/** With the time in which the signal comes [s]. */
const QUICK: readonly (readonly [seconds: number, ...argv: string[]])[] = [
  [3, "solve", "--users", "50000", "--out", "out/plan.json"],
  [3, "generate", "--users", "30000", "--out", "out/scenario.json"],
  [2, "check", CAMPUS, "plan.json", "--json"],
  [2, "compare", CAMPUS],
  [3, "simulate", "--users", "100", "--slots", "200"],
  [4, "sweep", "sweep.json", "--out", "out/runs"],
];

/** The same, of those that take longer or need a browser or a notebook's process. */
const SLOW: typeof QUICK = [
  [6, "tables", "step-limits", "--out", "out"],
  [8, "figures", "linearised", "gap-by-users", "--out", "out"],
  [8, "notebooks"],
  [1, "notebooks", "--student", "out/class"],
  [20, "reproduce"],
];
const COMMANDS = shortOrFull(QUICK, [...QUICK, ...SLOW]);

/** How a whole file ends. */
const ENDINGS: Readonly<Record<string, RegExp>> = {
  csv: /\n$/,
  tex: /\n$/,
  json: /\}\n$/,
  ipynb: /\}\n?$/,
  svg: /<\/svg>$/,
  pdf: /%%EOF\n?$/,
  parquet: /PAR1$/,
  found: /[0-9a-f]{64}$/,
  png: /IEND\xaeB`\x82$/,
};

let root: string;
let environment: NodeJS.ProcessEnv;
beforeAll(() => {
  root = ownWorkspace(shortOrFull(false, true));
  const temporary = join(root, "tmp");
  mkdirSync(temporary);
  environment = { ...process.env, TMPDIR: temporary, EDGESTEPS_MARK: root };
  writeNotebook(join(root, "notebooks/01-loop.ipynb"), ["for (;;) {}"]);
  writeNotebook(join(root, "notebooks/02-good.ipynb"), ["1 + 1"]);
  writeFileSync(join(root, "sweep.json"), '{ "population": { "users": 20 }, "replications": 2000 }\n');
  // Chromium is unpacked once for all, and `check` needs a plan; neither is asked for in the short suite.
  const script = `edgesteps figures linearised --out first && edgesteps solve ${CAMPUS} --out plan.json`;
  expect(shell(shortOrFull("true", script), root, environment).status).toBe(0);
});
afterAll(() => rmSync(root, { recursive: true }));

/** Processes that have our mark in their environment, other than those that have ended already. */
function marked(): string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, "latin1").includes(`EDGESTEPS_MARK=${root}`);
    } catch {
      return false;
    }
  });
}

/** What of the files in a folder is not whole, or is no file that a command makes. */
function flaws(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  const files = readdirSync(join(root, folder), { withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map(({ name }) => name);
  const cut = names.filter((name) => {
    const ending = ENDINGS[name.replace(/.*\./, "")];
    return ending === undefined || !ending.test(readFileSync(join(root, folder, name), "latin1"));
  });
  const figures = new Set(names.flatMap((name) => /(.*)\.svg$/.exec(name)?.[1] ?? []));
  const partial = [...figures].filter((figure) =>
    ["svg", "pdf", "png", "tex", "csv"].some((ending) => !names.includes(`${figure}.${ending}`)),
  );
  return [...cut, ...partial].map((name) => `${folder}/${name}`);
}

const FOLDERS = [
  "",
  "out",
  "out/class",
  "out/runs",
  "notebooks",
  "figures",
  "data/results",
  "node_modules/.cache/edgesteps",
];

interface Interrupted {
  /** The command had ended before its signal came. */
  readonly early: boolean;
  /** Exit code and signal; null if it had to be killed. */
  readonly ended: readonly [code: number | null, signal: NodeJS.Signals | null] | null;
  /** From the signal to the end [ms]. */
  readonly after: number;
}

/** Starts a command, sends it a signal and tells how it ended, and after how long [ms]. */
async function interrupted(argv: readonly string[], wait: number, signal: NodeJS.Signals): Promise<Interrupted> {
  const child = spawn(process.execPath, [join(root, "lib/bin/edgesteps.js"), ...argv], {
    cwd: root,
    env: environment,
    stdio: "ignore",
  });
  const exit = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  await Promise.race([exit, setTimeout(wait)]);
  const since = performance.now();
  const early = child.exitCode !== null;
  child.kill(signal);
  const ended = await Promise.race([exit, setTimeout(30_000).then(() => null)]);
  if (ended === null) child.kill("SIGKILL");
  return { early, ended, after: performance.now() - since };
}

/** @returns What was not as it should be, a line each. */
async function signals(count: number): Promise<readonly string[]> {
  const next = stream(12, 0);
  const wrong: string[] = [];
  const slowest: Record<string, number> = {};
  let early = 0;
  const temporary = readdirSync(join(root, "tmp"));
  for (let i = 0; i < count; i++) {
    const [seconds, ...argv] = COMMANDS[i % COMMANDS.length]!;
    const signal = SIGNALS[Math.floor(next() * SIGNALS.length)]!;
    const wait = Math.round(1000 * seconds * next());
    const run = await interrupted(argv, wait, signal);
    const where = `${argv.join(" ")}, ${signal} after ${wait} ms`;
    const tell = (what: string): number => wrong.push(`${where}: ${what}`);
    if (run.ended === null) tell("did not end");
    else if (run.early) early++;
    else if (run.ended[1] !== signal && run.ended[0] !== 0) tell(`ended with ${run.ended}`);
    slowest[argv[0]!] = Math.max(slowest[argv[0]!] ?? 0, run.early ? 0 : run.after);
    for (const flaw of FOLDERS.flatMap(flaws)) tell(`half written or left behind: ${flaw}`);
    for (let poll = 0; poll < 40 && marked().length > 0; poll++) await setTimeout(50);
    for (const pid of marked()) tell(`process ${pid} is left`);
    for (const name of readdirSync(join(root, "tmp"))) if (!temporary.includes(name)) tell(`tmp/${name} is left`);
    for (const folder of ["out", "figures", "data/results"])
      rmSync(join(root, folder), { recursive: true, force: true });
  }
  const rounded = Object.entries(slowest).map(([name, ms]) => `${name} ${Math.round(ms)}`);
  console.info(`${count} signals, ${early} after the end; slowest end [ms]: ${rounded.join(", ")}`);
  return wrong;
}

describe.runIf(process.platform === "linux")("signals at random moments leave nothing half written or behind", () => {
  const times = shortOrFull(1, 4 * COMMANDS.length);
  it(`over ${shortOrFull("quick", "all")} commands, ${times} times`, {
    ...MORE_IN_FULL,
    timeout: 3_600_000,
  }, async () => {
    expect(await signals(times)).toEqual([]);
  });
});
