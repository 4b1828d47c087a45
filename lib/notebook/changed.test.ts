import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeNotebook } from "../testing/notebook-folder.js";
import { changedNotebooks, fingerprints, recordRun } from "./changed.js";

let root: string;
let paths: string[];

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "edgesteps-changed-"));
  mkdirSync(join(root, "lib/dist/model"), { recursive: true });
  mkdirSync(join(root, "data/scenarios"), { recursive: true });
  writeFileSync(join(root, "lib/dist/model/cost.js"), "1");
  writeFileSync(join(root, "data/scenarios/small.json"), "{}");
  paths = ["01", "02"].map((name) => join(root, "notebooks", `${name}.ipynb`));
  for (const path of paths) writeNotebook(path, ["const a = 1;", { text: "words" }]);
  await recordRun(root, paths, fingerprints(root, paths));
});

afterEach(() => rmSync(root, { recursive: true }));

function changed(): string[] {
  return changedNotebooks(root, paths, fingerprints(root, paths));
}

function replace(path: string, from: string, to: string): void {
  writeFileSync(path, readFileSync(path, "utf8").replace(from, to));
}

test("nothing has changed after a recorded run, and all has before any", () => {
  expect(changed()).toEqual([]);
  rmSync(join(root, "node_modules"), { recursive: true });
  expect(changed()).toEqual(paths);
});

test("new outputs are no change", () => {
  replace(paths[0]!, '"outputs":[]', '"outputs":[{"output_type":"stream","name":"stdout","text":"1"}]');
  expect(changed()).toEqual([]);
});

test.each([
  ["a source", '"const a = 1;"', '"const a = 2;"'],
  ["a text", '"words"', '["wor", "d"]'],
  ["a tag", '"metadata":{}', '"metadata":{"tags":["raises-exception"]}'],
  ["a broken file", '"cells"', '"cell"'],
])("%s changes its notebook alone", (_, from, to) => {
  replace(paths[1]!, from, to);
  expect(changed()).toEqual([paths[1]]);
});

test.each(["lib/dist/model/cost.js", "lib/dist/new.js", "data/scenarios/small.json"])("%s changes all", (file) => {
  writeFileSync(join(root, file), "2");
  expect(changed()).toEqual(paths);
});

test("a declaration changes none", () => {
  writeFileSync(join(root, "lib/dist/model/cost.d.ts"), "2");
  expect(changed()).toEqual([]);
});

test("an edit after the fingerprints were taken still counts, and other records are kept", async () => {
  replace(paths[0]!, "a = 1", "a = 2");
  const now = fingerprints(root, paths);
  replace(paths[0]!, "a = 2", "a = 3");
  await recordRun(root, [paths[0]!], now);
  expect(changed()).toEqual([paths[0]]);
  replace(paths[0]!, "a = 3", "a = 2");
  expect(changed()).toEqual([]);
});

test("where no record can be kept or read, all counts as changed and nothing fails", async () => {
  const record = join(root, "node_modules/.cache/edgesteps/notebooks.json");
  writeFileSync(record, '{"notebooks/01');
  expect(changed()).toEqual(paths);
  rmSync(join(root, "node_modules"), { recursive: true });
  writeFileSync(join(root, "node_modules"), "a file, into which no record goes");
  await recordRun(root, paths, fingerprints(root, paths));
  expect(changed()).toEqual(paths);
});
