import { describe, expect, it } from "vitest";
import { toProblem } from "../../model/problem.js";
import { campus30 } from "../../population/campus.js";
import { fiveUsers } from "../../population/five-users.js";
import { generate } from "../../population/generate.js";
import type { Scenario } from "../../scenario/types.js";
import { lagrangianBound } from "../../solver/certificate/bound.js";
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

  it("keeps users whose device is closed at the edge, and leaves out those whose edge is closed", () => {
    const closed = fiveUsers.users.map((user) => ({ ...user, device: { ...user.device, maxSteps: 0 } }));
    expect(rowsOf({ ...fiveUsers, users: closed }, 100).at(-1)!.demand).toBe(5);
    const edge = { ...fiveUsers.edge, maxSteps: 0 };
    expect(rowsOf({ ...fiveUsers, edge }, 100).map(({ demand }) => demand)).toEqual([0, 0]);
  });
});
