import { mean } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { campus30 } from "../../population/campus.js";
import { ONLY_IN_FULL } from "../../testing/long.js";
import { once } from "../../testing/once.js";
import { tauLaw } from "./law.js";

describe("tauLaw", ONLY_IN_FULL, () => {
  const factors = [0.5, 1, 2, 4, 1000];
  const seeds = 24;
  const users = 2000;
  const tables = once(() =>
    Array.from({ length: seeds }, (_, k) => {
      const scenario = { ...campus30, users, seed: k + 1, stepCapacity: 10 * users };
      return tauLaw({ scenario, penaltyFactors: factors, starts: 3 }, 1).rows as readonly Record<string, number>[];
    }),
  );
  const ratios = (factor: number, over: string, under: string): number[] =>
    tables().map((rows) => rows[factors.indexOf(factor)]![over]! / rows[factors.indexOf(factor)]![under]!);

  it("measures what margins and the price of those who go foretell, population by population", () => {
    for (const factor of [1, 2, 4]) {
      const measured = ratios(factor, "gapMean", "expected");
      expect(Math.abs(mean(measured) - 1), `τ ${factor} × default`).toBeLessThan(0.12);
      for (const ratio of measured) expect(Math.abs(ratio - 1), `τ ${factor} × default`).toBeLessThan(0.3);
    }
  });

  it("that is density × τ²/6 a user while τ is in the range over which the density is measured", () => {
    expect(Math.abs(mean(ratios(0.5, "expected", "law")) - 1)).toBeLessThan(0.2);
    for (const rows of tables()) expect(rows[2]!["law"]! / rows[1]!["law"]!).toBeCloseTo(4, 9);
  });

  it("saturates", () => {
    for (const ratio of ratios(1000, "gapMean", "law")) expect(ratio).toBeLessThan(1e-3);
    for (const ratio of ratios(1000, "gapMean", "expected")) expect(Math.abs(ratio - 1)).toBeLessThan(0.3);
  });

  it("quantiles lie around the mean", () => {
    for (const row of tables().flat()) {
      expect(row["gapP10"]).toBeLessThanOrEqual(row["gapMean"]!);
      expect(row["gapP90"]).toBeGreaterThanOrEqual(row["gapMean"]!);
    }
  });
});
