import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { alternatives } from "../input/validation.js";
import { UTILITIES } from "../laws/utility/utilities.js";
import { writeScenario } from "../scenario/schema.js";
import { command, temporaryFolder } from "../testing/command.js";
import { FEASIBLE, INFEASIBLE, REFERENCE } from "../testing/reference.js";

const { path, write } = temporaryFolder();
const scenarioOf = (name: string) => REFERENCE.find((reference) => reference.name === name)!.scenario;
const small = write("small.json", scenarioOf("small-10"));
const closed = write("closed.json", scenarioOf("closed-local-24"));

describe("solve --json", () => {
  it.each(FEASIBLE.map(({ name, scenario, expected }) => ({ name, scenario, expected })))(
    "meets the optimum of $name with --method exact, in one object",
    async ({ name, scenario, expected }) => {
      const file = write(`${name.replace("/", "-")}.json`, writeScenario(scenario));
      const { exitCode, stdout, stderr } = await command(["solve", file, "--json", "--method", "exact"]);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      const solution = JSON.parse(stdout);
      expect(solution).toMatchObject({ status: "optimal", method: "exact", relaxed: null, residuals: null, trace: [] });
      expect(solution.objective).toBeCloseTo(expected.objective, 6);
      expect(solution.lowerBound).toBe(solution.objective);
      expect(solution.users).toEqual(scenario.users.map(({ id }) => id));
      for (const list of [solution.offload, solution.steps, solution.computationTime]) {
        expect(list).toHaveLength(scenario.users.length);
      }
    },
  );

  it("says all that the algorithm knows, and null for a closed place", async () => {
    const { stdout } = await command(["solve", closed, "--json"]);
    const solution = JSON.parse(stdout);
    expect(Object.keys(solution)).toEqual([
      "status",
      "method",
      "relaxation",
      "objective",
      "lowerBound",
      "dualBound",
      "excess",
      "gap",
      "scale",
      "price",
      "relaxedObjective",
      "penalty",
      "binaryViolation",
      "iterations",
      "totals",
      "users",
      "offload",
      "steps",
      "computationTime",
      "relaxed",
      "linearisedAt",
      "residuals",
      "core",
      "diagnostics",
      "trace",
      "version",
      "scenarioHash",
    ]);
    expect(solution).toMatchObject({ status: "converged", method: "sca" });
    expect(Object.keys(solution.totals)).toEqual(["time", "error", "energy", "utility"]);
    expect(Object.keys(solution.residuals)).toEqual(["stationarity", "primal", "dual", "complementarity"]);
    expect(solution.trace).toHaveLength(solution.iterations);
    const closedUsers = scenarioOf("closed-local-24").users.map(({ device }) => device.maxSteps === 0);
    expect(closedUsers).toContain(true);
    expect(solution.relaxed.localSteps.map((s: unknown) => s === null)).toEqual(closedUsers);
    expect(solution.offload.filter((_: number, n: number) => closedUsers[n])).not.toContain(0);
  });

  it("lists diagnostics in the object and not on stderr", async () => {
    const { stdout, stderr } = await command(["solve", small, "--json", "--method", "local"]);
    expect(JSON.parse(stdout).diagnostics.map(({ kind }: { kind: string }) => kind)).toEqual(["suboptimal-quality"]);
    expect(stderr).toBe("");
  });

  it("warns of an iteration limit and leaves with 0", async () => {
    const argv = ["solve", small, "--json", "--start", "random", "--seed", "3", "--tau", "0.5", "--iterations", "1"];
    const { exitCode, stdout, stderr } = await command(argv);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: "iteration-limit", penalty: 0.5, iterations: 1 });
    expect(stderr).toMatch(
      /^warning: poor-convergence: stopped with status iteration-limit after 1 iterations[^\n]*\n$/,
    );
  });

  it("takes another relaxation, and a continuation in place of a penalty", async () => {
    const bigM = JSON.parse((await command(["solve", small, "--json", "--relaxation", "big-m"])).stdout);
    const plain = JSON.parse((await command(["solve", small, "--json"])).stdout);
    expect(bigM.relaxation).toBe("big-m");
    expect(bigM.relaxedObjective).toBeLessThan(plain.relaxedObjective);
    const { stdout } = await command(["solve", small, "--json", "--continuation", "--start", "random"]);
    expect(JSON.parse(stdout).trace[0]).toMatchObject({ iteration: 1, penalty: 0 });
    const { exitCode, stderr } = await command(["solve", small, "--continuation", "--tau", "1"]);
    expect(exitCode).toBe(2);
    expect(stderr).toBe("error: option '--continuation' cannot be used with option '--tau <T>'\n");
  });

  it("gives the same bytes for the same seed and others for another", async () => {
    const run = (seed: string) => command(["solve", small, "--json", "--method", "random", "--seed", seed]);
    expect(await run("1")).toEqual(await run("1"));
    expect((await run("1")).stdout).not.toBe((await run("2")).stdout);
  });

  it("replaces weights", async () => {
    const { stdout } = await command(["solve", small, "--json", "--weights", "error=0,edgeUtility=0,localUtility=0"]);
    expect(JSON.parse(stdout).steps).toEqual(Array(10).fill(1));
  });

  it.each(INFEASIBLE)("tells why $name has no plan, as JSON and in a line", async ({ name, scenario }) => {
    const file = write(`${name}.json`, scenario);
    const { exitCode, stdout, stderr } = await command(["solve", file, "--json", "--out", path(`${name}-plan.json`)]);
    const report = JSON.parse(stdout);
    expect(Object.keys(report)).toEqual(["status", "constraint", "users", "message"]);
    expect(report.status).toBe("infeasible");
    expect(report.users.length).toBeGreaterThan(0);
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: `${file}: ${report.message}\n` });
    expect(readdirSync(dirname(file)).filter((entry) => entry.includes("-plan"))).toEqual([]);
  });
});

