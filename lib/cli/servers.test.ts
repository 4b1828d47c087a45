/** `solve` and `check` of scenarios with several servers. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { campus30 } from "../population/campus.js";
import { generateServers } from "../servers/generate.js";
import { solveServers } from "../servers/solve.js";
import { command, temporaryFolder } from "../testing/command.js";

const { path, write } = temporaryFolder();
const scenario = generateServers({ ...campus30, name: "three", servers: 3, stepCapacity: 60 });
const file = write("servers.json", JSON.stringify(scenario));
const plan = path("plan.json");

describe("solve", () => {
  it("says the price and the load of each server", async () => {
    const { prices, objective } = solveServers(scenario, { method: "exact" });
    const { exitCode, stdout, stderr } = await command(["solve", file, "--method", "exact", "--out", plan]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const lines = stdout.split("\n");
    expect(lines[0]).toMatch(/^scenario +three, 30 users, 3 servers$/);
    expect(lines[1]).toMatch(/^status +optimal \(exact\)$/);
    for (const [e, price] of prices.entries()) {
      expect(stdout).toMatch(
        new RegExp(`^server s${e + 1} +price ${price.toPrecision(6)} per step, \\d+ of 60 steps, \\d+ users?$`, "m"),
      );
    }
    expect(stdout).toMatch(/\nThe plan is in .*plan\.json\.\n$/);
    expect(JSON.parse(readFileSync(plan, "utf8"))).toMatchObject({ status: "optimal", objective, prices: [...prices] });
  });

  it("answers in JSON, which names servers by their ids", async () => {
    const { exitCode, stdout } = await command(["solve", file, "--json"]);
    const answer = JSON.parse(stdout);
    expect(exitCode).toBe(0);
    expect(answer).toMatchObject({ method: "dual", users: scenario.users.map(({ id }) => id) });
    expect(new Set(answer.server)).toEqual(new Set([null, "s1", "s2", "s3"]));
    const load = answer.server.reduce(
      (sum: number, id: string, n: number) => sum + (id === "s2" ? answer.steps[n] : 0),
      0,
    );
    expect(answer.servers[1]).toEqual({ id: "s2", price: answer.prices[1], steps: load });
    const short = JSON.parse((await command(["solve", file, "--json", "--summary"])).stdout);
    const { users: _, server: __, steps: ___, computationTime: ____, ...rest } = answer;
    expect(short).toEqual(rest);
  });

  it("takes other weights", async () => {
    const { stdout } = await command(["solve", file, "--json", "--weights", "error=80"]);
    const { objective } = solveServers({ ...scenario, weights: { ...scenario.weights, error: 80 } });
    expect(JSON.parse(stdout).objective).toBe(objective);
  });

  it("takes other fields, and check too", async () => {
    const told = {
      "weights.time": 2,
      "servers[0].stepCapacity": 3,
      "servers[*].maxSteps": 50,
      "users[*].device.maxSteps": 9,
      "users[1].links.s2.uplinkRate": 1e6,
      "users[2].errorModel.kind": "exponential",
    };
    const flags = Object.entries(told).flatMap(([path, value]) => ["--set", `${path}=${value}`]);
    const [first, ...others] = scenario.servers;
    const users = scenario.users.map((user, n) => ({
      ...user,
      device: { ...user.device, maxSteps: 9 },
      ...(n === 1 && { links: { ...user.links, s2: { ...user.links["s2"]!, uplinkRate: 1e6 } } }),
    }));
    const changed = {
      ...scenario,
      weights: { ...scenario.weights, time: 2 },
      servers: [{ ...first!, stepCapacity: 3 }, ...others].map((server) => ({ ...server, maxSteps: 50 })),
      users,
    };
    const { stdout } = await command(["solve", file, "--json", "--out", plan, ...flags]);
    expect(JSON.parse(stdout).objective).toBe(solveServers(changed).objective);
    expect(await command(["check", file, plan, ...flags])).toMatchObject({ exitCode: 0, stderr: "" });
    expect((await command(["check", file, plan])).exitCode).not.toBe(0);
  });

  it("warns past a limit", async () => {
    const { exitCode, stderr } = await command(["solve", file, "--method", "exact", "--state-limit", "1"]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringMatching(/^warning: iteration-limit: the plan is the best one met, at a gap of .* %\n$/),
    });
  });

  it.each([
    [["--tau", "1"], "--tau: changes nothing here; FILE has several servers"],
    [
      ["--method", "greedy"],
      "--method greedy: is of one edge; several servers have dual, exact, nearest, least-loaded",
    ],
    [["--set", "edge.stepCapacity=3"], /^--set edge\.stepCapacity: unknown field.*\n$/],
    [["--set", "servers[0].stepCapacity=-1"], /^.*--set servers\[0\]\.stepCapacity: must be .*, not -1\n$/s],
    [["--set", "servers[3].maxSteps=5"], "--set servers[3].maxSteps: there are only 3 in that list"],
    [["--set", "users[30].deadline=5"], /^--set users\[30\]\.deadline: must be one of 30 users, .*\n$/],
    [["--set", "users[0].errorModel.kind=power"], /^--set users\[0\]\.errorModel\.exponent: missing/],
    [["--set", "weights.time=2", "--weights", "time=3"], /^--set weights\.time: --weights sets it too/],
    [["--users", "x.csv"], "--users x.csv: a table has one link for each user; FILE has several servers"],
  ])("refuses %j", async (options, problem) => {
    const { exitCode, stderr } = await command(["solve", file, ...options]);
    const told = typeof problem === "string" ? `${problem.replace("FILE", file)}\n` : expect.stringMatching(problem);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: told });
  });

  it("refuses a method of several servers before one edge, and a file with both", async () => {
    const single = await command(["solve", "data/scenarios/five-users.json", "--method", "nearest"]);
    expect(single).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^--method nearest: is of several servers; one edge has sca, exact/),
    });
    const both = write("both.json", JSON.stringify({ ...scenario, edge: {} }));
    expect(await command(["solve", both])).toMatchObject({
      exitCode: 2,
      stderr: `${both}: edge: is given beside servers; leave one of them out\n`,
    });
  });

  it("leaves with 3 where there is no plan", async () => {
    const users = scenario.users.map((user) => ({ ...user, device: { ...user.device, maxSteps: 0 } }));
    const servers = scenario.servers.map((server) => ({ ...server, stepCapacity: 9 }));
    const crowded = write("crowded.json", JSON.stringify({ ...scenario, servers, users }));
    const { exitCode, stderr } = await command(["solve", crowded]);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(
      /: infeasible: servers s1, s2, s3 have a stepCapacity of 27, but 30 users can't compute on their device/,
    );
  });
});

describe("check", () => {
  it("goes through what solve wrote", async () => {
    await command(["solve", file, "--method", "exact", "--out", plan]);
    const { exitCode, stdout, stderr } = await command(["check", file, plan]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^certificate +holds: proven optimal, to .* of rounding$/m);
    const json = await command(["check", file, plan, "--json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      feasible: true,
      flaws: [],
      certificate: { holds: true, optimal: true },
    });
  });

  it("leaves with 1 for a claim that does not hold, and with 3 for a constraint", async () => {
    await command(["solve", file, "--out", plan]);
    const answer = JSON.parse(readFileSync(plan, "utf8"));
    const wrong = write("wrong.json", JSON.stringify({ ...answer, gap: answer.gap / 2 }));
    expect(await command(["check", file, wrong])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^.*wrong\.json: gap: is .*, but recomputed it is .*\n$/),
    });
    const steps = answer.steps.map((s: number) => s + 200);
    const over = write("over.json", JSON.stringify({ ...answer, steps }));
    const { exitCode, stdout } = await command(["check", file, over]);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/^violated: stepCapacity: steps at server s1 are \d+, more than its stepCapacity 60$/m);
  });

  it("refuses a plan of other users", async () => {
    await command(["solve", file, "--out", plan]);
    const fewer = write("fewer.json", JSON.stringify({ ...scenario, users: scenario.users.slice(1) }));
    expect(await command(["check", fewer, plan])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/plan\.json: server: must be a list of servers' ids.*29 users/),
    });
  });
});

describe("other commands", () => {
  it("say that they need one edge", async () => {
    expect(await command(["compare", file])).toMatchObject({
      exitCode: 2,
      stderr: `${file}: servers: several are for solve, check and simulate alone; here one edge is needed\n`,
    });
  });
});
