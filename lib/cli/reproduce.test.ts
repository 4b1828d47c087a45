import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
// The built library: a session is a process that Node starts from its file.
import { reproduce } from "../dist/cli/reproduce.js";
import { catalogue } from "../experiments/catalogue.js";
import { computeInTurn, type Experiment } from "../experiments/experiment.js";
import { ONLY_IN_FULL } from "../testing/long.js";
import { notebookFolder, workspace, writeNotebook } from "../testing/notebook-folder.js";

const root = notebookFolder();
afterAll(() => rmSync(root, { recursive: true }));

const experimentOf = (name: string): Experiment => catalogue.find((experiment) => experiment.name === name)!;
const baselines = experimentOf("baselines");

/** Of the whole, which takes minutes, two experiments with one figure. */
const some: Experiment[] = [
  { ...baselines, charts: { "baselines-edge-capacity": baselines.charts!["baselines-edge-capacity"]! } },
  { ...experimentOf("capacity-price"), charts: {} },
];

/** @returns What was printed. */
async function reproducePart(): Promise<string> {
  const written = { stdout: "", stderr: "" };
  const sink = (name: keyof typeof written) => ({ write: (text: string) => (written[name] += text) });
  await reproduce({ stdout: sink("stdout"), stderr: sink("stderr") }, root, some, computeInTurn);
  expect(written.stderr).toBe("");
  return written.stdout;
}

it("makes tables, figures and notebooks, the same bytes again, and says what was found", ONLY_IN_FULL, async () => {
  writeNotebook(join(root, "notebooks", "01-good.ipynb"), ["1 + 1"]);
  const first = await reproducePart();
  for (const name of ["data/results/baselines.csv", "figures/baselines-edge-capacity.svg", "notebooks/01-good.ipynb"]) {
    expect(first).toMatch(new RegExp(`^written .*${name}`, "m"));
  }
  expect(first).toMatch(
    /^limit that varies +best baseline .*\nsteps (on the device|of (a task|all tasks) at the edge) /m,
  );
  for (const name of ["data/results/capacity-worth.csv", "figures/baselines-edge-capacity.csv"]) {
    expect(readFileSync(join(root, name), "utf8")).toBe(readFileSync(join(workspace, name), "utf8"));
  }

  const second = await reproducePart();
  expect(second).not.toMatch(/^written/m);
  expect(second.split("\n\n").slice(1)).toEqual(first.split("\n\n").slice(1));

  writeNotebook(join(root, "notebooks", "02-bad.ipynb"), ["throw new RangeError('far')"]);
  await expect(reproducePart()).rejects.toThrow(/02-bad\.ipynb, cell 1, line 1: RangeError: far$/);
});
