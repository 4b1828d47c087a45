import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Converter } from "tslab/dist/converter.js";
import type { Executor } from "tslab/dist/executor.js";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ONLY_IN_FULL } from "../testing/long.js";
import type { createMendedConverter } from "./converter.js";
import { mendCell } from "./mended-cell.js";

/** An earlier cell and a later one, which prints. */
const SNIPPETS: readonly (readonly [earlier: string, later: string])[] = [
  ["const users = 3;", "console.log({ users });"],
  ["const users = 3; const seed = 1;", "console.log(JSON.stringify({ users, seed, more: [{ users }] }));"],
  ["const f = ({ users }: { users: number }) => users; const users = 2;", "console.log(f({ users }));"],
  ["const a = 1;", "const g = () => ({ a }); console.log(g().a);"],
  ["const a = 1;", "function g() { return { a, b: { a } }; } console.log(JSON.stringify(g()));"],
  [
    "const a = 1;",
    "class Box { inner = { a }; get again() { return { a }; } } console.log(new Box().inner.a, new Box().again.a);",
  ],
  ["const a = 1;", "console.log({ ...{ a }, b: 2 });"],
  ["const a = [1, 2];", "console.log(JSON.stringify(a.map((x) => ({ x, a }))));"],
  ["async function f(o: { a: number }) { return o.a; } const a = 4;", "console.log(await f({ a }));"],
  ["const a = Promise.resolve(4);", "console.log(await ({ a }).a);"],
  ["const f = async () => 3;", "const x = await (f()); console.log(x);"],
  ["const f = async () => 3;", "if (true) { console.log(await (f())); }"],
  ["const f = async () => 3;", "const g = async () => await (f()); g(); console.log(1);"],
  ["const f = () => ({ speed: 3, power: 5 });", "const { speed } = f(); console.log(speed);"],
  ["const f = () => ({ speed: 3, power: 5 });", "const { speed: v } = f(); console.log(v);"],
  ["const f = () => ({ speed: 3, power: 5 });", "const { speed: v, ...rest } = f(); console.log(v, rest);"],
  [
    "const f = () => ({ speed: 3, power: 5 });",
    "function g() { const { speed: v } = f(); return v; } console.log(g());",
  ],
  ["const all = [{ a: 1, b: 2 }];", "for (const { a: first, b } of all) console.log(first, b);"],
  ["const all = [{ a: 1, b: 2 }];", "console.log(all.map(({ a: first }) => first));"],
  ["const all = [{ a: { b: [5] } }];", "const [{ a: { b: [five] } }] = all; console.log(five);"],
  ["const o = { a: undefined as number | undefined };", "const { a: x = 7 } = o; console.log(x);"],
  ["const f = () => ({ speed: 3 }); let speed = 0;", "({ speed } = f()); console.log(speed);"],
  [
    "const f = () => ({ speed: undefined as number | undefined }); let speed = 0;",
    "({ speed = 9 } = f()); console.log(speed);",
  ],
  ["const f = () => ({ speed: 3 }); let v = 0;", "({ speed: v } = f()); console.log(v);"],
  ["const f = () => ({ a: { b: 3 } }); let v = 0;", "({ a: { b: v } } = f()); console.log(v);"],
  ["const f = () => [{ b: 3 }, { b: 4 }]; let v = 0; let w = 0;", "[{ b: v }, { b: w }] = f(); console.log(v, w);"],
  ["const all = [{ b: 3 }]; let v = 0;", "for ({ b: v } of all) console.log(v);"],
  [
    "const f = () => ({ a: 1, b: 2, c: 3 }); let rest = {}; let a = 0;",
    "({ a, ...rest } = f()); console.log(a, rest);",
  ],
  ["const o = { a: 1, b: 2, c: 3 };", "const { a: _, b: __, ...rest } = o; console.log(rest);"],
  ["const { a: _, b: __, ...rest } = { a: 1, b: 2, c: 3 };", "console.log(_, __, rest);"],
  ["const __private = 3; const o = { __private };", "console.log(__private, o.__private, { __private });"],
  ["let __n = 1; function next() { return __n; }", "const m = next() + __n; console.log(m);"],
  ["const f = ({ __a }: { __a: number }) => __a; const { __a } = { __a: 5 };", "console.log(f({ __a }), __a);"],
  ["interface __T { __x: number } class __C { __x = 2; }", "const t: __T = new __C(); console.log(t.__x);"],
  ["enum __E { __one = 4 }", "console.log(__E.__one);"],
  [
    'import { sep as __sep } from "node:path"; import * as __path from "node:path";',
    "console.log(__sep === __path.sep);",
  ],
  ['import { sep } from "node:path";', "console.log({ sep }.sep);"],
  [
    "const __proto__ = { a: 1 };",
    "const o = { __proto__ }; console.log(Object.keys(o), Object.getPrototypeOf(o) === Object.prototype);",
  ],
  ["const a = 1; const b = 'x';", "const o = { a, b } as const; const c: 'x' = o.b; console.log(c);"],
  ["type P = { a: number }; const a = 1;", "const p: P = { a }; const q = { a } satisfies P; console.log(p, q);"],
  ["const o = { a: 1 };", "function f({ a: x }: typeof o = o): number { return x; } console.log(f());"],
  ["const key = 'a'; const o = { a: 1 };", "const { [key]: x } = o; console.log(x);"],
  ["const a = 1;", "label: for (const x of [a]) { const o = { x, a }; console.log(o); continue label; }"],
  ["const o = { async: 1, get: 2 }; const { async, get } = o;", "console.log({ async, get });"],
  ["const π = 3; const \\u0061 = 4;", "console.log({ π, a });"],
  [
    "try { throw { a: 1 }; } catch (e) { console.log(e); } const e = { a: 1 };",
    "try { throw e; } catch ({ a: x }) { console.log(x); }",
  ],
];

