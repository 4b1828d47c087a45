import { describe, expect, it } from "vitest";
import { cost } from "../../model/cost.js";
import { maxWholeSteps } from "../../model/placement.js";
import { toProblem } from "../../model/problem.js";
import { bestWholeSteps } from "../../model/whole-steps.js";
import { campus30 } from "../../population/campus.js";
import { fiveUsers } from "../../population/five-users.js";
import { generate } from "../../population/generate.js";
import { lagrangianBound } from "../../solver/certificate/bound.js";
import { reducedCosts } from "./reduced-costs.js";

describe("reducedCosts", () => {
  it("is what the second-best of all choices costs more than the best", () => {
    const problem = toProblem(fiveUsers);
    const { price } = lagrangianBound(problem);
    const { local, edge } = problem;
    const second = fiveUsers.users.map(({ id }, n) => {
      const s = bestWholeSteps(local, n, 0);
      const atEdge = Array.from({ length: maxWholeSteps(edge, n) }, (_, i) => cost(edge, n, i + 1) + price * (i + 1));
      const [best, next] = [cost(local, n, s), ...atEdge].sort((a, b) => a - b);
      return { id, reduced: next! - best! };
    });
    second.sort((a, b) => a.reduced - b.reduced);
    const { rows } = reducedCosts({ scenario: fiveUsers });
    expect(rows.map(({ user }) => user)).toEqual(second.map(({ id }) => id));
    for (const [i, row] of rows.entries()) {
      expect(row["cheapestAlternative"]).toBeCloseTo(second[i]!.reduced, 12);
      expect(row["rank"]).toBe(i + 1);
    }
  });

  it("has everybody below the final gap in the core, which starts at a larger gap", () => {
    const { rows } = reducedCosts({ scenario: generate({ ...campus30, users: 1000, seed: 2, stepCapacity: 10000 }) });
    const [{ core, startExcess, finalExcess }] = rows as unknown as [Record<string, number>];
    const below = rows.filter((row) => Number(row["cheapestAlternative"]) < finalExcess!).length;
    expect(below).toBeGreaterThan(0);
    expect(core).toBeGreaterThanOrEqual(below);
    expect(core).toBeLessThan(100);
    expect(startExcess).toBeGreaterThan(finalExcess!);
  });

  it("tells identical users once for each choice, and leaves out those without an alternative", () => {
    const [one, other] = fiveUsers.users;
    const users = ["a", "b", "c", "d", "e"].map((id) => ({ ...one!, id })).concat({ ...other!, id: "f" });
    const { rows } = reducedCosts({ scenario: { ...fiveUsers, users } });
    expect(rows.reduce((sum, { copies }) => sum + Number(copies), 0)).toBe(6);
    expect(rows.length).toBeLessThan(6);
    const edge = { ...fiveUsers.edge, maxSteps: 0 };
    expect(reducedCosts({ scenario: { ...fiveUsers, edge } }).rows).toEqual([]);
  });
});
