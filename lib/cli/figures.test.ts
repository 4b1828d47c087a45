import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogue } from "../figure/catalogue.js";
import { command, temporaryFolder } from "../testing/command.js";

const { path, write } = temporaryFolder();

describe("figures", () => {
  it("writes those that a part of their name names, leaves alone what stays the same, shows progress on a terminal", {
    timeout: 120_000,
  }, async () => {
    const folder = path("figures");
    const argv = ["figures", "linearised", "--out", folder];
    expect(await command(argv)).toEqual({
      exitCode: 0,
      stdout: `written    ${folder}/linearised-penalty.svg, .pdf, .png, .csv\n`,
      stderr: "",
    });
    const files = ["csv", "pdf", "png", "svg"].map((ending) => `linearised-penalty.${ending}`);
    expect(readdirSync(folder).sort()).toEqual(files);

    const { stdout, stderr } = await command(argv, true);
    expect(stdout).toBe(`unchanged  ${folder}/linearised-penalty\n`);
    expect(stderr).toMatch(/linearised-penalty.*drawing/s);
    expect(stderr.endsWith("\r\u001b[K")).toBe(true);
  });

  it("lists all figures in its help", async () => {
    const { stdout } = await command(["figures", "-h"]);
    for (const { name } of catalogue) expect(stdout).toContain(`  ${name}\n`);
  });

  it("knows its figures, and needs a folder", async () => {
    expect(await command(["figures", "linearized-penalty"])).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: 'no figure is named "linearized-penalty"; did you mean linearised-penalty?\n',
    });
    const file = write("file", "");
    expect(await command(["figures", "linearised", "--out", file])).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: `${file}: is a file, not a directory\n`,
    });
  });
});
