/** Scenarios in which little or nothing is left to decide (MODEL.md §2, §7), against HiGHS. */
import { expect, it } from "vitest";
import { violations } from "../model/constraints.js";
import { evaluate } from "../model/objective.js";
import { toColumns } from "../scenario/columns.js";
import type { Scenario } from "../scenario/types.js";
import { solveMilp } from "../testing/milp.js";
import { FEASIBLE } from "../testing/reference.js";
import { InfeasibleError } from "./infeasible.js";
import type { Method, RelaxationName, Solution } from "./solution.js";
import { solve } from "./solve.js";

const METHODS: readonly Method[] = ["sca", "exact", "local", "edge", "random", "random-init", "greedy"];
const RELAXATIONS: readonly RelaxationName[] = ["perspective", "big-m"];
const base = FEASIBLE.find(({ name }) => name === "small-10")!.scenario;

function withCapacity(stepCapacity: number | null, scenario: Scenario = base): Scenario {
  return { ...scenario, edge: { ...scenario.edge, stepCapacity } };
}

/** The first users' devices take no step. */
function withClosed(count: number): Scenario {
  const users = base.users.map((user, n) => (n < count ? { ...user, device: { ...user.device, maxSteps: 0 } } : user));
  return { ...base, users };
}

const alike = { ...base, users: Array.from({ length: 12 }, (_, n) => ({ ...base.users[3]!, id: `u${n + 1}` })) };
const one = { ...base, users: [base.users[0]!] };
const worthless = { ...base, weights: { time: 0, error: 0, energy: 0, localUtility: 0, edgeUtility: 0 } };
const edgeClosed = { ...base, edge: { ...base.edge, maxSteps: 0 } };

const cases: readonly (readonly [name: string, scenario: Scenario])[] = [
  ["capacity 0", withCapacity(0)],
  ["capacity 1", withCapacity(1)],
  ["just enough for the users with a closed device", withCapacity(4, withClosed(4))],
  ["one step more than that", withCapacity(5, withClosed(4))],
  ["every device closed, a step for each", withCapacity(10, withClosed(10))],
  ["edge closed", edgeClosed],
  ["identical users, scarce capacity", withCapacity(37, alike)],
  ["identical users, unlimited capacity", withCapacity(null, alike)],
  ["zero weights", worthless],
  ["zero weights, capacity 0", withCapacity(0, worthless)],
  ["one user", one],
  ["one user, one step of capacity", withCapacity(1, one)],
  ["one user, unlimited capacity", withCapacity(null, one)],
];

it.each(cases)("%s: every method is right", async (_name, scenario) => {
  const independent = evaluate(toColumns(scenario), (await solveMilp(scenario))!);
  const slack = 1e-8 * independent.magnitude;
  const solutions: readonly Solution[] = RELAXATIONS.flatMap((relaxation) =>
    METHODS.map((method) => solve(scenario, { method, relaxation, seed: 3, diagnostics: false })),
  );
  for (const { method, status, plan, objective, lowerBound, gap, relaxedObjective } of solutions) {
    expect(violations(toColumns(scenario), plan), method).toEqual([]);
    expect(objective, method).toBeGreaterThanOrEqual(independent.objective - slack);
    expect(lowerBound, method).toBeLessThanOrEqual(independent.objective + slack);
    expect(relaxedObjective, method).toBeLessThanOrEqual(independent.objective + slack);
    expect(gap, method).toBeGreaterThanOrEqual(0);
    expect(["numerical-error", "iteration-limit"], method).not.toContain(status);
    if (method !== "exact") continue;
    expect(status).toBe("optimal");
    expect(Math.abs(objective - independent.objective)).toBeLessThanOrEqual(slack);
  }
});

it("a step too few for the users with a closed device is infeasible, and they are named", () => {
  for (const method of METHODS) {
    expect(() => solve(withCapacity(3, withClosed(4)), { method }), method).toThrow(InfeasibleError);
    expect(() => solve(withCapacity(3, withClosed(4)), { method }), method).toThrow(/4 users.*3/s);
  }
});
