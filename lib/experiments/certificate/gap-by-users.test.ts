import { describe, expect, it } from "vitest";
import { campus30 } from "../../population/campus.js";
import { generate } from "../../population/generate.js";
import { InfeasibleError } from "../../solver/infeasible.js";
import { solve } from "../../solver/solve.js";
import { GAP_PLANS, gapByUsers, gapRuns } from "./gap-by-users.js";

const population = campus30;
const sizes = [
  { users: 10, scenarios: 4 },
  { users: 200, scenarios: 3 },
];
const runs = gapRuns({ population, capacityPerUser: 10, sizes }, 5);
type Run = Readonly<Record<"users" | "seed" | (typeof GAP_PLANS)[number], number>>;

describe("gapRuns", () => {
  it("has the gaps that `solve` certifies", () => {
    for (const { users, seed, sca } of runs.rows as unknown as Run[]) {
      const scenario = generate({ ...population, users, seed, stepCapacity: 10 * users });
      expect(sca).toBeCloseTo(solve(scenario).gap, 5);
    }
    expect(runs.rows.map(({ users, seed }) => [users, seed])).toEqual([
      [10, 5],
      [10, 6],
      [10, 7],
      [10, 8],
      [200, 5],
      [200, 6],
      [200, 7],
    ]);
  });

  it("keeps the order: optimum, Lagrangian's plan, theorem; and no plan below the optimum", () => {
    for (const { theorem, lagrangian, sca, optimum } of runs.rows as unknown as Run[]) {
      expect(optimum).toBeGreaterThanOrEqual(0);
      expect(optimum).toBeLessThanOrEqual(lagrangian + 1e-15);
      expect(optimum).toBeLessThanOrEqual(sca + 1e-15);
      expect(lagrangian).toBeLessThan(theorem);
    }
  });

  it("says how far it is, and which scenarios have no plan", () => {
    const told: number[] = [];
    gapRuns({ population, capacityPerUser: 10, sizes: [{ users: 10, scenarios: 2 }] }, 1, (done) => told.push(done));
    expect(told).toEqual([0.5, 1]);
    const closed = { ...population, deviceMaxSteps: 0 };
    expect(() => gapRuns({ population: closed, capacityPerUser: 0.5, sizes }, 1)).toThrow(InfeasibleError);
  });
});

describe("gapByUsers", () => {
  it("sums the runs up for each number of users and plan", () => {
    const { rows } = gapByUsers(runs);
    expect(rows).toHaveLength(2 * GAP_PLANS.length);
    const gaps = runs.rows.filter(({ users }) => users === 200).map((row) => Number(row["lagrangian"]));
    const row = rows.find(({ users, plan }) => users === 200 && plan === "lagrangian")!;
    expect(row["scenarios"]).toBe(3);
    expect(row["mean"]).toBeCloseTo((gaps[0]! + gaps[1]! + gaps[2]!) / 3, 15);
    expect(row["largest"]).toBe(Math.max(...gaps));
  });
});
