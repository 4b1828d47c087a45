import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { generate } from "../population/generate.js";
import { readScenario, writeScenario } from "../scenario/schema.js";
import { command, temporaryFolder } from "../testing/command.js";

const { path } = temporaryFolder();

describe("generate", () => {
  it("prints what the library generates", async () => {
    const { exitCode, stdout, stderr } = await command(["generate", "--users", "3", "--seed", "5"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toBe(writeScenario(generate({ users: 3, seed: 5 })));
  });

  it("passes every option on", async () => {
    const { stdout } = await command(
      "generate --users 20 --seed 2 --service text-to-image-512=3,text-to-video --gpu b200 --capacity unlimited --edge-max-steps 50 --device-max-steps 30 --deadline-share 0.5 --battery-share 1 --error-kind power --utility log --weights time=2 --name test".split(
        " ",
      ),
    );
    const expected = generate({
      users: 20,
      seed: 2,
      services: { "text-to-image-512": 3, "text-to-video": 1 },
      gpu: "b200",
      stepCapacity: null,
      edgeMaxSteps: 50,
      deviceMaxSteps: 30,
      deadlineShare: 0.5,
      batteryShare: 1,
      errorKind: "power",
      utility: "log",
      weights: { time: 2 },
      name: "test",
    });
    expect(readScenario(stdout)).toEqual(expected);
  });

  it("writes a file that solve and check accept", async () => {
    const file = path("scenario.json");
    const plan = path("plan.json");
    expect(await command(["generate", "--users", "8", "--seed", "1", "--capacity", "60", "--out", file])).toEqual({
      exitCode: 0,
      stdout: `The scenario is in ${file}.\n`,
      stderr: "",
    });
    expect(JSON.parse(readFileSync(file, "utf8")).edge.stepCapacity).toBe(60);
    expect((await command(["solve", file, "--out", plan])).exitCode).toBe(0);
    expect((await command(["check", file, plan])).exitCode).toBe(0);
  });

  it.each([
    [[], "required option '--users <N|FILE.csv>' not specified"],
    [
      ["--users", "0"],
      "option '--users <N|FILE.csv>' argument '0' is invalid. It must be a whole number from 1 to 1000000.",
    ],
    [
      ["--users", "3", "--service", "text-to-imag-512"],
      `option '--service <LIST>' argument 'text-to-imag-512' is invalid. There is no "text-to-imag-512"; did you mean text-to-image-512?`,
    ],
    [
      ["--users", "3", "--gpu", "a100"],
      `option '--gpu <NAME>' argument 'a100' is invalid. There is no "a100"; did you mean h100?`,
    ],
    [
      ["--users", "3", "--capacity", "-2"],
      "option '--capacity <N>' argument '-2' is invalid. It must be a whole number >= 0, or unlimited.",
    ],
    [
      ["--users", "3", "--deadline-share", "2"],
      "option '--deadline-share <X>' argument '2' is invalid. It must be a finite number from 0 to 1.",
    ],
  ])("refuses %j", async (options, message) => {
    expect(await command(["generate", ...options])).toEqual({ exitCode: 2, stdout: "", stderr: `error: ${message}\n` });
  });

  it("does not write a scenario without a best computation time", async () => {
    const { exitCode, stdout, stderr } = await command(["generate", "--users", "1", "--weights", "time=0"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/^users\[0\]\.deadline: missing; must be given, since weights\.time is 0/);
  });

  it("refuses shares that are all 0", async () => {
    const { exitCode, stderr } = await command(["generate", "--users", "3", "--service", "text-to-video=0"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: "--service: at least one share must be > 0\n" });
  });
});
