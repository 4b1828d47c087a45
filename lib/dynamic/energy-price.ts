/** Energy of devices at a price, as a constraint on their long-run energy has (MODEL.md §10). */
import { InputError } from "../input/errors.js";
import { type ScenarioColumns, userColumns, withUsers } from "../scenario/columns.js";
import type { Weights } from "../scenario/types.js";

/** @throws InputError where energy costs nothing, so that no factor makes it dearer. */
export function assertEnergyCosts({ energy }: Weights): void {
  if (energy === 0) throw new InputError("weights.energy: must be > 0 for a budget of energy, not 0");
}

/**
 * The scenario in which each user's device pays μ besides c₃ for a joule of its battery: the joules are dearer by the factor
 * 1 + μ/c₃, and the battery's limit counts the same dearer joules.
 * @param prices μ ≥ 0 [1/J] of each user.
 * @throws InputError where energy costs nothing.
 */
export function atEnergyPrices(columns: ScenarioColumns, prices: ArrayLike<number>): ScenarioColumns {
  const { users, weights } = columns;
  assertEnergyCosts(weights);
  // 1 + μ/c₃
  const dearer = (column: Float64Array): Float64Array => column.map((x, n) => x * (1 + prices[n]! / weights.energy));
  const paying = {
    ...users,
    deviceCapacitance: dearer(users.deviceCapacitance),
    battery: dearer(users.battery),
    transmitPower: dearer(users.transmitPower),
    receivePower: dearer(users.receivePower),
  };
  return withUsers(columns, userColumns(paying));
}
