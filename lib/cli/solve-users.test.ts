import { describe, expect, it } from "vitest";
import { generate } from "../population/generate.js";
import { writeScenario } from "../scenario/schema.js";
import { solve } from "../solver/solve.js";
import { command, temporaryFolder } from "../testing/command.js";

const { path, write } = temporaryFolder();
const scenario = generate({ users: 3, seed: 5 });
const setting = write("setting.json", { weights: scenario.weights, edge: scenario.edge });
const flat = (value: object, before = ""): [string, unknown][] =>
  Object.entries(value).flatMap(([key, x]) =>
    typeof x === "object" ? flat(x, `${before}${key}.`) : [[before + key, x] as [string, unknown]],
  );
const header = flat(scenario.users[0]!).map(([path]) => path);
const rows = scenario.users.map((user) => flat(user).map(([, value]) => value));
const table = write("users.csv", [header, ...rows].map((cells) => cells.join(",")).join("\n"));

describe("solve --users", () => {
  it("takes users from a table", async () => {
    const { exitCode, stdout } = await command(["solve", setting, "--users", table, "--json"]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).objective).toBe(solve(scenario).objective);
  });

  it("and so does check", async () => {
    const plan = path("plan.json");
    await command(["solve", setting, "--users", table, "--method", "exact", "--out", plan]);
    const { exitCode, stdout } = await command(["check", setting, plan, "--users", table]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^certificate {2}holds: proven optimal/m);
  });

  it("names the line of a bad row", async () => {
    const bad = write(
      "bad.csv",
      [header, rows[0]!, rows[0]!.map((x, i) => (header[i] === "workload" ? -1 : x))]
        .map((c) => c.join(","))
        .join("\n"),
    );
    const { exitCode, stderr } = await command(["solve", setting, "--users", bad]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/bad\.csv: line 3: workload: must be a finite number > 0 \[FLOP\/step\], not -1\n$/);
  });

  it("generates users, and leaves lists of them out of a summary", async () => {
    const args = ["solve", "--users", "2000", "--seed", "3", "--method", "exact", "--json", "--summary"];
    const { exitCode, stdout } = await command(args);
    expect(exitCode).toBe(0);
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({ status: "optimal", users: 2000, gap: 0 });
    expect(answer.objective).toBe(solve(generate({ users: 2000, seed: 3 }), { method: "exact" }).objective);
    expect(Object.keys(answer.seconds)).toEqual(["read", "prepare", "bound", "plan", "evaluate", "diagnose"]);
    expect(stdout.length).toBeLessThan(1500);
  });

  it.each<[string, string[], string]>([
    ["no scenario at all", [], "FILE: missing; name a scenario, or ask for generated users by --users N"],
    [
      "two sources of users",
      [write("whole.json", writeScenario(scenario)), "--users", "5"],
      "--users 5: makes the scenario itself; leave",
    ],
    ["no such table", [setting, "--users", "none.csv"], "none.csv: no such file"],
    ["a setting without users alone", [setting], "users: missing; must be a list of at least one user"],
    ["a number of users below 1", ["--users", "0"], "It must be a whole number from 1"],
  ])("refuses %s", async (_, args, message) => {
    const { exitCode, stderr } = await command(["solve", ...args]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});
