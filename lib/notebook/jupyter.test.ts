import { execFileSync, spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeKernel } from "../dist/notebook/kernel.js";
import { notebookFolder, writeNotebook } from "../testing/notebook-folder.js";

const hasJupyter = spawnSync("jupyter", ["nbconvert", "--version"]).status === 0;
const skipped = !hasJupyter && process.env["CI"] !== "true";
if (skipped) console.warn("jupyter nbconvert is not installed: no notebook is run in real Jupyter");

describe.skipIf(skipped)("in real Jupyter", () => {
  let folder: string;
  beforeAll(async () => {
    folder = notebookFolder();
    await writeKernel(join(folder, "jupyter"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("a notebook imports the library and shows no warnings", () => {
    writeNotebook(join(folder, "teaching", "one.ipynb"), [
      'import { VERSION } from "edgesteps";\nimport { table } from "edgesteps/notebook";\nVERSION.length > 0',
      'table([{ user: "a", steps: 3 }]).shape[0]',
    ]);
    const converted = execFileSync(
      "jupyter",
      ["nbconvert", "--to", "notebook", "--execute", "--stdout", "--log-level=ERROR", "teaching/one.ipynb"],
      { cwd: folder, env: { ...process.env, JUPYTER_PATH: join(folder, "jupyter") }, encoding: "utf8" },
    );
    const outputs = JSON.parse(converted).cells.map((cell: { outputs: object[] }) => cell.outputs);
    expect(outputs).toMatchObject([
      [{ output_type: "stream", name: "stdout", text: ["true\n"] }],
      [
        { output_type: "display_data", data: { "text/html": expect.anything() } },
        { output_type: "stream", name: "stdout", text: ["1\n"] },
      ],
    ]);
  }, 120_000);
});
