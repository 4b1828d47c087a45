/** The summary's failure signatures (MODEL.md §9): each fires on a failure made for it, and none on a proven optimum. */

import { describe, expect, it } from "vitest";
import { namesOf } from "../input/checks.js";
import { toProblem } from "../model/problem.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import type { Scenario, User } from "../scenario/types.js";
import { halving } from "../testing/halving.js";
import { MORE_IN_FULL, shortOrFull, someOrAll } from "../testing/long.js";
import { randomScenario } from "../testing/random-scenario.js";
import { FEASIBLE } from "../testing/reference.js";
import { type Diagnostic, type DiagnosticThresholds, diagnose } from "./diagnose.js";
import { assertFeasible } from "./infeasible.js";
import { METHODS, type MethodName } from "./methods/methods.js";
import type { Solution } from "./solution.js";
import { solve } from "./solve.js";

const kindsOf = (found: readonly Diagnostic[]): string[] => found.map(({ kind }) => kind);
const strict: DiagnosticThresholds = { gap: 0, error: 1, energy: 1 };

const user = (n: number): User => ({
  id: `u${n}`,
  workload: 1e12,
  device: { speed: 1e12, switchedCapacitance: 1e-36, maxSteps: 20 },
  link: {
    uplinkBits: 1e6,
    downlinkBits: 1e7,
    uplinkRate: 2e7,
    downlinkRate: 5e7,
    transmitPower: 0.2,
    receivePower: 0.1,
  },
  errorModel: { kind: "exponential", initial: 1, decay: 0.2 },
});
const users = Array.from({ length: 6 }, (_, n) => user(n + 1));
const edge = { speed: 5e13, switchedCapacitance: 1e-40, maxSteps: 30, stepCapacity: 120 };

/** Quality is what counts, and devices take few steps: whoever stays there gets little. */
const qualityScenario: Scenario = {
  weights: { time: 0.1, error: 100, energy: 0.001, localUtility: 0, edgeUtility: 0 },
  edge,
  users: users.map((one) => ({ ...one, device: { ...one.device, maxSteps: 2 } })),
};
/** Devices waste energy on steps that the edge does for little. */
const energyScenario: Scenario = {
  weights: { time: 0.1, error: 5, energy: 1, localUtility: 0, edgeUtility: 0 },
  edge,
  users: users.map((one) => ({
    ...one,
    device: { speed: 1e12, switchedCapacitance: 1e-34, maxSteps: 20 },
    errorModel: { kind: "power", initial: 1, exponent: 0 },
  })),
};

