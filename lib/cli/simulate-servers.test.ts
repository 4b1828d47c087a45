/** `simulate` of scenarios with several servers. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { serversOracleBound } from "../dynamic/servers/oracle.js";
import { makeServersPolicy } from "../dynamic/servers/policies.js";
import { serversOutcomes, simulateServers } from "../dynamic/servers/simulate.js";
import { makeServersWorld } from "../dynamic/servers/world.js";
import { campus30 } from "../population/campus.js";
import { fromCsv } from "../report/csv.js";
import { generateServers } from "../servers/generate.js";
import { SERVERS_METHODS } from "../servers/methods.js";
import { command, temporaryFolder } from "../testing/command.js";
import { once } from "../testing/once.js";

const { path, write } = temporaryFolder();
const scenario = generateServers({ ...campus30, users: 8, name: "three", servers: 3, stepCapacity: 30 });
const file = write("servers.json", JSON.stringify(scenario));
const options = { slots: 6, channel: "mobile", slotSeconds: 60 } as const;
const walking = [file, "--slots", "6", "--slot-seconds", "60", "--channel", "mobile", "--seed", "3"];

const worldWith = (handover = true) => makeServersWorld(scenario, { ...options, handover }, 3);
type Method = (typeof SERVERS_METHODS)[number]["name"];
const inWorld = (method: Method, handover: boolean) => {
  const world = worldWith(handover);
  return serversOutcomes(simulateServers(world, makeServersPolicy(method, world)));
};
const outcomes = new Map<string, ReturnType<typeof inWorld>>();
/** What a method comes to in that world, found once. */
const found = (method: Method, handover = true) => {
  const outcome = outcomes.get(`${method} ${handover}`) ?? inWorld(method, handover);
  outcomes.set(`${method} ${handover}`, outcome);
  return outcome;
};
const boundOfAll = once(() => serversOracleBound(worldWith()).lowerBound);

