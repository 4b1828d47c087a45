import { describe, expect, it } from "vitest";
import { namesOf } from "../../input/checks.js";
import { campus30 } from "../../population/campus.js";
import { generate } from "../../population/generate.js";
import { RELAXATIONS } from "../../solver/sca/relaxations.js";
import { STARTS } from "../../solver/sca/starts.js";
import { solve } from "../../solver/solve.js";
import { ONLY_IN_FULL, shortOrFull } from "../../testing/long.js";
import { once } from "../../testing/once.js";
import { tauSensitivity } from "./sensitivity.js";

const USERS = shortOrFull(12, 12);

describe("tauSensitivity", ONLY_IN_FULL, () => {
  const rows = once(
    () =>
      tauSensitivity(
        {
          population: { ...campus30, users: USERS, stepCapacity: 100 },
          scenarios: 2,
          penaltyFactors: [0.01, 1000],
          randomStarts: 3,
        },
        5,
      ).rows,
  );
  const row = (relaxation: string, penaltyFactor: number, start: string) =>
    rows().find((r) => r["relaxation"] === relaxation && r["penaltyFactor"] === penaltyFactor && r["start"] === start)!;

  it("has a row for each relaxation, τ, the continuation, and each kind of start", () => {
    expect(rows()).toHaveLength(RELAXATIONS.length * 3 * STARTS.length);
    expect(row("perspective", 1000, "random")["runs"]).toBe(6);
    expect(row("perspective", 1000, "half")["runs"]).toBe(2);
    expect(row("big-m", 0, "random")["runs"]).toBe(2);
  });

  it("gives the continuation the same answer from every start", () => {
    for (const relaxation of namesOf(RELAXATIONS)) {
      const { start: _, ...half } = row(relaxation, 0, "half");
      const { start: __, ...random } = row(relaxation, 0, "random");
      expect(random).toEqual(half);
    }
  });

  it("finds the gaps that solve finds, and a frozen start far worse than the start one half", () => {
    const gaps = [5, 6].map((seed) => {
      const scenario = generate({ ...campus30, users: USERS, stepCapacity: 100, seed });
      const { penalty } = solve(scenario);
      const { scale, objective: optimum } = solve(scenario, { method: "exact" });
      const { objective } = solve(scenario, { start: "local", penalty: 1000 * penalty! });
      return (objective - optimum) / scale;
    });
    expect(row("perspective", 1000, "local")["gapLargest"]).toBeCloseTo(Math.max(...gaps), 12);
    expect(Math.min(...gaps)).toBeGreaterThan(10 * Number(row("perspective", 1000, "half")["gapLargest"]));
  });
});
