import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
// The built program: a thread is started from a file.
import { main } from "../dist/cli/main.js";
import { catalogue } from "../experiments/catalogue.js";
import { chartsOf } from "../experiments/experiment.js";
import { command as commandOf, type Ended, temporaryFolder } from "../testing/command.js";
import { ONLY_IN_FULL } from "../testing/long.js";

const { path, write } = temporaryFolder();
const command = (argv: readonly string[], isTTY = false): Promise<Ended> => commandOf(argv, isTTY, main);

describe("figures", () => {
  it(
    "writes those that a part of their name names, leaves alone what stays the same, shows progress on a terminal",
    ONLY_IN_FULL,
    async () => {
      const folder = path("figures");
      const argv = ["figures", "linearised", "--out", folder];
      expect(await command(argv)).toEqual({
        exitCode: 0,
        stdout: `written    ${folder}/linearised-penalty.svg, .pdf, .png, .tex, .csv\n`,
        stderr: "",
      });
      const files = ["csv", "pdf", "png", "svg", "tex"].map((ending) => `linearised-penalty.${ending}`);
      expect(readdirSync(folder).sort()).toEqual(files);

      const { stdout, stderr } = await command(argv, true);
      expect(stdout).toBe(`unchanged  ${folder}/linearised-penalty\n`);
      expect(stderr).toMatch(/linearised-penalty.*drawing/s);
      expect(stderr.endsWith("\r\u001b[K")).toBe(true);
    },
  );

  it("makes the formats, resolution, text and theme that are asked for", {
    ...ONLY_IN_FULL,
    timeout: 120_000,
  }, async () => {
    const folder = path("talk");
    const argv = [
      "figures",
      "linearised",
      "--formats",
      "svg,png",
      "--dpi",
      "10",
      "--text",
      "outlines",
      "--theme",
      "slides",
    ];
    const { exitCode, stdout } = await command([...argv, "--out", folder]);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: `written    ${folder}/linearised-penalty.svg, .png, .csv\n`,
    });
    expect(readFileSync(join(folder, "linearised-penalty.svg"), "utf8")).not.toContain("<text");
    expect(readFileSync(join(folder, "linearised-penalty.png")).readUInt32BE(16)).toBe(120);
  });

  it("does not put another look over the workspace's figures", async () => {
    const { exitCode, stdout, stderr } = await command(["figures", "linearised", "--theme", "slides"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/^--out: missing; name a folder for another look[^\n]*\n$/);
  });

  it("makes numbers and LaTeX without a picture", async () => {
    const folder = path("paper");
    await command(["figures", "linearised", "--formats", "tex,csv", "--out", folder]);
    expect(readdirSync(folder).sort()).toEqual(["linearised-penalty.csv", "linearised-penalty.tex"]);
  });

  it.each([
    ["--formats", "svg,eps", "argument 'svg,eps' is invalid. There is no \"eps\"; known here: svg, pdf, png, tex, csv"],
    ["--dpi", "0", "argument '0' is invalid. It must be a whole number from 1 to 2400."],
    ["--text", "outline", "argument 'outline' is invalid. There is no \"outline\"; did you mean outlines?"],
    ["--theme", "slide", "argument 'slide' is invalid. There is no \"slide\"; did you mean slides?"],
  ])("refuses %s %s in one line", async (option, value, message) => {
    const { exitCode, stderr } = await command(["figures", "linearised", option, value, "--out", path("none")]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^[^\n]*\n$/);
    expect(stderr).toContain(message);
  });

  it.each([
    [["--formats", "tex", "--dpi", "100"], "--dpi: changes nothing here; it needs png among the --formats"],
    [["--formats", "pdf,png", "--text", "outlines"], "--text: changes nothing here; it needs svg among the --formats"],
    [
      ["--formats", "csv", "--theme", "slides"],
      "--theme: changes nothing here; it needs another of the --formats than csv",
    ],
  ])("refuses %j", async (options, message) => {
    expect(await command(["figures", "linearised", ...options, "--out", path("none")])).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: `${message}\n`,
    });
  });

  it("lists all figures in its help", async () => {
    const { stdout } = await command(["figures", "-h"]);
    for (const { name } of chartsOf(catalogue)) expect(stdout).toContain(`  ${name}\n`);
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
