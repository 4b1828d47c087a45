import { describe, expect, it } from "vitest";
import { namesOf } from "../input/checks.js";
import { InputError } from "../input/errors.js";
import { parsePlan } from "../model/plan.js";
import { generate } from "../population/generate.js";
import { type ScenarioColumns, toColumns } from "../scenario/columns.js";
import type { Scenario } from "../scenario/types.js";
import { METHODS, type MethodName } from "../solver/methods/methods.js";
import { solve } from "../solver/solve.js";
import { everyone, FALSIFICATIONS, proven, truthOf } from "../testing/falsified-certificates.js";
import { feasibleProblems } from "../testing/feasible-problems.js";
import { MORE_IN_FULL, shortOrFull, someOrAll } from "../testing/long.js";
import { oneUser } from "../testing/one-user.js";
import { randomScenario } from "../testing/random-scenario.js";
import { FEASIBLE } from "../testing/reference.js";
import { type SolutionFile, solutionFile } from "../testing/solution-file.js";
import { parseClaims } from "./claims.js";
import { verify } from "./verify.js";

/** What the check finds wrong with a method's solution, read back from JSON. */
function flawsOf(scenario: ScenarioColumns, method: MethodName): readonly string[] {
  const solution = solve<MethodName>(scenario, { method, seed: 1 });
  const claims = parseClaims(JSON.parse(JSON.stringify(solution)), scenario.users);
  const { violations, flaws, dual } = verify(scenario, solution.plan, claims);
  expect(dual).not.toBeNull();
  return [...violations.map(({ message }) => message), ...flaws];
}

/** What the check says against a solution's file. */
function refusal(scenario: Scenario, file: object): string[] {
  const { users } = toColumns(scenario);
  const value = JSON.parse(JSON.stringify(file));
  try {
    const { violations, flaws, dual } = verify(scenario, parsePlan(value, users.count), parseClaims(value, users));
    const messages = [...violations.map(({ constraint, message }) => `${constraint}: ${message}`), ...flaws];
    return dual === null && messages.length === 0 ? ["no certificate inside"] : messages;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return [error.message];
  }
}

/** A reference scenario with its solution by the paper's algorithm. */
function converged(): { scenario: Scenario; plan: SolutionFile } {
  const { scenario } = FEASIBLE.find(({ name }) => name === "small-10")!;
  const plan = solutionFile(scenario, "sca");
  expect(plan.status).toBe("converged");
  return { scenario, plan };
}

it("a plan that costs nothing, tied with one that does, has either scale", () => {
  const weights = { time: 0, energy: 0, localUtility: 0, edgeUtility: 0.2 };
  const free = oneUser({ errorModel: { kind: "exponential", initial: 0, decay: 0 } }, weights);
  const scenario: Scenario = { ...free, utility: "log", edge: { ...free.edge, stepCapacity: 0 } };
  for (const method of namesOf(METHODS)) {
    const plan = solutionFile(scenario, method);
    expect([plan.objective, plan.scale, plan.price > 0], method).toEqual([0, 1, true]);
    expect(refusal(scenario, plan), method).toEqual([]);
    expect(refusal(scenario, { ...plan, scale: 2 }).join(), method).toMatch("scale: is 2");
  }
});

describe("what is false is refused, with a reason that names it", () => {
  it.each(FALSIFICATIONS)("$name", ({ of, fault, falsify }) => {
    const { scenario, plan } = truthOf(of);
    expect(refusal(scenario, falsify(plan, scenario)).join("; ")).toMatch(fault);
  });

  it.each([...new Set(FALSIFICATIONS.map(({ of }) => of))])("what it is made of, '%s', is not", (of) => {
    const { scenario, plan } = truthOf(of);
    expect(refusal(scenario, plan)).toEqual([]);
  });
});

describe("a solution that is called converged", () => {
  const { scenario, plan } = converged();
  const fields = ["relaxation", "relaxed", "residuals", "linearisedAt", "trace", "penalty", "binaryViolation"] as const;

  it("is accepted as it is", () => {
    expect(refusal(scenario, plan)).toEqual([]);
  });

  it.each([...fields, "relaxedObjective"] as const)("is refused without %s", (field) => {
    expect(refusal(scenario, { ...plan, [field]: undefined }).join("; ")).toMatch(
      /^status: is converged, but .* not complete$/,
    );
  });
});

describe("every claim of every method holds", () => {
  it.each(someOrAll(4, FEASIBLE))("on $name", MORE_IN_FULL, ({ scenario }) => {
    for (const method of namesOf(METHODS)) expect(flawsOf(toColumns(scenario), method), method).toEqual([]);
  });

  it("on random scenarios", MORE_IN_FULL, () => {
    for (const { seed, problem } of feasibleProblems(shortOrFull(3, 600))) {
      for (const method of namesOf(METHODS)) {
        expect(flawsOf(problem.scenario, method), `seed ${seed}, ${method}`).toEqual([]);
      }
    }
  });
});

describe("the proof", () => {
  it("holds for cores that not all copies of a user enter", MORE_IN_FULL, () => {
    const { scenario } = FEASIBLE.find(({ name }) => name === "small-10")!;
    const users = Array.from({ length: 60 }, (_, n) => ({ ...scenario.users[n % 2]!, id: `u${n + 1}` }));
    let partly = 0;
    for (let i = 0; i < 24; i += shortOrFull(2, 1)) {
      const edge = { ...scenario.edge, maxSteps: 3 + (i % 4), stepCapacity: 1 + 5 * i };
      const alike = { ...scenario, edge, users };
      const plan = solutionFile(alike, "exact");
      if (plan.core!.some(({ copies }) => copies < 30)) partly++;
      expect(refusal(alike, plan), `${i}`).toEqual([]);
    }
    expect(partly).toBeGreaterThan(3);
  });

  it("holds where alike users are few among many", MORE_IN_FULL, () => {
    const seeds = shortOrFull(3, 10);
    let twice = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const scenario = generate({ users: shortOrFull(300, 600), seed });
      const [needed] = solve(scenario, { method: "exact" }).core;
      if (needed === undefined) continue;
      const users = [...scenario.users.slice(0, -1), { ...scenario.users[needed.user]!, id: "last" }];
      const plan = solutionFile({ ...scenario, users }, "exact");
      if (plan.core!.some(({ copies }) => copies === 2)) twice++;
      expect(refusal({ ...scenario, users }, plan), `seed ${seed}`).toEqual([]);
    }
    expect(twice).toBeGreaterThan(0.2 * seeds);
  });

  it(
    "does not hold for a heuristic's plan with everybody in the core, but where it is as good as the optimum",
    MORE_IN_FULL,
    () => {
      let worse = 0;
      const seeds = shortOrFull(20, 60);
      for (const { seed, problem } of feasibleProblems(seeds)) {
        const scenario = randomScenario(seed);
        const plan = solutionFile(scenario, "greedy");
        const optimum = solve(problem.scenario, { method: "exact" });
        const said = refusal(scenario, { ...proven(plan), core: everyone(scenario) });
        if (plan.objective - optimum.objective <= 1e-11 * plan.scale) expect(said, `seed ${seed}`).toEqual([]);
        else {
          worse++;
          expect(said.join("; "), `seed ${seed}`).toMatch(/it holds a better plan/);
        }
      }
      expect(worse).toBeGreaterThan(seeds / 6);
    },
  );
});
