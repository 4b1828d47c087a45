/** The long suite finds every test that does more in it: by the tag, in files that name `long.ts`. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { LIB } from "./doors.js";

const tests = readdirSync(LIB, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.ts") && !/^dist\/|node_modules\//.test(file))
  .map((file) => ({ file, source: readFileSync(join(LIB, file), "utf8") }));

it("no test asks the environment itself", () => {
  const name = ["EDGESTEPS", "FULL"].join("_");
  expect(tests.filter(({ source }) => source.includes(name)).map(({ file }) => file)).toEqual([]);
});

it("a file with fewer seeds in npm test tags a test", () => {
  const shortened = tests.filter(({ source }) => /\b(shortOrFull|someOrAll)\(/.test(source));
  expect(shortened.length).toBeGreaterThan(20);
  expect(shortened.filter(({ source }) => !/\b(MORE|ONLY)_IN_FULL\b/.test(source)).map(({ file }) => file)).toEqual([]);
});
