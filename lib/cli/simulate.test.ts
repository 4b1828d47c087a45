import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { POLICIES, POLICY_OPTIONS } from "../dynamic/policies/policies.js";
import { fromCsv } from "../report/csv.js";
import { writeScenario } from "../scenario/schema.js";
import type { Scenario } from "../scenario/types.js";
import { writeUsersCsv } from "../scenario/users-csv.js";
import { caseOf, casePath } from "../testing/cases.js";
import { command, temporaryFolder } from "../testing/command.js";
import { REFERENCE } from "../testing/reference.js";
import { policiesTable, requestsTable, slotsTable } from "./simulation-tables.js";

const { path, write } = temporaryFolder();
const scenarioOf = (name: string) => REFERENCE.find((reference) => reference.name === name)!.scenario;
const trace = write("two.csv", "time,user\n0,u1\n1,u2\n");
const small = write("small.json", writeScenario(scenarioOf("small-10")));
/** A scenario of two users of these ids. */
function twoUsers(first: string, second: string): Scenario {
  const { users, ...setting } = caseOf("spaced-id");
  return { ...setting, users: [first, second].map((id, n) => ({ ...users[n]!, id })) };
}

describe("simulate --json", () => {
  it("tells requests, objective, bound, latency, energy and capacity, the same each time", async () => {
    const argv = ["simulate", small, "--policy", "warm", "--slots", "8", "--seed", "3", "--json"];
    const { exitCode, stdout, stderr } = await command(argv);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const answer = JSON.parse(stdout);
    expect(Object.keys(answer)).toEqual([
      "policy",
      "requests",
      "objective",
      "bound",
      "clairvoyant",
      "latency",
      "energy",
      "capacity",
      "offloadedShare",
      "switches",
      "prices",
      "world",
    ]);
    const { arrived, served, late, dropped, inFlight } = answer.requests;
    expect(arrived).toBeGreaterThan(20);
    expect(served + late + dropped + inFlight).toBe(arrived);
    expect(answer.objective).toBeGreaterThanOrEqual(answer.bound);
    expect(answer.clairvoyant).toBeGreaterThanOrEqual(answer.bound);
    expect(answer.prices).toHaveLength(8);
    expect(answer.world).toMatchObject({ seed: 3, slots: 8, slotSeconds: 1, channel: "fixed" });
    expect(answer.latency.p50).toBeLessThanOrEqual(answer.latency.p95);
    expect(answer.latency.p95).toBeLessThanOrEqual(answer.latency.p99);
    expect(answer.capacity.peakUse).toBeLessThanOrEqual(1);
    expect(answer.capacity.violations).toBe(0);
    expect((await command(argv)).stdout).toBe(stdout);
    const sca = await command(argv.map((word) => (word === "warm" ? "sca" : word)));
    expect(JSON.parse(sca.stdout)).toEqual({ ...answer, policy: "sca" });
  });

  it.each(POLICIES)("knows $name, with everything varying", async ({ name, options }) => {
    const varying = ["--arrivals", "bursty", "--diurnal", "0.5", "--channel", "mobile", "--tenants"];
    const more = ["--outage", "2:4:0.5", "--drop-cost", "100"];
    if ("tradeoff" in options) more.push("--energy-budget", "1", "--tradeoff", "5");
    const argv = ["simulate", "--users", "6", "--policy", name, "--slots", "6", ...varying, ...more, "--json"];
    const { exitCode, stdout } = await command(argv);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).objective).toBeGreaterThanOrEqual(JSON.parse(stdout).bound);
  });

  it("leaves the bound out", async () => {
    const argv = ["simulate", small, "--slots", "5", "--seed", "2"];
    const { stdout } = await command([...argv, "--json"]);
    const without = await command([...argv, "--no-bound", "--json"]);
    const nothing = { bound: null, clairvoyant: null, prices: null };
    expect(JSON.parse(without.stdout)).toEqual({ ...JSON.parse(stdout), ...nothing });
    expect((await command(argv)).stdout).toMatch(/^bound +.*\nclairvoyant +/m);
    expect((await command([...argv, "--no-bound"])).stdout).not.toMatch(/^(bound|clairvoyant)/m);
  });

  it("takes the arrivals of a trace, in as many slots as they need", async () => {
    const trace = write("trace.csv", "user,time\nu2,0.5\nu1,0\n\nu2,3.2\n");
    const { stdout } = await command(["simulate", small, "--arrivals", trace, "--policy", "exact", "--json"]);
    expect(JSON.parse(stdout).requests.arrived).toBe(3);
  });
});

