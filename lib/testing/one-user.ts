/** A scenario whose figures can be worked out by hand. */
import type { Scenario } from "../scenario/types.js";

/**
 * One user: a step takes 1 s and 4 J on the device at full speed, and 0.05 s and 25.6 J at the edge; transfers take 0.8 s and
 * 0.1 J, all of it the device's.
 */
export function oneUser(
  user: Partial<Scenario["users"][number]>,
  weights: Partial<Scenario["weights"]> = {},
): Scenario {
  return {
    weights: { time: 1, error: 40, energy: 0.02, localUtility: 0.01, edgeUtility: 0.01, ...weights },
    edge: { speed: 4e13, switchedCapacitance: 8e-39, maxSteps: 100, stepCapacity: 50 },
    users: [
      {
        id: "u1",
        workload: 2e12,
        device: { speed: 2e12, switchedCapacitance: 5e-37, maxSteps: 20 },
        link: {
          uplinkBits: 3e6,
          downlinkBits: 5e6,
          uplinkRate: 1e7,
          downlinkRate: 1e7,
          transmitPower: 1 / 6,
          receivePower: 0.1,
        },
        errorModel: { kind: "exponential", initial: 1, decay: 0.1 },
        ...user,
      },
    ],
  };
}
