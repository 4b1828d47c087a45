import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { generate } from "../population/generate.js";
import { readScenario, writeScenario } from "../scenario/schema.js";
import { writeUsersCsv } from "../scenario/users-csv.js";
import { METHODS } from "../solver/methods/methods.js";
import { command, temporaryFolder } from "../testing/command.js";
import { MORE_IN_FULL, someOrAll } from "../testing/long.js";

const { path, write } = temporaryFolder();

describe("generate", () => {
  it("prints what the library generates", async () => {
    const { exitCode, stdout, stderr } = await command(["generate", "--users", "3", "--seed", "5"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toBe(writeScenario(generate({ users: 3, seed: 5 })));
  });

  it("passes every option on", async () => {
    const { stdout } = await command(
      "generate --users 20 --seed 2 --service text-to-image-512=3,text-to-video --gpu b200 --capacity unlimited --edge-max-steps 50 --device-max-steps 30 --deadline-share 0.5 --battery-share 1 --floor-share 0.4 --split --error-kind measured --utility log --weights time=2 --name test".split(
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
      floorShare: 0.4,
      split: true,
      errorKind: "measured",
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

  it(
    "writes tasks that may be split, of which solve says how many are, and check accepts them",
    MORE_IN_FULL,
    async () => {
      const [file, plan] = [path("split.json"), path("split-plan.json")];
      expect((await command(["generate", "--users", "12", "--split", "--out", file])).exitCode).toBe(0);
      for (const { name } of someOrAll(3, METHODS)) {
        const { exitCode, stdout } = await command(["solve", file, "--method", name, "--out", plan]);
        expect(exitCode).toBe(0);
        const { offload, steps, deviceSteps } = JSON.parse(readFileSync(plan, "utf8"));
        const split = deviceSteps.filter((j: number) => j > 0);
        const onDevice = split.reduce((sum: number, j: number) => sum + j, 0);
        expect(stdout).toMatch(new RegExp(`^split +${split.length}, ${onDevice} of their steps on the device$`, "m"));
        const atEdge = steps.reduce((sum: number, s: number, n: number) => sum + offload[n] * (s - deviceSteps[n]), 0);
        expect(stdout).toContain(` ${atEdge} of 180 edge steps`);
        expect((await command(["check", file, plan])).exitCode).toBe(0);
      }
    },
  );

  it(
    "writes measured curves with floors, which every method solves so that check accepts it",
    MORE_IN_FULL,
    async () => {
      const [file, plan] = [path("measured.json"), path("measured-plan.json")];
      const options = ["--error-kind", "measured", "--floor-share", "0.5", "--service", "image-to-image,text-to-video"];
      expect((await command(["generate", "--users", "12", ...options, "--out", file])).exitCode).toBe(0);
      const { users } = readScenario(readFileSync(file, "utf8"));
      expect(users.every(({ errorModel }) => errorModel.kind === "table")).toBe(true);
      const floors = users.filter(({ maxError }) => maxError !== undefined).length;
      expect(0 < floors && floors < 12).toBe(true);
      for (const { name } of someOrAll(3, METHODS)) {
        expect((await command(["solve", file, "--method", name, "--out", plan])).exitCode).toBe(0);
        expect((await command(["check", file, plan])).exitCode).toBe(0);
      }
    },
  );

  const { users } = generate({ users: 4, seed: 9, deadlineShare: 1 });
  const table = write("users.csv", writeUsersCsv(users));

  it("gives the users of a table an edge server and weights", async () => {
    const options = ["--gpu", "b200", "--weights", "time=2", "--name", "ours"];
    const { exitCode, stdout } = await command(["generate", "--users", table, ...options]);
    expect(exitCode).toBe(0);
    const made = generate({ users: 4, seed: 1, gpu: "b200", weights: { time: 2 }, name: "ours" });
    expect(readScenario(stdout)).toEqual({ ...made, users });
  });

  it.each([
    ["--seed", "1"],
    ["--service", "text-to-video"],
    ["--device-max-steps", "5"],
    ["--deadline-share", "0.5"],
    ["--battery-share", "0.5"],
    ["--floor-share", "0.5"],
    ["--error-kind", "power"],
  ])("refuses %s with a table, whose users it would not change", async (flag, value) => {
    const { exitCode, stderr } = await command(["generate", "--users", table, flag, value]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: `${flag}: only drawn users have it, not those of ${table}\n`,
    });
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
    [
      ["--users", "3", "--service", "text-to-video,text-to-video=2"],
      "option '--service <LIST>' argument 'text-to-video,text-to-video=2' is invalid. It names text-to-video twice.",
    ],
  ])("refuses %j", async (options, message) => {
    expect(await command(["generate", ...options])).toEqual({ exitCode: 2, stdout: "", stderr: `error: ${message}\n` });
  });

  it("does not write over the table", async () => {
    const { exitCode, stderr } = await command(["generate", "--users", table, "--out", table]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: `--out ${table}: is the file ${table}, which is read; name another one\n`,
    });
    expect((await command(["generate", "--users", path("none.csv")])).stderr).toBe(
      `${path("none.csv")}: no such file\n`,
    );
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
