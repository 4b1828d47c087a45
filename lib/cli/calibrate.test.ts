import { describe, expect, it } from "vitest";
import { command, temporaryFolder } from "../testing/command.js";

const folder = temporaryFolder();
const RUNS = folder.write("runs.csv", "steps,seconds,watts\n4,2.1,5\n8,3.7,5\n12,5.3,5\n20,8.5,5\n");

describe("calibrate", () => {
  it("tells what to paste into a scenario", async () => {
    const { exitCode, stdout, stderr } = await command(["calibrate", RUNS, "--workload", "2e12"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(
      /^rows {14}4\nseconds a step {4}0\.4000 s +95 %: 0\.4000 to 0\.4000\njoules a step {5}2\.000 J /,
    );
    expect(stdout).toMatch(/\nbeside the steps {2}0\.5000 s +a run; the model has no such term\n/);
    expect(stdout.slice(stdout.indexOf("\nTo paste"))).toBe(`
To paste into a scenario, for a user with at most 20 steps on this device:
  "workload": 2000000000000,
  "device": { "speed": 5000000000000, "switchedCapacitance": 4e-38, "maxSteps": 20 }
or for a server, within "edge":
  "speed": 5000000000000, "switchedCapacitance": 4e-38
`);
  });

  it("answers with one JSON object, where an interval's missing ends are null", async () => {
    const two = folder.write("two.csv", "steps,seconds,joules\n4,2.1,8\n8,3.7,16\n");
    const { stdout, exitCode } = await command(["calibrate", two, "--service", "text-to-image-1024", "--json"]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      workload: 11950000000000,
      speed: 29875000000000,
      rows: 2,
      estimates: { secondsPerStep: { value: expect.closeTo(0.4, 12), low: null, high: null } },
    });
  });

  it("says where there are too few rows, and steps too much alike", async () => {
    const alike = folder.write("alike.csv", "steps,seconds,watts\n20,10,5\n");
    const { stdout, stderr, exitCode } = await command(["calibrate", alike]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^rows +1 +too few for intervals\n/);
    expect(stderr).toBe(
      "warning: all rows have the same steps: what a run takes beside its steps counts as part of them\n",
    );
  });

  it.each([
    [["none.csv"], "none.csv: no such file\n"],
    [
      [folder.write("bad.csv", "steps,seconds\n4,1")],
      `${folder.path("bad.csv")}: line 1: has no column watts (mean of the run) or joules (of the whole run)\n`,
    ],
    [
      [RUNS, "--workload", "0"],
      "error: option '--workload <W>' argument '0' is invalid. It must be a finite number from 1e-60 to 1e+30.\n",
    ],
    [
      [RUNS, "--workload", "1", "--service", "text-to-video"],
      "error: option '--workload <W>' cannot be used with option '--service <NAME>'\n",
    ],
    [[], "error: missing required argument 'FILE.csv'\n"],
  ])("says what is wrong with %j", async (argv, stderr) => {
    expect(await command(["calibrate", ...argv])).toEqual({ exitCode: 2, stdout: "", stderr });
  });
});