describe("in a session", ONLY_IN_FULL, () => {
  let executor: Executor;
  let converter: Converter;
  const told: string[] = [];
  const failed: string[] = [];

  beforeAll(async () => {
    const [{ createMendedConverter }, { createExecutor }] = await Promise.all([
      import("./converter.js"),
      import("tslab/dist/executor.js"),
    ]);
    converter = createMendedConverter({ isJS: false, isBrowser: false });
    const error = (...parts: readonly unknown[]) => failed.push(parts.map(String).join(" "));
    executor = createExecutor(
      process.cwd(),
      { node: converter, browser: converter, close: converter.close },
      { log: () => {}, error },
    );
  });
  afterAll(() => executor.close());

  /** What cells print, one after the other in a new session. */
  async function run(...cells: readonly string[]): Promise<string[]> {
    executor.reset();
    told.length = failed.length = 0;
    const print = vi
      .spyOn(console, "log")
      .mockImplementation((...parts: readonly unknown[]) => told.push(JSON.stringify(parts)));
    try {
      for (const cell of cells) await executor.execute(`${cell}\nvoid 0;`);
    } finally {
      print.mockRestore();
    }
    return [...told, ...failed];
  }

  describe("an earlier cell's declarations", () => {
    test.each(SNIPPETS.map((cells, i) => [i + 1, ...cells] as const))("snippet %d", async (_, earlier, later) => {
      const together = await run(`${earlier}\n${later}`);
      expect(failed).toEqual([]);
      expect(await run(earlier, later)).toEqual(together);
      expect(together.length).toBeGreaterThan(0);
    });

    test("are still wrong in tslab itself, or this mend can go", async () => {
      const tslab = createRequire(import.meta.url)("tslab/dist/converter.js") as {
        createConverter: typeof createMendedConverter;
      };
      const bare = tslab.createConverter({ isJS: false, isBrowser: false });
      const { declOutput } = bare.convert("", "const users = 3;");
      expect(bare.convert(declOutput!, "const o = { users };").output).not.toMatch(/users: (exports\.)?users/);
      bare.close();
    });
  });

  describe("diagnostics", () => {
    const places = (earlier: string, source: string): unknown[] => {
      const { declOutput } = converter.convert("", earlier);
      return converter
        .convert(declOutput!, source)
        .diagnostics.map(({ start, end, messageText }) => [
          start.line,
          start.character,
          source.slice(start.offset, end.offset),
          messageText,
        ]);
    };

    test.each([
      ["const a = 1;", "\n  console.log({ a }, nothing);", [[1, 21, "nothing", "Cannot find name 'nothing'."]]],
      [
        "const a = 1;",
        "const { a: b, c: d } = { a: 1, c: 2 }; const s: string = d;",
        [[0, 45, "s", "Type 'number' is not assignable to type 'string'."]],
      ],
      [
        "const o = { a: 1 };",
        "const { b: c } = o;",
        [[0, 8, "b", "Property 'b' does not exist on type '{ a: number; }'."]],
      ],
      ["const o = { a: 1 };", "const f = { missing };", [[0, 12, "missing", "Cannot find name 'missing'."]]],
      ["const __a = 1;", "const s: string = __a;", [[0, 6, "s", "Type 'number' is not assignable to type 'string'."]]],
      [
        "const a = 1;",
        "const __b = { a };\n__b.c;",
        [[1, 4, "c", "Property 'c' does not exist on type '{ a: number; }'."]],
      ],
      ["const a = 1;", "const __b = { a };\n__c;", [[1, 0, "__c", "Cannot find name '__c'."]]],
      [
        "const a = 1;",
        "const f = { a, a };",
        [[0, 15, "", "An object literal cannot have multiple properties with the same name."]],
      ],
    ])("%s | %s", (earlier, source, expected) => {
      expect(places(earlier, source)).toEqual(expected);
    });
  });

  test("a table at a cell's end is shown, and its frame not printed", () => {
    const { declOutput } = converter.convert("", 'import { show, table } from "edgesteps/notebook";');
    expect(mendCell("const a = 1;\ntable([{ a }]); // all", declOutput!).text).toBe(
      "const a = 1;\nvoid table([{ a: a }]); // all",
    );
    for (const printed of ["table(rows).shape;", "table(rows); 1;", "const frame = table(rows);", "show(chart);"]) {
      expect(mendCell(printed, declOutput!).text).toBe(printed);
    }
    expect(mendCell("table(rows);", "declare const table: (rows: object[]) => number;").text).toBe("table(rows);");
  });
});

