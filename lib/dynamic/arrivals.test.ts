/** What the processes of arrivals are in theory, over many slots. */
import { mean, sampleCovariance, variance } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { type ArrivalOptions, drawArrivals } from "./arrivals.js";

const SLOTS = 20_000;
const slotSeconds = 0.5;
const draw = (options: ArrivalOptions, seed = 5) => drawArrivals(7, { slots: SLOTS + 1, slotSeconds }, options, seed);
const counts = (options: ArrivalOptions, seed = 5): number[] => {
  const perSlot = new Array<number>(SLOTS).fill(0);
  for (const { time } of draw(options, seed)) perSlot[Math.floor(time / slotSeconds)]! += 1;
  return perSlot;
};

describe("drawArrivals", () => {
  it("asks for one a user and slot where no rate is given, users and moments alike", () => {
    const arrivals = draw({});
    expect(Math.abs(arrivals.length / (7 * SLOTS) - 1)).toBeLessThan(0.01);
    for (let user = 0; user < 7; user++) {
      expect(Math.abs(arrivals.filter((one) => one.user === user).length / SLOTS - 1)).toBeLessThan(0.03);
    }
    const parts = arrivals.map(({ time }) => (time / slotSeconds) % 1);
    expect(Math.abs(mean(parts) - 0.5)).toBeLessThan(0.005);
    expect(Math.abs(variance(parts) - 1 / 12)).toBeLessThan(0.001);
    for (const { time } of arrivals.slice(0, 100)) expect(time).toBe(Math.round(time * 1e6) / 1e6);
  });

  it("of a Poisson process has counts as dispersed as their mean, each slot for itself", () => {
    const perSlot = counts({ rate: 6 });
    expect(Math.abs(mean(perSlot) - 3)).toBeLessThan(0.06);
    expect(Math.abs(variance(perSlot) / mean(perSlot) - 1)).toBeLessThan(0.04);
    expect(Math.abs(sampleCovariance(perSlot.slice(1), perSlot.slice(0, -1)))).toBeLessThan(0.1);
  });

  it("in bursts is four times the calm, a fifth of the time, 3 slots long, the mean as asked", () => {
    const perSlot = counts({ rate: 6, pattern: "bursty" });
    expect(Math.abs(mean(perSlot) / 3 - 1)).toBeLessThan(0.04);
    // rates 5/8 and 5/2 of the mean: their variance is 9/16 of its square, and 7/12 of it is left a slot later
    const between = (9 / 16) * 9;
    expect(Math.abs(variance(perSlot) / (3 + between) - 1)).toBeLessThan(0.05);
    const lagged = (lag: number): number => sampleCovariance(perSlot.slice(lag), perSlot.slice(0, -lag));
    expect(Math.abs(lagged(1) / (between * (7 / 12)) - 1)).toBeLessThan(0.08);
    expect(Math.abs(lagged(2) / (between * (7 / 12) ** 2) - 1)).toBeLessThan(0.15);
  });

  it("begins in a burst as often as it goes on in one", () => {
    const first = Array.from(
      { length: 3000 },
      (_, seed) => drawArrivals(1, { slots: 2, slotSeconds: 1 }, { rate: 8, pattern: "bursty" }, seed).length,
    );
    expect(Math.abs(mean(first) - 8)).toBeLessThan(0.4);
  });

  it("over a day follows 1 − d·cos, least at both ends", () => {
    const perSlot = counts({ rate: 6, diurnal: 0.8, quiet: SLOTS / 2 });
    const busy = SLOTS / 2;
    const parts = 10;
    for (let part = 0; part < parts; part++) {
      const [from, until] = [(part * busy) / parts, ((part + 1) * busy) / parts];
      const θ = (k: number): number => (2 * Math.PI * k) / busy;
      const expected = 3 * (1 - (0.8 * (Math.sin(θ(until)) - Math.sin(θ(from)))) / (θ(until) - θ(from)));
      const found = mean(perSlot.slice(from, until));
      expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt(expected / (until - from)));
    }
    expect(Math.max(...perSlot.slice(busy))).toBe(0);
  });

  it("of nobody are none, and so they are where all is quiet", () => {
    expect(draw({ rate: 0 })).toEqual([]);
    expect(draw({ quiet: SLOTS })).toEqual([]);
    expect(draw({ quiet: SLOTS + 5 })).toEqual([]);
    expect(drawArrivals(3, { slots: 1, slotSeconds: 1 }, { rate: 9 }, 1)).toEqual([]);
  });

  it.each<[ArrivalOptions, string]>([
    [{ pattern: "even" as "poisson" }, 'arrivals.pattern: must be one of poisson, bursty, not "even"'],
    [{ rate: -1 }, "arrivals.rate: must be a finite number >= 0, not -1"],
    [{ diurnal: 1.5 }, "arrivals.diurnal: must be a number from 0 to 1, not 1.5"],
    [{ quiet: 0.5 }, "arrivals.quiet: must be a whole number from 0 to 9007199254740991, not 0.5"],
    [{ rate: 500_001 }, "arrivals.rate: must be at most 50000 [1/s], for 1000000 requests, not 500001"],
  ])("refuses %j", (options, message) => {
    expect(() => drawArrivals(7, { slots: 40, slotSeconds: 0.5 }, options, 1)).toThrow(message);
  });
});
