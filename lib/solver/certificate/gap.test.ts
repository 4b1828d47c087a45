import { describe, expect, it } from "vitest";
import { namesOf } from "../../input/checks.js";
import { evaluate } from "../../model/objective.js";
import { type Problem, toProblem } from "../../model/problem.js";
import type { ScenarioColumns } from "../../scenario/columns.js";
import type { Scenario } from "../../scenario/types.js";
import { caseOf } from "../../testing/cases.js";
import { feasibleProblems } from "../../testing/feasible-problems.js";
import { MORE_IN_FULL, shortOrFull, someOrAll } from "../../testing/long.js";
import { FEASIBLE } from "../../testing/reference.js";
import { timed } from "../allocation.js";
import { METHODS, type MethodName } from "../methods/methods.js";
import { solve } from "../solve.js";
import { lagrangianBound, notAbove } from "./bound.js";

const solutions = (scenario: Scenario | ScenarioColumns) =>
  namesOf(METHODS).map((method) => solve<MethodName>(scenario, { method, seed: 1 }));

/** Absolute cost parts of the plan in which each user does what is best for it at the price. */
function ownMagnitude(problem: Problem): number {
  const { basis } = lagrangianBound(problem);
  const steps = Float64Array.from({ length: problem.count }, (_, n) => {
    const s = basis.found.demand[problem.kinds?.kind[n] ?? n]!;
    return s > 0 ? s : problem.localWholeSteps[n]!;
  });
  const offload = Uint8Array.from(steps, (_, n) => (basis.found.demand[problem.kinds?.kind[n] ?? n]! > 0 ? 1 : 0));
  return evaluate(problem.scenario, timed(problem, offload, steps)).magnitude;
}

describe("the gap", () => {
  it("is not 0 where the plan lies above the bound: |bound| is the scale where the Lagrangian's plan has no costs", () => {
    // three steps on the device are worth 3, at the edge 0
    const { objective, lowerBound, excess, scale, gap } = solve(caseOf("zero-gap"), { method: "edge" });
    expect({ objective, lowerBound, excess, scale, gap }).toEqual({
      objective: 0,
      lowerBound: -3,
      excess: 3,
      scale: 3,
      gap: 1,
    });
  });

  it("falls back to 1 where neither the Lagrangian's plan nor the bound costs anything", () => {
    const scenario = caseOf("zero-gap");
    const free = {
      ...scenario,
      weights: { ...scenario.weights, time: 1, localUtility: 0 },
      users: scenario.users.map((user) => ({ ...user, device: { ...user.device, speed: 1e30 }, workload: 1e-60 })),
    };
    const sending = { ...free, users: free.users.map((user) => ({ ...user, link: { ...user.link, uplinkBits: 2 } })) };
    const solution = solve(sending, { method: "edge" });
    expect(solution.excess).toBeCloseTo(2, 12);
    expect(solution.gap).toBe(solution.excess / solution.scale);
    expect(solution.gap).toBeGreaterThan(0);
  });

  it("orders plans as their objectives do", () => {
    const scenario = caseOf("gap-order-flip");
    const found = solutions(scenario).sort((a, b) => a.objective - b.objective);
    const optimum = found.find(({ method }) => method === "exact")!;
    expect(optimum.objective).toBeCloseTo(63.46, 2);
    expect(found.find(({ method }) => method === "edge")!.objective).toBeCloseTo(90.02, 2);
    const others = found.filter(({ method }) => method !== "exact");
    for (const [i, { gap, objective }] of others.entries()) {
      if (i > 0 && objective > others[i - 1]!.objective + 1e-9) expect(gap).toBeGreaterThan(others[i - 1]!.gap);
    }
  });

  it(
    "has one scale for all methods, that of the Lagrangian's own plan, and is 0 only where the excess is",
    MORE_IN_FULL,
    () => {
      const problems = [...feasibleProblems(shortOrFull(4, 100))].map(({ problem }) => problem);
      for (const problem of [...someOrAll(4, FEASIBLE).map(({ scenario }) => toProblem(scenario)), ...problems]) {
        const found = solutions(problem.scenario);
        const { scale, dualBound, price } = found[0]!;
        const own = ownMagnitude(problem);
        expect(scale).toBeGreaterThan(0);
        if (own > 0) expect(Math.abs(scale - own)).toBeLessThanOrEqual(1e-12 * own);
        for (const solution of found) {
          expect(solution).toMatchObject({ scale, dualBound, price, gap: solution.excess / scale });
          const { objective, magnitude } = evaluate(problem.scenario, solution.plan);
          const rounding = 1e-11 * (magnitude + Math.abs(dualBound));
          expect(Math.abs(objective - solution.lowerBound - solution.excess)).toBeLessThanOrEqual(rounding);
          expect(solution.lowerBound).toBeLessThanOrEqual(objective);
        }
      }
    },
  );
});

it("a bound is clipped to the objective where rounding alone puts it above, and nowhere else", () => {
  expect(notAbove(10, 10 + 5e-12, 10)).toBe(10);
  expect(notAbove(10, 10 + 2e-11, 10)).toBe(10 + 2e-11);
  expect(notAbove(10, 9, 10)).toBe(9);
  expect(notAbove(0, 5e-12, 10)).toBe(0);
});