describe("simulate --policy with several", () => {
  it("shows them side by side, each as it is alone", async () => {
    const argv = ["simulate", small, "--slots", "6", "--seed", "4", "--policy"];
    const several = JSON.parse((await command([...argv, "price,random,exact", "--json"])).stdout);
    expect(Object.keys(several)).toEqual(["policies", "bound", "clairvoyant", "prices", "world"]);
    for (const told of several.policies) {
      const alone = JSON.parse((await command([...argv, told.policy, "--json"])).stdout);
      expect({ ...alone, ...told }).toEqual(alone);
      expect(Object.keys(told)).toHaveLength(Object.keys(alone).length - 4);
      expect(alone).toMatchObject({ clairvoyant: several.clairvoyant, prices: several.prices, world: several.world });
    }
    expect(several.policies.map(({ policy }: { policy: string }) => policy).join()).toBe("price,random,exact");
    const { stdout } = await command([...argv, "price,random,exact"]);
    expect(stdout).toMatch(/^slots +6 of 1 s$/m);
    expect(stdout).toMatch(
      /^policy +objective +served +late +dropped +in flight +p50 +p95 +energy +offloaded\nprice +[\d.]+ /m,
    );
  });

  it("takes an option that one of them has", async () => {
    const argv = ["simulate", small, "--slots", "3", "--no-bound", "--tradeoff", "3", "--policy"];
    expect((await command([...argv, "price,lyapunov"])).exitCode).toBe(0);
    expect((await command([...argv, "price,local"])).exitCode).toBe(2);
  });
});

describe("simulate --out", () => {
  it("writes a row for each request, slot and policy", async () => {
    const out = path("run");
    const argv = ["simulate", small, "--slots", "7", "--seed", "2", "--rate", "12", "--policy", "price,local"];
    const { exitCode, stdout } = await command([...argv, "--out", out]);
    expect(exitCode).toBe(0);
    const files = ["requests", "slots", "policies"].map((name) => join(out, `${name}.csv`));
    expect(stdout).toMatch(new RegExp(`\nWritten: ${files.join(", ")}\\.\n$`));
    const [requests, slots, policies] = files.map((file) => fromCsv(readFileSync(file, "utf8"), "t").rows);
    const { policies: told, bound, clairvoyant } = JSON.parse((await command([...argv, "--json"])).stdout);
    expect(policies).toHaveLength(2);
    for (const [i, { policy, objective, requests: counts, energy }] of told.entries()) {
      expect(policies![i]).toMatchObject({ policy, objective, bound, clairvoyant, ...counts, energy: energy.total });
      const own = requests!.filter((row) => row["policy"] === policy);
      expect(own).toHaveLength(counts.arrived);
      const total = (name: string): number => own.reduce((sum, row) => sum + Number(row[name]), 0);
      expect(total("cost")).toBeCloseTo(objective, 9);
      expect(total("energy")).toBeCloseTo(energy.total, 9);
      expect(own.filter(({ state }) => state === "done")).toHaveLength(counts.served);
      const last = slots!.filter((row) => row["policy"] === policy).at(-1)!;
      expect(last).toMatchObject({
        slot: 6,
        arrived: counts.arrived,
        price: policy === "local" ? "" : expect.any(Number),
      });
    }
    expect(slots).toHaveLength(14);
  });

  it("writes what --json shows into a file, or beside it", async () => {
    const argv = ["simulate", small, "--slots", "3"];
    const file = path("run.json");
    const { stdout } = await command([...argv, "--json"]);
    expect((await command([...argv, "--out", file])).stdout).toMatch(/^scenario [\s\S]*\nWritten: .*run\.json\.\n$/);
    expect(readFileSync(file, "utf8")).toBe(stdout);
    expect((await command([...argv, "--json", "--no-bound", "--out", path("both")])).stdout).toContain('"bound": null');
    expect(readFileSync(join(path("both"), "policies.csv"), "utf8")).toMatch(/\nsca,[\d.]+,,,/);
  });

  it.each([
    [
      [path("small.json")],
      `--out ${path("small.json")}: is the file ${path("small.json")}, which is read; name another one\n`,
    ],
    [[write("file", "")], `${path("file")}: is a file, not a directory\n`],
  ])("refuses %j before it simulates", async ([out], problem) => {
    const { exitCode, stdout, stderr } = await command(["simulate", small, "--out", out!]);
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 2, stdout: "", stderr: problem });
  });

  it("has the columns that data/README.md describes", () => {
    const readme = readFileSync(new URL("../../data/README.md", import.meta.url), "utf8");
    const told = readme.slice(readme.indexOf("## What `simulate --out` writes"));
    for (const table of [requestsTable([]), slotsTable([]), policiesTable([], null)]) {
      for (const { name, unit } of table.columns) {
        expect(told, name).toMatch(
          new RegExp(`^\\| (\`\\w+\`, )*\`${name}\`(, \`\\w+\`)* \\| ${unit.replace("/", "\\/")} ?\\|`, "m"),
        );
      }
    }
  });
});