describe("solve for a person", () => {
  it("shows a short summary with units", async () => {
    const { exitCode, stdout } = await command(["solve", small]);
    expect(exitCode).toBe(0);
    const rows = stdout.split("\n").map((line) => line.slice(0, 11).trimEnd());
    expect(rows).toEqual([
      "scenario",
      "status",
      "objective",
      "lower bound",
      "gap",
      "price",
      "offloaded",
      "latency",
      "error",
      "energy",
      "utility",
      "iterations",
      "",
    ]);
    expect(stdout).toMatch(/^gap {10}[\d.]+ %, [\d.e-]+ above the bound$/m);
    expect(stdout).toMatch(/^latency {6}[\d.]+ s in all, [\d.]+ s a user$/m);
    expect(stdout).toMatch(/^energy {7}[\d.]+ J in all, [\d.]+ J a user$/m);
  });

  it("warns of every diagnostic with its figures", async () => {
    const { exitCode, stderr } = await command(["solve", small, "--method", "local"]);
    expect(exitCode).toBe(0);
    const warning = "mean error [\\d.]+ is more than 1.25 times the [\\d.]+ of the optimum";
    expect(stderr).toMatch(new RegExp(`^warning: suboptimal-quality: ${warning}\n$`));
  });

  it("names an infeasible scenario's users and constraint without JSON", async () => {
    const file = write("infeasible.json", scenarioOf("infeasible-capacity"));
    const { exitCode, stdout, stderr } = await command(["solve", file]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: "" });
    expect(stderr).toMatch(
      /^\S+infeasible\.json: infeasible: edge\.stepCapacity is 7, but 12 users .* u1, u2, [^\n]*\n$/,
    );
  });
});

