import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeNotebook } from "../testing/notebook-folder.js";
import { main } from "./main.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "edgesteps-class-"));
  mkdirSync(join(root, "data"));
  writeNotebook(join(root, "notebooks/01-one.ipynb"), [
    {
      text: '## Exercises\n\nSolutions: `solutions/01-one.ipynb`.\n\n1. Count. Check yourself: `answer("01.1", count)`.',
    },
    "1 + 1",
    { fails: "throw 1" },
  ]);
  const path = join(root, "notebooks/01-one.ipynb");
  const notebook = JSON.parse(readFileSync(path, "utf8"));
  notebook.cells.unshift({ cell_type: "markdown", id: "a", metadata: { tags: ["answer"] }, source: "Because." });
  notebook.cells[2].outputs = [{ output_type: "stream", name: "stdout", text: ["2\n"] }];
  notebook.cells[2].execution_count = 1;
  writeFileSync(path, JSON.stringify(notebook));
  writeNotebook(join(root, "notebooks/02-two.ipynb"), ["2"]);
  writeNotebook(join(root, "notebooks/solutions/01-one.ipynb"), ["1"]);
});
afterEach(() => rmSync(root, { recursive: true }));

async function notebooks(...argv: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const written = { stdout: "", stderr: "" };
  const sink = (name: keyof typeof written) => ({ write: (text: string) => (written[name] += text) });
  const exitCode = await main(["notebooks", ...argv], { stdout: sink("stdout"), stderr: sink("stderr") }, () => root);
  return { exitCode, ...written };
}

describe("notebooks --student", () => {
  it("copies cells without outputs, counts, answers and what leads to them, with room to work in", async () => {
    const folder = join(root, "class");
    expect(await notebooks("--student", folder)).toEqual({
      exitCode: 0,
      stdout: `written    ${folder}/01-one.ipynb\nwritten    ${folder}/02-two.ipynb\n`,
      stderr: "",
    });
    expect(readdirSync(folder)).toEqual(["01-one.ipynb", "02-two.ipynb"]);
    const { cells, metadata } = JSON.parse(readFileSync(join(folder, "01-one.ipynb"), "utf8"));
    expect(cells).toMatchObject([
      { cell_type: "markdown", source: ["*Your answer:*"] },
      { cell_type: "markdown", source: ["## Exercises\n", "\n", '1. Count. Check yourself: `answer("01.1", count)`.'] },
      {
        cell_type: "code",
        source: [
          'import { answer } from "edgesteps/notebook";\n',
          "\n",
          "// Exercise 01.1: your work, and last\n",
          '// answer("01.1", value);',
        ],
        outputs: [],
      },
      { source: ["1 + 1"], outputs: [], execution_count: null },
      { source: ["throw 1"], metadata: { tags: ["raises-exception"] }, outputs: [] },
    ]);
    expect(metadata.kernelspec.name).toBe("tslab");
  });

  it("copies those that are named, and says where copies elsewhere can run", async () => {
    const folder = join(root, "far/away");
    const { exitCode, stdout } = await notebooks("02", "--student", folder);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^written .*02-two\.ipynb\nCells read \.\.\/data .* beside data\.\n$/);
    expect(readdirSync(folder)).toEqual(["02-two.ipynb"]);
  });

  it("overwrites nothing, and then writes nothing", async () => {
    const folder = join(root, "class");
    mkdirSync(folder);
    writeFileSync(join(folder, "02-two.ipynb"), "mine");
    expect(await notebooks("--student", folder)).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: `${folder}/02-two.ipynb: is there already; name a folder without these notebooks\n`,
    });
    expect(readdirSync(folder)).toEqual(["02-two.ipynb"]);
    expect(readFileSync(join(folder, "02-two.ipynb"), "utf8")).toBe("mine");
  });

  it("does not copy solutions, a file for a folder, or only what changed", async () => {
    expect((await notebooks("solutions", "--student", join(root, "class"))).stderr).toContain('named "solutions"');
    const file = join(root, "notebooks/01-one.ipynb");
    expect(await notebooks("--student", file)).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: `${file}: is a file, not a directory\n`,
    });
    const { exitCode, stderr } = await notebooks("--changed", "--student", join(root, "class"));
    expect(exitCode).toBe(2);
    expect(stderr).toBe("error: option '--student <DIR>' cannot be used with option '--changed'\n");
  });
});
