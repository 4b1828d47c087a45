/** What README and GUIDES ask a newcomer to type is run as it stands there. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COMMANDS } from "./cli/commands.js";
import { command } from "./testing/command.js";
import { LIB } from "./testing/doors.js";
import { ONLY_IN_FULL } from "./testing/long.js";

const ROOT = join(LIB, "..");
const BIN = join(LIB, "bin/edgesteps.js");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** Fenced blocks of a language in the section of a text. */
function blocks(path: string, section: string, language: string): string[] {
  const text = read(path);
  const from = text.indexOf(`\n## ${section}\n`);
  const until = text.indexOf("\n## ", from + 1);
  const part = text.slice(from, until < 0 ? undefined : until);
  return Array.from(part.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms")), ([, code]) => code!);
}

/** The command lines of a shell block, as arguments of `edgesteps`. */
function commandLines(block: string): string[][] {
  return Array.from(block.matchAll(/^npx --no-install edgesteps (.*?)\s*(?:#.*)?$/gm), ([, rest]) =>
    rest!.split(/\s+/),
  );
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "edgesteps-first-hour-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a program in the newcomer's folder. */
function node(...argv: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: folder, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout;
}

describe("the first hour", () => {
  it("makes, solves and compares a scenario, and goes on in a program", ONLY_IN_FULL, () => {
    const [shell] = blocks("README.md", "Five minutes to a scenario of your own", "sh");
    const lines = commandLines(shell!);
    expect(lines.map(([name]) => name)).toEqual(["generate", "solve", "compare"]);
    for (const line of lines) expect(node(BIN, ...line)).not.toBe("");
    const [program] = blocks("README.md", "Five minutes to a scenario of your own", "js");
    const beside = mkdtempSync(join(LIB, ".first-hour-")); // from where the library is found
    try {
      writeFileSync(join(beside, "first.mjs"), program!);
      expect(node(join(beside, "first.mjs"))).toMatch(
        /^at most [\d.e-]+ % above the best plan\nid +edge +steps +seconds\n/,
      );
    } finally {
      rmSync(beside, { recursive: true });
    }
  });

  it("calibrates the guide's measurements", () => {
    const [csv] = blocks("GUIDES.md", "Your own measurements", "csv");
    mkdirSync(join(folder, "data/my"), { recursive: true });
    writeFileSync(join(folder, "data/my/phone.csv"), csv!);
    const [line] = commandLines(blocks("GUIDES.md", "Your own measurements", "sh")[0]!);
    expect(node(BIN, ...line!)).toContain('"device": { "speed": ');
  });

  it("runs a task of the guide's array, once", ONLY_IN_FULL, () => {
    const [script] = blocks("GUIDES.md", "A cluster", "sh");
    const here = script!
      .replace('cd "$HOME/edgesteps" || exit 1\n', "")
      .replace("npx --no-install edgesteps", `"${process.execPath}" "${BIN}"`)
      .replace("--users 100000", "--users 100");
    const environment = { ...process.env, SLURM_ARRAY_TASK_ID: "7" };
    for (const _ of ["first", "again"]) {
      const { status, stdout, stderr } = spawnSync("bash", ["-c", here], {
        cwd: folder,
        encoding: "utf8",
        env: environment,
      });
      expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: "" });
    }
    expect(readdirSync(join(folder, "data/my/runs"))).toEqual(["7.json"]);
    expect(JSON.parse(readFileSync(join(folder, "data/my/runs/7.json"), "utf8"))).toMatchObject({ method: "exact" });
  });
});

describe("commands in the texts", () => {
  const TEXTS = [
    "README.md",
    "GUIDES.md",
    "CONTRIBUTING.md",
    "data/README.md",
    "lib/README.md",
    "data/my/README.md",
    "notebooks/my/README.md",
  ];
  const notebooks = readdirSync(join(ROOT, "notebooks")).filter((name) => name.endsWith(".ipynb"));

  it.each([...TEXTS, ...notebooks.map((name) => `notebooks/${name}`)])("never fetch a package in %s", (path) => {
    expect(read(path).match(/npx (?:edgesteps|tslab)[^\n]*/g)).toBeNull();
  });

  it("are known, with their options", { timeout: 120_000 }, async () => {
    const used = TEXTS.flatMap((path) =>
      Array.from(read(path).matchAll(/edgesteps (\w+)((?: [^\s`#>"]+)*)/g), ([, name, rest]) => ({
        path,
        name: name!,
        rest: rest!,
      })),
    ).filter(({ name, rest }) => COMMANDS.some((known) => known.name === name) || rest.includes("--"));
    expect(used.length).toBeGreaterThan(20);
    const help = new Map<string, string>();
    for (const { path, name, rest } of used) {
      if (!help.has(name)) help.set(name, (await command([name, "-h"])).stdout);
      for (const [option] of rest.matchAll(/(?<= )--[\w-]+/g)) {
        expect(help.get(name)!.includes(option), `${path}: ${name} ${option}`).toBe(true);
      }
    }
  });
});
