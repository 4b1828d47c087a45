import { mean } from "simple-statistics";
import { expect, it } from "vitest";
import { meanInterval } from "../numerics/mean-interval.js";
import { toColumns } from "../scenario/columns.js";
import { ONLY_IN_FULL } from "../testing/long.js";
import { pricing } from "./policies/pricing.js";
import { simulate } from "./simulate.js";
import { makeWorld } from "./world.js";

/** One user without a device; one step is all that the edge has in a slot. */
const queue = toColumns({
  weights: { time: 1, error: 1, energy: 0, localUtility: 0, edgeUtility: 0 },
  edge: { speed: 1e13, switchedCapacitance: 0, maxSteps: 1, stepCapacity: 1 },
  users: [
    {
      id: "u1",
      workload: 1e12,
      device: { speed: 1e12, switchedCapacitance: 0, maxSteps: 0 },
      link: { uplinkBits: 0, downlinkBits: 0, uplinkRate: 1, downlinkRate: 1, transmitPower: 0, receivePower: 0 },
      errorModel: { kind: "exponential", initial: 1, decay: 0.1 },
    },
  ],
});

it.each([0.3, 0.7])(
  "waits as Pollaczek and Khinchine say, and half a slot more, at load %f: the interval of 99 in 100 holds it",
  ONLY_IN_FULL,
  (load) => {
    const slotSeconds = 2;
    const means = Array.from({ length: 20 }, (_, seed) => {
      const options = { slots: 1500, slotSeconds, arrivals: { rate: load / slotSeconds } };
      const { requests } = simulate(makeWorld(queue, options, seed), pricing({ gain: 0 }));
      // Without the empty beginning and those who still wait at the end.
      const settled = requests.filter(({ arrival }) => arrival > 200 && arrival < 2800);
      return mean(settled.map(({ run }) => run!.wait));
    });
    const expected = (load * slotSeconds) / (2 * (1 - load)) + slotSeconds / 2;
    const { low, high } = meanInterval(means, 0.99);
    expect((high - low) / expected).toBeLessThan(0.2);
    expect(low).toBeLessThan(expected);
    expect(high).toBeGreaterThan(expected);
  },
);
