/** The recipes of CONTRIBUTING.md: each is applied to a copy of the sources, compiled and run. */

import { type ChildProcess, execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { namesOf } from "./input/checks.js";
import { parseNotebook } from "./notebook/nbformat.js";
import type { Scenario, User } from "./scenario/types.js";
import { METHODS } from "./solver/methods/methods.js";
import { LIB } from "./testing/doors.js";
import { ONLY_IN_FULL, shortOrFull } from "./testing/long.js";
import { FEASIBLE } from "./testing/reference.js";

const WORKSPACE = join(LIB, "..");

interface Recipe {
  readonly name: string;
  readonly diff: string;
  /** Files that it makes, and files that it edits. */
  readonly made: readonly string[];
  readonly edited: readonly string[];
  /** Lines that come or go. */
  readonly lines: number;
}

const text = readFileSync(join(WORKSPACE, "CONTRIBUTING.md"), "utf8");
const recipes: readonly Recipe[] = [...text.matchAll(/^### (.*)\n[\s\S]*?^```diff\n([\s\S]*?)^```$/gm)].map(
  ([, name, diff]) => {
    const files = [...diff!.matchAll(/^--- (.*)\n\+\+\+ b\/(.*)$/gm)];
    const made = files.filter(([, before]) => before === "/dev/null").map(([, , path]) => path!);
    const edited = files.filter(([, before]) => before !== "/dev/null").map(([, , path]) => path!);
    const lines = diff!.split("\n").filter((line) => /^[-+]/.test(line) && !/^(---|\+\+\+) /.test(line)).length;
    return { name: name!, diff: diff!, made, edited, lines };
  },
);
const recipe = (name: string): Recipe => recipes.find((one) => one.name === name)!;

/** A copy of the workspace's sources, beside what is installed. */
const copy = mkdtempSync(join(tmpdir(), "edgesteps-contributing-"));
afterAll(() => rmSync(copy, { recursive: true }));

beforeAll(() => {
  cpSync(LIB, join(copy, "lib"), { recursive: true, filter: (path) => !/\/lib\/(dist|node_modules)$/.test(path) });
  for (const name of ["tsconfig.json", "biome.json"]) cpSync(join(WORKSPACE, name), join(copy, name));
  symlinkSync(join(LIB, "node_modules"), join(copy, "lib/node_modules"));
  symlinkSync(join(WORKSPACE, "data"), join(copy, "data"));
  mkdirSync(join(copy, "notebooks"));
  mkdirSync(join(copy, "node_modules"));
  for (const name of readdirSync(join(WORKSPACE, "node_modules"))) {
    const target = name === "edgesteps" ? join(copy, "lib") : join(WORKSPACE, "node_modules", name);
    symlinkSync(target, join(copy, "node_modules", name));
  }
});

const apply = (diff: string, ...options: string[]): void => {
  execFileSync("git", ["apply", ...options, "-"], { cwd: copy, input: diff, stdio: ["pipe", "pipe", "pipe"] });
};
const write = (name: string, content: unknown): string => {
  writeFileSync(join(copy, name), typeof content === "string" ? content : JSON.stringify(content));
  return name;
};
const read = (name: string): string => readFileSync(join(copy, name), "utf8");

/** The copy's command line, in a process of its own that answers one command after another. */
let server: ChildProcess | undefined;
afterAll(() => server?.kill());

/** What a command of the copy tells. @throws Error with its message where it fails. */
async function edgesteps(...argv: string[]): Promise<string> {
  server ??= fork(join(copy, write("serve.mjs", SERVE)), { cwd: copy, execArgv: [] });
  server.send(argv);
  const [{ exitCode, stdout, stderr }] = await once(server, "message");
  if (exitCode !== 0) throw new Error(`${argv.join(" ")} ended with ${exitCode}: ${stderr}`);
  return stdout;
}
const SERVE = `import { main } from "./lib/dist/cli/main.js";
process.on("message", async (argv) => {
  const told = { stdout: "", stderr: "" };
  const sink = (name) => ({ write: (text) => (told[name] += text) });
  const exitCode = await main(argv, { stdout: sink("stdout"), stderr: sink("stderr") });
  process.send({ exitCode, ...told });
});
`;
const json = async (...argv: string[]) => JSON.parse(await edgesteps(...argv, "--json"));
const help = async (name: string): Promise<string> => (await edgesteps(name, "-h")).replace(/\s+/g, " ");

// Sources are parsed once for all programs.
const parsed = new Map<string, { readonly text: string; readonly file: ts.SourceFile }>();

const { options, fileNames } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(LIB, "tsconfig.build.json"), ts.sys.readFile).config,
  ts.sys,
  LIB,
);
/** Sources of the package, from lib on. */
const all = fileNames.map((path) => path.slice(WORKSPACE.length + 1));

