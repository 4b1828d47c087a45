import { describe, expect, it, test } from "vitest";
import { InputError } from "../../input/errors.js";
import { toProblem } from "../../model/problem.js";
import { generate } from "../../population/generate.js";
import type { Scenario } from "../../scenario/types.js";
import { lagrangianBound } from "../../solver/certificate/bound.js";
import { InfeasibleError } from "../../solver/infeasible.js";
import { solve } from "../../solver/solve.js";
import { MORE_IN_FULL, shortOrFull } from "../../testing/long.js";
import { randomScenario } from "../../testing/random-scenario.js";
import { DEVICE_LIMITS, EDGE_LIMITS, type StepLimitsOptions, stepLimitRuns, stepLimitsDefaults } from "./runs.js";
import { stepLimits, stepLimitsSummary } from "./summary.js";

const options: StepLimitsOptions = {
  population: { ...stepLimitsDefaults.population, users: 8 },
  scenarios: 3,
  points: [
    { deviceMaxSteps: 5, edgeMaxSteps: 20, capacityPerUser: 4 },
    { deviceMaxSteps: 20, edgeMaxSteps: 20, capacityPerUser: 4 },
    { deviceMaxSteps: 20, edgeMaxSteps: 50, capacityPerUser: 4 },
    { deviceMaxSteps: 20, edgeMaxSteps: 50, capacityPerUser: null },
  ],
};
const runs = stepLimitRuns(options, 5);

describe("stepLimitRuns", () => {
  it("has the optimum of the scenario that the limits and the seed make, at every point the same users", () => {
    expect(runs.rows).toHaveLength(12);
    for (const row of runs.rows) {
      const { deviceMaxSteps, edgeMaxSteps, capacityPerUser, seed } = row;
      const scenario = generate({
        ...options.population,
        seed: Number(seed),
        deviceMaxSteps: Number(deviceMaxSteps),
        edgeMaxSteps: Number(edgeMaxSteps),
        stepCapacity: capacityPerUser === "none" ? null : 8 * Number(capacityPerUser),
      });
      const { objective, totals, price } = solve(scenario, { method: "exact" });
      expect(row).toMatchObject({ objective: objective / 8, energy: totals.energy / 8, price, gap: 0 });
    }
    expect(runs.rows.map(({ seed }) => seed)).toEqual([5, 6, 7, 5, 6, 7, 5, 6, 7, 5, 6, 7]);
  });

  it("has an objective that is the weighted sum of its parts", () => {
    for (const row of runs.rows as Record<string, number>[]) {
      const { objective, latency, error, energy, utility } = row;
      expect(latency! + 40 * error! + 0.02 * energy! - utility!).toBeCloseTo(objective!, 10);
    }
  });

  it("has no excess where nothing limits, and never a smaller one at tighter limits", () => {
    const excess = (point: number, k: number): number => Number(runs.rows[3 * point + k]!["excess"]);
    for (const k of [0, 1, 2]) {
      expect(excess(3, k)).toBe(0);
      for (const point of [0, 1, 2]) expect(excess(point, k)).toBeGreaterThanOrEqual(excess(point + 1, k));
      expect(excess(0, k)).toBeGreaterThan(0);
    }
  });

  it("keeps within the capacity, and takes all of it at a price", () => {
    for (const { capacityPerUser, used, price } of runs.rows) {
      if (capacityPerUser === "none") expect(price).toBe(0);
      else expect(Number(used)).toBeLessThanOrEqual(Number(capacityPerUser));
    }
  });

  it("says how far it is, and refuses what makes no plan or no sense", () => {
    const told: number[] = [];
    stepLimitRuns({ ...options, scenarios: 2 }, 5, (done) => told.push(done));
    expect(told).toEqual([0.5, 1]);
    expect(() => stepLimitRuns({ ...options, scenarios: 0 }, 5)).toThrow(InputError);
    const none = { deviceMaxSteps: 0, edgeMaxSteps: 20, capacityPerUser: 0 };
    expect(() => stepLimitRuns({ ...options, points: [none] }, 5)).toThrow(InfeasibleError);
  });
});

describe("stepLimits", () => {
  it("has the mean and quantiles of each point's runs", () => {
    const { rows } = stepLimits(options, 5);
    expect(rows).toHaveLength(4);
    const energies = runs.rows.slice(3, 6).map(({ energy }) => Number(energy));
    const [least, middle, most] = [...energies].sort((a, b) => a - b) as [number, number, number];
    expect(rows[1]).toMatchObject({ deviceMaxSteps: 20, edgeMaxSteps: 20, capacityPerUser: 4, scenarios: 3 });
    expect(rows[1]!["energyMean"]).toBeCloseTo((least + middle + most) / 3, 10);
    expect(rows[1]!["energyP10"]).toBeCloseTo(0.8 * least + 0.2 * middle, 10);
    expect(rows[1]!["energyP90"]).toBeCloseTo(0.2 * middle + 0.8 * most, 10);
  });

  it("takes no run whose optimum is not proven", () => {
    const unproven = { ...runs, rows: runs.rows.map((row) => ({ ...row, gap: 1e-6 })) };
    expect(() => stepLimitsSummary(unproven)).toThrow("the optimum of seed 5 is not proven");
  });

  it("has by default each point of the three planes, once", () => {
    const points = stepLimitsDefaults.points.map((point) => JSON.stringify(point));
    expect(new Set(points).size).toBe(2 * DEVICE_LIMITS.length * EDGE_LIMITS.length + EDGE_LIMITS.length ** 2);
  });
});

/** The scenario with every limit that `more` tells apart raised by so many steps. */
function loosened(scenario: Scenario, more: { device?: number; task?: number; total?: number }): Scenario {
  const { device = 0, task = 0, total = 0 } = more;
  const { maxSteps, stepCapacity } = scenario.edge;
  return {
    ...scenario,
    edge: {
      ...scenario.edge,
      maxSteps: maxSteps + task,
      stepCapacity: stepCapacity == null ? null : stepCapacity + total,
    },
    users: scenario.users.map((user) => ({
      ...user,
      device: { ...user.device, maxSteps: user.device.maxSteps + device },
    })),
  };
}

test("a looser limit raises neither the optimum nor the bound, on random scenarios", MORE_IN_FULL, () => {
  const seeds = shortOrFull(30, 120);
  let [feasible, lower] = [0, 0];
  for (let seed = 1; seed <= seeds; seed++) {
    const scenario = randomScenario(seed, 15);
    const values = (of: Scenario): number[] => {
      const { objective } = solve(of, { method: "exact" });
      return [objective, lagrangianBound(toProblem(of)).lowerBound];
    };
    let before: number[];
    try {
      before = values(scenario);
    } catch (error) {
      expect(error).toBeInstanceOf(InfeasibleError);
      continue;
    }
    feasible++;
    const rounding = 1e-10 * Math.max(1, ...before.map(Math.abs));
    for (const more of [{ device: 1 }, { task: 1 }, { total: 1 }, { total: 20 }, { device: 5, task: 5, total: 5 }]) {
      for (const [i, value] of values(loosened(scenario, more)).entries()) {
        expect(value).toBeLessThanOrEqual(before[i]! + rounding);
        if (value < before[i]! - rounding) lower++;
      }
    }
  }
  expect(feasible).toBeGreaterThan(0.75 * seeds);
  expect(lower).toBeGreaterThan(feasible);
});