test("every offset of a mended cell leads back, and lines stay", () => {
  const source = "const { a: __, b } = { a,\n b }; ({ a: b } = c); __;";
  const { text, original } = mendCell(source, "");
  expect(text).toBe('const { "a": $__, b } = { a: a,\n b: b }; ({ "a": b } = c); $__;');
  const back = Array.from({ length: text.length + 1 }, (_, offset) => original(offset));
  expect(back[0]).toBe(0);
  expect(back.at(-1)).toBe(source.length);
  expect(back.every((at, offset) => offset === 0 || (at - back[offset - 1]! >= 0 && at - back[offset - 1]! <= 1))).toBe(
    true,
  );
  for (const name of ["=", "c)", "\n"]) expect(back[text.indexOf(name)]).toBe(source.indexOf(name));
});

test("a cell that needs nothing stays as it is", () => {
  const source = "import { a } from 'b'; const x = { a: 1, 'b': 2, [c]: 3, d() {} }; const [e, f] = x; x.__proto__;";
  expect(mendCell(source, "").text).toBe(source);
});

/** A session of its own in its folder, whose package changes under it: tslab's compiler remembers where the process began. */
const CHANGING = `
import { mkdirSync, writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
const { createMendedConverter } = await import(process.argv[1]);
const write = (path, text) => {
  mkdirSync(path.replace(/[^/]*$/, ""), { recursive: true });
  writeFileSync(path, text);
};
write("node_modules/p/package.json", '{ "types": "index.d.ts" }');
write("node_modules/p/index.d.ts", 'export * from "./inner.js"; export * from "./later.js"; export declare const a: number;');
write("node_modules/p/inner.d.ts", "export declare const b: number;");
const { convert } = createMendedConverter({ isJS: false, isBrowser: false });
const { declOutput } = convert("", 'import { a, b } from "p"; const c = a + b;');
for (const round of [1, 2, 3]) {
  write("node_modules/p/later.d.ts", "export declare const d" + round + ": number;");
  write("node_modules/p/inner.d.ts", "export declare const b: number; export declare const e" + round + ": string;");
  write("node_modules/q" + round + "/index.d.ts", "export {};");
  await setTimeout(400);
  console.log(convert(declOutput, "const d = c + a;").diagnostics.length);
}
process.exit();
`;

test("a package that changes while a session runs disturbs no cell", ONLY_IN_FULL, () => {
  const folder = mkdtempSync(join(tmpdir(), "edgesteps-watch-"));
  const built = new URL("../dist/notebook/converter.js", import.meta.url).href;
  try {
    const argv = ["--input-type=module", "-e", CHANGING, built];
    const { stdout, stderr } = spawnSync(process.execPath, argv, { cwd: folder, encoding: "utf8" });
    expect({ stdout, stderr }).toEqual({ stdout: "0\n0\n0\n", stderr: "" });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
