/** What the texts say of the workspace is so: packages, paths, doors, examples that run. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { DOORS, LIB } from "./testing/doors.js";
import { ONLY_IN_FULL } from "./testing/long.js";

const ROOT = join(LIB, "..");
const README = readFileSync(join(ROOT, "README.md"), "utf8");

/** The text of a file below the workspace. */
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** Names of all packages that a package.json asks for. */
function packagesOf(path: string): string[] {
  const manifest = JSON.parse(read(path)) as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
  return ["dependencies", "peerDependencies", "devDependencies"].flatMap((kind) => Object.keys(manifest[kind] ?? {}));
}

/** Texts and notebooks, by path. */
const TEXTS: readonly string[] = [
  ...readdirSync(ROOT).filter((name) => name.endsWith(".md")),
  ...["lib", "data"].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => `${folder}/${name}`),
  ),
  ...readdirSync(join(ROOT, "notebooks"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ipynb") && !name.startsWith("my/"))
    .map((name) => `notebooks/${name}`),
];

/** Paths in the library that a text names; one with a placeholder such as `<name>` up to there. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/(?<![\w/.-])lib\/[\w./-]*/g)].map(([path]) => path.replace(/[./]+$/, ""));
}

/** Everything in the README's tables of dependencies that may be a package's name. */
function told(readme: string): Set<string> {
  const table = readme.slice(readme.indexOf("## Dependencies"), readme.indexOf("## Licence"));
  return new Set([...table.matchAll(/@?[\w.-]+(?:\/[\w.-]+)?/g)].map(([name]) => name));
}

describe("the README", () => {
  test.each(["package.json", "lib/package.json"])("names every package of %s with its reason", (path) => {
    const names = told(README);
    const missing = packagesOf(path).filter((name) => !name.startsWith("@types/") && !names.has(name));
    expect(missing).toEqual([]);
    expect(README).toContain("@types/…");
  });

  test.each(["README.md", "lib/README.md"])("%s shows every door", (path) => {
    const shown = [...read(path).matchAll(/^\| `(edgesteps(?:\/\w+)*)` \|/gm)].map(([, name]) => name);
    expect([...shown].sort()).toEqual(DOORS.map(({ name }) => name).sort());
  });

  test("has examples that compile strictly and run", ONLY_IN_FULL, async () => {
    const examples = [...README.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code!);
    expect(examples.length).toBeGreaterThan(2);
    const folder = mkdtempSync(join(ROOT, "lib", ".readme-"));
    try {
      const files = examples.map((code, i) => {
        const file = join(folder, `example${i}.mts`);
        writeFileSync(file, `${code}\nexport {};\n`);
        return file;
      });
      const program = ts.createProgram(files, {
        module: ts.ModuleKind.NodeNext,
        target: ts.ScriptTarget.ES2022,
        lib: ["lib.es2023.d.ts"],
        strict: true,
        types: [],
      });
      const problems = ts
        .getPreEmitDiagnostics(program)
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
      expect(problems).toEqual([]);
      program.emit();
      for (const file of files) await import(/* @vite-ignore */ pathToFileURL(file.replace(/mts$/, "mjs")).href);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test.each(TEXTS)("paths in the library that %s names exist", (path) => {
  expect(pathsIn(read(path)).filter((named) => !existsSync(join(ROOT, named)))).toEqual([]);
});

test.each(TEXTS.filter((path) => path.endsWith(".md")))("links of %s lead to files", (path) => {
  const links = [...read(path).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link]) => link!);
  expect(links.filter((link) => !existsSync(join(ROOT, path, "..", link)))).toEqual([]);
});

test("data/README.md describes every column of data/results", () => {
  const text = read("data/README.md");
  const told = new Set([...text.matchAll(/`([^`\n]+?)…?`/g)].map(([, name]) => name!));
  const stem = (column: string): string =>
    column.replace(/(?:Mean|Median|P\d\d|Least|Largest|CiLow|CiHigh|Baseline)$/, "");
  const files = readdirSync(join(ROOT, "data/results")).filter((name) => name.endsWith(".csv"));
  expect(files.filter((file) => !text.includes(file))).toEqual([]);
  const missing = files.flatMap((file) =>
    /^.*$/m
      .exec(read(`data/results/${file}`))![0]
      .split(",")
      .filter((column) => !told.has(column) && !told.has(stem(column)))
      .map((column) => `${file}: ${column}`),
  );
  expect(missing).toEqual([]);
});
