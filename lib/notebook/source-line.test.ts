import ts from "@tslab/typescript-for-tslab";
import { expect, test } from "vitest";
import { sourceLine } from "./source-line.js";

const CELL = `import { readFile } from "node:fs/promises";
interface Wide {
  first: number;
}

type Narrow = "a" | "b";
/* a comment
   of two lines */
const one: Wide = { first: mark1(1) };

async function run<T>(value: T): Promise<T> {
  const text = \`\${mark2()} and
    \${mark3()}\`;
  await readFile(text);
  return value as T;
}

const all = [
  mark4(),
  /x'y/.test("z") ? mark5() : undefined,
] satisfies unknown[];
declare function later(kind: Narrow): void;
class Box { constructor(private readonly inner: number) { mark6(); } }
all
  .map((x) => x!)
  .forEach((x: unknown) => mark7(x));
`;

test("a place in the emitted JavaScript leads to its line in the cell", () => {
  const emitted = ts.transpile(CELL, { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 });
  const marks = ["mark1", "mark2", "mark3", "mark4", "mark5", "mark6", "mark7"];
  const places = marks.map((mark) => emitted.slice(0, emitted.indexOf(mark)).split("\n"));
  const found = places.map((before) => sourceLine(CELL, emitted, before.length, before.at(-1)!.length + 1));
  expect(found).not.toEqual(places.map((before) => before.length));
  expect(found).toEqual(marks.map((mark) => CELL.slice(0, CELL.indexOf(mark)).split("\n").length));
});
