/**
 * `npm run mutants -- ROOM [FILE …]`: puts small faults into a room's sources, one at a time, and runs the room's own tests:
 * which fault does none of them notice? Writes data/mutants/ROOM.md; with FILEs, all mutants of these are tried, and only told.
 * Takes from ten minutes to an hour a room.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PartialStrykerOptions, StrykerOptions } from "@stryker-mutator/api/core";
import { Stryker } from "@stryker-mutator/core";
import { writeAside } from "../../files/write-aside.js";
import { mutantOf } from "./mutant.js";
import { REASONS } from "./reasons.js";
import { ROOMS, recordOf, type Tried } from "./record.js";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const SAMPLE = { count: 400, seed: 1 } as const;

const [room = "", ...files] = process.argv.slice(2);
if (!ROOMS.includes(room)) {
  process.stderr.write(`ROOM: must be one of ${ROOMS.join(", ")}, not "${room}"\n`);
  process.exit(2);
}
process.chdir(ROOT);
const sandbox = mkdtempSync(join(tmpdir(), "edgesteps-mutants-"));
const sources = files.length === 0 ? ["**/*.ts"] : files;
const options: PartialStrykerOptions & { readonly sample: { readonly count: number; readonly seed: number } } = {
  testRunner: "vitest",
  vitest: { configFile: "vitest.config.ts", dir: `lib/${room}`, related: false },
  plugins: ["@stryker-mutator/vitest-runner", fileURLToPath(new URL("sample-checker.js", import.meta.url))],
  mutate: [...sources.map((name) => `lib/${room}/${name}`), "!**/*.test.ts", "!**/index.ts"],
  checkers: ["sample"],
  sample: files.length === 0 ? SAMPLE : { ...SAMPLE, count: Number.MAX_SAFE_INTEGER },
  coverageAnalysis: "perTest",
  ignoreStatic: true, // constants that a module reads when it is loaded
  concurrency: availableParallelism(),
  timeoutMS: 10_000,
  dryRunTimeoutMinutes: 30,
  disableTypeChecks: false,
  ignorePatterns: ["figures", "notebooks", "lib/dist", "data/results"],
  tempDirName: sandbox,
  reporters: ["progress-append-only"],
  warnings: false,
  logLevel: "warn" as StrykerOptions["logLevel"],
};
try {
  const results = await new Stryker(options).runMutationTest();
  const tried = results.map(({ fileName, status, location, replacement }): Tried => {
    const file = fileName.slice(ROOT.length);
    return {
      ...mutantOf(file, readFileSync(fileName, "utf8"), { location, replacement }, 1),
      status,
      line: location.start.line,
    };
  });
  const record = recordOf(room, tried, REASONS, SAMPLE.seed);
  if (files.length === 0) await writeAside(join(ROOT, "data/mutants", `${room}.md`), record);
  process.stdout.write(record);
} finally {
  rmSync(sandbox, { recursive: true, force: true });
}
