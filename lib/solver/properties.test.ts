/** What must hold whatever the scenario: symmetries, order and the surrogate (MODEL.md §4–§7). */

import { describe, expect, it } from "vitest";
import { namesOf } from "../input/checks.js";
import { violations } from "../model/constraints.js";
import { evaluate } from "../model/objective.js";
import { toProblem } from "../model/problem.js";
import { stream } from "../numerics/stream.js";
import { toColumns } from "../scenario/columns.js";
import type { Scenario, User } from "../scenario/types.js";
import { MORE_IN_FULL, shortOrFull } from "../testing/long.js";
import { randomScenario } from "../testing/random-scenario.js";
import { lagrangianBound } from "./certificate/bound.js";
import { solveExact } from "./certificate/exact.js";
import { assertFeasible } from "./infeasible.js";
import { HEURISTICS } from "./methods/exact.js";
import { METHODS, type MethodName } from "./methods/methods.js";
import { bigM } from "./sca/big-m.js";
import { solvePerspective } from "./sca/perspective.js";
import { worstResidual } from "./sca/residuals.js";
import { defaultPenalty, solveSca } from "./sca/sca.js";
import { STARTS, startingPoint } from "./sca/starts.js";
import { solve } from "./solve.js";

function isFeasible(scenario: Scenario): boolean {
  try {
    assertFeasible(toProblem(scenario));
    return true;
  } catch {
    return false;
  }
}

const SEEDS = shortOrFull(12, 300);

/** Of what takes long. */
const FEW = shortOrFull(4, 60);

const scenarios: readonly Scenario[] = Array.from({ length: SEEDS }, (_, i) => randomScenario(1000 + i, 30)).filter(
  isFeasible,
);
const scaleOf = (scenario: Scenario): number =>
  evaluate(toColumns(scenario), solve(scenario, { method: "exact" }).plan).magnitude || 1;

