import { describe, expect, it } from "vitest";
import { toProblem } from "../../model/problem.js";
import { campus30 } from "../../population/campus.js";
import { fiveUsers } from "../../population/five-users.js";
import { generate } from "../../population/generate.js";
import type { Scenario } from "../../scenario/types.js";
import { lagrangianBound } from "../../solver/certificate/bound.js";
import { demandPrice } from "../kkt-and-sca/demand-price.js";
import { dualFunction } from "./dual-function.js";

type Row = Readonly<Record<"price" | "dual" | "demand" | "capacity" | "optimum", number>>;
const rowsOf = (scenario: Scenario, highestPrice: number): Row[] =>
  dualFunction({ scenario, highestPrice }).rows as unknown as Row[];

describe("dualFunction", () => {
  it.each([
    ["five users", fiveUsers],
    ["campus-30", generate(campus30)],
  ])(
    "is linear between its rows with the slope demand − capacity, and largest at the library's price: %s",
    (_, scenario) => {
      const rows = rowsOf(scenario, 2);
      const { lowerBound, price } = lagrangianBound(toProblem(scenario));
      for (let i = 1; i < rows.length; i++) {
        const [before, after] = [rows[i - 1]!, rows[i]!];
        expect(after.demand).toBeLessThanOrEqual(before.demand);
        const rise = (before.demand - before.capacity) * (after.price - before.price);
        expect(after.dual - before.dual).toBeCloseTo(rise, 9);
      }
      const best = rows.reduce((a, b) => (b.dual > a.dual ? b : a));
      expect(best.dual).toBeCloseTo(lowerBound, 9);
      expect(best.price).toBeCloseTo(price, 12);
      expect(best.demand).toBeLessThanOrEqual(best.capacity);
      expect(best.dual).toBeLessThanOrEqual(best.optimum);
    },
  );

  it("counts steps that are given up at one price, and leaves the slope right", () => {
    const weights = { ...fiveUsers.weights, error: 0, edgeUtility: 5 };
    const rows = rowsOf({ ...fiveUsers, weights }, 10);
    expect(rows[0]!.demand).toBeGreaterThan(5);
    for (let i = 1; i < rows.length; i++) {
      const [before, after] = [rows[i - 1]!, rows[i]!];
      const rise = (before.demand - before.capacity) * (after.price - before.price);
      expect(after.dual - before.dual).toBeCloseTo(rise, 6);
    }
  });

  it("refuses an edge that is not limited in steps", () => {
    const { stepCapacity: _, ...edge } = fiveUsers.edge;
    const inWork = { ...fiveUsers, edge: { ...edge, workCapacity: 1e15 } };
    const unlimited = { ...fiveUsers, edge: { ...edge, stepCapacity: null } };
    for (const table of [dualFunction, demandPrice]) {
      expect(() => table({ scenario: inWork, highestPrice: 2 })).toThrow(
        "scenario.edge.workCapacity: must be left out",
      );
      expect(() => table({ scenario: unlimited, highestPrice: 2 })).toThrow(
        "scenario.edge.stepCapacity: must be a whole",
      );
    }
  });

  it("keeps users whose device is closed at the edge, and leaves out those whose edge is closed", () => {
    const closed = fiveUsers.users.map((user) => ({ ...user, device: { ...user.device, maxSteps: 0 } }));
    expect(rowsOf({ ...fiveUsers, users: closed }, 100).at(-1)!.demand).toBe(5);
    const edge = { ...fiveUsers.edge, maxSteps: 0 };
    expect(rowsOf({ ...fiveUsers, edge }, 100).map(({ demand }) => demand)).toEqual([0, 0]);
  });
});
