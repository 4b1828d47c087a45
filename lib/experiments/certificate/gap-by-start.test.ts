import { describe, expect, it } from "vitest";
import { fiveUsers } from "../../population/five-users.js";
import { solve } from "../../solver/solve.js";
import { gapByStart } from "./gap-by-start.js";

describe("gapByStart", () => {
  const { rows } = gapByStart({ scenario: fiveUsers, penaltyFactors: [1, 100], starts: 6 }, 3);

  it("solves from one half and from each random start at each penalty", () => {
    expect(rows.map(({ start }) => start)).toEqual(
      Array(2)
        .fill(["half", ...Array(6).fill("random")])
        .flat(),
    );
    const random = rows.filter(({ start }) => start === "random");
    expect(random.map(({ seed }) => seed)).toEqual([3, 4, 5, 6, 7, 8, 3, 4, 5, 6, 7, 8]);
    const { penalty } = solve(fiveUsers);
    const again = solve(fiveUsers, { method: "random-init", seed: 5, penalty: 100 * penalty! });
    expect(random[8]).toMatchObject({ seed: 5, penaltyFactor: 100, objective: again.objective, gap: again.gap });
  });

  it("finds the start one half alike at both penalties, and a random one worse at the large one", () => {
    const [low, high] = rows.filter(({ start }) => start === "half");
    expect(high!["objective"]).toBe(low!["objective"]);
    const worst = (factor: number): number =>
      Math.max(...rows.filter((row) => row["penaltyFactor"] === factor).map((row) => Number(row["gap"])));
    expect(worst(100)).toBeGreaterThan(5 * worst(1));
  });
});
