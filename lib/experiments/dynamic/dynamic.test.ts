import { describe, expect, it } from "vitest";
import { makePolicy } from "../../dynamic/policies/policies.js";
import { dynamicLyapunov } from "./lyapunov.js";
import { dynamicRegret, dynamicRegretRuns } from "./regret.js";
import { dynamicShock } from "./shock.js";
import { dynamicTimeline, dynamicTimelineDefaults } from "./timeline.js";

type Row = Readonly<Record<string, number>>;

describe("dynamicRegret", () => {
  const runs = dynamicRegretRuns(
    {
      worlds: ["steady", "moving"],
      policies: {
        exact: (world) => makePolicy("exact", world),
        local: (world) => makePolicy("local", world),
      },
      seeds: 3,
    },
    7,
  );

  it("is never below 0, and least for the one that solves", () => {
    for (const { regret, regretAtLeast } of runs.rows as unknown as Row[]) {
      expect(regretAtLeast).toBeGreaterThan(-1e-9);
      expect(regretAtLeast).toBeLessThanOrEqual(regret!);
      // within what is left between the bound and the clairvoyant plan
      expect((1 + regret!) / (1 + regretAtLeast!)).toBeLessThan(1.03);
    }
    const { rows } = dynamicRegret(runs);
    expect(rows.map(({ world, policy, seeds }) => [world, policy, seeds])).toEqual([
      ["steady", "exact", 3],
      ["steady", "local", 3],
      ["moving", "exact", 3],
      ["moving", "local", 3],
    ]);
    expect(rows[0]!["regretMean"]).toBeLessThan(rows[1]!["regretMean"] as number);
    const own = runs.rows.slice(0, 6).filter(({ policy }) => policy === "exact");
    expect(rows[0]!["regretMean"]).toBeCloseTo(
      own.reduce((sum, { regret }) => sum + Number(regret) / 3, 0),
      12,
    );
  });
});

describe("dynamicTimeline", () => {
  it("has a row for each slot and policy, capacity kept, and the oracle's prices", () => {
    const { rows } = dynamicTimeline({ ...dynamicTimelineDefaults, slots: 12, policies: ["exact", "price"] }, 3);
    expect(rows).toHaveLength(3 * 12);
    for (const { policy, used, capacity, price } of rows) {
      if (policy === "oracle") expect(price).toBeGreaterThanOrEqual(0);
      else expect(Number(used)).toBeLessThanOrEqual(Number(capacity));
    }
  });
});

describe("dynamicShock", () => {
  it("costs nothing before the outage and something after it", () => {
    const outage = { from: 4, until: 10, left: 0.3 };
    const { rows } = dynamicShock({ slots: 24, outage, policies: ["exact", "greedy"], seeds: 4 }, 1);
    for (const { slot, excessMean } of rows as unknown as Row[]) if (slot! < outage.from) expect(excessMean).toBe(0);
    for (const { excessMean } of rows.slice(-2) as unknown as Row[]) expect(excessMean).toBeGreaterThan(0);
  });
});

describe("dynamicLyapunov", () => {
  it("is cheaper and further over budget for a larger V", () => {
    const options = { tradeoffs: [1, 100, 10000], energyBudget: 8, slots: 60, seeds: 2 };
    const rows = dynamicLyapunov(options, 1).rows as unknown as Row[];
    for (const [i, { cost, overBudget }] of rows.slice(1).entries()) {
      expect(cost).toBeLessThan(rows[i]!["cost"]!);
      expect(overBudget).toBeGreaterThanOrEqual(rows[i]!["overBudget"]!);
    }
  });
});
