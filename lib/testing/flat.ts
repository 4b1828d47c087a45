/** Users without a device whose steps all save and cost the same, so that at one price each number of them is as good as any other. */
import { type ScenarioColumns, toColumns } from "../scenario/columns.js";
import type { User } from "../scenario/types.js";

/**
 * An edge step of user n takes seconds[n], at 1/s, and is worth 1; at most 30 of them. All else costs nothing, but s steps
 * `error`·2^−s of error.
 */
export function flat(seconds: readonly number[], stepCapacity: number, error = 0): ScenarioColumns {
  return toColumns({
    weights: { time: 1, error, energy: 0, localUtility: 0, edgeUtility: 1 },
    edge: { speed: 1e13, switchedCapacitance: 0, maxSteps: 30, stepCapacity },
    users: seconds.map(
      (time, n): User => ({
        id: `u${n}`,
        workload: time * 1e13,
        device: { speed: 1e12, switchedCapacitance: 0, maxSteps: 0 },
        link: { uplinkBits: 0, downlinkBits: 0, uplinkRate: 1, downlinkRate: 1, transmitPower: 0, receivePower: 0 },
        errorModel: { kind: "exponential", initial: 1, decay: Math.LN2 },
      }),
    ),
  });
}
