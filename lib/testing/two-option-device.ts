/** A device with two options of one step, so that drift plus penalty can be followed by hand. */

import type { ScenarioColumns } from "../scenario/columns.js";
import { toColumns } from "../scenario/columns.js";

/**
 * The deadline of 1 s leaves the device no choice but its full speed: 1 s and 3 J, at the cost 1 + 0.1·3 − 2 = −0.7. The edge takes
 * 0.1 s, and the link 0.1 s and 0.5 J, at the cost 0.2 + 0.1·0.5 = 0.25; over a link of half the rate 0.2 s and 1 J, at 0.3 + 0.1·1 = 0.4.
 */
export const twoOptionDevice: ScenarioColumns = toColumns({
  weights: { time: 1, error: 0, energy: 0.1, localUtility: 2, edgeUtility: 0 },
  edge: { speed: 1e13, switchedCapacitance: 0, maxSteps: 1, stepCapacity: null },
  users: [
    {
      id: "phone",
      workload: 1e12,
      device: { speed: 1e12, switchedCapacitance: 3e-36, maxSteps: 1 },
      link: { uplinkBits: 1e6, downlinkBits: 0, uplinkRate: 1e7, downlinkRate: 1e7, transmitPower: 5, receivePower: 0 },
      errorModel: { kind: "exponential", initial: 1, decay: 0.1 },
      deadline: 1,
    },
  ],
});
