import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "@tslab/typescript-for-tslab";
import { expect, test } from "vitest";
import { DOORS, LIB } from "../testing/doors.js";
import { ONLY_IN_FULL } from "../testing/long.js";
import { workspace } from "../testing/notebook-folder.js";
import { once } from "../testing/once.js";

/** tslab's own compiler options as far as they concern types; libraries are checked too, which tslab skips. */
const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  esModuleInterop: true,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  skipLibCheck: false,
  noEmit: true,
};

const CELL = `
import { solve, type Scenario, type Solution } from "edgesteps";
import { ddim } from "edgesteps/diffusion";
import { simulate } from "edgesteps/dynamic";
import { catalogue } from "edgesteps/experiments";
import { show, table } from "edgesteps/notebook";
import { paretoFront } from "edgesteps/numerics";
import { solveParallel } from "edgesteps/parallel";
import { solveOnThreads } from "edgesteps/parallel/node";
import { presets } from "edgesteps/population";
import { toLatex, type Chart, type Table } from "edgesteps/report";
import { solveServers } from "edgesteps/servers";
import { cellsOf } from "edgesteps/sweep";
import { sweepOnThreads } from "edgesteps/sweep/node";
import { claimsOf } from "edgesteps/verify";
declare const solution: Solution;
declare const rows: Table;
declare const scenario: Scenario;
declare const chart: Chart;
const objective: number = solution.objective;
const offload: Uint8Array = solution.plan.offload;
const wrong1: string = solution.objective;
const wrong2: string = solution.plan.steps;
const wrong3: number = solve;
const wrong4: number = presets;
const wrong5: string = solve(scenario);
const wrong6: number = show(chart);
const wrong7: string = table(rows);
const wrong8: number = ddim;
const wrong9: number = simulate;
const wrong10: number = catalogue;
const wrong11: number = paretoFront;
const wrong12: number = toLatex(rows);
const wrong13: number = claimsOf(solution);
const wrong14: number = cellsOf({ scenario });
const wrong15: Table = sweepOnThreads({ scenario });
const wrong16: number = solveServers;
const wrong17: Solution = solveParallel(scenario, []);
const wrong18: Solution = solveOnThreads(scenario);
`;

const CELL_PATHS: readonly string[] = ["cell.ts", "notebooks/cell.ts"];

/** Problems in our declarations and in the cell, once in each folder, as `file:line`, by file. */
function problems(): Map<string, string[]> {
  const host = ts.createCompilerHost(OPTIONS);
  const { readFile, fileExists, getSourceFile } = host;
  const isCell = (path: string): boolean => CELL_PATHS.some((cell) => path === join(workspace, cell));
  host.getCurrentDirectory = () => workspace;
  host.readFile = (path) => (isCell(path) ? CELL : readFile(path));
  host.fileExists = (path) => isCell(path) || fileExists(path);
  host.getSourceFile = (path, target) =>
    isCell(path) ? ts.createSourceFile(path, CELL, target) : getSourceFile(path, target);
  const roots = [...DOORS.map(({ types }) => types), ...CELL_PATHS.map((path) => join(workspace, path))];
  const program = ts.createProgram(roots, OPTIONS, host);
  const ours = program.getSourceFiles().filter(({ fileName }) => !fileName.includes("/node_modules/"));
  return new Map(
    ours.map((file) => [
      file.fileName.slice(workspace.length),
      [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
        ({ start, messageText }) =>
          `${file.getLineAndCharacterOfPosition(start!).line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
      ),
    ]),
  );
}

const told = once(problems);

test("tslab's TypeScript can read every public declaration", ONLY_IN_FULL, () => {
  const declarations = [...told()].filter(([file]) => file.startsWith("lib/dist/"));
  expect(declarations.length).toBeGreaterThan(10);
  expect(declarations.filter(([, problems]) => problems.length > 0)).toEqual([]);
});

test("no declaration names the buffer of a typed array, which TypeScript 5.0 does not know", () => {
  const declarations = readdirSync(`${LIB}dist`, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".d.ts"),
  );
  expect(declarations.length).toBeGreaterThan(100);
  const naming = declarations.filter((path) =>
    /\b(?:Float|Int|Uint|BigInt|BigUint)\d+(?:Clamped)?Array<|ArrayBufferLike/.test(
      readFileSync(join(LIB, "dist", path), "utf8"),
    ),
  );
  expect(naming).toEqual([]);
});

test("the cell uses every door", () => {
  const used = [...CELL.matchAll(/from "(.*)"/g)].map((match) => match[1]);
  expect(used).toEqual(DOORS.map(({ name }) => name));
});

test.each(CELL_PATHS)("a wrong use of the library is told in %s", ONLY_IN_FULL, (path) => {
  const wrong = CELL.split("\n").flatMap((line, index) => (line.startsWith("const wrong") ? [`${index}`] : []));
  expect(
    told()
      .get(path)!
      .map((problem) => problem.split(":")[0]),
  ).toEqual(wrong);
});