describe("diagnose", () => {
  it("tells of suboptimal quality where a plan has far more error than the optimum, with the figures", () => {
    const [only, ...others] = diagnose(qualityScenario, solve(qualityScenario, { method: "local" }));
    expect(others).toEqual([]);
    const { kind, figures, message } = only!;
    expect(kind).toBe("suboptimal-quality");
    const optimum = solve(qualityScenario, { method: "exact" });
    expect(figures["referenceMeanError"]).toBe(optimum.totals.error / 6);
    expect(figures["meanError"]).toBeGreaterThan(1.25 * figures["referenceMeanError"]!);
    expect(message).toMatch(/^mean error [\d.]+ is more than 1.25 times the [\d.]+ of the optimum$/);
    const ratio = figures["meanError"]! / figures["referenceMeanError"]!;
    const local = solve(qualityScenario, { method: "local" });
    expect(kindsOf(diagnose(qualityScenario, local, { error: ratio * 1.001 }))).toEqual([]);
    expect(kindsOf(diagnose(qualityScenario, local, { error: ratio * 0.999 }))).toEqual(["suboptimal-quality"]);
  });

  it("tells of excessive energy where the optimum takes far less for no more error, with the figures", () => {
    const local = solve(energyScenario, { method: "local" });
    const [only, ...others] = diagnose(energyScenario, local);
    expect(others).toEqual([]);
    const { kind, figures, message } = only!;
    expect(kind).toBe("excessive-energy");
    expect(figures["energy"]).toBe(local.totals.energy);
    expect(figures["referenceEnergy"]).toBe(solve(energyScenario, { method: "exact" }).totals.energy);
    expect(message).toMatch(/^energy \S+ J is more than 1.25 times the \S+ J of the optimum, which has no more error$/);
    const ratio = figures["energy"]! / figures["referenceEnergy"]!;
    expect(kindsOf(diagnose(energyScenario, local, { energy: ratio * 1.001 }))).toEqual([]);
  });

  it("does not call energy excessive that the optimum saves by more error", () => {
    const local = solve(energyScenario, { method: "local" });
    const { error } = solve(energyScenario, { method: "exact" }).totals;
    const better = { ...local, totals: { ...local.totals, error: 0.99 * error } };
    expect(diagnose(energyScenario, better)).toEqual([]);
    expect(kindsOf(diagnose(energyScenario, { ...local, totals: { ...local.totals, error } }))).toEqual([
      "excessive-energy",
    ]);
  });

  it("tells of poor convergence: at a limit of iterations, and where the iterates stand still far above the optimum", () => {
    const scenario = FEASIBLE.find(({ name }) => name === "time-free-20")!.scenario;
    const stopped = solve(scenario, { iterationLimit: 1 });
    const [first] = diagnose(scenario, stopped);
    expect(first!.kind).toBe("poor-convergence");
    expect(first!.message).toMatch(/^stopped with status iteration-limit after 1 iterations, at a gap of [\d.e-]+ %$/);
    const late = solve(scenario, { method: "exact", timeLimit: 1e-9 });
    expect(diagnose(scenario, late)[0]!.message).toMatch(
      /^the time limit ended the proof at 0 users; the plan is the best of/,
    );
    const cut = solve(scenario, { method: "exact", stateLimit: 1 });
    expect(cut.status).toBe("iteration-limit");
    expect(diagnose(scenario, cut)[0]!.message).toMatch(
      /^the state limit ended the proof at \d+ users; the plan is the best of the proof's, sca's and greedy's, at a gap of [\d.e-]+ %$/,
    );
    const broken = { ...solve(scenario), status: "numerical-error" } as Solution;
    expect(kindsOf(diagnose(scenario, broken))).toEqual(["poor-convergence"]);

    const medium = FEASIBLE.find(({ name }) => name === "medium-40")!.scenario;
    const frozen = solve(medium, { start: "local", penalty: 1e6 });
    expect(frozen.status).toBe("converged");
    const [told] = diagnose(medium, frozen);
    expect(told!.kind).toBe("poor-convergence");
    const optimum = solve(medium, { method: "exact" }).objective;
    expect(told!.figures["gap"]).toBeCloseTo((frozen.objective - optimum) / frozen.scale, 12);
    expect(told!.message).toMatch(/^converged to a plan that is [\d.]+ % above the optimum, more than 1 %$/);
    expect(kindsOf(diagnose(medium, frozen, { gap: 10 }))).toEqual([]);
  });

  describe("in figures worked out by hand", () => {
    // 9 steps at the edge take 0.9 s and 1 s and 4 J of transfer, 5 on the device 5 s
    const columns: ScenarioColumns = halving(["open", "open"], null);
    const one = new Float64Array(2).fill(1);
    const sending = { ...columns.users, uplinkBits: one, transmitPower: one.map(() => 4) };
    const scenario: ScenarioColumns = { ...columns, users: sending };
    const local = solve<MethodName>(scenario, { method: "local" });
    const optimum = { objective: 2 * (1.9 + 60 / 512), error: 2 / 512, energy: 8 };
    const above = (2 * 6.875 - optimum.objective) / optimum.objective;
    const diagnosed = (change: object, given: Partial<DiagnosticThresholds> = {}): Diagnostic[] =>
      diagnose(scenario, { ...local, ...change } as Solution, given);
    const totals = (change: object): object => ({ totals: { ...local.totals, ...change } });

    it("of a plan that iterates stood still at, above the optimum over the scale", () => {
      const [only, ...others] = diagnosed({ status: "converged", iterations: 7 }, { error: 100 });
      expect(others).toEqual([]);
      expect(only).toEqual({
        kind: "poor-convergence",
        message: "converged to a plan that is 241 % above the optimum, more than 1 %",
        figures: { gap: expect.closeTo(above, 12), iterations: 7, threshold: 0.01 },
      });
      const gap = only!.figures["gap"]!;
      const unsure = { status: "converged", gap: Infinity };
      expect(diagnosed(unsure, { gap, error: 100 })).toEqual([]);
      expect(diagnosed(unsure, { gap: gap * (1 - 1e-12), error: 100 })).toHaveLength(1);
      expect(diagnosed({ status: "feasible" }, { error: 100 })).toEqual([]);
    });

    it("of a run that stopped, whose gap alone is known", () => {
      const first = (status: string, gap: number): Diagnostic =>
        diagnosed({ status, gap, iterations: 7 }, { gap: 10 })[0]!;
      expect(first("iteration-limit", 0.0123)).toEqual({
        kind: "poor-convergence",
        message: "stopped with status iteration-limit after 7 iterations, at a gap of 1.23 %",
        figures: { gap: 0.0123, iterations: 7, threshold: 10 },
      });
      expect(first("numerical-error", 2).message).toMatch(/^stopped with status numerical-error .* of 200 %$/);
    });

    it("of mean errors, beside the reference plan's", () => {
      expect(diagnosed({})).toEqual([
        {
          kind: "suboptimal-quality",
          message: "mean error 0.0313 is more than 1.25 times the 0.00195 of the optimum",
          figures: {
            meanError: expect.closeTo(1 / 32, 12),
            referenceMeanError: expect.closeTo(1 / 512, 12),
            threshold: 1.25,
          },
        },
      ]);
      const error = 2 * diagnosed({})[0]!.figures["referenceMeanError"]!;
      expect(diagnosed(totals({ error: 2 * error }), { error: 2 })).toEqual([]);
      expect(diagnosed(totals({ error: 2 * error * (1 + 1e-12) }), { error: 2 })).toHaveLength(1);
    });

    it("of energies, beside the reference plan's where that has no more error", () => {
      const energyOf = (energy: number, error: number): Diagnostic[] =>
        diagnosed(totals({ energy, error }), { error: 100 });
      expect(energyOf(12.345, local.totals.error)).toEqual([
        {
          kind: "excessive-energy",
          message: "energy 12.3 J is more than 1.25 times the 8 J of the optimum, which has no more error",
          figures: { energy: 12.345, referenceEnergy: 8, threshold: 1.25 },
        },
      ]);
      expect(energyOf(10, local.totals.error)).toEqual([]);
      expect(energyOf(10.001, local.totals.error)).toHaveLength(1);
      expect(energyOf(20, optimum.error * (1 - 5e-10))).toHaveLength(1);
      expect(energyOf(20, optimum.error * (1 - 2e-9))).toEqual([]);
    });
  });

  it("never calls a baseline's poor plan by the name of convergence", MORE_IN_FULL, () => {
    let poor = 0;
    const cases = someOrAll(5, FEASIBLE);
    for (const { scenario } of cases) {
      for (const method of namesOf(
        METHODS.filter(({ proves, options }) => !proves && !options.includes("relaxation")),
      )) {
        const solution = solve<MethodName>(scenario, { method });
        const kinds = kindsOf(diagnose(scenario, solution));
        expect(kinds).not.toContain("poor-convergence");
        if (solution.gap > 0.01) poor++;
      }
    }
    expect(poor).toBeGreaterThan(cases.length / 2);
  });

  const RANDOM = shortOrFull(4, 260);
  const references = someOrAll(5, FEASIBLE);
  const optima = [
    ...references.map(({ scenario }) => scenario),
    qualityScenario,
    energyScenario,
    ...Array.from({ length: RANDOM }, (_, i) => randomScenario(i + 1, 20)).filter(isFeasible),
  ];

  it("is silent on proven optima, whoever found them and however low the thresholds", MORE_IN_FULL, () => {
    expect(optima.length).toBeGreaterThan(0.75 * RANDOM + references.length);
    for (const scenario of optima) {
      const optimum = solve(scenario, { method: "exact" });
      expect(optimum.status).toBe("optimal");
      expect(diagnose(scenario, optimum, strict)).toEqual([]);
      const { plan, objective, totals, dualBound, scale } = optimum;
      const gap = (objective - dualBound) / scale;
      const same = { plan, objective, totals, gap, excess: gap * scale };
      expect(diagnose(scenario, { ...solve(scenario, { method: "local" }), ...same }, strict)).toEqual([]);
      expect(diagnose(scenario, { ...solve(scenario), ...same, status: "converged" }, strict)).toEqual([]);
    }
  });

  it("is silent where error is traded for energy by the weights", () => {
    const [first] = FEASIBLE;
    const thrifty = { ...first!.scenario, weights: { ...first!.scenario.weights, error: 0.01, energy: 1 } };
    const careful = { ...first!.scenario, weights: { ...first!.scenario.weights, error: 1000, energy: 0.001 } };
    const [cheap, good] = [thrifty, careful].map((one) => solve(one));
    expect(cheap!.totals.error).toBeGreaterThan(1.25 * good!.totals.error);
    expect(good!.totals.energy).toBeGreaterThan(1.25 * cheap!.totals.energy);
    for (const one of [thrifty, careful]) expect(diagnose(one, solve(one))).toEqual([]);
  });

  it(
    "tells the methods of the list nothing of themselves where their plans are within a hundredth of the bound",
    MORE_IN_FULL,
    () => {
      for (const { scenario } of someOrAll(4, FEASIBLE)) {
        for (const { name } of METHODS) {
          const solution = solve<MethodName>(scenario, { method: name });
          if (solution.gap > 0.01 || solution.status === "iteration-limit") continue;
          expect(diagnose(scenario, solution), name).toEqual([]);
        }
      }
    },
  );
});

function isFeasible(scenario: Scenario): boolean {
  try {
    assertFeasible(toProblem(scenario));
    return true;
  } catch {
    return false;
  }
}