describe("random scenarios", MORE_IN_FULL, () => {
  it("are mostly feasible", () => {
    expect(scenarios.length).toBeGreaterThan(0.8 * SEEDS);
  });

  it("every method is feasible, between the optimum and nothing, above the bound", () => {
    const methods = namesOf(METHODS.filter(({ proves }) => !proves));
    for (const scenario of scenarios) {
      const optimum = solve(scenario, { method: "exact" });
      const slack = 1e-9 * scaleOf(scenario);
      for (const method of methods) {
        const { plan, objective, lowerBound, gap } = solve<MethodName>(scenario, { method, seed: 7 });
        expect(violations(toColumns(scenario), plan), method).toEqual([]);
        expect(objective, method).toBeGreaterThanOrEqual(optimum.objective - slack);
        expect(lowerBound, method).toBeLessThanOrEqual(optimum.objective + slack);
        expect(gap, method).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it("the order of users changes no optimum, bound or price", () => {
    for (const scenario of scenarios.slice(0, FEW)) {
      const shuffled = { ...scenario, users: [...scenario.users].sort((a, b) => hash(a) - hash(b)) };
      const [one, other] = [scenario, shuffled].map((s) => solve(s, { method: "exact" }));
      const slack = 1e-12 * scaleOf(scenario);
      expect(Math.abs(one!.objective - other!.objective)).toBeLessThanOrEqual(slack);
      expect(one!.price).toBeCloseTo(other!.price, 12);
    }
  });

  it("other units of time, energy and work give the same plan", () => {
    for (const scenario of scenarios.slice(0, FEW)) {
      const one = solve(scenario, { method: "exact" });
      const other = solve(rescaled(scenario, 1000, 0.001, 1e-9), { method: "exact" });
      expect(Math.abs(one.objective - other.objective)).toBeLessThanOrEqual(1e-9 * scaleOf(scenario));
      expect(Math.abs(one.lowerBound - other.lowerBound)).toBeLessThanOrEqual(1e-9 * scaleOf(scenario));
    }
  });

  it("more capacity never costs", () => {
    for (const scenario of scenarios.slice(0, FEW)) {
      const capacity = scenario.edge.stepCapacity;
      if (capacity == null) continue;
      const more = { ...scenario, edge: { ...scenario.edge, stepCapacity: capacity + 5 } };
      const [less, richer] = [scenario, more].map((s) => solve(s, { method: "exact" }).objective);
      expect(richer!).toBeLessThanOrEqual(less! + 1e-9 * scaleOf(scenario));
    }
  });

  it("the relaxation lies below the bound with whole steps", () => {
    for (const scenario of scenarios) {
      const problem = toProblem(scenario);
      const relaxed = solvePerspective(problem, new Float64Array(problem.count)).dual;
      expect(relaxed).toBeLessThanOrEqual(lagrangianBound(problem).lowerBound + 1e-9 * scaleOf(scenario));
    }
  });

  it("the exact method past its state limit gives the plan of sca or greedy where it is better than its own", () => {
    let better = 0;
    for (const scenario of scenarios) {
      const problem = toProblem(scenario);
      const own = solveExact(problem, lagrangianBound(problem), { stateLimit: 1 });
      if (own.proven) continue;
      const others = Math.min(...HEURISTICS.map(({ name }) => solve(scenario, { method: name }).objective));
      const { objective } = solve(scenario, { method: "exact", stateLimit: 1 });
      expect(objective).toBe(Math.min(own.evaluation.objective, others));
      if (others < own.evaluation.objective) better++;
    }
    expect(better).toBeGreaterThan(SEEDS / 10);
  });

  it("an exact solve past its state limit returns its incumbent with the true excess", () => {
    let stopped = 0;
    for (const scenario of scenarios) {
      const problem = toProblem(scenario);
      const bound = lagrangianBound(problem);
      const { plan, proven, excess } = solveExact(problem, bound, { stateLimit: 1 });
      const { objective, magnitude } = evaluate(problem.scenario, plan);
      expect(violations(problem.scenario, plan)).toEqual([]);
      expect(Math.abs(objective - bound.lowerBound - excess)).toBeLessThanOrEqual(1e-9 * magnitude);
      if (!proven) stopped++;
    }
    expect(stopped).toBeGreaterThan(SEEDS / 10);
  });
});

describe("sca", MORE_IN_FULL, () => {
  it.each(STARTS)("from %s: residuals small, penalised objective never rises, plan feasible", (start) => {
    for (const [i, scenario] of scenarios.entries()) {
      const problem = toProblem(scenario);
      const relaxed = solvePerspective(problem, new Float64Array(problem.count));
      const penalty = defaultPenalty(problem, relaxed) * [0.1, 1, 10, 100][i % 4]!;
      const { trace, status } = solveSca(problem, {
        penalty,
        start: startingPoint(start, problem.count, i),
        iterationLimit: 100,
      });
      expect(status).not.toBe("numerical-error");
      const slack = 1e-9 * scaleOf(scenario);
      for (const [k, iterate] of trace.entries()) {
        expect(worstResidual(iterate.residuals)).toBeLessThanOrEqual(1e-8);
        if (k > 0) expect(iterate.penalisedObjective).toBeLessThanOrEqual(trace[k - 1]!.penalisedObjective + slack);
      }
    }
  });

  it("in the big-M form: residuals small, penalised objective never rises, plans feasible", () => {
    for (const [i, scenario] of scenarios.slice(0, FEW).entries()) {
      const start = STARTS[i % STARTS.length]!;
      const solution = solve(scenario, { relaxation: bigM, start, seed: i });
      expect(violations(toColumns(scenario), solution.plan)).toEqual([]);
      const slack = 1e-9 * scaleOf(scenario);
      for (const [k, iterate] of solution.trace.entries()) {
        expect(worstResidual(iterate.residuals)).toBeLessThanOrEqual(1e-8);
        const before = solution.trace[k - 1];
        if (before) expect(iterate.penalisedObjective).toBeLessThanOrEqual(before.penalisedObjective + slack);
      }
    }
  });

  it("with a continuation no start matters, τ never falls, and a binary point ends it", () => {
    let raised = 0;
    for (const [i, scenario] of scenarios.entries()) {
      const [half, random] = (["half", "random"] as const).map((start) =>
        solve(scenario, { continuation: true, start, seed: i }),
      );
      expect(random!.plan).toEqual(half!.plan);
      expect(half!.trace[0]!.penalty).toBe(0);
      for (const [k, { penalty }] of half!.trace.entries()) {
        if (k > 0) expect(penalty).toBeGreaterThanOrEqual(half!.trace[k - 1]!.penalty);
      }
      expect(half!.status).toBe("converged");
      expect(half!.binaryViolation).toBe(0);
      if (half!.penalty > 0) raised++;
    }
    expect(raised).toBeGreaterThan(SEEDS / 15);
  });

  it("the linearised penalty lies above a(1 − a) and touches it at the iterate", () => {
    const next = stream(5, 0);
    for (let i = 0; i < 1000; i++) {
      const [at, a] = [next(), next()];
      const tangent = at * (1 - at) + (1 - 2 * at) * (a - at);
      expect(tangent).toBeGreaterThanOrEqual(a * (1 - a) - 1e-15);
      expect(at * (1 - at) + (1 - 2 * at) * (at - at)).toBe(at * (1 - at));
    }
  });

  it("a start of one more user changes no other's", () => {
    expect([...startingPoint("random", 5, 3)]).toEqual([...startingPoint("random", 9, 3)].slice(0, 5));
  });
});

function hash({ id }: User): number {
  return (Number(id.slice(1)) * 7919) % 1009;
}

/** The same scenario in other units: times × t, energies × e, work × w. */
function rescaled(scenario: Scenario, t: number, e: number, w: number): Scenario {
  const { weights, edge } = scenario;
  const capacitance = (κ: number): number => (κ * (e / t)) / (w / t) ** 3;
  return {
    ...scenario,
    weights: { ...weights, time: weights.time / t, energy: weights.energy / e },
    edge: { ...edge, speed: (edge.speed * w) / t, switchedCapacitance: capacitance(edge.switchedCapacitance) },
    users: scenario.users.map((user) => ({
      ...user,
      workload: user.workload * w,
      device: {
        ...user.device,
        speed: (user.device.speed * w) / t,
        switchedCapacitance: capacitance(user.device.switchedCapacitance),
        ...(user.device.battery !== undefined && { battery: user.device.battery * e }),
      },
      link: {
        ...user.link,
        uplinkRate: user.link.uplinkRate / t,
        downlinkRate: user.link.downlinkRate / t,
        transmitPower: (user.link.transmitPower * e) / t,
        receivePower: (user.link.receivePower * e) / t,
      },
      ...(user.deadline !== undefined && { deadline: user.deadline * t }),
    })),
  };
}
