import { expect, it } from "vitest";
import { campus30 } from "../../population/campus.js";
import { tauLaw } from "./law.js";

it("measures gaps that grow like τ² around the default, as margins and their density tell", () => {
  const scenario = { ...campus30, users: 2000, seed: 3, stepCapacity: 20000 };
  const { rows } = tauLaw({ scenario, penaltyFactors: [1, 2, 1000], starts: 3 }, 1);
  const [one, two, thousand] = rows as readonly Record<string, number>[];
  expect(two!["law"]! / one!["law"]!).toBeCloseTo(4, 9);
  for (const row of [one!, two!]) {
    expect(row["gapMean"]! / row["expected"]!).toBeGreaterThan(0.6);
    expect(row["gapMean"]! / row["expected"]!).toBeLessThan(1.6);
    expect(row["gapP10"]).toBeLessThanOrEqual(row["gapMean"]!);
    expect(row["gapP90"]).toBeGreaterThanOrEqual(row["gapMean"]!);
  }
  expect(thousand!["gapMean"]).toBeLessThan(1e-3 * thousand!["law"]!);
});
