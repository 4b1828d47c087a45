/** The example that is small enough to solve by hand, data/scenarios/five-users.json. */
import type { Scenario, User } from "../scenario/types.js";

/** @param stepTime Of the device at full speed [s]. @param initial Error of no step. @param transferTime Of the content [s]. */
function user(id: string, stepTime: number, initial: number, transferTime: number): User {
  return {
    id,
    workload: 1e12,
    device: { speed: 1e12 / stepTime, switchedCapacitance: 4e-35 * (stepTime * stepTime * stepTime), maxSteps: 20 },
    link: {
      uplinkBits: 0,
      downlinkBits: 1e6 * transferTime,
      uplinkRate: 1e6,
      downlinkRate: 1e6,
      transmitPower: 0,
      receivePower: 0,
    },
    errorModel: { kind: "exponential", initial, decay: 0.2 },
  };
}

/**
 * Five laptops of 40 W and a server of 400 W with 40 steps. Everything runs at full speed, so that s steps cost
 *     (1.04·stepTime − 0.04)·s + 50·initial·e^(−0.2s) on the device,   transferTime + 0.1·s + 50·initial·e^(−0.2s) at the edge.
 */
export const fiveUsers: Scenario = {
  name: "five-users",
  weights: { time: 1, error: 50, energy: 0.001, localUtility: 0.04, edgeUtility: 0.04 },
  edge: { speed: 1e13, switchedCapacitance: 4e-37, maxSteps: 20, stepCapacity: 40 },
  users: [user("A", 1, 1, 2), user("B", 2, 1, 3), user("C", 1, 0.5, 1), user("D", 2.5, 2, 4), user("E", 0.5, 1, 2)],
};
