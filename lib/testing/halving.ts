/** Users whose error halves with every step, so that what they want can be worked out in the head. */
import { type ScenarioColumns, toColumns } from "../scenario/columns.js";
import type { Scenario, User } from "../scenario/types.js";

/**
 * `open` and `closed` say whether a user's device may compute. An edge step takes 0.1 s, one of the device 1 s; time costs 1/s,
 * s steps 60·2^−s of error, and all else nothing. Hence at a price λ a user wants the edge steps that save more than 0.1 + λ,
 * and the s-th saves 60·2^−s: 9 steps for nothing, 6 at prices from 0.36875 to 0.8375. The device's best are 5 steps, which
 * cost 6.875.
 * @param deadlines Of users with one [s], by index.
 * @param other What the edge and all users have besides, or instead.
 */
export function halving(
  devices: readonly ("open" | "closed")[],
  stepCapacity: number | null,
  deadlines: Readonly<Record<number, number>> = {},
  other: { readonly edge?: Partial<Scenario["edge"]>; readonly user?: Partial<User> } = {},
): ScenarioColumns {
  return toColumns({
    weights: { time: 1, error: 60, energy: 0, localUtility: 0, edgeUtility: 0 },
    edge: { speed: 1e13, switchedCapacitance: 0, maxSteps: 30, stepCapacity, ...other.edge },
    users: devices.map(
      (device, n): User => ({
        id: `u${n}`,
        workload: 1e12,
        device: { speed: 1e12, switchedCapacitance: 0, maxSteps: device === "open" ? 20 : 0 },
        link: { uplinkBits: 0, downlinkBits: 0, uplinkRate: 1, downlinkRate: 1, transmitPower: 0, receivePower: 0 },
        errorModel: { kind: "exponential", initial: 1, decay: Math.LN2 },
        ...(deadlines[n] !== undefined && { deadline: deadlines[n] }),
        ...other.user,
      }),
    ),
  });
}
