import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { main } from "../dist/cli/main.js";
import { catalogue } from "../figure/catalogue.js";
import { writeNotebook } from "../testing/notebook-folder.js";

const root = mkdtempSync(join(tmpdir(), "edgesteps-workspace-"));
afterAll(() => rmSync(root, { recursive: true }));

async function reproduce(): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const written = { stdout: "", stderr: "" };
  const sink = (name: keyof typeof written) => ({ write: (text: string) => (written[name] += text) });
  const exitCode = await main(["reproduce"], { stdout: sink("stdout"), stderr: sink("stderr") }, () => root);
  return { exitCode, ...written };
}

describe.runIf(process.env["EDGESTEPS_FULL"])("reproduce", () => {
  it("makes tables, figures and notebooks, the same bytes again, and says what was found", {
    timeout: 300_000,
  }, async () => {
    writeNotebook(join(root, "notebooks", "01-good.ipynb"), ["1 + 1"]);
    const first = await reproduce();
    expect({ exitCode: first.exitCode, stderr: first.stderr }).toEqual({ exitCode: 0, stderr: "" });
    for (const name of ["data/results/baselines.csv", ...catalogue.map(({ name }) => `figures/${name}.svg`)]) {
      expect(first.stdout).toMatch(new RegExp(`^written .*${name}`, "m"));
    }
    expect(first.stdout).toMatch(/^limit that varies +best baseline .*\n(device|edge)\.\w+ /m);
    const second = await reproduce();
    expect(second.exitCode).toBe(0);
    expect(second.stdout).not.toMatch(/^written/m);
    expect(second.stdout.split("\n\n").slice(1)).toEqual(first.stdout.split("\n\n").slice(1));
  });
});
