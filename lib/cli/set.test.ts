/** `--set PATH=VALUE` of the commands that read or make a scenario. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fiveUsers } from "../population/five-users.js";
import { generate } from "../population/generate.js";
import { parseScenario } from "../scenario/schema.js";
import type { User } from "../scenario/types.js";
import { writeUsersCsv } from "../scenario/users-csv.js";
import { solve } from "../solver/solve.js";
import { sweep } from "../sweep/run.js";
import { setFields } from "../sweep/set-fields.js";
import { command, temporaryFolder } from "../testing/command.js";

const { path, write } = temporaryFolder();
const file = write("five.json", fiveUsers);
const table = write("five.csv", writeUsersCsv(fiveUsers.users));
const told = { "edge.stepCapacity": 12, "weights.time": 2, "users[*].device.maxSteps": 7, "users[2].deadline": 60 };
const flags = Object.entries(told).flatMap(([path, value]) => ["--set", `${path}=${value}`]);
const json = async (...argv: readonly string[]) => {
  const { exitCode, stdout, stderr } = await command([...argv, "--json"]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return JSON.parse(stdout);
};

describe("--set", () => {
  const expected = solve(setFields(fiveUsers, told)).objective;

  it("sets fields of the scenario that solve reads, from a file and with the users of a table", async () => {
    expect(expected).not.toBe(solve(fiveUsers).objective);
    expect((await json("solve", file, ...flags)).objective).toBe(expected);
    expect((await json("solve", file, "--users", table, ...flags)).objective).toBe(expected);
  });

  it("sets those of generated users", async () => {
    const users = generate({ users: 8, seed: 3 });
    const settings = { "edge.stepCapacity": 9, utility: "log" };
    const argv = ["solve", "--users", "8", "--seed", "3", "--set", "edge.stepCapacity=9", "--set", "utility=log"];
    expect((await json(...argv)).objective).toBe(solve(setFields(users, settings)).objective);
    const more = { ...settings, "users[*].device.maxSteps": 3 };
    const set = await json(...argv, "--set", "users[*].device.maxSteps=3");
    expect(set.objective).toBe(solve(setFields(users, more)).objective);
  });

  it("lets check read the plan again", async () => {
    await json("solve", file, ...flags, "--method", "exact", "--out", path("plan.json"));
    const { exitCode, stdout, stderr } = await command(["check", file, path("plan.json"), ...flags]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^certificate {2}holds: proven optimal/m);
    expect((await command(["check", file, path("plan.json")])).exitCode).not.toBe(0);
  });

  it("sets those of compare", async () => {
    const { methods } = await json("compare", file, ...flags);
    expect(methods.find(({ method }: { method: string }) => method === "sca").objective).toBe(expected);
  });

  it("puts a capacity of work in the place of steps, and the other way round", async () => {
    const inWork = ["--set", "edge.workCapacity=1e15"];
    const { edge, ...rest } = fiveUsers;
    const { stepCapacity, ...server } = edge;
    const work = parseScenario({ ...rest, edge: { ...server, workCapacity: 1e15 } });
    expect(setFields(fiveUsers, { "edge.workCapacity": 1e15 })).toEqual(work);
    expect(setFields(work, { "edge.stepCapacity": stepCapacity! })).toEqual(fiveUsers);
    expect(setFields(work, { "edge.workCapacity": null })).toEqual({
      ...work,
      edge: { ...server, workCapacity: null },
    });
    const { objective } = await json("solve", file, ...inWork, "--method", "exact", "--out", path("work.json"));
    expect(objective).toBe(solve(work, { method: "exact" }).objective);
    const { exitCode, stdout } = await command(["check", file, path("work.json"), ...inWork]);
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/holds: proven optimal/) });
    const shown = (await command(["solve", file, ...inWork])).stdout;
    expect(shown).toMatch(/^price {8}[\d.e-]+ per FLOP$/m);
    expect(shown).toMatch(/ edge steps, [\d.]+e\+\d+ of 1e\+15 FLOP$/m);
    const both = await command(["solve", file, ...inWork, "--set", "edge.stepCapacity=4"]);
    expect(both.exitCode).toBe(2);
    expect(both.stderr).toMatch(/edge\.workCapacity: must be left out beside stepCapacity/);
  });

  it("lets check recompute a simulation's bound with a capacity of work", async () => {
    const inWork = ["--set", "edge.workCapacity=1e15"];
    const argv = ["simulate", file, "--slots", "9", "--policy", "warm,price", "--tenants", ...inWork];
    write("simulation.json", await json(...argv));
    const { exitCode, stderr } = await command(["check", file, path("simulation.json"), ...inWork]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  });

  it("sets those of simulate", async () => {
    const set = write("set.json", setFields(fiveUsers, told));
    const argv = ["--slots", "9", "--policy", "greedy"];
    expect(await json("simulate", file, ...argv, ...flags)).toEqual(await json("simulate", set, ...argv));
  });

  it("sets those that generate writes, and leaves what is drawn as it was", async () => {
    const plain = generate({ users: 4, seed: 1 });
    const { exitCode, stdout } = await command(["generate", "--users", "4", "--seed", "1", ...flags]);
    expect(exitCode).toBe(0);
    expect(parseScenario(JSON.parse(stdout))).toEqual(setFields(plain, told));
    await command(["generate", "--users", table, "--set", "edge.stepCapacity=null", "--out", path("out.json")]);
    const { users, edge } = JSON.parse(readFileSync(path("out.json"), "utf8"));
    expect([users, edge.stepCapacity]).toEqual([fiveUsers.users, null]);
  });

  it("takes spaces, null and texts with = in them", async () => {
    const argv = ["generate", "--users", "1", "--set", " edge.stepCapacity = null ", "--set", "notes=a=b"];
    const { stdout } = await command(argv);
    expect(JSON.parse(stdout)).toMatchObject({ notes: "a=b", edge: { stepCapacity: null } });
  });

  it("leaves out by null what may be missing, and that alone", async () => {
    const promised = { ...fiveUsers, users: fiveUsers.users.map((user) => ({ ...user, maxError: 0.3, deadline: 90 })) };
    const bare = promised.users.map(({ maxError: _, ...user }) => user);
    expect(setFields(promised, { "users[*].maxError": null })).toEqual({ ...promised, users: bare });
    const [{ deadline: _, ...first }, ...others] = promised.users as [User, ...User[]];
    expect(setFields(promised, { "users[0].deadline": null })).toEqual({ ...promised, users: [first, ...others] });
    expect(
      setFields(promised, { "users[0].deadline": null, "users[*].deadline": 7 }).users.map((user) => user.deadline),
    ).toEqual([undefined, 7, 7, 7, 7]);
    const plan = { scenario: promised, vary: { "users[*].maxError": [0.2, null] }, method: "exact" as const };
    const { rows } = await sweep(plan);
    expect(rows.map((row) => [row["users[*].maxError"], row["objective"]])).toEqual(
      [0.2, null].map((maxError) => [
        maxError ?? "null",
        solve(setFields(promised, { "users[*].maxError": maxError }), { method: "exact" }).objective,
      ]),
    );
  });

  it("says which users have no best time where time is free", async () => {
    const argv = ["generate", "--users", "1", "--set", "weights.time=0"];
    const { exitCode, stdout, stderr } = await command(argv);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/^users\[0\]\.deadline: missing; must be given, since weights\.time is 0/);
    expect((await command([...argv, "--set", "users[*].deadline=100"])).exitCode).toBe(0);
  });

  const invalid = (text: string, why: string): string =>
    `error: option '--set <PATH=VALUE>' argument '${text}' is invalid. ${why}`;
  const COMMANDS: readonly (readonly string[])[] = [
    ["solve", file],
    ["compare", file],
    ["simulate", file],
    ["generate", "--users", "5"],
  ];
  it.each<[string[], string]>([
    [["edge.stepCapacity"], invalid("edge.stepCapacity", "It must be PATH=VALUE, such as edge.stepCapacity=200.")],
    [["edge.speed=1e13", "edge.speed=2e13"], invalid("edge.speed=2e13", "It sets edge.speed twice.")],
    [["edge.stepCapacty=1"], "--set edge.stepCapacty: unknown field; did you mean edge.stepCapacity?"],
    [["edge.speed=0"], "--set edge.speed: must be a finite number > 0 [FLOP/s], not 0"],
    [["edge.speed=0x10"], '--set edge.speed: must be a finite number > 0 [FLOP/s], not "0x10"'],
    [
      ["edge.speed=1,5"],
      '--set edge.speed: must be a finite number > 0 [FLOP/s], not "1,5"; a decimal comma, write 1.5',
    ],
    [["edge.speed=null"], "--set edge.speed: must be a finite number > 0 [FLOP/s], not null"],
    [["edge.speed="], '--set edge.speed: must be a finite number > 0 [FLOP/s], not ""'],
    [["=3"], "--set PATH: must be a path, such as edge.stepCapacity or users[*].device.speed"],
    [["users[5].deadline=3"], "--set users[5].deadline: must be one of 5 users, the last of which is users[4]"],
    [["users[0].id=X"], "--set users[0].id: tells users apart; it can't be set"],
    [
      ["users[*].errorModel.exponent=1"],
      "--set users[0].errorModel.exponent: unknown field; known here: kind, initial, decay, floor",
    ],
    [["services.x.workload=1e12"], "--set services.x.workload: the scenario has no services"],
    [["users[0].deadline=\u001b[31m"], '--set users[0].deadline: must be a finite number > 0 [s], not "\\u001b[31m"'],
  ])("refuses %j in four commands", async (given, problem) => {
    for (const argv of COMMANDS) {
      const { exitCode, stdout, stderr } = await command([...argv, ...given.flatMap((text) => ["--set", text])]);
      expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 2, stdout: "", stderr: `${problem}\n` });
    }
  });

  it.each([
    [["solve", file, "--weights", "time=1"], "weights.time", "--weights"],
    [["generate", "--users", "5", "--weights", "time=1"], "weights.time", "--weights"],
    [["generate", "--users", "5", "--capacity", "7"], "edge.stepCapacity", "--capacity"],
    [["generate", "--users", "5", "--capacity", "7"], "edge.workCapacity", "--capacity"],
    [["generate", "--users", "5", "--edge-max-steps", "7"], "edge.maxSteps", "--edge-max-steps"],
  ])("refuses in %j what another option sets", async (argv, path, flag) => {
    const { exitCode, stderr } = await command([...argv, "--set", `${path}=7`]);
    const problem = `--set ${path}: ${flag} sets it too; leave one of them out\n`;
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: problem });
  });
});
