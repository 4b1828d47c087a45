import { beforeAll, describe, expect, it } from "vitest";
import { namesOf } from "../input/checks.js";
import type { Scenario, User } from "../scenario/types.js";
import { generateServers } from "../servers/generate.js";
import { InfeasibleError } from "../solver/infeasible.js";
import { METHODS, type MethodName } from "../solver/methods/methods.js";
import { faultsByCheckPy, runCheckPy, skippedWithoutPython } from "../testing/check-py.js";
import { temporaryFolder } from "../testing/command.js";
import { everyone, FALSIFICATIONS, proven, truthOf } from "../testing/falsified-certificates.js";
import { MORE_IN_FULL, ONLY_IN_FULL, shortOrFull, someOrAll } from "../testing/long.js";
import { randomScenario } from "../testing/random-scenario.js";
import { FEASIBLE } from "../testing/reference.js";
import { type SolutionFile, solutionFile } from "../testing/solution-file.js";

const SEEDS = shortOrFull(3, 600);

const CASES = someOrAll(4, FEASIBLE);

/** In the short suite every tenth. */
const FALSIFIED = FALSIFICATIONS.filter((_, i) => i % shortOrFull(16, 1) === 0);
const EVERY_METHOD = namesOf(METHODS);
const HEURISTICS = EVERY_METHOD.filter((name) => name !== "exact");

interface Case {
  readonly name: string;
  readonly scenario: Scenario;
  readonly plan: SolutionFile;
}

/** What check.py finds wrong in these, by their names. */
function refused(cases: readonly Case[]): (readonly [name: string, faults: readonly string[]])[] {
  const found = faultsByCheckPy(cases.map(({ scenario, plan }) => [scenario, plan]));
  expect(found).toHaveLength(cases.length);
  return cases.flatMap(({ name }, i) => (found[i]!.length > 0 ? [[name, found[i]!] as const] : []));
}

function solved(name: string, scenario: Scenario, methods: readonly MethodName[]): Case[] {
  return methods.map((method) => ({ name: `${name}, ${method}`, scenario, plan: solutionFile(scenario, method) }));
}

describe.skipIf(skippedWithoutPython("data/reference/check.py is not tried"))("check.py", () => {
  it("accepts what every method says of every reference scenario", MORE_IN_FULL, () => {
    // in the short suite a method each, and the exact one where it says most
    const methodsOf = (i: number): readonly MethodName[] =>
      shortOrFull([EVERY_METHOD[i % METHODS.length]!], EVERY_METHOD);
    const cases = CASES.flatMap(({ name, scenario }, i) => solved(name, scenario, methodsOf(i)));
    expect(cases).toHaveLength(shortOrFull(1, METHODS.length) * CASES.length);
    expect(refused(cases)).toEqual([]);
  });

  it("accepts places that a battery of 0 J or a deadline closes, and weights of 0", MORE_IN_FULL, () => {
    // in the short suite a third of the methods each
    const methodsOf = (i: number): readonly MethodName[] =>
      EVERY_METHOD.filter((_, m) => shortOrFull(m % 3 === i, true));
    const { scenario } = FEASIBLE.find(({ name }) => name === "small-10")!;
    const variants: readonly (readonly [name: string, change: (user: User, n: number) => object])[] = [
      [
        "battery",
        ({ device, link }, n) => ({
          device: { ...device, battery: n % 2 === 0 ? 0 : 1e30 },
          link: { ...link, transmitPower: 0, receivePower: 0 },
        }),
      ],
      ["edge", (_, n) => ({ deadline: n % 2 === 0 ? 1e-3 : 1e3 })],
    ];
    const cases = variants.flatMap(([name, change], i) => {
      const users = scenario.users.map((user, n) => ({ ...user, workload: 1e9, ...change(user, n) }) as User);
      return solved(name, { ...scenario, users }, methodsOf(i));
    });
    const weights = { time: 0, error: 0, energy: 0, localUtility: 0, edgeUtility: 0 };
    expect(refused([...cases, ...solved("weights", { ...scenario, weights }, methodsOf(2))])).toEqual([]);
  });

  it("accepts cores that not all copies of a user enter", ONLY_IN_FULL, () => {
    const { scenario } = FEASIBLE.find(({ name }) => name === "small-10")!;
    const users = Array.from({ length: 60 }, (_, n) => ({ ...scenario.users[n % 2]!, id: `u${n + 1}` }));
    const cases = Array.from({ length: 24 }, (_, i) => {
      const edge = { ...scenario.edge, maxSteps: 3 + (i % 4), stepCapacity: 1 + 5 * i };
      return solved(`${i}`, { ...scenario, edge, users }, ["exact"])[0]!;
    });
    const partly = cases.filter(({ plan }) => plan.core!.some(({ copies }) => copies < 30));
    expect(partly.length).toBeGreaterThan(3);
    expect(refused(cases)).toEqual([]);
  });

  describe(`on ${SEEDS} random scenarios`, MORE_IN_FULL, () => {
    let pairs: (readonly [optimum: Case, heuristic: Case])[];
    beforeAll(() => {
      pairs = [];
      for (let seed = 1; pairs.length < SEEDS; seed++) {
        const scenario = randomScenario(seed);
        try {
          const [optimum, heuristic] = solved(`seed ${seed}`, scenario, [
            "exact",
            HEURISTICS[seed % HEURISTICS.length]!,
          ]);
          pairs.push([optimum!, heuristic!]);
        } catch (error) {
          if (!(error instanceof InfeasibleError)) throw error;
        }
      }
    });

    it("accepts the optimum and a heuristic's plan", () => {
      expect(refused(pairs.flat())).toEqual([]);
    });

    it("accepts a heuristic's plan as proven, with everybody in the core, only where it is as good as the optimum", () => {
      const some = pairs.slice(0, shortOrFull(12, 150)); // tables of poor plans are large
      const cases = some.map(([, { name, scenario, plan }]) => ({
        name,
        scenario,
        plan: { ...proven(plan), core: everyone(scenario) },
      }));
      const worse = some.filter(([optimum, { plan }]) => plan.objective - optimum.plan.objective > 1e-11 * plan.scale);
      const found = refused(cases);
      expect(worse.length).toBeGreaterThan(some.length / 10);
      expect(found.map(([name]) => name)).toEqual(worse.map(([, { name }]) => name));
      for (const [name, faults] of found) expect(faults.join("\n"), name).toMatch(/a better plan exists/);
    });
  });
});

