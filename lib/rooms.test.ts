/** The lint table: which room may import which. Every import that it forbids is tried, and every one that it allows. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { LIB } from "./testing/doors.js";
import { MORE_IN_FULL, someOrAll } from "./testing/long.js";

const FIELD = ["input", "numerics", "laws", "scenario", "model"];
const PARALLEL = [...FIELD, "solver", "verify", "population"];
const THREADS = ["parallel", "parallel/node"];
const EXPERIMENTS = ["experiments", "experiments/node"];
const LIBRARY = [...FIELD, "solver", "verify", "population", "dynamic", "report"];

/** By room, the others that it may import. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  input: [],
  numerics: ["input"],
  laws: ["input", "numerics"],
  scenario: ["input", "numerics", "laws"],
  model: ["input", "numerics", "laws", "scenario"],
  diffusion: ["input", "numerics"],
  solver: FIELD,
  verify: [...FIELD, "solver"],
  population: [...FIELD, "solver"],
  parallel: PARALLEL,
  "parallel/node": [...PARALLEL, "parallel", "files"],
  servers: [...FIELD, "solver", "verify", "population"],
  dynamic: [...FIELD, "solver", "verify", "population", "servers"],
  report: ["input", "numerics"],
  "report/print": ["input", "files", "report"],
  sweep: LIBRARY,
  "sweep/node": [...LIBRARY, "sweep", "files"],
  experiments: [...LIBRARY, "diffusion", "servers", "sweep"],
  "experiments/node": [...LIBRARY, "diffusion", "servers", "sweep", "sweep/node", "experiments", "files"],
  files: ["input"],
  notebook: ["input", "files", "report", "report/print", ...EXPERIMENTS],
  cli: [...LIBRARY, ...THREADS, "servers", "report/print", "sweep", "sweep/node", ...EXPERIMENTS, "files", "notebook"],
  bench: [...LIBRARY, ...THREADS, "servers", "report/print", "sweep", "sweep/node", ...EXPERIMENTS, "files"],
  site: [...FIELD, "diffusion", "solver", "population", "parallel", "report"],
  "site/book": ["input", "laws", "report", "experiments", "notebook"],
  scripts: [
    ...LIBRARY,
    ...THREADS,
    "servers",
    "report/print",
    "diffusion",
    "sweep",
    "sweep/node",
    ...EXPERIMENTS,
    "files",
  ],
};
const ROOMS = Object.keys(MAY_IMPORT);
const TARGETS = [...ROOMS, "testing"];

/** Rooms that know nothing of Node. */
const BROWSER = [...LIBRARY, "parallel", "servers", "diffusion", "sweep", "experiments", "site"];

const folder = mkdtempSync(join(tmpdir(), "edgesteps-rooms-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

/** `file: rule` of every finding in these sources. */
function findings(sources: Readonly<Record<string, string>>): Set<string> {
  const config = JSON.parse(readFileSync(join(LIB, "../biome.json"), "utf8"));
  write("biome.json", JSON.stringify({ ...config, $schema: undefined, vcs: { enabled: false } }));
  for (const [path, source] of Object.entries(sources)) write(path, source);
  const biome = join(LIB, "../node_modules/.bin/biome");
  const { stdout } = spawnSync(biome, ["lint", "--reporter=json", "--max-diagnostics=none"], {
    cwd: folder,
    encoding: "utf8",
  });
  return new Set(
    (JSON.parse(stdout).diagnostics as { category: string; location: { path: string | { file: string } } }[]).map(
      ({ category, location: { path } }) => `${typeof path === "string" ? path : path.file}: ${category}`,
    ),
  );
}

/** A file of `room`, or of a folder in it, that imports a file of `target`. */
function importing(room: string, target: string, inside: "" | "inner/"): readonly [path: string, source: string] {
  const up = "../".repeat(room.split("/").length + (inside === "" ? 0 : 1));
  const path = `lib/${room}/${inside}imports-${target.replace("/", "-")}.ts`;
  return [path, `import { something } from "${up}${target}/of-it.js";\nexport const it = something;\n`];
}

describe("imports", MORE_IN_FULL, () => {
  const RESTRICTED = "lint/style/noRestrictedImports";
  const pairs = ROOMS.flatMap((room) =>
    TARGETS.filter((target) => target !== room).flatMap((target) =>
      someOrAll(1, room.includes("/") ? ([""] as const) : (["", "inner/"] as const)).map((inside) => {
        const [path, source] = importing(room, target, inside);
        return { path, source, allowed: MAY_IMPORT[room]!.includes(target) };
      }),
    ),
  );
  const others = {
    ...Object.fromEntries(
      BROWSER.map((room) => [`lib/${room}/node.ts`, 'import { join } from "node:path";\nexport const it = join;\n']),
    ),
    ...Object.fromEntries(
      ROOMS.map((room) => [`lib/${room}/door.ts`, 'import { it } from "./index.js";\nexport const again = it;\n']),
    ),
    ...Object.fromEntries(
      TARGETS.map((room) => [`lib/${room}/any.test.ts`, 'import { main } from "../cli/main.js";\nmain();\n']),
    ),
    "lib/index.ts": 'export { it } from "./report/imports-input.js";\n',
    "lib/cli/one.ts": 'import { two } from "./two.js";\nexport const one = two;\n',
    "lib/cli/two.ts": 'import { one } from "./one.js";\nexport const two = one;\n',
    "lib/experiments/tau/table.ts": 'import { drawn } from "./own-chart.js";\nexport const it = drawn;\n',
    "lib/experiments/tau/own-chart.ts":
      'import { series } from "../../report/drawing.js";\nexport const drawn = series;\n',
  };
  const found = findings({ ...Object.fromEntries(pairs.map(({ path, source }) => [path, source])), ...others });
  const has = (path: string, rule: string): boolean => found.has(`${path}: ${rule}`);

  it("have a rule for every room", () => {
    const folders = readdirSync(LIB, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const rooms = folders
      .map(({ name }) => name)
      .filter((name) => !name.startsWith(".") && !["bin", "dist", "node_modules", "vendor"].includes(name));
    expect([...rooms].sort()).toEqual(TARGETS.filter((room) => !room.includes("/")).sort());
  });

  it.each(ROOMS)("of %s are those that it may have", (room) => {
    const own = pairs.filter(
      ({ path }) => path.startsWith(`lib/${room}/`) && !/\/(?:print|node|book)\//.test(path.slice(room.length + 4)),
    );
    const wrong = own.filter(({ path, allowed }) => has(path, RESTRICTED) === allowed).map(({ path }) => path);
    expect(wrong).toEqual([]);
    expect(has(`lib/${room}/door.ts`, RESTRICTED)).toBe(true);
  });

  it.each(BROWSER)("of %s are none of Node's", (room) => {
    expect(has(`lib/${room}/node.ts`, "lint/correctness/noNodejsModules")).toBe(true);
  });

  it("of the small library's door are of scenario, model and solver", () => {
    expect(has("lib/index.ts", RESTRICTED)).toBe(true);
  });

  it("of tests may be any", () => {
    for (const room of TARGETS) expect(has(`lib/${room}/any.test.ts`, RESTRICTED)).toBe(false);
  });

  it("make no circle", () => {
    expect(has("lib/cli/one.ts", "lint/suspicious/noImportCycles")).toBe(true);
  });

  it("of an experiment's table are no charts", () => {
    expect(has("lib/experiments/tau/table.ts", RESTRICTED)).toBe(true);
    expect(has("lib/experiments/tau/own-chart.ts", RESTRICTED)).toBe(false);
  });
});