describe("simulate --users", () => {
  it("takes users from a table", async () => {
    const { users, ...setting } = scenarioOf("small-10");
    const from = ["simulate", write("setting.json", setting), "--users", write("users.csv", writeUsersCsv(users))];
    const options = ["--slots", "4", "--json"];
    expect(await command([...from, ...options])).toEqual(await command(["simulate", small, ...options]));
  });
});

describe("simulate --arrivals", () => {
  const two = write("two.json", twoUsers("A", "B"));
  const arrived = async (...argv: string[]): Promise<unknown> => {
    const { exitCode, stdout, stderr } = await command(["simulate", ...argv, "--policy", "exact", "--json"]);
    return { exitCode, stderr, arrivals: exitCode === 0 ? JSON.parse(stdout).world.arrivals : null };
  };

  it.each([
    [
      "arrivals-empty-row",
      [
        { time: 0, user: 0 },
        { time: 1, user: 1 },
      ],
      "",
    ],
    [
      "arrivals-semicolon",
      [
        { time: 0, user: 0 },
        { time: 0.5, user: 1 },
      ],
      "",
    ],
    ["arrivals-extra-column", [{ time: 0, user: 0 }], "columns that are not read: tokens"],
  ])("reads the case %s", async (name, arrivals, note) => {
    const trace = casePath(`${name}.csv`);
    const stderr = note === "" ? "" : `${trace}: ${note}\n`;
    expect(await arrived(two, "--arrivals", trace)).toEqual({ exitCode: 0, stderr, arrivals });
  });

  it("names ten of very many columns", async () => {
    const names = Array.from({ length: 12 }, (_, i) => `c${i}`);
    const trace = write("wide.csv", `time,user,${names.join()}\n0,A${",1".repeat(12)}\n`);
    const stderr = `${trace}: columns that are not read: ${names.slice(0, 10).join(", ")}, 2 more\n`;
    const arrivals = [{ time: 0, user: 0 }];
    expect(await arrived(two, "--arrivals", trace)).toEqual({ exitCode: 0, stderr, arrivals });
  });

  it("names a user whose id has spaces around in the scenario", async () => {
    const [scenario, trace] = [casePath("spaced-id.json"), casePath("arrivals-spaced-id.csv")];
    const arrivals = [{ time: 1, user: 0 }];
    expect(await arrived(scenario, "--arrivals", trace)).toEqual({ exitCode: 0, stderr: "", arrivals });
  });

  it("reads timestamps, deadlines and the columns that are chosen", async () => {
    const log = "TIMESTAMP;user;model;deadline\n2023-11-16 18:17:04,9;x;B;\n2023-11-16 18:17:03.4;y;A;8\n";
    const trace = write("log.csv", log);
    const options = ["--time-column", "TIMESTAMP", "--time-unit", "iso", "--user-column", "model"];
    expect(await arrived(two, "--arrivals", trace, ...options)).toEqual({
      exitCode: 0,
      stderr: `${trace}: columns that are not read: user\n`,
      arrivals: [
        { time: 0, user: 0, deadline: 8 },
        { time: 1.5, user: 1 },
      ],
    });
  });
});