describe.skipIf(skippedWithoutPython("no false certificate is shown to data/reference/check.py"))(
  "check.py",
  MORE_IN_FULL,
  () => {
    const truths = [...new Set(FALSIFIED.map(({ of }) => of))];
    let ofTruths: string[][];
    let found: string[][];
    beforeAll(() => {
      const told = faultsByCheckPy([
        ...truths.map(truthOf).map(({ scenario, plan }) => [scenario, plan] as const),
        ...FALSIFIED.map(({ of, falsify }) => {
          const { scenario, plan } = truthOf(of);
          return [scenario, falsify(plan, scenario)] as const;
        }),
      ]);
      [ofTruths, found] = [told.slice(0, truths.length), told.slice(truths.length)];
    });

    it("accepts what is falsified in the following", () => {
      expect(ofTruths).toEqual(truths.map(() => []));
    });

    it.each(FALSIFIED.map(({ name, fault }, i) => ({ name, fault, i })))("refuses $name", ({ fault, i }) => {
      expect(found[i]!.join("\n")).toMatch(fault);
    });
  },
);

describe.skipIf(skippedWithoutPython("the command check.py is not run"))("the command check.py", () => {
  const { path, write } = temporaryFolder();
  const { scenario, plan } = truthOf("small");
  const file = write("scenario.json", scenario);

  it("ends with 0 where all of it holds, also for a reference file", () => {
    const right = write("plan.json", plan);
    expect(runCheckPy(file, right)).toEqual({ exitCode: 0, stdout: "all of it holds\n" });
    expect(runCheckPy(write("reference.json", { scenario, expected: {} }), right).exitCode).toBe(0);
  });

  it("ends with 1 and a reason a line where it does not", () => {
    const { exitCode, stdout } = runCheckPy(file, write("wrong.json", { ...plan, lowerBound: 0, scale: 0 }));
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^lowerBound: 0.0 should be .*\nscale: 0.0 should be .*\n$/);
  });

  it("ends with 1 on a number that is none", () => {
    const text = JSON.stringify(plan).replace(/"price":[^,]*/, '"price":NaN');
    expect(runCheckPy(file, write("nan.json", text))).toEqual({
      exitCode: 1,
      stdout: "price: nan is no finite number\n",
    });
  });

  it("ends with 2 and a plain line on a scenario of several servers", () => {
    const several = write("servers.json", generateServers({ users: 2, servers: 2, seed: 1 }));
    expect(runCheckPy(several, write("plan.json", plan))).toEqual({
      exitCode: 2,
      stdout: "servers: a scenario of several servers is not checked here, only one with one edge\n",
    });
  });

  it("ends with 2 on what it cannot read", () => {
    const broken = write("broken.json", "{");
    const userless = write("userless.json", { ...scenario, users: undefined });
    const right = write("plan.json", plan);
    for (const files of [
      [file, path("none.json")],
      [file, broken],
      [userless, right],
    ] as const) {
      const { exitCode, stdout } = runCheckPy(...files);
      expect(exitCode).toBe(2);
      expect(stdout).toMatch(/^cannot be read: .+\n$/);
    }
    const { exitCode, stdout } = runCheckPy(file);
    expect(exitCode).toBe(2);
    expect(stdout).toContain("python3 check.py SCENARIO PLAN");
  });
});
