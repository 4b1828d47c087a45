import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ONLY_IN_FULL, shortOrFull } from "../testing/long.js";
import { notebookFolder, workspace, writeNotebook } from "../testing/notebook-folder.js";

const hasJupyter = (): boolean => spawnSync("jupyter", ["nbconvert", "--version"]).status === 0;
const skipped = shortOrFull(false, process.env["CI"] !== "true") && !hasJupyter();
if (skipped) console.warn("jupyter nbconvert is not installed: no notebook is run in real Jupyter");

describe.skipIf(skipped)("in real Jupyter, with the kernel that the command line installs", ONLY_IN_FULL, () => {
  let prefix: string;
  let beside: string;
  let elsewhere: string;
  beforeAll(() => {
    prefix = mkdtempSync(join(tmpdir(), "edgesteps-prefix-"));
    beside = notebookFolder();
    elsewhere = mkdtempSync(join(tmpdir(), "edgesteps-elsewhere-"));
    const install = [join(workspace, "lib/bin/edgesteps.js"), "kernel", "install", "--prefix", prefix];
    execFileSync(process.execPath, install, { cwd: elsewhere });
  });
  afterAll(() => {
    for (const folder of [prefix, beside, elsewhere]) rmSync(folder, { recursive: true });
  });

  /** What the cells show. Jupyter finds no `node` or `tslab` on its path. */
  function outputs(folder: string, name: string): unknown[] {
    const argv = ["nbconvert", "--to", "notebook", "--execute", "--stdout", "--log-level=ERROR", name];
    const { JUPYTER_DATA_DIR: _, NODE_PATH: __, ...rest } = process.env;
    const environment = { ...rest, PATH: "/usr/bin:/bin", JUPYTER_PATH: join(prefix, "share/jupyter") };
    const converted = execFileSync("jupyter", argv, { cwd: folder, env: environment, encoding: "utf8" });
    return JSON.parse(converted).cells.map((cell: { outputs: object[] }) => cell.outputs);
  }

  test("a notebook imports the library and shows no warnings", () => {
    writeNotebook(join(beside, "teaching", "one.ipynb"), [
      'import { VERSION } from "edgesteps";\nimport { table } from "edgesteps/notebook";\nVERSION.length > 0',
      'table([{ user: "a", steps: 3 }]).shape[0]',
    ]);
    expect(outputs(beside, "teaching/one.ipynb")).toMatchObject([
      [{ output_type: "stream", name: "stdout", text: ["true\n"] }],
      [
        { output_type: "display_data", data: { "text/html": expect.anything() } },
        { output_type: "stream", name: "stdout", text: ["1\n"] },
      ],
    ]);
  }, 120_000);

  test("a notebook in a folder without packages does too, with types and what earlier cells declare", () => {
    writeNotebook(join(elsewhere, "own.ipynb"), [
      'import { readFileSync } from "node:fs";\nimport { solve } from "edgesteps";\nimport { generate } from "edgesteps/population";',
      "const users = 4;\nconst seed = 1;\nlet gap = -1;",
      "const scenario = generate({ users, seed });\nconst { plan: found, ...rest } = solve(scenario);\n({ gap } = rest);",
      "[found.offload.length, gap >= 0, typeof readFileSync].join()",
      { fails: "const wrong: string = found.steps;" },
    ]);
    const failure = expect.stringContaining("1:7 - Type 'Float64Array' is not assignable to type 'string'.");
    expect(outputs(elsewhere, "own.ipynb")).toMatchObject([
      [],
      [],
      expect.anything(),
      [{ output_type: "stream", name: "stdout", text: ["4,true,function\n"] }],
      [{ output_type: "stream", name: "stderr", text: [failure] }],
    ]);
  }, 120_000);
});