describe("a trace whose requests name services and most steps", () => {
  const services = { draft: { maxSteps: 2 }, large: { workload: 9e12, downlinkBits: 4e7 } };
  const scenario = write("services.json", { ...scenarioOf("small-10"), services });
  const mixed = write(
    "services.csv",
    "time,user,service,maxSteps,model\n0,u1,draft,,a\n0,u1,large,,b\n1,u1,,,c\n1,u2,large,3,d\n",
  );
  const argv = ["simulate", scenario, "--arrivals", mixed, "--policy", "exact"];

  it("is run as it says, and its bound can be checked", async () => {
    const { exitCode, stdout, stderr } = await command([...argv, "--json", "--out", path("services")]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: `${mixed}: columns that are not read: model\n` });
    const { arrivals } = JSON.parse(stdout).world;
    expect(arrivals).toEqual([
      { time: 0, user: 0, service: "draft" },
      { time: 0, user: 0, service: "large" },
      { time: 1, user: 0 },
      { time: 1, user: 1, service: "large", maxSteps: 3 },
    ]);
    const { rows } = fromCsv(readFileSync(path("services/requests.csv"), "utf8"), "requests");
    expect(rows.map(({ user, service }) => [user, service])).toEqual([
      ["u1", "draft"],
      ["u1", "large"],
      ["u1", ""],
      ["u2", "large"],
    ]);
    const steps = rows.map((row) => Number(row["steps"]));
    expect(steps[0]).toBeLessThanOrEqual(2);
    expect(steps[2]).toBeGreaterThan(2);
    expect(steps[3]).toBeLessThanOrEqual(3);
    const simulation = write("services-simulation.json", stdout);
    expect(await command(["check", scenario, simulation])).toMatchObject({ exitCode: 0, stderr: "" });
    const others = await command(["check", small, simulation]);
    expect(others.exitCode).toBe(2);
    expect(others.stderr).toMatch(/arrivals\[0\]\.service: "draft" is no service: the scenario has no services\n$/);
  });

  it("is told of a service that the scenario does not have", async () => {
    const wrong = write("drafts.csv", "time,user,service\n0,u1,drafts\n");
    const { exitCode, stderr } = await command(["simulate", scenario, "--arrivals", wrong]);
    const message = 'line 2: service: "drafts" is no service of the scenario; did you mean draft?';
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: `${wrong}: ${message}\n` });
  });

  it("has such a column left unread where the scenario has no services", async () => {
    const { exitCode, stderr } = await command(["simulate", small, "--arrivals", mixed]);
    const told = `${mixed}: columns that are not read: service, model\n`;
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: told });
  });
});

