import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
// The built library: a session is a process that Node starts from its file.
import { describeError, type NotebookResult, runNotebooks } from "../dist/notebook/run.js";
import { isAlive } from "../testing/built-command.js";
import { ONLY_IN_FULL, shortOrFull } from "../testing/long.js";
import { notebookFolder, type TestCell, workspace, writeNotebook } from "../testing/notebook-folder.js";

const RUN_MODULE = join(workspace, "lib/dist/notebook/run.js");

const GOOD: TestCell[] = [
  'import { VERSION } from "edgesteps";\nVERSION.length > 0',
  { text: "# A title\n\nand a line" },
  'console.log("one");\nprocess.stdout.write("two\\n");\nconsole.error("three");\nconsole.log("four");',
  'import { display, newDisplay } from "tslab";\ndisplay.html("<b>\\n</b>");\nconst bar = newDisplay();\nbar.text("0 %");',
  'bar.text("100 %");',
  " ",
  'const folder: string = process.cwd().split("/").pop()!;\nawait Promise.resolve();\nfolder',
  "try {\n  throw new RangeError('far');\n} catch (error) {\n  console.log(error);\n  console.log(error.stack);\n}",
  { fails: "const n = 5;\nthrow new TypeError('no ' + n);" },
  { fails: "const s: string = 5;" },
];

const FAILING: readonly (readonly [name: string, cells: TestCell[], message: RegExp])[] = [
  [
    "is named with the line that the author wrote",
    [
      { text: "Words count as a cell too." },
      "function half(x: number): number {\n  if (x % 2) throw new RangeError('odd: ' + x);\n  return x / 2;\n}",
      "interface Pair {\n  a: number;\n}\n\nconst pair: Pair = { a: 3 };\n[\n  half(2),\n  half(pair.a),\n];",
    ],
    /, cell 3, line 8: RangeError: odd: 3$/,
  ],
  [
    "may end the process",
    ["1", "process.exit(7);"],
    /, cell 2: the cell ended the notebook's process \(exit code 7\)$/,
  ],
  [
    "may be ill-typed",
    ["1", "const n: number = 1;\nconst s: string = n;"],
    /, cell 2, line 2: TypeScript: .*'string'\.$/,
  ],
  [
    "may leave a rejected promise behind",
    ["async function lost() {\n  throw new Error('one\\n  two');\n}\nlost();"],
    /, cell 1, line 2: one two$/,
  ],
  [
    "may fail after an await",
    ["const a: number = 1;\nawait null;\nJSON.parse('{');"],
    /, cell 1, line 3: SyntaxError: /,
  ],
  ["may throw what is no error", ['throw "a word";'], /, cell 1: thrown 'a word'$/],
  [
    "may wait for what has failed elsewhere",
    ["await new Promise(() => {\n  setTimeout(() => {\n    throw new RangeError('far');\n  });\n});"],
    /, cell 1, line 3: RangeError: far$/,
  ],
  [
    "may have saved the notebook",
    ['require("fs").appendFileSync("may have saved the notebook.ipynb", "\\n");'],
    /notebook: saved by someone else while it ran; run it again$/,
  ],
];

let folder: string;
let good: string;
const results = new Map<string, NotebookResult>();
const before = new Map<string, string>();