describe("solve --out", () => {
  it("writes what --json shows and says where", async () => {
    const plan = path("plan.json");
    const { stdout } = await command(["solve", small, "--out", plan]);
    expect(stdout).toContain(`\nThe plan is in ${plan}.\n`);
    expect(readFileSync(plan, "utf8")).toBe((await command(["solve", small, "--json"])).stdout);
    expect(readdirSync(dirname(plan)).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("does not replace what is no regular file", async () => {
    mkdirSync(path("folder"));
    symlinkSync("/dev/null", path("link"));
    for (const name of ["folder", "link"]) {
      const { exitCode, stdout, stderr } = await command(["solve", small, "--out", path(name)]);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
      expect(stderr).toBe(`${path(name)}: is there and is not a regular file\n`);
    }
  });

  it("does not write over what it read", async () => {
    const before = readFileSync(small, "utf8");
    const { exitCode, stdout, stderr } = await command(["solve", small, "--out", small]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toBe(`--out ${small}: is the file ${small}, which is read; name another one\n`);
    expect(readFileSync(small, "utf8")).toBe(before);
  });

  it("with --summary says too that a solve did not end", async () => {
    const argv = ["solve", small, "--start", "random", "--tau", "0.5", "--iterations", "1", "--summary"];
    const { exitCode, stderr } = await command(argv);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^warning: iteration-limit: the plan is the best one met, at a gap of .* %\n$/);
  });

  it("with --summary writes that, and says so", async () => {
    const file = path("summary.json");
    const { stdout } = await command(["solve", small, "--summary", "--out", file]);
    expect(stdout).toContain(`\nThe summary is in ${file}.\n`);
    expect(JSON.parse(readFileSync(file, "utf8"))).not.toHaveProperty("steps");
  });

  it("says that a folder on the way is a file", async () => {
    const { exitCode, stderr } = await command(["solve", small, "--out", `${small}/plan.json`]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: `${small}/plan.json: no such file\n` });
  });
});

describe("solve on bad input", () => {
  const scenario = scenarioOf("one-user");
  const huge = JSON.stringify(scenario).replace(/"workload":[^,]+/, '"workload":1e999');
  it.each<[string, string, unknown, string[]]>([
    ["no JSON", "no-json", "users", [`not JSON: Unexpected token 'u', "users" is not valid JSON`]],
    ["an empty file", "empty", "", ["not JSON: Unexpected end of JSON input"]],
    ["a list", "list", [], ["scenario: must be an object, not []"]],
    ["no users", "no-users", { ...scenario, users: [] }, ["users: must be a list of at least one user, not []"]],
    ["an infinite number", "huge", huge, ["users[0].workload: must be a finite number > 0 [FLOP/step], not Infinity"]],
    [
      "numbers out of range",
      "range",
      {
        ...scenario,
        edge: { ...scenario.edge, maxSteps: 1e6 },
        weights: { ...scenario.weights, time: 1e31, error: 1e-61 },
      },
      [
        "weights.time: must be 0, or from 1e-60 to 1e30 [1/s], not 1e+31",
        "weights.error: must be 0, or from 1e-60 to 1e30 [1], not 1e-61",
        "edge.maxSteps: must be at most 100000 [steps], not 1000000",
      ],
    ],
    ["a wrong name", "name", { ...scenario, egde: 1 }, ["egde: unknown field; did you mean edge?"]],
    [
      "several problems",
      "several",
      { ...scenario, utility: "cubic", weights: { ...scenario.weights, time: -1 } },
      [
        `utility: must be ${alternatives(UTILITIES.map(({ kind }) => kind))}, not "cubic"`,
        "weights.time: must be a finite number >= 0 [1/s], not -1",
      ],
    ],
    [
      "a reference case",
      "case",
      { scenario, expected: {} },
      ['holds a scenario in its field "scenario", as the reference cases do; pass a file with that inner object alone'],
    ],
    [
      "no best computation time",
      "endless",
      { ...scenario, weights: { ...scenario.weights, time: 0 } },
      [
        "users[0].deadline: missing; must be given, since weights.time is 0 and energy costs: user u1 has no best computation time on the device",
      ],
    ],
  ])("names the file and what is wrong with %s", async (_, name, content, problems) => {
    const file = write(`${name}.json`, content);
    const { exitCode, stdout, stderr } = await command(["solve", file]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr.trimEnd().split("\n")).toEqual(problems.map((problem) => `${file}: ${problem}`));
  });

  it.each([
    [["--method", "greedy", "--tau", "1"], "--tau: only --method sca and random-init has it, not greedy"],
    [["--method", "local", "--continuation"], "--continuation: only --method sca and random-init has it, not local"],
    [["--method", "exact", "--iterations", "5"], "--iterations: only --method sca and random-init has it, not exact"],
    [["--method", "random-init", "--start", "local"], "--start: only --method sca has it, not random-init"],
    [["--state-limit", "5"], "--state-limit: only --method exact has it, not sca"],
    [["--time-limit", "0.5"], "--time-limit: only --method exact has it, not sca"],
  ])("refuses %j, which would have no effect", async (options, message) => {
    const { exitCode, stdout, stderr } = await command(["solve", small, ...options]);
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 2, stdout: "", stderr: `${message}\n` });
  });

  it.each([
    [["--seed", "1"], "--seed: changes nothing here; it needs --users N, --start random or --method "],
    [["--seed", "1", "--method", "exact"], "--seed: changes nothing here"],
    [["--relaxation", "big-m", "--method", "exact"], "--relaxation: changes nothing here; it needs --method sca"],
    [["--relaxation", "big-m", "--method", "exact", "--json", "--summary"], "--relaxation: changes nothing here"],
  ])("refuses %j, which change nothing", async (options, message) => {
    const { exitCode, stdout, stderr } = await command(["solve", small, ...options]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/^[^\n]*\n$/);
    expect(stderr).toContain(message);
  });

  it("takes these options where they change something", async () => {
    const options = [
      ["--seed", "1", "--method", "random"],
      ["--seed", "1", "--start", "random"],
      ["--relaxation", "big-m", "--method", "exact", "--json"],
    ];
    for (const given of options) expect((await command(["solve", small, ...given])).exitCode).toBe(0);
  });

  it("refuses lists that would not fit into one text", async () => {
    const { exitCode, stderr } = await command(["solve", "--users", "3000000", "--json"]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: "--users 3000000: --json and --out list at most 2000000; add --summary\n",
    });
  });

  it("says that a file is missing, a directory or no text", async () => {
    expect((await command(["solve", "none.json"])).stderr).toBe("none.json: no such file\n");
    expect((await command(["solve", dirname(small)])).stderr).toBe(`${dirname(small)}: is a directory, not a file\n`);
    expect((await command(["solve", process.execPath])).stderr).toBe(`${process.execPath}: is not text (UTF-8)\n`);
  });

  it.each([
    [["--tau", "abc"], "--tau <T>", "abc", "It must be a finite number >= 0."],
    [["--tau", "1e999"], "--tau <T>", "1e999", "It must be a finite number >= 0."],
    [["--tau", ""], "--tau <T>", "", "It must be a finite number >= 0."],
    [["--seed", "-1"], "--seed <S>", "-1", "It must be a whole number from 0 to 4294967295."],
    [["--seed", "1.5"], "--seed <S>", "1.5", "It must be a whole number from 0 to 4294967295."],
    [["--iterations", "0"], "--iterations <N>", "0", "It must be a whole number >= 1."],
    [["--weights", "tim=1"], "--weights <LIST>", "tim=1", 'There is no "tim"; did you mean time?'],
    [["--weights", "time"], "--weights <LIST>", "time", "It must have time=X with a finite number X >= 0."],
    [
      ["--weights", "time=1e99"],
      "--weights <LIST>",
      "time=1e99",
      "It must have time=X with X 0, or from 1e-60 to 1e30.",
    ],
    [["--weights", "time=-1"], "--weights <LIST>", "time=-1", "It must have time=X with a finite number X >= 0."],
    [["--method", "exat"], "--method <NAME>", "exat", 'There is no "exat"; did you mean exact?'],
    [["--relaxation", "bigm"], "--relaxation <NAME>", "bigm", 'There is no "bigm"; did you mean big-m?'],
    [["--start", "middle"], "--start <NAME>", "middle", 'There is no "middle"; known here: half, local, edge, random'],
  ])("refuses %j", async (options, flag, argument, message) => {
    const { exitCode, stdout, stderr } = await command(["solve", small, ...options]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toBe(`error: option '${flag}' argument '${argument}' is invalid. ${message}\n`);
  });
});