describe("simulate", () => {
  it.each(SERVERS_METHODS)("tells what came of $name, and its handovers", async ({ name }) => {
    const { exitCode, stdout, stderr } = await command(["simulate", ...walking, "--policy", name, "--json"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const nothing = { clairvoyant: null, prices: null };
    const world = { servers: ["s1", "s2", "s3"], handover: true, seed: 3 };
    const expected = { policy: name, ...found(name), bound: boundOfAll(), ...nothing, world };
    expect(JSON.parse(stdout)).toMatchObject(expected);
  });

  it("takes other fields", async () => {
    const set = ["--set", "servers[*].stepCapacity=9", "--no-bound", "--json"];
    const servers = scenario.servers.map((server) => ({ ...server, stepCapacity: 9 }));
    const few = write("few.json", JSON.stringify({ ...scenario, servers }));
    const [{ exitCode, stdout }, expected] = [
      await command(["simulate", ...walking, ...set]),
      await command(["simulate", few, ...walking.slice(1), "--no-bound", "--json"]),
    ];
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).objective).toBe(JSON.parse(expected.stdout).objective);
    expect(JSON.parse(stdout).objective).not.toBe(found("dual").objective);
  });

  it("has no handover where there is to be none", async () => {
    const { stdout } = await command(["simulate", ...walking, "--no-handover"]);
    expect(stdout).toMatch(/^scenario +three, 8 users, 3 servers$/m);
    expect(stdout).toMatch(/^policy +dual, 6 slots of 60.0000 s$|^policy +dual, 6 slots of 60 s$/m);
    expect(stdout).toMatch(/^handovers +0$/m);
    expect(stdout).toMatch(/^bound +[\d.]+, which no policy can beat$/m);
    expect((await command(["simulate", ...walking, "--no-bound"])).stdout).not.toMatch(/^bound/m);
    const home = found("dual", false);
    expect(stdout).toContain(`objective  ${home.objective.toPrecision(9)}`);
    expect(home.objective).toBeGreaterThan(found("dual").objective);
  });

  it("writes each request's server, each server's slots and each policy's handovers", async () => {
    const policies = SERVERS_METHODS.map(({ name }) => name);
    const { exitCode, stdout } = await command([
      ...["simulate", ...walking, "--policy", policies.join(","), "--out", path("out")],
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^policy .* handovers$/m);
    const table = (name: string) => fromCsv(readFileSync(join(path("out"), `${name}.csv`), "utf8"), name);
    const requests = table("requests").rows;
    for (const { place, server } of requests) {
      expect(["s1", "s2", "s3"].includes(String(server))).toBe(place === "edge");
    }
    const slots = table("slots").rows;
    expect(slots).toHaveLength(policies.length * 6 * 3);
    for (const { policy, slot, server, used, capacity } of slots) {
      const own = requests.filter(
        (row) => row["policy"] === policy && row["slot"] === slot && row["server"] === server,
      );
      expect(own.reduce((sum, { steps }) => sum + Number(steps), 0)).toBe(used);
      expect(Number(used)).toBeLessThanOrEqual(Number(capacity));
      expect(capacity).toBe(30);
    }
    for (const { policy, handovers } of table("policies").rows) {
      expect(handovers).toBe(found(policy as Method).handovers);
    }
  });

  it("makes its users and servers", async () => {
    const argv = ["simulate", "--users", "6", "--servers", "2", "--slots", "4", "--seed", "5"];
    const { exitCode, stdout } = await command(argv);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^scenario +without a name, 6 users, 2 servers$/m);
    expect((await command(argv)).stdout).toBe(stdout);
  });

  it("takes a trace", async () => {
    const trace = write("two.csv", `time,user\n0,${scenario.users[0]!.id}\n70,${scenario.users[0]!.id}\n`);
    const { stdout } = await command(["simulate", file, "--arrivals", trace, "--slot-seconds", "60", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ requests: { arrived: 2 }, world: { slots: 3 } });
  });

  it.each<[string[], string]>([
    [
      [file, "--policy", "sca"],
      "--policy sca: is of one edge; several servers have dual, exact, nearest, least-loaded",
    ],
    [
      [file, "--policy", "exact,warm"],
      "--policy warm: is of one edge; several servers have dual, exact, nearest, least-loaded",
    ],
    [[file, "--policy", "exact", "--tradeoff", "1"], "--tradeoff: only --policy lyapunov has it"],
    [[file, "--servers", "2"], `--servers 2: makes the scenario itself; leave ${file} out`],
    [["--servers", "2", "--users", "u.csv"], "--servers 2: is for generated users, not those of u.csv"],
    [["--servers", "2", "--set", "weights.time=2"], "--set: is for one edge, or a FILE; --servers makes several"],
    [["--users", "3", "--no-handover"], "--no-handover: only several servers have it; here is one edge"],
    [
      ["data/scenarios/five-users.json", "--policy", "dual"],
      "--policy dual: is of several servers; one edge has sca, warm, exact, price, lyapunov, static, local, edge, random, greedy",
    ],
  ])("refuses %j", async (argv, problem) => {
    expect(await command(["simulate", ...argv])).toMatchObject({ exitCode: 2, stderr: `${problem}\n` });
  });

  it("leaves with 3 where a user can never be served", async () => {
    const users = scenario.users.map((user, n) =>
      n === 1 ? { ...user, links: {}, device: { ...user.device, maxSteps: 0 } } : user,
    );
    const nowhere = write("nowhere.json", JSON.stringify({ ...scenario, users }));
    expect(await command(["simulate", nowhere])).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining("infeasible: no step fits on the device or at a server that is reached"),
    });
  });

  it("has nothing that check could check", async () => {
    await command(["simulate", ...walking, "--out", path("run.json")]);
    expect(await command(["check", file, path("run.json")])).toMatchObject({
      exitCode: 2,
      stderr: `${path("run.json")}: is a simulation before several servers, whose bound has no prices to check\n`,
    });
  });
});