beforeAll(async () => {
  folder = notebookFolder();
  mkdirSync(join(folder, "teaching"));
  good = join(folder, "teaching", "good.ipynb");
  writeNotebook(good, GOOD);
  if (shortOrFull(true, false)) return;
  for (const [name, cells] of FAILING) {
    writeNotebook(pathOf(name), cells);
    before.set(name, readFileSync(pathOf(name), "utf8"));
  }
  for (const result of await runNotebooks([good, ...FAILING.map(([name]) => pathOf(name))])) {
    results.set(result.path, result);
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

function pathOf(name: string): string {
  return join(folder, `${name}.ipynb`);
}

describe("a notebook that runs", ONLY_IN_FULL, () => {
  test("stores streams whole, displays as last updated, and expected errors without a stack", () => {
    expect(results.get(good)).toEqual({ path: good, ok: true, changed: true, cells: 8 });
    const { cells } = JSON.parse(readFileSync(good, "utf8"));
    const mismatch = "Type 'number' is not assignable to type 'string'.";
    expect(cells.map((cell: { outputs?: unknown }) => cell.outputs)).toEqual([
      [{ output_type: "stream", name: "stdout", text: ["true\n"] }],
      undefined,
      [
        { output_type: "stream", name: "stdout", text: ["one\n", "two\n"] },
        { output_type: "stream", name: "stderr", text: ["three\n"] },
        { output_type: "stream", name: "stdout", text: ["four\n"] },
      ],
      [
        { output_type: "display_data", data: { "text/html": ["<b>\n", "</b>"] }, metadata: {} },
        { output_type: "display_data", data: { "text/plain": ["100 %"] }, metadata: {} },
      ],
      [],
      [],
      [{ output_type: "stream", name: "stdout", text: ["teaching\n"] }],
      [{ output_type: "stream", name: "stdout", text: ["[RangeError: far]\n", "RangeError: far\n"] }],
      [{ output_type: "error", ename: "TypeError", evalue: "no 5", traceback: ["TypeError: no 5"] }],
      [{ output_type: "error", ename: "TypeScript", evalue: mismatch, traceback: [`TypeScript: ${mismatch}`] }],
    ]);
    const counts = cells.map((cell: { execution_count?: number | null }) => cell.execution_count);
    expect(counts).toEqual([1, undefined, 2, 3, 4, null, 5, 6, 7, 8]);
  });

  test("is formatted as Jupyter does", () => {
    const text = readFileSync(good, "utf8");
    expect(text).toMatch(
      /^\{\n "cells": \[\n {2}\{\n {3}"cell_type": "code",\n {3}"execution_count": 1,\n {3}"id": "c0",/,
    );
    expect(text.endsWith('\n "nbformat": 4,\n "nbformat_minor": 5\n}\n')).toBe(true);
  });

  test("keeps its bytes when it runs again", async () => {
    const text = readFileSync(good, "utf8");
    expect(await runNotebooks([good])).toMatchObject([{ ok: true, changed: false }]);
    expect(readFileSync(good, "utf8")).toBe(text);
  });
});

describe("a failing cell", ONLY_IN_FULL, () => {
  test.each(FAILING)("%s", (name, _, message) => {
    const result = results.get(pathOf(name))!;
    expect(result).toMatchObject({ ok: false, changed: false });
    expect(describeError("notebook", result.error!)).toMatch(message);
    expect(readFileSync(pathOf(name), "utf8").trimEnd()).toBe(before.get(name));
  });
});

describe("a notebook's process", ONLY_IN_FULL, () => {
  const loop = 'require("fs").writeFileSync("pid", String(process.pid));\nwhile (true) {}';

  test("ends at the time limit, and other notebooks run", async () => {
    writeNotebook(pathOf("loop"), [loop]);
    writeNotebook(pathOf("words"), [{ text: "No code." }]);
    expect(await runNotebooks([pathOf("loop"), pathOf("words")], { timeLimit: 2, jobs: 1 })).toMatchObject([
      { ok: false, error: { cell: 1, message: "not done after the time limit of 2 s" } },
      { ok: true },
    ]);
  });

  test.each(["SIGKILL", "SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "ends when its parent ends by %s, while a cell loops",
    async (signal) => {
      const program = `import { runNotebooks } from ${JSON.stringify(RUN_MODULE)};
        await runNotebooks(["${signal}.ipynb"]);`;
      writeNotebook(pathOf(signal), [loop.replace('"pid"', `"${signal}"`)]);
      const parent = spawn(process.execPath, ["--input-type=module", "-e", program], { cwd: folder });
      const ended = once(parent, "exit");
      const pid = (): number => Number(readFileSync(join(folder, signal), "utf8"));
      await expect.poll(pid, { timeout: 50_000 }).toBeGreaterThan(0);
      parent.kill(signal);
      expect(await ended).toEqual([null, signal]);
      await expect.poll(() => isAlive(pid()), { timeout: 5_000 }).toBe(false);
    },
  );
});

test(
  "charts of all notebooks are drawn by one browser, which none of their processes starts",
  ONLY_IN_FULL,
  async () => {
    const chart = (layout: string): string => `import { show } from "edgesteps/notebook";
import type { Chart } from "edgesteps/report";
import { readFileSync } from "node:fs";
const layout = { width: 200, height: 150, ${layout} };
const chart: Chart = { name: "probe", caption: "A probe.", data: [{ y: [1, NaN, 2] }], layout, table: { name: "probe", columns: [], rows: [] } };
await show(chart);`;
    const own =
      process.platform === "linux" ? ['console.log(readFileSync("/proc/thread-self/children", "utf8").length);'] : [];
    writeNotebook(pathOf("chart 1"), [chart(""), ...own]);
    writeNotebook(pathOf("chart 2"), [chart(""), { fails: chart("images: [{ source: 'file:///etc/hostname' }]") }]);
    expect(await runNotebooks([pathOf("chart 1"), pathOf("chart 2")])).toMatchObject([{ ok: true }, { ok: true }]);
    const outputs = [1, 2].flatMap((n) => {
      const { cells } = JSON.parse(readFileSync(pathOf(`chart ${n}`), "utf8"));
      return cells.map((cell: { outputs: object[] }) => cell.outputs);
    });
    const picture = expect.objectContaining({ "image/png": expect.stringMatching(/^iVBORw0KGgo/) });
    expect(outputs[0]).toMatchObject([{ data: picture }, { data: { "text/plain": ["A probe."] } }]);
    expect(outputs[own.length + 1]).toEqual(outputs[0]);
    if (own.length > 0) expect(outputs[1]).toMatchObject([{ text: ["0\n"] }]);
    expect(outputs.at(-1)).toMatchObject([{ evalue: expect.stringMatching(/^figure "probe": asks for file:/) }]);
  },
);

test("two runs at the same time store the same outputs", ONLY_IN_FULL, async () => {
  writeNotebook(pathOf("twice"), ["await new Promise((done) => setTimeout(done, 500)); 1 + 1"]);
  const both = await Promise.all([runNotebooks([pathOf("twice")]), runNotebooks([pathOf("twice")])]);
  expect(both).toMatchObject([[{ ok: true }], [{ ok: true }]]);
  expect(both.flat().filter(({ changed }) => changed)).toHaveLength(1);
});

test("one that vanishes while it runs does not keep others from being stored", ONLY_IN_FULL, async () => {
  writeNotebook(pathOf("gone"), ['require("fs").unlinkSync("gone.ipynb");']);
  writeNotebook(pathOf("stays"), ["1"]);
  expect(await runNotebooks([pathOf("gone"), pathOf("stays")])).toMatchObject([
    { ok: false, changed: false, error: { message: "its outputs can't be stored (ENOENT)" } },
    { ok: true, changed: true },
  ]);
});

test("a file that is no notebook is told, not thrown", async () => {
  writeFileSync(pathOf("text"), "words");
  writeFileSync(pathOf("empty"), "{}");
  writeNotebook(pathOf("python"), []);
  writeFileSync(pathOf("python"), readFileSync(pathOf("python"), "utf8").replace("tslab", "python3"));
  const names = ["text", "empty", "python", "missing"];
  const told = await runNotebooks(names.map(pathOf));
  expect(told.map(({ error }, index) => describeError(names[index]!, error!))).toEqual([
    "text: not JSON; a notebook is JSON of nbformat 4",
    'empty: cells: Invalid key: Expected "cells" but received undefined',
    'python: metadata.kernelspec.name: Invalid type: Expected "tslab" but received "python3"',
    "missing: no such file",
  ]);
});