/** Files of the copy, and what they import, as a program. @param others Sources in place of files, or beside them. */
function program(paths: readonly string[], others: Readonly<Record<string, string>> = {}): ts.Program {
  const sources = new Map(Object.entries(others).map(([path, source]) => [join(copy, path), source]));
  const host = ts.createCompilerHost(options);
  const sourceOf = (path: string): string | undefined => sources.get(path) ?? ts.sys.readFile(path);
  host.fileExists = (path) => sources.has(path) || ts.sys.fileExists(path);
  host.readFile = sourceOf;
  host.getSourceFile = (path, target) => {
    const source = sourceOf(path);
    if (source === undefined) return undefined;
    const known = parsed.get(path);
    if (known?.text === source) return known.file;
    const file = ts.createSourceFile(path, source, target, true);
    parsed.set(path, { text: source, file });
    return file;
  };
  const roots = [...paths, ...Object.keys(others)].map((path) => join(copy, path));
  return ts.createProgram(roots, { ...options, rootDir: join(copy, "lib"), outDir: join(copy, "lib/dist") }, host);
}

/** What the compiler says of these files. */
function problems(of: ts.Program, paths: readonly string[]): string[] {
  return paths
    .flatMap((path) => ts.getPreEmitDiagnostics(of, of.getSourceFile(join(copy, path))))
    .map(({ file, messageText }) => {
      const at = file === undefined ? "" : file.fileName.slice(copy.length + 1);
      return `${at}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    });
}

describe("each recipe", () => {
  it("is there", () => {
    expect(recipes.map(({ name }) => name)).toEqual([
      "An error law",
      "A baseline",
      "A relaxation",
      "An experiment with a chart",
      "A notebook",
    ]);
  });

  it.each(recipes)("is at most 30 lines, and applies: $name", ({ diff, lines }) => {
    expect(lines).toBeLessThanOrEqual(30);
    apply(diff, "--check");
  });

  it.each(["An error law", "A baseline", "A relaxation"])("is one file and its entry in the list: %s", (name) => {
    const { made, edited, diff } = recipe(name);
    expect([made.length, edited.length]).toEqual([1, 1]);
    const entry = diff.slice(diff.indexOf(`+++ b/${edited[0]}`)).split("\ndiff ")[0]!;
    expect(entry.match(/^\+import .*$/gm)).toHaveLength(1);
    expect(entry.match(/^[-+][^-+].*$/gm)).toHaveLength(3);
  });

  it("is one folder and its entry in the catalogue, for an experiment", () => {
    const { made, edited } = recipe("An experiment with a chart");
    expect(new Set(made.map((path) => path.replace(/\/[^/]*$/, ""))).size).toBe(1);
    expect(edited).toEqual(["lib/experiments/catalogue.ts"]);
  });

  it("is one file, for a notebook", () => {
    const { made, edited } = recipe("A notebook");
    expect([made.length, edited.length]).toEqual([1, 0]);
  });
});

describe("an error law without its object does not compile", ONLY_IN_FULL, () => {
  const scenario = (kind: string): string =>
    `import type { ErrorModel } from "./laws/error/error-laws.js";
export const model: ErrorModel = { kind: "${kind}", initial: 1, rate: 0.2 };\n`;
  const KNOWN = '"exponential" | "power" | "table" | "mixture" | "worst"';

  it("where a user has a law that is nowhere", () => {
    const found = problems(program([], { "lib/own.ts": scenario("gompertz") }), ["lib/own.ts"]);
    expect(found).toEqual([`lib/own.ts: Type '"gompertz"' is not assignable to type '${KNOWN}'.`]);
  });

  it("where its object is not in the list", () => {
    const { made, diff } = recipe("An error law");
    const body = /^\+\+\+ b\/lib\/laws\/error\/rational\.ts\n@@.*@@\n((?:\+.*\n)*)/m.exec(diff)![1]!;
    const sources = { [made[0]!]: body.replace(/^\+/gm, ""), "lib/own.ts": scenario("rational") };
    const found = problems(program([], sources), [made[0]!, "lib/own.ts"]);
    expect(found).toEqual([`lib/own.ts: Type '"rational"' is not assignable to type '${KNOWN}'.`]);
  });

  it("where the list names it alone", () => {
    const list = "lib/laws/error/error-laws.ts";
    const entered = read(list)
      .replace("\n\n/**", '\nimport { rational } from "./rational.js";\n\n/**')
      .replace("[exponential, power]", "[exponential, power, rational]");
    expect(entered).not.toBe(read(list));
    expect(problems(program([], { [list]: entered }), [list]).join()).toMatch(/Cannot find module '\.\/rational\.js'/);
  });

  it("where its object says too little", () => {
    const path = "lib/laws/error/half.ts";
    const half = `import type { ErrorLaw } from "./error-law.js";
export const half: ErrorLaw<"half", "initial"> = { kind: "half", label: "half", short: "half", formula: "", parameters: [] };\n`;
    expect(problems(program([], { [path]: half }), [path]).join()).toMatch(
      /missing the following properties.*: value, slope/,
    );
  });
});

describe("all recipes together", ONLY_IN_FULL, () => {
  beforeAll(() => {
    for (const { diff } of recipes) apply(diff);
    const changed = recipes.flatMap(({ made, edited }) => [...made, ...edited]).filter((path) => path.endsWith(".ts"));
    const paths = [...new Set([...all, ...changed])];
    const compiled = program(paths);
    expect(problems(compiled, paths)).toEqual([]);
    compiled.emit();
  });

  it("are linted and formatted like the rest", () => {
    const paths = recipes.flatMap(({ made, edited }) => [...made, ...edited]).filter((path) => path.endsWith(".ts"));
    const biome = join(WORKSPACE, "node_modules/.bin/biome");
    execFileSync(biome, ["check", "--error-on-warnings", "--vcs-enabled=false", ...paths], {
      cwd: copy,
      stdio: "pipe",
    });
  });

  describe("the error law", () => {
    const generated = async (
      name: string,
      ...options: string[]
    ): Promise<{ readonly file: string; readonly scenario: Scenario }> => {
      const sizes = ["--users", "4", "--device-max-steps", "7", "--edge-max-steps", "12", "--capacity", "20"];
      await edgesteps("generate", ...sizes, "--error-kind", "rational", "--out", name, ...options);
      return { file: name, scenario: JSON.parse(read(name)) };
    };

    it.each([[[]], [["--utility", "log", "--weights", "localUtility=0.5,edgeUtility=0.8"]], [["--seed", "5"]]])(
      "solves to what brute force finds, its bound below, its plan checked (%j)",
      async (options) => {
        const { file, scenario } = await generated("rational.json", ...options);
        expect(scenario.users.map(({ errorModel }) => errorModel.kind as string)).toEqual(Array(4).fill("rational"));
        const optimum = bruteForce(scenario);
        for (const method of namesOf(METHODS)) {
          await edgesteps("solve", file, "--method", method, "--out", "plan.json");
          const { status, objective, lowerBound } = JSON.parse(read("plan.json"));
          const slack = 1e-9 * Math.abs(optimum);
          expect(lowerBound).toBeLessThanOrEqual(optimum + slack);
          expect(objective).toBeGreaterThanOrEqual(optimum - slack);
          if (method === "exact")
            expect({ status, objective }).toEqual({ status: "optimal", objective: expect.closeTo(optimum, 9) });
          expect(await json("check", file, "plan.json")).toMatchObject({ feasible: true, objectiveAgrees: true });
        }
      },
    );

    it("is read from a table of users", async () => {
      const { file, scenario } = await generated("rational.json");
      const rows = scenario.users.map(flat);
      const header = Object.keys(rows[0]!);
      const lines = [header, ...rows.map((row) => header.map((name) => row[name]))].map((cells) => cells.join(","));
      write("users.csv", lines.join("\n"));
      const { name: _, users: __, ...setting } = { name: "", ...scenario };
      write("setting.json", setting);
      expect(await json("solve", "setting.json", "--users", "users.csv")).toEqual(await json("solve", file));
    });

    it("is named among the known, and asks for its parameters", async () => {
      const { scenario } = await generated("rational.json");
      const edited = (errorModel: object): string =>
        write("edited.json", { ...scenario, users: [{ ...scenario.users[0], errorModel }] });
      const told = '"exponential", "power", "rational", "table", "mixture" or "worst"';
      await expect(json("solve", edited({ kind: "gompertz" }))).rejects.toThrow(
        `users[0].errorModel.kind: must be ${told}, not "gompertz"`,
      );
      await expect(json("solve", edited({ kind: "rational", initial: 1 }))).rejects.toThrow(
        "users[0].errorModel.rate: missing; must be a finite number >= 0 [1/step]",
      );
      expect(await help("generate")).toContain("exponential (default), power, rational or measured");
    });
  });

  it("the baseline is compared, solved with and named", async () => {
    const file = "data/scenarios/campus-30.json";
    const { methods } = await json("compare", file);
    const own = methods.find(({ method }: { readonly method: string }) => method === "by-error");
    expect(own).toMatchObject({ status: "feasible", gap: expect.closeTo(0.0562, 3) });
    await edgesteps("solve", file, "--method", "by-error", "--out", "plan.json");
    expect(await json("check", file, "plan.json")).toMatchObject({ feasible: true, objectiveAgrees: true });
    expect(await help("solve")).toContain("greedy, by-error");
  });

  it("the relaxation is below every optimum; the paper's algorithm converges with it, its residuals tell wrong points", async () => {
    expect(await help("solve")).toContain("uncoupled (looser, without the capacity)");
    write(
      "relaxation.mjs",
      `import { readFileSync } from "node:fs";
import { solve, toProblem } from "./lib/dist/index.js";
import { RELAXATIONS } from "./lib/dist/solver/sca/relaxations.js";
const uncoupled = RELAXATIONS.find(({ name }) => name === "uncoupled");
const told = JSON.parse(readFileSync(0, "utf8")).map((scenario) => {
  const problem = toProblem(scenario);
  const flat = new Float64Array(problem.count);
  const point = uncoupled.solve(problem, flat);
  const n = point.edgeSteps.findIndex((s) => s > 2);
  const moved = { ...point, edgeSteps: point.edgeSteps.with(n < 0 ? 0 : n, 1.5) };
  const worst = (residuals) => Math.max(...Object.values(residuals));
  const runs = [false, true].map((continuation) => {
    const { status, relaxedObjective, objective, residuals } = solve(scenario, { relaxation: uncoupled, continuation });
    return { status, relaxedObjective, objective, worst: worst(residuals) };
  });
  return { runs, moved: n < 0 ? null : worst(uncoupled.residuals(problem, moved, flat)) };
});
process.stdout.write(JSON.stringify(told));
`,
    );
    const input = JSON.stringify(FEASIBLE.map(({ scenario }) => scenario));
    const told = JSON.parse(execFileSync(process.execPath, ["relaxation.mjs"], { cwd: copy, input, encoding: "utf8" }));
    expect(told).toHaveLength(FEASIBLE.length);
    for (const [i, { name, expected }] of FEASIBLE.entries()) {
      const slack = 1e-9 * Math.max(1, Math.abs(expected.objective));
      for (const { status, relaxedObjective, objective, worst } of told[i].runs) {
        expect(status, name).toBe("converged");
        expect(worst, name).toBeLessThanOrEqual(1e-8);
        expect(relaxedObjective, name).toBeLessThanOrEqual(expected.objective + slack);
        expect(objective, name).toBeGreaterThanOrEqual(expected.objective - slack);
      }
    }
    expect(Math.max(...told.map(({ moved }: { readonly moved: number }) => moved))).toBeGreaterThan(1e-3);
  });

  it("the experiment is listed, and its chart made", async () => {
    expect(await edgesteps("figures", "-h")).toContain("\n  waiting-times\n");
    const formats = shortOrFull("tex", "svg,pdf,tex");
    await edgesteps("figures", "waiting-times", "--formats", formats, "--out", "made");
    const times = read("made/waiting-times.csv").trim().split("\n").slice(1).map(Number);
    expect(times).toHaveLength(30);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    for (const format of formats.split(",")) expect(existsSync(join(copy, `made/waiting-times.${format}`))).toBe(true);
  });

  it("the notebook can be read, and runs", async () => {
    const [path] = recipe("A notebook").made;
    expect(parseNotebook(read(path!), path!).cells.map(({ cell_type }) => cell_type)).toEqual(["markdown", "code"]);
    if (shortOrFull(true, false)) return;
    expect(await edgesteps("notebooks", "14")).toContain("14-waiting.ipynb, 1 code cells");
    expect(read(path!)).toContain('"execution_count": 1');
  });
});

/** A user's fields by their paths. */
function flat(user: User): Record<string, string | number> {
  const fields = Object.entries(user).flatMap(([name, value]) =>
    typeof value === "object"
      ? Object.entries(value).map(([inner, own]) => [`${name}.${inner}`, own])
      : [[name, value]],
  );
  return Object.fromEntries(fields);
}

/** The optimum of MODEL.md §2 by trying every placement and every number of steps of all users, who have no deadline or battery. */
function bruteForce({ users, weights, edge, utility = "linear" }: Scenario): number {
  const gain = (s: number): number => (utility === "log" ? Math.log(1 + s) : s);
  const costOf = ({ workload, device, link, errorModel }: User, offload: boolean, s: number): number => {
    const { speed, switchedCapacitance } = offload ? edge : device;
    const fastest = Math.cbrt(weights.time / (2 * weights.energy * switchedCapacitance));
    const v = Math.min(speed, fastest);
    const [up, down] = [link.uplinkBits / link.uplinkRate, link.downlinkBits / link.downlinkRate];
    const time = (workload * s) / v + (offload ? up + down : 0);
    const radio = offload ? link.transmitPower * up + link.receivePower * down : 0;
    const energy = switchedCapacitance * workload * s * v ** 2 + radio;
    const { initial, rate, floor = 0 } = errorModel as unknown as Record<string, number>;
    const error = initial! / (1 + rate! * s) + floor;
    const worth = (offload ? weights.edgeUtility : weights.localUtility) * gain(s);
    return weights.time * time + weights.error * error + weights.energy * energy - worth;
  };
  const best = (n: number, capacity: number): number => {
    const user = users[n];
    if (user === undefined) return 0;
    let lowest = Infinity;
    for (let s = 1; s <= user.device.maxSteps; s++)
      lowest = Math.min(lowest, costOf(user, false, s) + best(n + 1, capacity));
    for (let s = 1; s <= Math.min(edge.maxSteps, capacity); s++) {
      lowest = Math.min(lowest, costOf(user, true, s) + best(n + 1, capacity - s));
    }
    return lowest;
  };
  return best(0, edge.stepCapacity ?? Infinity);
}
