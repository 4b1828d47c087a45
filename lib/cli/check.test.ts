import { describe, expect, it } from "vitest";
import { toColumns } from "../scenario/columns.js";
import { scenarioHash } from "../scenario/hash.js";
import { METHODS, type MethodName } from "../solver/methods/methods.js";
import { solve } from "../solver/solve.js";
import { command, temporaryFolder } from "../testing/command.js";
import { REFERENCE } from "../testing/reference.js";
import { certificateHolds, flawLines, flawsRow } from "./summary.js";

const { path, write } = temporaryFolder();
const { scenario } = REFERENCE.find(({ name }) => name === "deadline-battery-40")!;
const file = write("scenario.json", scenario);
const planFile = path("plan.json");
const plan = await command(["solve", file, "--out", planFile, "--json"]).then(({ stdout }) => JSON.parse(stdout));

/** The first entry of this list is replaced. */
const withFirst = (list: number[], value: number): number[] => [value, ...list.slice(1)];

describe("check of a good plan", () => {
  it("finds nothing and agrees with the objective", async () => {
    const { exitCode, stdout, stderr } = await command(["check", file, planFile]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^constraints {2}all kept\nobjective {4}[\d.]+, as the plan says\n/);
  });

  it("reports as JSON", async () => {
    const { exitCode, stdout } = await command(["check", file, planFile, "--json"]);
    const report = JSON.parse(stdout);
    expect(exitCode).toBe(0);
    expect(report).toMatchObject({
      feasible: true,
      violations: [],
      statedObjective: plan.objective,
      objectiveAgrees: true,
      totals: plan.totals,
      scenarioHash: scenarioHash(toColumns(scenario)),
    });
    expect(report.objective).toBeCloseTo(plan.objective, 9);
  });

  it.each(METHODS)("reads what JSON.stringify makes of a solution of $name", async ({ name }) => {
    const written = write(`${name}.json`, JSON.stringify(solve<MethodName>(scenario, { method: name })));
    const { exitCode, stdout, stderr } = await command(["check", file, written]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^constraints {2}all kept\nobjective {4}-?[\d.]+, as the plan says\n/);
  });

  it("needs only offload, steps and computationTime", async () => {
    const { offload, steps, computationTime } = plan;
    const bare = write("bare.json", { offload, steps, computationTime });
    const { exitCode, stdout } = await command(["check", file, bare, "--json"]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ feasible: true, statedObjective: null, objectiveAgrees: null });
  });

  it.each(METHODS)("accepts the plan of $name", async ({ name }) => {
    const other = path(`${name}.json`);
    await command(["solve", file, "--method", name, "--out", other]);
    expect((await command(["check", file, other])).exitCode).toBe(0);
  });
});

describe("check of a certificate", () => {
  const small = write("small.json", REFERENCE.find(({ name }) => name === "small-10")!.scenario);

  it("says what no plan is below, and to what rounding", async () => {
    const { stdout } = await command(["check", file, planFile]);
    expect(stdout).toMatch(/^certificate {2}holds: no plan is below [\d.]+, to [\d.e-]+ of rounding$/m);
    const report = JSON.parse((await command(["check", file, planFile, "--json"])).stdout);
    expect(report).toMatchObject({ flaws: [], certificate: { holds: true, optimal: false } });
    expect(Math.abs(report.certificate.dualBound - plan.dualBound)).toBeLessThanOrEqual(report.margin);
    expect(report.margin).toBeLessThan(1e-10 * plan.scale);
  });

  it("goes through the proof of an optimum", async () => {
    const optimum = path("optimum.json");
    await command(["solve", small, "--method", "exact", "--out", optimum]);
    const { exitCode, stdout } = await command(["check", small, optimum]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^certificate {2}holds: proven optimal, to [\d.e-]+ of rounding$/m);
  });

  it("tells that a plan of 0.1 has none inside", async () => {
    const old = write("old.json", { ...plan, dualBound: undefined, excess: undefined, scale: undefined });
    const { exitCode, stdout } = await command(["check", file, old]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^certificate {2}no certificate inside$/m);
  });

  it("names each claim that does not hold", async () => {
    const boasting = write("bound.json", { ...plan, dualBound: plan.dualBound + 1, lowerBound: plan.dualBound + 1 });
    const { exitCode, stdout, stderr } = await command(["check", file, boasting]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^certificate {2}2 of its claims do not hold$/m);
    expect(stdout).toMatch(/^does not hold: dualBound: is [\d.]+, but recomputed it is [\d.]+$/m);
    expect(stderr.split("\n").map((line) => line.match(/json: (\w+): /)?.[1])).toEqual([
      "dualBound",
      "lowerBound",
      undefined,
    ]);
  });

  it("reads generated users", async () => {
    const many = path("many.json");
    await command(["solve", "--users", "300", "--seed", "5", "--method", "exact", "--out", many]);
    expect(await command(["check", "--users", "300", "--seed", "5", many])).toMatchObject({ exitCode: 0, stderr: "" });
    expect((await command(["check", "--users", "300", "--seed", "6", many])).exitCode).not.toBe(0);
  });
});

