import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { generate } from "../population/generate.js";
import { readScenario, writeScenario } from "../scenario/schema.js";
import { command, temporaryFolder } from "../testing/command.js";

const { path, write } = temporaryFolder();
const scenario = {
  ...generate({ users: 5, seed: 2, name: "five", deadlineShare: 0.5, batteryShare: 0.5 }),
  notes: "Of two days.",
};
const whole = write("whole.json", writeScenario(scenario));

describe("convert", () => {
  it("writes users as a table, and a scenario of them that is the same", async () => {
    const [table, again] = [path("users.csv"), path("again.json")];
    expect(await command(["convert", whole, table])).toEqual({
      exitCode: 0,
      stdout: `The 5 users are in ${table}; weights, edge and utility stay in ${whole}.\n`,
      stderr: "",
    });
    expect(await command(["convert", table, again, "--base", whole])).toEqual({
      exitCode: 0,
      stdout: `The scenario of 5 users is in ${again}.\n`,
      stderr: "",
    });
    expect(readScenario(readFileSync(again, "utf8"))).toEqual(scenario);
  });

  it("takes a base without users", async () => {
    const { users: _, ...setting } = scenario;
    const table = path("users-2.csv");
    await command(["convert", whole, table]);
    const again = path("again-2.json");
    await command(["convert", table, again, "--base", write("setting.json", setting)]);
    expect(readScenario(readFileSync(again, "utf8"))).toEqual(scenario);
  });

  const table = write("bad.csv", "id,sped\n1,2\n");
  it.each([
    [
      [whole, path("other.json")],
      `${whole} ${path("other.json")}: one must be a scenario (.json), the other a table of users (.csv)`,
    ],
    [
      [table, path("other.txt"), "--base", whole],
      `${table} ${path("other.txt")}: one must be a scenario (.json), the other a table of users (.csv)`,
    ],
    [
      [table, path("o.json")],
      "--base: missing; a table holds users alone, name the scenario whose weights and edge they get",
    ],
    [[whole, path("o.csv"), "--base", whole], `--base ${whole}: a table holds users alone; leave it out`],
    [[table, whole, "--base", whole], `OUT ${whole}: is the file ${whole}, which is read; name another one`],
    [[path("none.json"), path("o.csv")], `${path("none.json")}: no such file`],
    [[whole], "error: missing required argument 'OUT'"],
  ])("refuses %j", async (argv, problem) => {
    expect(await command(["convert", ...argv])).toEqual({ exitCode: 2, stdout: "", stderr: `${problem}\n` });
  });

  it("names what is wrong in a table", async () => {
    const { exitCode, stderr } = await command(["convert", table, path("o.json"), "--base", whole]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${table}: line 1: sped: unknown field; known here: id, workload, device.speed, `);
  });
});