describe("simulate", () => {
  it("sums up for a person, with progress on a terminal alone", async () => {
    const argv = ["simulate", small, "--slots", "3"];
    const { stdout, stderr } = await command(argv, true);
    expect(stdout).toMatch(/^policy +sca, 3 slots of 1 s$/m);
    expect(stdout).toMatch(/^requests +\d+: \d+ served, 0 late, \d+ dropped, \d+ in flight at the end$/m);
    expect(stderr).toContain("slot 3 of 3");
    expect((await command(argv)).stderr).toBe("");
  });

  it("takes a seed wherever something is drawn", async () => {
    const seeds = ["--arrivals", trace, "--seed", "1"];
    for (const more of [["--channel", "mobile"], ["--tenants"], ["--policy", "random"]]) {
      expect((await command(["simulate", small, ...seeds, ...more])).exitCode).toBe(0);
    }
  });

  it("names the bad lines of a trace", async () => {
    const trace = write("bad.csv", "time,user\n0.5,u1\n-1,u1\n1,u99\n2\n9,u1\n");
    const { exitCode, stderr } = await command(["simulate", small, "--arrivals", trace, "--slots", "5"]);
    expect(exitCode).toBe(2);
    expect(stderr.split("\n").slice(0, -1)).toEqual([
      `${trace}: line 3: time: must be a finite number >= 0 [s], not "-1"`,
      expect.stringContaining(`${trace}: line 4: user: "u99" is no user of the scenario`),
      `${trace}: line 5: has 1 cell, but the header has 2`,
      `${trace}: line 6: time: must be at most 4 s, when the last slot begins, not 9`,
    ]);
    const nothing = write("nothing.csv", "time,user\n");
    const other = write("other.csv", "when,user\n1,u1\n");
    expect((await command(["simulate", small, "--arrivals", nothing])).stderr).toMatch(/at least one request/);
    expect((await command(["simulate", small, "--arrivals", other])).stderr).toMatch(
      /line 1: has no column time; known here: when, user/,
    );
  });

  it.each([
    [["--policy", "warmer"], /warm/],
    [["--slots", "0"], /whole number/],
    [["--slot-seconds", "0"], /from 0\.001 to 3600/],
    [["--slot-seconds", "1e300"], /from 0\.001 to 3600/],
    [["--outage", "5:3:0.5"], /FROM:UNTIL:LEFT/],
    [["--tradeoff", "-1"], /finite number > 0/],
    [["--tradeoff", "5"], /^--tradeoff: only --policy lyapunov has it/],
    [["--energy-budget", "5", "--policy", "warm"], /^--energy-budget: only --policy lyapunov has it/],
    [["--rate", "1e9"], /arrivals\.rate: must be at most .* for 1000000 requests, not 1000000000/],
    [["--arrivals", write("far.csv", "time,user\n1e7,u1\n")], /far\.csv: line 2: time: must be at most 999999 s/],
    [["--users", "3"], /makes the scenario itself/],
    [["--policy", "warm,price,warm"], /It names warm twice/],
    [["--outage", "0x1:5:0.5"], /FROM:UNTIL:LEFT/],
    [["--slot-seconds", "0x1"], /from 0\.001 to 3600/],
    [["--time-unit", "min"], /There is no "min"/],
    [["--time-unit", "ms"], /^--time-unit: only --arrivals FILE\.csv has it/],
    [["--user-column", "u"], /^--user-column: only --arrivals FILE\.csv has it/],
    [["--time-column", "t", "--arrivals", "bursty"], /^--time-column: only --arrivals FILE\.csv has it/],
    [["--arrivals", write("ids.csv", "time,user\n1,u1\n"), "--time-column", "t"], /ids\.csv: line 1: has no column t;/],
    [["--arrivals", path("missing.csv")], /no such file/],
    [["--arrivals", small, "--rate", "2"], /leave --rate and --diurnal out/],
    [["--arrivals", trace, "--seed", "1"], /^--seed: changes nothing here; it needs generated users, arrivals/],
    [
      ["--slots", "5", "--outage", "5:9:0.5"],
      /^--outage: changes nothing here; it needs to begin before the last of 5 slots/,
    ],
  ])("refuses %j in one line, exit code 2", async (argv, message) => {
    const { exitCode, stdout, stderr } = await command(["simulate", small, ...argv]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd()).not.toContain("\n");
  });

  it("explains every policy and option, and refuses an option that means nothing to a policy", async () => {
    const { stdout } = await command(["simulate", "-h"]);
    for (const { name, label } of POLICIES) expect(stdout).toMatch(new RegExp(`^  ${name} +${label}$`, "m"));
    for (const { name, option, policies } of POLICY_OPTIONS) {
      const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      expect(stdout).toContain(`  ${flag} <${option.symbol}> `);
      for (const policy of POLICIES.filter((other) => !policies.includes(other.name))) {
        const { stderr } = await command(["simulate", small, "--policy", policy.name, flag, "1"]);
        expect(stderr).toBe(`${flag}: only --policy ${policies.join(", ")} has it\n`);
      }
    }
  });

  it("ends with 3 where a user can be served nowhere", async () => {
    const closed = write("closed.json", writeScenario(scenarioOf("infeasible-both-closed")));
    const { exitCode, stderr } = await command(["simulate", closed]);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/infeasible: no step fits/);
  });
});
