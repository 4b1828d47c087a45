import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
// The built program: a notebook's session is a process that Node starts from its file.
import { main } from "../dist/cli/main.js";
import { ONLY_IN_FULL } from "../testing/long.js";
import { writeNotebook } from "../testing/notebook-folder.js";

const root = mkdtempSync(join(tmpdir(), "edgesteps-workspace-"));
const pathOf = (name: string): string => join(root, "notebooks", `${name}.ipynb`);
const here = process.cwd();

/** Each notebook starts a process of its own, which a busy machine delays. */
const SLOW = { timeout: 120_000 };

beforeAll(() => {
  writeNotebook(pathOf("01-good"), ["1 + 1", { text: "words" }, "2 + 2"]);
  writeNotebook(pathOf("02-bad"), [{ text: "words" }, "const a = 1;\nthrow new RangeError('too ' + a);"]);
  writeNotebook(pathOf("solutions/01-good"), ["3"]);
  process.chdir(root);
});

afterAll(() => {
  process.chdir(here);
  rmSync(root, { recursive: true });
});

async function notebooks(...argv: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const written = { stdout: "", stderr: "" };
  const sink = (name: keyof typeof written) => ({ write: (text: string) => (written[name] += text) });
  const exitCode = await main(["notebooks", ...argv], { stdout: sink("stdout"), stderr: sink("stderr") }, () => root);
  return { exitCode, ...written };
}

describe("notebooks", () => {
  it("stores the outputs of good ones, and names the cell and the line that failed", {
    ...SLOW,
    ...ONLY_IN_FULL,
  }, async () => {
    const before = readFileSync(pathOf("02-bad"), "utf8");
    expect(await notebooks()).toEqual({
      exitCode: 1,
      stdout:
        "written    notebooks/01-good.ipynb, 2 code cells\n" +
        "failed     notebooks/02-bad.ipynb\n" +
        "written    notebooks/solutions/01-good.ipynb, 1 code cells\n",
      stderr: "notebooks/02-bad.ipynb, cell 2, line 2: RangeError: too 1\n",
    });
    expect(JSON.parse(readFileSync(pathOf("01-good"), "utf8")).cells[0].outputs).toHaveLength(1);
    expect(readFileSync(pathOf("02-bad"), "utf8")).toBe(before);
  });

  it("runs with --changed what failed or changed since, among those that are named", {
    ...SLOW,
    ...ONLY_IN_FULL,
  }, async () => {
    writeNotebook(pathOf("02-bad"), ["5"]);
    const none = { exitCode: 0, stdout: "no notebook has to run\n", stderr: "" };
    expect(await notebooks("--changed", "01")).toEqual(none);
    expect(await notebooks("--changed")).toEqual({
      exitCode: 0,
      stdout: "written    notebooks/02-bad.ipynb, 1 code cells\n",
      stderr: "",
    });
    expect(await notebooks("--changed")).toEqual(none);
  });

  it("runs a person's own notebook by its file, and only then", { ...SLOW, ...ONLY_IN_FULL }, async () => {
    writeNotebook(pathOf("my/own"), ["6"]);
    expect(await notebooks("notebooks/my/own.ipynb")).toEqual({
      exitCode: 0,
      stdout: "written    notebooks/my/own.ipynb, 1 code cells\n",
      stderr: "",
    });
    expect(await notebooks("own")).toMatchObject({ exitCode: 2, stdout: "" });
    expect(await notebooks("notebooks/my/none.ipynb")).toMatchObject({ exitCode: 2, stdout: "" });
  });

  it("knows its notebooks", async () => {
    expect(await notebooks("02-bat")).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: 'no notebook is named "02-bat"; did you mean 02-bad?\n',
    });
  });
});
