import { describe, expect, it } from "vitest";
import { campusWorld, WORLDS } from "../experiments/dynamic/worlds.js";
import { oracleByHighs } from "../testing/oracle-lp.js";
import { randomWorld } from "../testing/random-world.js";
import { clairvoyant } from "./clairvoyant.js";
import { enumeratedBound } from "./enumerated-bound.js";
import { oracleBound } from "./oracle.js";
import { outcomes } from "./outcomes.js";
import { makePolicy } from "./policies/policies.js";
import { simulate } from "./simulate.js";

const NINE = (["steady", "bursty", "moving"] as const).flatMap((name) => [1, 2, 3].map((seed) => ({ name, seed })));

describe.each(NINE)("in $name $seed", ({ name, seed }) => {
  const world = campusWorld(WORLDS[name], seed);
  const { lowerBound, upperBound, prices } = oracleBound(world);
  const planned = outcomes(simulate(world, clairvoyant(world, { prices })));

  it("the oracle bound is the dual that HiGHS finds, but for 10⁻⁷, and never above it", async () => {
    const { lower, upper } = await oracleByHighs(world, prices);
    expect(lowerBound / upper).toBeGreaterThanOrEqual(1 - 1e-7);
    expect(lowerBound / upper).toBeLessThanOrEqual(1 + 1e-12);
    expect(upperBound / lower).toBeGreaterThanOrEqual(1 - 1e-12);
    expect(upperBound - lowerBound).toBeLessThan(2e-8 * lowerBound);
  });

  it("is what trying every step at its prices gives", () => {
    const { value, margin } = enumeratedBound(world, prices);
    expect(Math.abs(value - lowerBound)).toBeLessThanOrEqual(margin);
    expect(margin).toBeLessThan(1e-12 * lowerBound);
  });

  it("the clairvoyant plan is within 1.5 % of the bound, and below the optimum of every slot", () => {
    expect(planned.capacity.violations).toBe(0);
    expect(planned.objective).toBeGreaterThanOrEqual(lowerBound);
    expect(planned.objective).toBeLessThan(1.015 * lowerBound);
    expect(planned.objective).toBeLessThan(outcomes(simulate(world, makePolicy("exact", world))).objective);
  });
});

describe("in random worlds", () => {
  const SEEDS = Array.from({ length: 60 }, (_, seed) => seed + 1);

  it("the bound is what trying every step gives, at its prices and within its own tolerance of the best", () => {
    for (const seed of SEEDS) {
      const world = randomWorld(seed);
      const { lowerBound, upperBound, prices } = oracleBound(world, undefined, { tolerance: 1e-11 });
      const { value, margin } = enumeratedBound(world, prices);
      expect({ seed, agrees: Math.abs(value - lowerBound) <= margin }).toEqual({ seed, agrees: true });
      expect(prices.every((price) => price >= 0)).toBe(true);
      expect(upperBound).toBeGreaterThanOrEqual(lowerBound);
    }
  });

  it("the clairvoyant plan is carried out as planned: nothing dropped that was to be served, no capacity exceeded", () => {
    for (const seed of SEEDS) {
      const world = randomWorld(seed);
      const bound = oracleBound(world);
      const simulation = simulate(world, clairvoyant(world, bound));
      const { objective, capacity, requests } = outcomes(simulation);
      expect({ seed, violations: capacity.violations, late: requests.late }).toEqual({ seed, violations: 0, late: 0 });
      expect(objective).toBeGreaterThanOrEqual(bound.lowerBound - 1e-9 * (1 + Math.abs(objective)));
    }
  });
});
