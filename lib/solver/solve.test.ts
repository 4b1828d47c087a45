import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { namesOf } from "../input/checks.js";
import { InputError } from "../input/errors.js";
import { toColumns } from "../scenario/columns.js";
import { scenarioHash } from "../scenario/hash.js";
import { FEASIBLE } from "../testing/reference.js";
import { VERSION } from "../version.js";
import { diagnose } from "./diagnose.js";
import { METHODS, type MethodName } from "./methods/methods.js";
import { bigM } from "./sca/big-m.js";
import { relaxedObjective, type SolveOptions, solve } from "./solve.js";

const scenario = (name: string) => FEASIBLE.find((reference) => reference.name === name)!.scenario;

describe("solve", () => {
  it.each<[SolveOptions, string]>([
    [{ method: "best" as "sca" }, `method: must be one of ${namesOf(METHODS).join(", ")}, not "best"`],
    [{ start: "middle" as "half" }, 'start: must be one of half, local, edge, random, not "middle"'],
    [{ penalty: -1 }, "penalty: must be a finite number >= 0 [objective unit], not -1"],
    [{ penalty: NaN }, "penalty: must be a finite number >= 0 [objective unit], not NaN"],
    [{ relaxation: "big-m" as never }, "relaxation: must be a relaxation, as bigM is one, not big-m"],
    [{ relaxation: null as never }, "relaxation: must be a relaxation, as bigM is one, not null"],
    [{ continuation: true, penalty: 1 }, "penalty: must be left out with continuation, which chooses it; not 1"],
    [{ seed: 1.5 }, "seed: must be a whole number from 0 to 2^32 - 1, not 1.5"],
    [{ seed: -1 }, "seed: must be a whole number from 0 to 2^32 - 1, not -1"],
    [{ seed: 2 ** 32 }, "seed: must be a whole number from 0 to 2^32 - 1, not 4294967296"],
    [{ stateLimit: 0.5 }, "stateLimit: must be a number >= 1, not 0.5"],
    [{ iterationLimit: 0 }, "iterationLimit: must be a whole number >= 1, not 0"],
    [{ timeLimit: 0 }, "timeLimit: must be a number > 0 [s], not 0"],
    [{ timeLimit: NaN }, "timeLimit: must be a number > 0 [s], not NaN"],
    [{ stateLimit: 0 }, "stateLimit: must be a number >= 1, not 0"],
  ])("rejects %j", (options, message) => {
    expect(() => solve(scenario("small-10"), options)).toThrow(new InputError(message));
  });

  const NOBODY_CHECKED = "a number is missing";
  it.each([
    ["users.3.workload", "users[3]: "],
    ["users.3.device.maxSteps", "users[3]: "],
    ["users.3.link.uplinkRate", "users[3]: "],
    ["edge.maxSteps", "users[0]: "],
    ["edge.speed", "users[0]: "],
    ["weights.time", "users[0]: "],
    ["weights.error", ""],
    ["users.3.errorModel.decay", ""],
  ])("ends, and refuses a scenario that nobody checked, where no number is at %s", (path, where) => {
    const unchecked = structuredClone(scenario("small-10"));
    const keys = path.split(".");
    const last = keys.pop()!;
    const part = keys.reduce<unknown>((of, key) => (of as Record<string, unknown>)[key], unchecked);
    for (const none of [NaN, undefined]) {
      (part as Record<string, unknown>)[last] = none;
      for (const { name } of METHODS) {
        expect(() => solve(unchecked, { method: name })).toThrow(where + NOBODY_CHECKED);
      }
    }
  });

  it.each(["deadline", "battery"] as const)(
    "refuses columns that nobody checked, without a number for a %s",
    (name) => {
      const columns = toColumns(scenario("small-10"));
      columns.users[name][3] = NaN;
      for (const method of namesOf(METHODS))
        expect(() => solve(columns, { method })).toThrow(`users[3]: ${NOBODY_CHECKED}`);
    },
  );

  it("takes options at the ends of their ranges, and tells each phase as it begins", () => {
    const phases: string[] = [];
    const options = { penalty: 0, seed: 2 ** 32 - 1, iterationLimit: 1, stateLimit: 1 };
    solve(scenario("small-10"), { ...options, onPhase: (phase) => phases.push(phase) });
    expect(phases).toEqual(["prepare", "bound", "plan", "evaluate"]);
    solve(scenario("small-10"), { seed: 0 });
  });

  it("stops at the state limit with a feasible plan and says so", () => {
    const stopped = solve(scenario("medium-40"), { method: "exact", stateLimit: 1 });
    expect([stopped.status, stopped.iterations]).toEqual(["iteration-limit", 0]);
    expect(stopped.gap).toBeGreaterThan(0);
  });

  it("gives the same answer twice, and another one for another seed", () => {
    const one = solve(scenario("medium-40"), { method: "random", seed: 3 });
    expect(solve(scenario("medium-40"), { method: "random", seed: 3 })).toEqual(one);
    expect(solve(scenario("medium-40"), { method: "random", seed: 4 }).plan).not.toEqual(one.plan);
  });

  it("stops at the iteration limit with a feasible plan and says so", () => {
    const stopped = solve(scenario("time-free-20"), { iterationLimit: 1 });
    expect(stopped.status).toBe("iteration-limit");
    expect(stopped.iterations).toBe(1);
    expect(diagnose(scenario("time-free-20"), stopped).map(({ kind }) => kind)).toContain("poor-convergence");
  });

  it("reports parts that add up to the objective", () => {
    const { objective, totals } = solve(scenario("medium-40"), { method: "greedy" });
    const { weights } = scenario("medium-40");
    const spent = weights.time * totals.time + weights.error * totals.error + weights.energy * totals.energy;
    expect(objective).toBeCloseTo(spent - totals.utility, 10);
  });

  it("tells scenarios apart by what they say", () => {
    const hash = (s: (typeof FEASIBLE)[number]["scenario"]) => scenarioHash(toColumns(s));
    const small = scenario("small-10");
    expect(hash(small)).toMatch(/^[0-9a-f]{16}$/);
    expect(hash({ ...small, name: "another name", utility: "linear" })).toBe(hash(small));
    expect(hash({ ...small, utility: "log" })).not.toBe(hash(small));
    expect(hash({ ...small, users: small.users.toReversed() })).not.toBe(hash(small));
  });

  it("carries the version of the package", () => {
    const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    expect(VERSION).toBe(version);
  });
});

describe("a solution", () => {
  /** What is left of it after a way through JSON or to a worker. */
  const accessors = (value: object): string[] =>
    Object.entries(Object.getOwnPropertyDescriptors(value)).flatMap(([name, { get, value: inner }]) => {
      if (get !== undefined || typeof inner === "function") return [name];
      return inner !== null && typeof inner === "object" && !ArrayBuffer.isView(inner) ? accessors(inner) : [];
    });

  it.each(METHODS)("of $name is plain data", ({ name }) => {
    const solution = solve<MethodName>(scenario("small-10"), { method: name });
    expect(accessors(solution)).toEqual([]);
    expect(structuredClone(solution)).toEqual(solution);
  });

  it("of the paper's algorithm alone has a relaxation, whose optimum is there for the others too", () => {
    const { relaxedObjective: own } = solve(scenario("medium-40"), { relaxation: bigM });
    expect(relaxedObjective(scenario("medium-40"), bigM)).toBe(own);
    expect(solve<MethodName>(scenario("medium-40"), { method: "exact" })).not.toHaveProperty("relaxedObjective");
  });
});
