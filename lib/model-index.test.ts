/** MODEL.md is what the code says it is: its index names files and functions that exist, and sections that are cited exist. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LIB } from "./testing/doors.js";

const MODEL = readFileSync(`${LIB}MODEL.md`, "utf8");

/** Sections by number, with their text. */
const SECTIONS = new Map(
  MODEL.split(/^## /m).flatMap((text) => {
    const number = /^(\d+)\. /.exec(text)?.[1];
    return number === undefined ? [] : [[Number(number), text] as const];
  }),
);

const INDEX = [...MODEL.matchAll(/^\| (\d+) \| (.+) \| ([\w/-]+\.ts) \| (`.+`) \|$/gm)].map(
  ([, section, formula, file, names]) => ({
    section: Number(section),
    formula: formula!,
    file: file!,
    names: [...names!.matchAll(/`(\w+)`/g)].map((match) => match[1]!),
  }),
);

/** Files that are ours, below a folder of the workspace. */
function filesOf(folder: string, ending: string): string[] {
  const root = join(LIB, "..", folder);
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(ending) && !/(^|\/)(dist|node_modules|my)\//.test(path))
    .map((path) => join(root, path));
}

/** The text of a notebook's cells. */
function cellsOf(notebook: string): string {
  const { cells } = JSON.parse(notebook) as { cells: readonly { readonly source: string | readonly string[] }[] };
  return cells.map(({ source }) => (typeof source === "string" ? source : source.join(""))).join("\n");
}

/** Sections that a text cites, as `MODEL.md §4–6` or `MODEL.md §5, 3` for an item in a section's list. */
function citations(text: string): { readonly section: number; readonly item: number | null; readonly cited: string }[] {
  return [...text.matchAll(/MODEL\.md[`)]* ((?:(?:, )?§\d+(?:–§?\d+)?(?:, \d+\b)?)+)/g)].flatMap(([, list]) =>
    [...list!.matchAll(/§(\d+)(?:–§?(\d+))?(?:, (\d+))?/g)].flatMap(([cited, from, to, item]) => [
      { section: Number(from), item: item === undefined ? null : Number(item), cited },
      ...(to === undefined ? [] : [{ section: Number(to), item: null, cited }]),
    ]),
  );
}

describe("the index of MODEL.md", () => {
  test("has an entry for every section, in order", () => {
    expect([...SECTIONS.keys()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect([...new Set(INDEX.map(({ section }) => section))]).toEqual([...SECTIONS.keys()]);
    expect(MODEL.split("## Index")[1]!.match(/^\| \d/gm)).toHaveLength(INDEX.length);
  });

  test.each(INDEX)("§$section $formula: $file", ({ file, names }) => {
    expect(existsSync(LIB + file), file).toBe(true);
    const source = readFileSync(LIB + file, "utf8");
    const declares = (name: string): boolean =>
      new RegExp(`^(?:export )?(?:abstract )?(?:function|class|const|interface) ${name}\\b`, "m").test(source) ||
      new RegExp(`^  (?:readonly |get )?${name}\\??[(:]`, "m").test(source);
    expect(names.filter((name) => !declares(name))).toEqual([]);
  });
});

test("sections and items that code, notebooks and texts cite exist", () => {
  const texts = [
    ...filesOf("lib", ".ts").map((file) => readFileSync(file, "utf8")),
    ...filesOf("notebooks", ".ipynb").map((file) => cellsOf(readFileSync(file, "utf8"))),
    ...["README.md", "data/README.md", "lib/README.md"].map((file) => readFileSync(join(LIB, "..", file), "utf8")),
  ];
  const cited = texts.flatMap(citations);
  expect(cited.length).toBeGreaterThan(150);
  const missing = cited.filter(({ section, item }) => {
    const text = SECTIONS.get(section);
    return text === undefined || (item !== null && !new RegExp(`^${item}\\. `, "m").test(text));
  });
  expect(missing).toEqual([]);
});
