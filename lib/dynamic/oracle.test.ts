import { describe, expect, it } from "vitest";
import { campusWorld, WORLDS } from "../experiments/dynamic/worlds.js";
import { toColumns } from "../scenario/columns.js";
import { MORE_IN_FULL, ONLY_IN_FULL, shortOrFull, someOrAll } from "../testing/long.js";
import { once } from "../testing/once.js";
import { oracleByHighs } from "../testing/oracle-lp.js";
import { randomWorld } from "../testing/random-world.js";
import { clairvoyant } from "./clairvoyant.js";
import { enumeratedBound } from "./enumerated-bound.js";
import { oracleBound } from "./oracle.js";
import { outcomes } from "./outcomes.js";
import { makePolicy } from "./policies/policies.js";
import { simulate } from "./simulate.js";
import { makeWorld, type World } from "./world.js";

const NINE = [1, 2, 3].flatMap((seed) => (["steady", "bursty", "moving"] as const).map((name) => ({ name, seed })));

describe.each(someOrAll(1, NINE))("in $name $seed", MORE_IN_FULL, ({ name, seed }) => {
  const world = campusWorld(WORLDS[name], seed);
  const bound = once(() => oracleBound(world));

  it("the oracle bound is the dual that HiGHS finds, but for 10⁻⁷, and never above it", ONLY_IN_FULL, async () => {
    const { lowerBound, upperBound, prices } = bound();
    const { lower, upper } = await oracleByHighs(world, prices);
    expect(lowerBound / upper).toBeGreaterThanOrEqual(1 - 1e-7);
    expect(lowerBound / upper).toBeLessThanOrEqual(1 + 1e-12);
    expect(upperBound / lower).toBeGreaterThanOrEqual(1 - 1e-12);
    expect(upperBound - lowerBound).toBeLessThan(2e-8 * lowerBound);
  });

  it("is what trying every step at its prices gives", () => {
    const { lowerBound, prices } = bound();
    const { value, margin } = enumeratedBound(world, prices);
    expect(Math.abs(value - lowerBound)).toBeLessThanOrEqual(margin);
    expect(margin).toBeLessThan(1e-12 * lowerBound);
  });

  it("the clairvoyant plan is within 1.5 % of the bound, and below the optimum of every slot", () => {
    const { lowerBound, prices } = bound();
    const planned = outcomes(simulate(world, clairvoyant(world, { prices })));
    expect(planned.capacity.violations).toBe(0);
    expect(planned.objective).toBeGreaterThanOrEqual(lowerBound);
    expect(planned.objective).toBeLessThan(1.015 * lowerBound);
    expect(planned.objective).toBeLessThan(outcomes(simulate(world, makePolicy("exact", world))).objective);
  });
});

describe("in random worlds", MORE_IN_FULL, () => {
  const SEEDS = Array.from({ length: shortOrFull(3, 60) }, (_, seed) => seed + 1);

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

describe("with rates that change, by hand", () => {
  /** One step is 1 s on the device and 0.1 s at the edge; the content has 1 Mbit. */
  const user = (id: string, maxSteps: number, deadline: number) => ({
    id,
    workload: 1e12,
    device: { speed: 1e12, switchedCapacitance: 0, maxSteps },
    link: { uplinkBits: 0, downlinkBits: 1e6, uplinkRate: 1, downlinkRate: 1, transmitPower: 0, receivePower: 0 },
    errorModel: { kind: "exponential" as const, initial: 1, decay: 0.5 },
    deadline,
  });
  const world = (deadline: number, maxSteps: number, rates: readonly number[], slots: readonly number[]): World => {
    const scenario = toColumns({
      weights: { time: 1, error: 20, energy: 0, localUtility: 0, edgeUtility: 0 },
      edge: { speed: 1e13, switchedCapacitance: 0, maxSteps: 20, stepCapacity: 8 },
      users: slots.map((_, n) => user(`u${n + 1}`, maxSteps, deadline)),
    });
    const arrivals = slots.map((slot, n) => ({ time: slot, user: n }));
    const made = makeWorld(scenario, { slots: rates.length, arrivals }, 1);
    const downlinkRate = Float64Array.from(rates.flatMap((rate) => slots.map(() => rate)));
    return { ...made, channel: { uplinkRate: downlinkRate, downlinkRate } };
  };

  it("a request waits for a better channel, though the one at its decision costs more than its device", () => {
    const better = world(1e6, 20, [1e4, 1e4, 1e8], [0]);
    const bound = oracleBound(better);
    // 2 s of waiting, 0.01 s of transfer, 8 steps of 0.1 s, 20·e⁻⁴
    expect(bound.lowerBound).toBeCloseTo(2 + 0.01 + 0.8 + 20 * Math.exp(-4), 6);
    const { requests } = simulate(better, clairvoyant(better, bound));
    expect(requests[0]!.run).toMatchObject({ slot: 2, offload: 1, steps: 8 });
  });

  it("a plan leaves no steps for a request that will have been dropped by then", () => {
    // at 0 no place can serve the first in time, so it is not there at 1
    const dropping = world(3, 0, [1e4, 1e8], [0, 1]);
    const { requests, slots } = simulate(dropping, clairvoyant(dropping, oracleBound(dropping)));
    expect(requests[0]!.state).toBe("dropped");
    expect(requests[1]!.run!.steps).toBe(8);
    expect(slots[1]!.used).toBe(8);
  });
});
