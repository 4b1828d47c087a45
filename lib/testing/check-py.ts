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

/** Of its interpreter: nothing is left behind, and no package is looked for, which takes as long again as to start. */
const OPTIONS = ["-B", "-S"];

/** The command `check.py` with these files. */
export function runCheckPy(...files: readonly string[]): { readonly exitCode: number | null; readonly stdout: string } {
  const { status, stdout } = spawnSync("python3", [...OPTIONS, CHECK_PY, ...files], { encoding: "utf8" });
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

/** A scenario in, a line out: the least cost of all users together, by trying each choice of each for every use of the capacity. */
const OPTIMA = `
import json, sys
sys.path.insert(0, sys.argv[1])
from math import inf
from check import choices, world_of
for line in sys.stdin:
    world = world_of(json.loads(line, parse_int=float))
    least = {0.0: 0.0}
    for user in world.users:
        found = {}
        for choice in choices(world, user, 0.0):
            for used, cost in least.items():
                use = used + choice.use
                if use <= world.capacity:
                    found[use] = min(cost + choice.value, found.get(use, inf))
        # under workCapacity uses are all different: a choice of more use must cost less
        least, lowest = ({} if world.work else found), inf
        for use in sorted(found) if world.work else ():
            if found[use] < lowest:
                least[use] = lowest = found[use]
    print(json.dumps(min(least.values(), default=None)))
`;

/**
 * What check.py finds wrong, pair by pair, all in one process.
 * @throws Error with Python's message where a pair cannot be read.
 */
export function faultsByCheckPy(pairs: readonly (readonly [scenario: object, plan: object])[]): string[][] {
  return byPython(LOOP, pairs) as string[][];
}

/** The optimum of each scenario, all in one process; null where it has no plan. They should be small. */
export function optimaByCheckPy(scenarios: readonly object[]): (number | null)[] {
  return byPython(OPTIMA, scenarios) as (number | null)[];
}

/** @throws Error with Python's message. */
function byPython(program: string, inputs: readonly unknown[]): unknown[] {
  const { status, stdout, stderr } = spawnSync("python3", [...OPTIONS, "-c", program, dirname(CHECK_PY)], {
    input: inputs.map((input) => `${JSON.stringify(input)}\n`).join(""),
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}
