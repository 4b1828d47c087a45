import { join } from "node:path";
import ts from "@tslab/typescript-for-tslab";
import { expect, test } from "vitest";
import { workspace } from "../testing/notebook-folder.js";

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
import { solve, presets, type Solution, type Table } from "edgesteps";
import { show, table } from "edgesteps/notebook";
declare const solution: Solution;
declare const rows: Table;
const objective: number = solution.objective;
const offload: Uint8Array = solution.plan.offload;
const wrong1: string = solution.objective;
const wrong2: string = solution.plan.steps;
const wrong3: number = solve;
const wrong4: number = presets;
const wrong5: string = solve(0);
const wrong6: number = show(rows);
const wrong7: string = table(rows);
`;

function problems(rootNames: string[], virtual?: string): string[] {
  const host = ts.createCompilerHost(OPTIONS);
  const { readFile, fileExists } = host;
  host.getCurrentDirectory = () => workspace;
  host.readFile = (path) => (path === virtual ? CELL : readFile(path));
  host.fileExists = (path) => path === virtual || fileExists(path);
  host.getSourceFile = (path, target) => {
    const text = host.readFile(path);
    return text === undefined ? undefined : ts.createSourceFile(path, text, target);
  };
  return ts
    .getPreEmitDiagnostics(ts.createProgram(rootNames, OPTIONS, host))
    .filter(({ file }) => !file?.fileName.includes("/node_modules/"))
    .map(({ file, start, messageText }) => {
      const line = file?.getLineAndCharacterOfPosition(start!).line;
      return `${file?.fileName.slice(workspace.length)}:${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
}

test("tslab's TypeScript can read every public declaration", () => {
  const roots = ["index.d.ts", "notebook/display.d.ts"].map((file) => join(workspace, "lib/dist", file));
  expect(problems(roots)).toEqual([]);
});

test.each(["cell.ts", "notebooks/cell.ts"])("a wrong use of the library is told in %s", (name) => {
  const cell = join(workspace, name);
  const lines = CELL.split("\n").flatMap((line, index) => (line.startsWith("const wrong") ? [index] : []));
  const told = problems([cell], cell).map((problem) => problem.split(": ")[0]);
  expect([...new Set(told)]).toEqual(lines.map((line) => `${name}:${line}`));
});
