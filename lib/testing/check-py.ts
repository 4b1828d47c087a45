/** data/reference/check.py, run by Python 3, which needs nothing more. */
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { skippedWithout } from "./skipped-without.js";

export const CHECK_PY = fileURLToPath(new URL("../../data/reference/check.py", import.meta.url));

/** Whether tests that need Python are skipped, with a line that says so; never in CI. */
export function skippedWithoutPython(what: string): boolean {
  return skippedWithout(["python3"], what);
}

/** The command `check.py` with these files. */
export function runCheckPy(...files: readonly string[]): { readonly exitCode: number | null; readonly stdout: string } {
  const { status, stdout } = spawnSync("python3", ["-B", CHECK_PY, ...files], { encoding: "utf8" });
  return { exitCode: status, stdout };
}

/** A line in, a line out: a scenario and a plan's file, what check.py finds wrong in it. */
const LOOP = `
import json, sys
sys.path.insert(0, sys.argv[1])
from check import faults_of
for line in sys.stdin:
    print(json.dumps(faults_of(*json.loads(line, parse_int=float))))
`;

/**
 * What check.py finds wrong, pair by pair, all in one process.
 * @throws Error with Python's message where a pair cannot be read.
 */
export function faultsByCheckPy(pairs: readonly (readonly [scenario: object, plan: object])[]): string[][] {
  const { status, stdout, stderr } = spawnSync("python3", ["-B", "-c", LOOP, dirname(CHECK_PY)], {
    input: pairs.map((pair) => `${JSON.stringify(pair)}\n`).join(""),
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}
