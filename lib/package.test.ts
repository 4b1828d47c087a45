/** The package installed alone in an empty folder: what it brings, and that it works there. */

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DOORS, LIB, MANIFEST } from "./testing/doors.js";
import { ONLY_IN_FULL } from "./testing/long.js";

const CAMPUS = join(LIB, "../data/scenarios/campus-30.json");

describe("installed alone", ONLY_IN_FULL, () => {
  let folder: string;
  const path = (name: string): string => join(folder, name);
  const run = (command: string, ...argv: string[]) => spawnSync(command, argv, { cwd: folder, encoding: "utf8" });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "edgesteps-alone-"));
    const pack = ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder];
    const tarball = execFileSync("npm", pack, { cwd: LIB, encoding: "utf8" }).trim();
    writeFileSync(path("package.json"), JSON.stringify({ private: true, type: "module" }));
    const install = ["install", "--prefer-offline", "--no-audit", "--no-fund", "--silent", `./${tarball}`];
    execFileSync("npm", install, { cwd: folder });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("is smaller than 10 MB and brings no optional peer", () => {
    const files = readdirSync(path("node_modules"), { recursive: true, encoding: "utf8" });
    const bytes = files.map((file) => statSync(join(folder, "node_modules", file))).filter((stat) => stat.isFile());
    expect(bytes.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(10e6);
    expect(Object.keys(MANIFEST.peerDependencies).filter((name) => existsSync(path(`node_modules/${name}`)))).toEqual(
      [],
    );
  });

  test("has what a reader looks for, and no tests", () => {
    const files = readdirSync(path("node_modules/edgesteps"), { recursive: true, encoding: "utf8" });
    expect(files).toEqual(expect.arrayContaining(["LICENSE", "MODEL.md", "README.md"]));
    expect(readFileSync(join(LIB, "LICENSE"), "utf8")).toBe(readFileSync(join(LIB, "../LICENSE"), "utf8"));
    expect(files.filter((file) => /\.test\.|(^|\/)(testing|bench|scripts)(\/|$)/.test(file))).toEqual([]);
  });

  test("solves by its command", () => {
    const { status, stdout, stderr } = run("node_modules/.bin/edgesteps", "solve", CAMPUS, "--json");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(JSON.parse(stdout).offload).toHaveLength(30);
  });

  test.each(["check", "compare", "generate", "simulate"])("loads %s", (name) => {
    expect(run("node_modules/.bin/edgesteps", name, "-h")).toMatchObject({ status: 0, stderr: "" });
  });

  test.each([
    ["figures", "puppeteer-core"],
    ["tables", "unicode2latex"],
    ["reproduce", "tslab"],
    ["sweep", "hyparquet-writer"],
    ["query", "hyparquet"],
  ])("says in one line what %s needs", (name, peer) => {
    const { status, stdout, stderr } = run("node_modules/.bin/edgesteps", name);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(
      new RegExp(`^edgesteps ${name}: needs .*\\b${peer}.*: npm install .*\\b${peer}@\\d[^\\n]*\\n$`),
    );
  });

  test("says what a chart and a table in a notebook need", () => {
    const script = `
      import { exportFigures, table } from "edgesteps/notebook";
      const told = ({ name, message }) => console.log(name + ": " + message);
      try { table([{ a: 1 }]); } catch (error) { told(error); }
      await exportFigures([{ name: "a" }], { directory: "figures", formats: ["tex"] }).catch(told);
    `;
    const { stdout, stderr } = run("node", "--input-type=module", "-e", script);
    expect(stderr).toBe("");
    expect(stdout.trim().split("\n")).toEqual([
      "MissingPeersError: tables in a notebook: needs danfojs-node: npm install danfojs-node@1.2.0",
      "MissingPeersError: drawing figures: needs unicode2latex: npm install unicode2latex@7.0.33",
    ]);
  });

  test("works as a plain module", () => {
    const script = `
      import { readFileSync } from "node:fs";
      import { readScenario, solve } from "edgesteps";
      import { generate } from "edgesteps/population";
      import { simulate } from "edgesteps/dynamic";
      console.log(solve(readScenario(readFileSync(${JSON.stringify(CAMPUS)}, "utf8"))).status);
      console.log(generate({ users: 3, seed: 1 }).users.length, typeof simulate);
    `;
    const { stdout, stderr } = run("node", "--input-type=module", "-e", script);
    expect({ stdout, stderr }).toEqual({ stdout: "converged\n3 function\n", stderr: "" });
  });

  test.each([
    ["nodenext", ts.ModuleKind.NodeNext, ts.ModuleResolutionKind.NodeNext],
    ["bundler", ts.ModuleKind.ESNext, ts.ModuleResolutionKind.Bundler],
  ])("has strict types, every name of them, by %s", (_, module, moduleResolution) => {
    const own = DOORS.find(({ name }) => name === "edgesteps")!.types;
    const names = [...readFileSync(own, "utf8").matchAll(/^export (type )?\{([^}]*)\}/gm)].flatMap(
      ([, type = "", list]) =>
        [...list!.matchAll(/(type )?(\w+)(?=,|\s*$)/g)].map((name) => (name[1] ?? type) + name[2]),
    );
    const others = DOORS.filter(({ types }) => types !== own).map(
      ({ name }, i) => `import * as door${i} from "${name}";`,
    );
    writeFileSync(
      path("every-name.ts"),
      `${others.join("\n")}
export { ${names.join(", ")} } from "edgesteps";
export const doors: object[] = [${others.map((_, i) => `door${i}`)}];
import { type Scenario, type Solution, readScenario, solve } from "edgesteps";
const scenario: Scenario = readScenario("{}");
export const solution: Solution = solve(scenario);
export const offload: Uint8Array = solution.plan.offload;
// @ts-expect-error
export const wrong: string = solution.objective;
`,
    );
    const program = ts.createProgram([path("every-name.ts")], {
      module,
      moduleResolution,
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2023.d.ts"],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      noEmit: true,
    });
    const problems = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
    expect(problems).toEqual([]);
  });
});
