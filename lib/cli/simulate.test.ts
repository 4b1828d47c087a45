import { describe, expect, it } from "vitest";
import { POLICIES, POLICY_OPTIONS } from "../dynamic/policies/policies.js";
import { writeScenario } from "../scenario/schema.js";
import { command, temporaryFolder } from "../testing/command.js";
import { REFERENCE } from "../testing/reference.js";

const { path, write } = temporaryFolder();
const scenarioOf = (name: string) => REFERENCE.find((reference) => reference.name === name)!.scenario;
const trace = write("two.csv", "time,user\n0,u1\n1,u2\n");
const small = write("small.json", writeScenario(scenarioOf("small-10")));

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
      `${trace}: line 5: has 1 cells, but the header has 2`,
      `${trace}: line 6: time: must be at most 4 s, when the last slot begins, not 9`,
    ]);
    const nothing = write("nothing.csv", "time,user\n");
    const other = write("other.csv", "when,user\n1,u1\n");
    expect((await command(["simulate", small, "--arrivals", nothing])).stderr).toMatch(/at least one request/);
    expect((await command(["simulate", small, "--arrivals", other])).stderr).toMatch(/line 1: must be the header/);
  });

  it.each([
    [["--policy", "warmer"], /warm/],
    [["--slots", "0"], /whole number/],
    [["--slot-seconds", "0"], /finite number > 0/],
    [["--outage", "5:3:0.5"], /FROM:UNTIL:LEFT/],
    [["--tradeoff", "-1"], /finite number > 0/],
    [["--tradeoff", "5"], /^--tradeoff: only --policy lyapunov has it/],
    [["--energy-budget", "5", "--policy", "warm"], /^--energy-budget: only --policy lyapunov has it/],
    [["--rate", "1e9"], /arrivals\.rate: must be at most .* for 10000000 requests, not 1000000000/],
    [["--arrivals", write("far.csv", "time,user\n1e7,u1\n")], /far\.csv: line 2: time: must be at most 999999 s/],
    [["--users", "3"], /makes the scenario itself/],
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
