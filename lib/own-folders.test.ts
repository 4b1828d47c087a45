/** `notebooks/my` and `data/my` are a person's own: git, lint and tests leave alone what is in them. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { notebookPaths } from "./cli/workspace.js";
import { LIB } from "./testing/doors.js";

const ROOT = join(LIB, "..");

/** Those of the paths that git ignores. */
function ignored(paths: readonly string[]): string[] {
  const { stdout } = spawnSync("git", ["check-ignore", "--no-index", ...paths], { cwd: ROOT, encoding: "utf8" });
  return stdout.split("\n").filter((line) => line !== "");
}

describe("a person's own folders", () => {
  it("say what they are for", () => {
    for (const folder of ["notebooks/my", "data/my"]) {
      expect(
        readFileSync(join(ROOT, folder, "README.md"), "utf8")
          .trimEnd()
          .split("\n"),
      ).toHaveLength(2);
    }
  });

  it.runIf(existsSync(join(ROOT, ".git")))("are git's no business but for that, and so none of lint's", () => {
    const own = ["notebooks/my/a.ipynb", "notebooks/my/deep/b.ts", "data/my/c.json", "data/my/deep/d.csv"];
    const kept = ["notebooks/my/README.md", "data/my/README.md", "notebooks/12-mine.ipynb", "data/scenarios/mine.json"];
    expect(ignored([...own, ...kept])).toEqual(own);
    expect(JSON.parse(readFileSync(join(ROOT, "biome.json"), "utf8")).vcs.useIgnoreFile).toBe(true);
  });

  it("are not run with all notebooks", () => {
    expect(notebookPaths(ROOT).length).toBeGreaterThan(10);
    expect(notebookPaths(ROOT).filter((path) => /[\\/]my[\\/]/.test(path))).toEqual([]);
  });
});
