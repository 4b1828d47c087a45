/** What every notebook keeps to, so that a reader finds in each the same things in the same places. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { workspace } from "../testing/notebook-folder.js";
import { readExercises } from "./answer.js";
import { type Cell, parseNotebook } from "./nbformat.js";
import { ANSWER, studentCopy } from "./student.js";

const LONGEST_CELL = 40;
const LONGEST_LINE = 100;

/** Packages that notebooks use through `table` and `show`. */
const SHOWN = ["danfojs-node", "plotly.js-dist", "tslab"];

/** Of the core path, in minutes all together. */
const CORE_MINUTES = 360;

const folder = join(workspace, "notebooks");
const paths = readdirSync(folder)
  .filter((name) => name.endsWith(".ipynb"))
  .sort()
  .map((name) => join(folder, name));
const exercises = readExercises(join(workspace, "data/exercises"));

const known = new Map<string, readonly Cell[]>();
const cellsOf = (path: string): readonly Cell[] => {
  const cells = known.get(path) ?? parseNotebook(readFileSync(path, "utf8"), path).cells;
  known.set(path, cells);
  return cells;
};
const has = (cell: Cell, tag: string): boolean => cell.metadata.tags?.includes(tag) ?? false;
const number = (path: string): string => path.slice(folder.length + 1, folder.length + 3);
const texts = (path: string): string =>
  cellsOf(path)
    .filter(({ cell_type }) => cell_type === "markdown")
    .map(({ source }) => source)
    .join("\n\n");

/** What the notebook says of the time it takes. */
function minutes(path: string): number {
  return Number(/^\*Time\*: (\d+) minutes/m.exec(cellsOf(path)[0]!.source)?.[1] ?? NaN);
}

describe.each(paths.map((path) => ({ path, name: path.slice(folder.length + 1) })))("$name", ({ path }) => {
  const cells = cellsOf(path);
  const code = cells.filter(({ cell_type }) => cell_type === "code");

  test("says first what it asks, what it needs, how long it takes and where it belongs", () => {
    expect(cells[0]!.source).toMatch(/^# \d+\. .+\n\n\*\*.+\?\*\*/);
    for (const line of [/^\*You need\*: /m, /^\*Time\*: \d+ minutes/m, /^\*(Core path|Study)\*/m]) {
      expect(cells[0]!.source).toMatch(line);
    }
  });

  test("has short cells and lines, and checks in cells of their own", () => {
    for (const { source, ...cell } of code) {
      const lines = source.split("\n");
      expect(lines.length, source).toBeLessThanOrEqual(LONGEST_CELL);
      for (const line of lines) expect([...line].length, line).toBeLessThanOrEqual(LONGEST_LINE);
      const asserts = /\bassert[\w.]*\(/.test(source.replace(/^import .*$/gm, ""));
      expect(has({ source, ...cell }, "check"), source).toBe(asserts);
      const { jupyter } = cell.metadata as { jupyter?: { source_hidden?: boolean } };
      expect(jupyter?.source_hidden ?? false, source).toBe(asserts);
    }
  });

  test("teaches more than it checks", () => {
    const count = (checks: boolean): number =>
      code
        .filter((cell) => has(cell, "check") === checks)
        .reduce((sum, { source }) => sum + source.split("\n").length, 0);
    expect(count(false)).toBeGreaterThan(count(true));
  });

  test("lets its reader predict, shows what fails, and says what to take away", () => {
    expect(texts(path).match(/^> \*\*Predict first\.\*\*/gm)?.length ?? 0).toBeGreaterThanOrEqual(2);
    expect(texts(path)).toContain("**Take away.**");
    expect(texts(path)).toMatch(/^## Exercises$/m);
  });

  test("has exercises that check themselves, each answered by the solutions and by no copy for a class", () => {
    const asked = [...new Set([...texts(path).matchAll(/\banswer\("([^"]+)"/g)].map(([, id]) => id!))];
    const listed = exercises.filter(({ id }) => id.startsWith(`${number(path)}.`)).map(({ id }) => id);
    expect(asked).toEqual(listed);
    expect(listed.length).toBeGreaterThan(0);
    const solutions = readFileSync(join(folder, "solutions", path.slice(folder.length + 1)), "utf8");
    for (const id of listed) expect(solutions).toContain(`assert.ok(accepts(\\"${id}\\", `);
    expect(solutions).not.toContain("not yet");
    const copy = studentCopy(path);
    for (const cell of cells.filter((one) => has(one, ANSWER))) {
      expect(copy).not.toContain(JSON.stringify(cell.source.split("\n").at(-1)).slice(1, -1));
    }
    expect(copy).not.toContain("solutions/");
    expect(copy).not.toMatch(/\baccepts\(/);
    for (const id of listed) expect(copy).toContain(`// answer(\\"${id}\\", value);`);
  });
});

test("the README's table has the time and the question of each", () => {
  const readme = readFileSync(join(workspace, "README.md"), "utf8");
  for (const path of paths) {
    const first = cellsOf(path)[0]!.source;
    const [, question] = /\n\n\*\*(.+\?)\*\*/.exec(first)!;
    const kind = /^\*Core path\*/m.test(first) ? "core" : "study";
    expect(readme).toMatch(new RegExp(`^\\| ${number(path)} [^|]+\\| ${minutes(path)}, ${kind} \\|`, "m"));
    expect(readme).toContain(`| ${question} |`);
  }
});

test("the core path takes at most six hours", () => {
  const core = paths.filter((path) => /^\*Core path\*/m.test(cellsOf(path)[0]!.source));
  expect(core.reduce((sum, path) => sum + minutes(path), 0)).toBeLessThanOrEqual(CORE_MINUTES);
});

test("the solutions have short lines too", () => {
  const long = readdirSync(join(folder, "solutions"))
    .filter((name) => name.endsWith(".ipynb"))
    .flatMap((name) => cellsOf(join(folder, "solutions", name)))
    .filter(({ cell_type }) => cell_type === "code")
    .flatMap(({ source }) => source.split("\n").filter((line) => [...line].length > LONGEST_LINE));
  expect(long).toEqual([]);
});

test("no exercise's text or hint holds its answer", () => {
  for (const { sealed, hints, asks, digits } of exercises) {
    expect(sealed).toMatch(/^[0-9a-f]{16}$/);
    expect(hints.length, asks).toBeGreaterThanOrEqual(digits === undefined ? 1 : 2);
  }
});

test("packages that README has for notebooks are used by some", () => {
  const rows = readFileSync(join(workspace, "README.md"), "utf8").matchAll(/^\| ([\w@/-]+) \| .*\bin notebooks \|$/gm);
  const packages = [...rows].map(([, name]) => name!).filter((name) => !SHOWN.includes(name));
  expect(packages).toEqual(expect.arrayContaining(["mathjs", "d3-array"]));
  const code = paths.flatMap((path) => cellsOf(path).map(({ source }) => source)).join("\n");
  for (const name of packages) expect(code).toContain(`from "${name}"`);
});
