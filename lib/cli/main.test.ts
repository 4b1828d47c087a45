import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { command } from "../testing/command.js";
import { ONLY_IN_FULL } from "../testing/long.js";
import { VERSION } from "../version.js";

const BIN = fileURLToPath(new URL("../bin/edgesteps.js", import.meta.url));
const CAMPUS = fileURLToPath(new URL("../../data/scenarios/campus-30.json", import.meta.url));

describe("edgesteps", () => {
  it("tells its version", async () => {
    expect(await command(["--version"])).toEqual({ exitCode: 0, stdout: `${VERSION}\n`, stderr: "" });
  });

  it.each([["-h"], ["--help"], ["help"]])("explains itself with examples on %s", async (...argv) => {
    const { exitCode, stdout, stderr } = await command(argv);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    for (const name of ["solve", "check", "compare", "generate"])
      expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
    expect(stdout).toContain("edgesteps solve data/scenarios/campus-30.json");
    expect(stdout).toContain("Exit codes: 0 done, 1 something failed, 2 bad input or usage, 3 infeasible.");
  });

  it("explains a command with examples", async () => {
    const { exitCode, stdout, stderr } = await command(["help", "solve"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^Usage: edgesteps solve \[options\] \[FILE\]\n/);
    expect(stdout).toContain("edgesteps solve data/scenarios/campus-30.json --method exact --out plan.json\n");
    expect(await command(["solve", "-h"])).toEqual({ exitCode, stdout, stderr });
  });

  it("explains itself on stderr without a command", async () => {
    const { exitCode, stdout, stderr } = await command([]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/^Usage: edgesteps/);
  });

  it.each([
    [["slove", "x.json"], "error: unknown command 'slove' (Did you mean solve?)\n"],
    [["solve", "x.json", "--taau", "3"], "error: unknown option '--taau' (Did you mean --tau?)\n"],
    [["help", "slove"], "error: unknown command 'slove'; did you mean solve?\n"],
    [["solve"], "FILE: missing; name a scenario, or ask for generated users by --users N\n"],
    [["solve", CAMPUS, "--seed", "1", "--method", "random", "--seed", "2"], "--seed: is given twice\n"],
    [["solve", CAMPUS, "--json", "--json"], "--json: is given twice\n"],
    [["simulate", CAMPUS, "--no-bound", "--no-bound"], "--no-bound: is given twice\n"],
    [
      ["solve", CAMPUS, "--weights", "time=1,time=2"],
      "error: option '--weights <LIST>' argument 'time=1,time=2' is invalid. It names time twice.\n",
    ],
    [
      ["solve", CAMPUS, "--tau", "0x10"],
      "error: option '--tau <T>' argument '0x10' is invalid. It must be a finite number >= 0.\n",
    ],
    [
      ["solve", "--users", "0b11"],
      "error: option '--users <N|FILE.csv>' argument '0b11' is invalid. It must be a whole number from 1 to 10000000.\n",
    ],
    [["compare", "a.json", "b.json"], "error: too many arguments for 'compare'. Expected 1 argument but got 2.\n"],
  ])("says in one line what is wrong with %j", async (argv, stderr) => {
    expect(await command(argv)).toEqual({ exitCode: 2, stdout: "", stderr });
  });
});

describe("exit code 1", () => {
  it("asks to report what was not foreseen, and shows the stack only on request", async () => {
    const full = {
      write: () => {
        throw new TypeError("out of\npaper");
      },
    };
    const told: string[] = [];
    const { main } = await import("./main.js");
    const io = { stdout: full, stderr: { write: (text: string) => told.push(text) } };
    expect(await main(["solve", CAMPUS], io)).toBe(1);
    expect(told).toEqual(["out of paper (this is a bug; please report it with what EDGESTEPS_DEBUG=1 shows)\n"]);
    process.env["EDGESTEPS_DEBUG"] = "1";
    try {
      expect(await main(["solve", CAMPUS], io)).toBe(1);
    } finally {
      delete process.env["EDGESTEPS_DEBUG"];
    }
    expect(told[1]).toMatch(/^TypeError: out of\npaper\n\s+at /);
  });
});

describe.runIf(existsSync(new URL("../dist/cli/main.js", import.meta.url)))("the built program", () => {
  it("solves and leaves with 0", () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, "solve", CAMPUS, "--json"], {
      encoding: "utf8",
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(JSON.parse(stdout).offload).toHaveLength(30);
  });

  it("leaves with 2 on bad input", ONLY_IN_FULL, () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, "solve", "none.json"], { encoding: "utf8" });
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: "", stderr: "none.json: no such file\n" });
  });

  it("ends quietly where nobody reads on", ONLY_IN_FULL, () => {
    const pipe = `"${process.execPath}" "${BIN}" generate --users 5000 | head -n 1`;
    const { status, stdout, stderr } = spawnSync("bash", ["-o", "pipefail", "-c", pipe], { encoding: "utf8" });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "{\n", stderr: "" });
  });
});