describe("check of a broken plan", () => {
  it("lists every violation in a line and leaves with 3", async () => {
    const local = plan.offload.indexOf(0);
    const edge = plan.offload.indexOf(1);
    const steps = plan.steps.map((s: number, n: number) => (n === local ? 2.5 : n === edge ? s + 1000 : s));
    const broken = write("broken.json", { ...plan, steps });
    const { exitCode, stdout, stderr } = await command(["check", file, broken]);
    const { users } = scenario;
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(
      new RegExp(`^violated: steps: user ${users[local]!.id}: steps are 2.5, not a whole number >= 1$`, "m"),
    );
    expect(stdout).toMatch(new RegExp(`^violated: maxSteps: user ${users[edge]!.id}: steps, limited by edge`, "m"));
    expect(stdout).toMatch(new RegExp(`^violated: speed: user ${users[edge]!.id}: computationTime is `, "m"));
    expect(stdout).toMatch(/^violated: stepCapacity: edge steps of all users together are \d+, more than /m);
    const count = stdout.match(/^violated: /gm)!.length;
    expect(stdout).toContain(`constraints  ${count} violated\n`);
    expect(stderr).toBe(`${broken}: constraints of ${file} violated: ${count}\n`);
  });

  it("reports as JSON, with null for an objective that is none", async () => {
    const broken = write("timeless.json", { ...plan, computationTime: withFirst(plan.computationTime, 0) });
    const { exitCode, stdout } = await command(["check", file, broken, "--json"]);
    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      feasible: false,
      objective: null,
      objectiveAgrees: false,
      flaws: [expect.stringMatching(/^objective: is [\d.]+, but recomputed it is no finite number$/)],
      violations: [{ constraint: "computationTime", user: scenario.users[0]!.id, value: 0 }],
    });
  });

  it("leaves with 1 on another objective than recomputed", async () => {
    const boasting = write("boasting.json", { ...plan, objective: plan.objective * (1 - 1e-6) });
    const { exitCode, stdout, stderr } = await command(["check", file, boasting]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`, but the plan says ${plan.objective * (1 - 1e-6)}\n`);
    expect(stderr).toMatch(/^\S+boasting\.json: objective: is [\d.]+, but recomputed it is [\d.]+\n$/);
  });

  it("tells that the plan was made with other weights, and accepts it with these", async () => {
    const other = path("other-weights.json");
    await command(["solve", file, "--weights", "energy=1", "--out", other]);
    const { exitCode, stderr } = await command(["check", file, other]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`; it was made for another scenario than ${file}, or with other weights`);
    expect((await command(["check", file, other, "--weights", "energy=1"])).exitCode).toBe(0);
  });
});

it("tells a proof that it did not go through from a claim that does not hold", () => {
  const open = "status: not verified, the table has more than 9 entries";
  const wrong = "gap: is 1, but recomputed it is 2";
  expect(flawLines([wrong, open])).toBe(`does not hold: ${wrong}\n${open}\n`);
  expect([[], [open], [wrong, open]].map(certificateHolds)).toEqual([true, null, false]);
  expect([[open], [wrong, open], [wrong, wrong]].map(flawsRow)).toEqual([
    "not verified",
    "1 of its claims does not hold",
    "2 of its claims do not hold",
  ]);
});

describe("check on bad input", () => {
  it.each<[string, unknown, string]>([
    ["no-json.json", "[", "not JSON: Unexpected end of JSON input"],
    ["no-plan.json", 3, "plan: must be an object, not 3"],
    [
      "short.json",
      { ...plan, steps: [1] },
      "steps: must be a list of numbers [steps], one for each of the 40 users, not [1]",
    ],
    [
      "half.json",
      { ...plan, offload: withFirst(plan.offload, 0.5) },
      "offload[0]: must be 0 (local) or 1 (edge), not 0.5",
    ],
    ["objective.json", { ...plan, objective: "low" }, 'objective: must be a finite number, not "low"'],
    [
      "users.json",
      { ...plan, users: ["x", ...plan.users.slice(1)] },
      'users[0]: must be "u1" as in the scenario, not "x"',
    ],
    [
      "endless.json",
      { ...plan, steps: withFirst(plan.steps, 1e308) },
      "steps[0]: must be a number of at most 1e+30 [steps], not 1e+308",
    ],
    [
      "instant.json",
      { ...plan, computationTime: withFirst(plan.computationTime, 5e-324) },
      `steps[0], computationTime[0]: ${plan.steps[0]} steps in 5e-324 s have no finite cost`,
    ],
    ["price.json", { ...plan, price: 1e308 }, "price: 1e+308 is too large for a bound"],
    [
      "overflow.json",
      JSON.stringify({ ...plan, objective: 5 }).replace('"objective":5', '"objective":1e999'),
      "objective: must be a finite number, not Infinity",
    ],
  ])("names %s and what is wrong", async (name, content, problem) => {
    const wrong = write(name, content);
    expect(await command(["check", file, wrong])).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: `${wrong}: ${problem}\n`,
    });
  });

  it("refuses a seed where nothing is drawn", async () => {
    expect(await command(["check", file, write("plan.json", plan), "--seed", "1"])).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: "--seed: changes nothing here; it needs --users N\n",
    });
  });

  it("needs both files", async () => {
    expect((await command(["check", file])).stderr).toBe(`PLAN.json: missing; name the plan to check after ${file}\n`);
    expect(await command(["check", file, "none.json"])).toMatchObject({
      exitCode: 2,
      stderr: "none.json: no such file\n",
    });
  });
});
