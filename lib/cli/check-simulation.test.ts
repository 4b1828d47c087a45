import { describe, expect, it } from "vitest";
import { writeScenario } from "../scenario/schema.js";
import { command, temporaryFolder } from "../testing/command.js";
import { MORE_IN_FULL, shortOrFull } from "../testing/long.js";
import { REFERENCE } from "../testing/reference.js";

const { write } = temporaryFolder();
const small = write("small.json", writeScenario(REFERENCE.find(({ name }) => name === "small-10")!.scenario));

interface Simulation {
  readonly objective: number;
  readonly bound: number;
  readonly clairvoyant: number;
  readonly prices: readonly number[];
  readonly world: Readonly<Record<string, unknown>>;
}

async function simulated(...argv: string[]): Promise<Simulation> {
  const { exitCode, stdout } = await command(["simulate", ...argv, "--json"]);
  expect(exitCode).toBe(0);
  return JSON.parse(stdout) as Simulation;
}

const crowd = await simulated(small, "--policy", "price", "--slots", "12", "--rate", "30", "--seed", "5");

const slots = shortOrFull("20", "60");

describe("check of a simulation", () => {
  it.each([
    [["--policy", "exact", "--slots", "6", "--rate", "20", "--tenants", "--outage", "2:4:0", "--drop-cost", "50"]],
    [["--policy", "price", "--channel", "mobile", "--slots", "9", "--arrivals", "bursty", "--diurnal", "0.5"]],
    [["--policy", "local", "--slot-seconds", "0.3", "--slots", slots, "--seed", "9", "--weights", "time=3"]],
    [["--policy", "greedy", "--arrivals", write("trace.csv", "time,user\n0.5,u1\n0.7,u2\n0.7,u3\n3.2,u4\n")]],
    [["--arrivals", write("deadlines.csv", "time,user,deadline\n0.5,u1,2\n0.7,u2,1.5\n0.7,u2,\n3.2,u4,9\n")]],
    [["--policy", "price,local,exact", "--slots", "6", "--rate", "20"]],
  ])("recomputes the bound of %j", MORE_IN_FULL, async (argv) => {
    const file = write("simulation.json", await simulated(small, ...argv));
    const weights = argv.includes("--weights") ? ["--weights", "time=3"] : [];
    const { exitCode, stdout, stderr } = await command(["check", small, file, ...weights]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^bound +-?[\d.]+, as the simulation says\n/);
  });

  it("names the policy whose objective is below the bound, and misses one that is not there", async () => {
    const several = await simulated(small, "--policy", "price,local", "--slots", "4");
    const { policies } = several as unknown as { policies: { objective: number }[] };
    const better = policies.map((one, i) => (i === 1 ? { ...one, objective: several.bound / 2 } : one));
    const { exitCode, stderr } = await command([
      "check",
      small,
      write("better.json", { ...several, policies: better }),
    ]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/: policies\[1\]\.objective: is [\d.]+, below the bound of [\d.]+\n$/);
    const none = await command(["check", small, write("none.json", { ...several, policies: [] })]);
    expect(none.exitCode).toBe(2);
    expect(none.stderr).toMatch(/: objective: missing; must be a finite number\n$/);
  });

  it("recomputes that of generated users", async () => {
    const file = write("generated.json", await simulated("--users", "6", "--seed", "4", "--slots", "8", "--rate", "9"));
    expect(await command(["check", "--users", "6", "--seed", "4", file])).toMatchObject({ exitCode: 0, stderr: "" });
    const { exitCode, stderr } = await command(["check", "--users", "6", "--seed", "5", file]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/; it was made for another scenario than 6 generated users, or with other weights$/m);
  });

  it("reports as JSON", async () => {
    const { exitCode, stdout } = await command(["check", small, write("crowd.json", crowd), "--json"]);
    expect(exitCode).toBe(0);
    const { bound, statedBound, margin, ...rest } = JSON.parse(stdout);
    expect(statedBound).toBe(crowd.bound);
    expect(Math.abs(bound - statedBound)).toBeLessThanOrEqual(margin);
    expect(margin).toBeLessThan(1e-11 * bound);
    expect(rest).toMatchObject({ flaws: [], sameScenario: true });
  });

  it("refuses prices without a finite bound", async () => {
    const file = write("dear.json", { ...crowd, prices: crowd.prices.map(() => 1e308) });
    expect(await command(["check", small, file])).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: `${file}: prices: are too large for a bound\n`,
    });
  });

  const { bound, prices, world } = crowd;
  const dear = prices.findIndex((price) => price > 0.01);
  const priced = (price: number): readonly number[] => prices.with(dear, price);
  it.each<[string, object, RegExp]>([
    ["a bound that is higher", { bound: bound * (1 + 1e-9) }, /: bound: is .*, but recomputed from the prices it is /],
    ["a bound that is lower", { bound: bound * (1 - 1e-9) }, /: bound: is /],
    ["a higher price", { prices: priced(prices[dear]! * 1.01) }, /: bound: is /],
    ["a lower price", { prices: priced(prices[dear]! * 0.99) }, /: bound: is /],
    ["no prices at all", { prices: prices.map(() => 0) }, /: bound: is /],
    ["an objective below the bound", { objective: bound * (1 - 1e-9) }, /: objective: is .*, below the bound of /],
    ["a plan below the bound", { clairvoyant: bound - 1 }, /: clairvoyant: is .*, below the bound of /],
    ["another seed", { world: { ...world, seed: 6 } }, /: bound: is /],
    ["another drop cost", { world: { ...world, dropCost: 1 } }, /: bound: is /],
    ["more capacity taken", { world: { ...world, capacity: { tenants: true } } }, /: bound: is /],
    [
      "another scenario",
      { world: { ...world, scenarioHash: "0" } },
      /: world\.scenarioHash: is 0, but the scenario's is /,
    ],
  ])("tells %s, and leaves with 1", async (name, change, message) => {
    const { exitCode, stdout, stderr } = await command([
      "check",
      small,
      write(`${name.replaceAll(" ", "-")}.json`, { ...crowd, ...change }),
    ]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(message);
    expect(stdout).toMatch(/^does not hold: /m);
  });

  it.each<[string, object, RegExp]>([
    [
      "without a bound",
      { bound: null, clairvoyant: null, prices: null },
      /bound: null; there is nothing to check after/,
    ],
    ["with too few prices", { prices: prices.slice(1) }, /prices: must be 12, one a slot, not 11/],
    ["with a price below 0", { prices: priced(-1) }, /prices\[\d+\]: must be a finite number >= 0, not -1/],
    ["of no world", { world: 3 }, /world: must be .*, not 3/],
    ["with a world of no slots", { world: { ...world, slots: 0 } }, /slots: must be a whole number/],
  ])("refuses one %s, exit code 2", async (name, change, message) => {
    const file = write(`${name.replaceAll(" ", "-")}.json`, { ...crowd, ...change });
    const { exitCode, stdout, stderr } = await command(["check", small, file]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd()).not.toContain("\n");
  });
});
