import { describe, expect, it } from "vitest";
import { generate } from "../population/generate.js";
import { writeUsersCsv } from "../scenario/users-csv.js";
import { METHODS } from "../solver/methods/methods.js";
import { solve } from "../solver/solve.js";
import { command, temporaryFolder } from "../testing/command.js";
import { REFERENCE } from "../testing/reference.js";

const { write } = temporaryFolder();
const fileOf = (name: string) =>
  write(`${name}.json`, REFERENCE.find((reference) => reference.name === name)!.scenario);

describe("compare", () => {
  it.each(["small-10", "deadline-30", "zero-weights-6"])(
    "measures every method against the optimum of %s",
    async (name) => {
      const { expected } = REFERENCE.find((reference) => reference.name === name)!;
      const { exitCode, stdout, stderr } = await command(["compare", fileOf(name), "--seed", "7", "--json"]);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      const { status, optimum, methods } = JSON.parse(stdout);
      expect(status).toBe("optimal");
      expect(optimum).toBeCloseTo(expected.objective, 6);
      const seeds = Object.fromEntries(METHODS.map(({ name, random }) => [name, random ? 7 : null]));
      const told = methods.map(({ method, seed }: { method: string; seed: number | null }) => [method, seed]);
      expect(Object.fromEntries(told)).toEqual(seeds);
      const order = told.map(([method]: [string]) => method).join(" ");
      expect(order).toMatch(/^exact sca random-init (.* )?greedy random edge local$/);
      for (const { gap, offloadedShare } of methods) {
        expect(gap).toBeGreaterThanOrEqual(0);
        expect(offloadedShare).toBeLessThanOrEqual(1);
      }
      expect(methods[0].gap).toBe(0);
    },
  );

  it("shows an aligned table that states seeds and units", async () => {
    const { exitCode, stdout } = await command(["compare", fileOf("small-10")]);
    expect(exitCode).toBe(0);
    const lines = stdout.split("\n").slice(0, 8);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    expect(stdout).toMatch(/^random \(seed 0\) .* s .* J .* %/m);
    expect(stdout).toMatch(/^The gap is to the optimum [\d.]+, proven by exact;/m);
  });

  it("takes users from a table, or makes them", async () => {
    const { users, ...setting } = REFERENCE.find(({ name }) => name === "small-10")!.scenario;
    const from = ["compare", write("setting.json", setting), "--users", write("users.csv", writeUsersCsv(users))];
    expect(await command([...from, "--json"])).toEqual(await command(["compare", fileOf("small-10"), "--json"]));
    const made = await command(["compare", "--users", "4", "--seed", "3", "--json"]);
    const { optimum } = JSON.parse(made.stdout);
    expect(optimum).toBe(solve(generate({ users: 4, seed: 3 }), { method: "exact" }).objective);
    expect(await command(["compare"])).toMatchObject({
      exitCode: 2,
      stderr: "FILE: missing; name a scenario, or ask for generated users by --users N\n",
    });
  });

  it("leaves with 3 where no plan exists and with 2 on bad input", async () => {
    const file = fileOf("infeasible-deadline");
    const { exitCode, stdout, stderr } = await command(["compare", file, "--json"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: `${file}: ${JSON.parse(stdout).message}\n` });
    expect(await command(["compare", "none.json"])).toMatchObject({ exitCode: 2, stderr: "none.json: no such file\n" });
  });
});
