/** Arrivals, channels and capacity: what varies without a policy. */
import { mean, sampleCorrelation } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { generateColumns } from "../population/generate.js";
import { radio, rates } from "../population/radio.js";
import { drawArrivals } from "./arrivals.js";
import { drawCapacity } from "./capacity.js";
import { type Channel, moveUsers } from "./channel.js";
import { makeWorld } from "./world.js";

const clock = { slots: 4001, slotSeconds: 0.5 };
const perSlot = (options: Parameters<typeof drawArrivals>[2]): number[] => {
  const counts = new Array<number>(4000).fill(0);
  for (const { time } of drawArrivals(7, clock, options, 5)) counts[Math.floor(time / 0.5)]! += 1;
  return counts;
};
const dispersion = (counts: number[]): number => {
  const average = mean(counts);
  return mean(counts.map((n) => (n - average) ** 2)) / average;
};

describe("drawArrivals", () => {
  it("has the asked mean rate, as dispersed as Poisson, or more in bursts", () => {
    const poisson = perSlot({ rate: 6 });
    const bursty = perSlot({ rate: 6, pattern: "bursty" });
    expect(mean(poisson)).toBeCloseTo(3, 1);
    expect(Math.abs(mean(bursty) / 3 - 1)).toBeLessThan(0.1);
    expect(Math.abs(dispersion(poisson) - 1)).toBeLessThan(0.1);
    expect(dispersion(bursty)).toBeGreaterThan(2);
  });

  it("swings over the day, and is quiet at the end", () => {
    const counts = perSlot({ rate: 6, diurnal: 0.8, quiet: 1000 });
    expect(mean(counts.slice(1300, 1700))).toBeGreaterThan(4);
    expect(mean(counts.slice(0, 200))).toBeLessThan(1.5);
    expect(counts.slice(3000).every((n) => n === 0)).toBe(true);
  });

  it("is in order, of known users, and the same for the same seed", () => {
    const arrivals = drawArrivals(7, clock, {}, 5);
    expect(drawArrivals(7, clock, {}, 5)).toEqual(arrivals);
    expect(drawArrivals(7, clock, {}, 6)).not.toEqual(arrivals);
    const wrong = arrivals.filter(
      ({ time, user }, i) => !(time >= (arrivals[i - 1]?.time ?? 0) && time <= 2000 && user >= 0 && user < 7),
    );
    expect(wrong).toEqual([]);
  });
});

describe("moveUsers", () => {
  const users = 40;
  const moving = (): Channel => moveUsers(users, 400, 1, 3);

  it("keeps rates between those of the nearest and the farthest place in the best and the worst shadow", () => {
    const channel = moving();
    const limit = radio.shadowing * radio.shadowingLimit;
    const best = rates(radio.nearest, -limit);
    const worst = rates(radio.farthest, limit);
    expect(Math.min(...channel.uplinkRate)).toBeGreaterThanOrEqual(worst.uplinkRate);
    expect(Math.max(...channel.uplinkRate)).toBeLessThanOrEqual(best.uplinkRate);
    expect(Math.max(...channel.downlinkRate)).toBeLessThanOrEqual(best.downlinkRate);
  });

  it("is much like the slot before, and less like long ago; a user more changes no other", () => {
    const channel = moving();
    const lagged = (lag: number): number => {
      const pairs = Array.from({ length: users * 300 }, (_, i) => [i, i + lag * users]);
      const at = (i: number): number => Math.log(channel.uplinkRate[i]!);
      return sampleCorrelation(
        pairs.map(([a]) => at(a!)),
        pairs.map(([, b]) => at(b!)),
      );
    };
    expect(lagged(1)).toBeGreaterThan(0.95);
    expect(lagged(90)).toBeLessThan(0.7);
    const more = moveUsers(users + 1, 10, 1, 3);
    for (let k = 0; k < 10; k++) {
      expect(more.uplinkRate.subarray(k * (users + 1), k * (users + 1) + users)).toEqual(
        channel.uplinkRate.subarray(k * users, (k + 1) * users),
      );
    }
  });
});

describe("drawCapacity", () => {
  it("is whole steps of what tenants and an outage leave", () => {
    const tenants = drawCapacity(101, 500, { tenants: true }, 1);
    expect([...new Set(tenants)].sort((a, b) => a - b)).toEqual([60, 70, 80, 90, 101]);
    const outage = drawCapacity(101, 6, { outage: { from: 2, until: 4, left: 0.5 } }, 1);
    expect([...outage]).toEqual([101, 101, 50, 50, 101, 101]);
    expect([...drawCapacity(Infinity, 2, { outage: { from: 1, until: 9, left: 0 } }, 1)]).toEqual([Infinity, 0]);
  });
});

it.each([
  [{ slots: 0 }, /^slots: must be a whole number/],
  [{ slots: 1e6 + 1 }, /^slots: must be a whole number from 1 to 1000000, not 1000001/],
  [{ slotSeconds: 0 }, /^slotSeconds: must be from 0.001 to 3600 \[s\], not 0/],
  // a case: people who walk for 1e300 s never come to an end
  [{ slotSeconds: 1e300, slots: 1 }, /^slotSeconds: must be from 0.001 to 3600 \[s\], not 1e\+300/],
  [
    { slots: 1e6, channel: "mobile" as const, arrivals: [] },
    /^channel: mobile is for at most 50000000 users × slots, not 51 × 1000000/,
  ],
  [{ dropCost: -1 }, /^dropCost: must be/],
  [{ channel: "wired" as "fixed" }, /^channel: must be one of fixed, mobile/],
  [{ arrivals: { rate: NaN } }, /^arrivals.rate: must be/],
  [{ arrivals: { diurnal: 2 } }, /^arrivals.diurnal: must be/],
  [{ arrivals: [{ time: 90, user: 0 }] }, /^arrivals\[0\].time: must be from 0 to 59 s/],
  [{ arrivals: [{ time: 1, user: 51 }] }, /^arrivals\[0\].user: must be/],
  [{ capacity: { outage: { from: 3, until: 3, left: 0 } } }, /^outage.until: must be above/],
])("makeWorld refuses %j", (options, message) => {
  expect(() => makeWorld(generateColumns({ users: 51, seed: 1 }), options, 1)).toThrow(message);
});
