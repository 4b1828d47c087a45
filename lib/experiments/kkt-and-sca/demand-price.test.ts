import { describe, expect, it } from "vitest";
import { toProblem } from "../../model/problem.js";
import { bestSteps } from "../../model/steps.js";
import { campus30 } from "../../population/campus.js";
import { fiveUsers } from "../../population/five-users.js";
import { generate } from "../../population/generate.js";
import { solvePerspective } from "../../solver/sca/perspective.js";
import { demandPrice } from "./demand-price.js";

interface Point {
  readonly curve: string;
  readonly price: number;
  readonly steps: number;
  readonly user: string;
}

const pointsOf = (table: ReturnType<typeof demandPrice>, curve: string): Point[] =>
  (table.rows as unknown as Point[]).filter((row) => row.curve === curve);

describe("demandPrice", () => {
  const five = demandPrice({ scenario: fiveUsers, highestPrice: 2.5 });

  it.each([
    ["five users", five],
    ["campus-30", demandPrice({ scenario: generate(campus30), highestPrice: 2 })],
  ])("never rises, and crosses the capacity at the solution: %s", (_, table) => {
    const demand = pointsOf(table, "demand");
    const [solution] = pointsOf(table, "solution");
    const capacity = pointsOf(table, "capacity")[0]!.steps;
    for (let i = 1; i < demand.length; i++) {
      expect(demand[i]!.price).toBeGreaterThanOrEqual(demand[i - 1]!.price);
      expect(demand[i]!.steps).toBeLessThanOrEqual(demand[i - 1]!.steps);
    }
    expect(demand.filter(({ price }) => price < solution!.price).every(({ steps }) => steps > capacity)).toBe(true);
    expect(demand.filter(({ price }) => price > solution!.price).every(({ steps }) => steps <= capacity)).toBe(true);
    expect(solution!.steps).toBe(capacity);
  });

  it("falls by what a user takes where that user leaves", () => {
    const { edge } = toProblem(fiveUsers);
    const demand = pointsOf(five, "demand");
    const jumps = demand.flatMap((after, i) => (after.user ? [{ after, before: demand[i - 1]! }] : []));
    expect(jumps.map(({ after }) => after.user)).toEqual(["E", "A", "C", "B", "D"]);
    for (const { before, after } of jumps) {
      const n = fiveUsers.users.findIndex(({ id }) => id === after.user);
      expect(after.price).toBe(before.price);
      expect(before.steps - after.steps).toBeCloseTo(bestSteps(edge, n, after.price), 10);
    }
  });

  it("names the split user of the relaxation", () => {
    const problem = toProblem(fiveUsers);
    const { price, offload } = solvePerspective(problem, new Float64Array(5));
    expect(pointsOf(five, "solution")).toEqual([{ curve: "solution", price, steps: 40, user: "A" }]);
    expect(offload[0]).toBeGreaterThan(0);
    expect(offload[0]).toBeLessThan(1);
  });

  it("keeps users without an open device at any price, and shows ample capacity at price 0", () => {
    const closed = fiveUsers.users.map((user) => ({ ...user, device: { ...user.device, maxSteps: 0 } }));
    const edge = { ...fiveUsers.edge, stepCapacity: 1000 };
    const table = demandPrice({ scenario: { ...fiveUsers, edge, users: closed }, highestPrice: 100 });
    const demand = pointsOf(table, "demand");
    expect(demand.at(-1)!.steps).toBe(5);
    expect(demand.every(({ user }) => user === "")).toBe(true);
    expect(pointsOf(table, "solution")).toEqual([{ curve: "solution", price: 0, steps: demand[0]!.steps, user: "" }]);
  });
});
