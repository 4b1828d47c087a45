/**
 * What a budget of the devices' energy costs at least (MODEL.md §10). Where slots are drawn independently from a finite set of
 * states, no policy that keeps the budgets in the long run costs less than the best stationary randomised one,
 *     min Σ_s p_s·cost   with Σ_s p_s·E_n ≤ Ē for each device n, over mixes of a plan for each state,
 * whose dual is the largest over energy prices μ ≥ 0 of Σ_s p_s·min(cost + Σ μ_n·E_n) − Σ μ_n·Ē. The mixes bound it from above.
 */
import { plannedOutcome } from "../model/objective.js";
import { type Places, placesOfRows } from "../model/placement.js";
import { splitTimes } from "../model/split.js";
import { transferEnergy } from "../model/transfer.js";
import { type CheapestMix, cheapestMix } from "../numerics/cheapest-mix.js";
import { type ScenarioColumns, withUsers } from "../scenario/columns.js";
import { asPlanned, rowsOf } from "../scenario/one-model.js";
import { solve } from "../solver/solve.js";
import { atEnergyPrices } from "./energy-price.js";

/** What a slot may be like, and how often it is. */
export interface SlotState {
  readonly probability: number;
  /** Index of the device behind each request. */
  readonly devices: readonly number[];
  /** The requests as users, with the slot's rates and capacity. */
  readonly columns: ScenarioColumns;
}

/** A plan of one slot. */
export interface SlotPlan {
  readonly cost: number;
  /** E_n [J] of each device. */
  readonly energy: Float64Array;
  /** min(cost + Σ μ_n·E_n), which this plan reaches. */
  readonly least: number;
}

/** Devices and what they may spend. */
export interface EnergyBudget {
  /** Number of devices. */
  readonly devices: number;
  /** Ē [J] a slot, of each device. */
  readonly energyBudget: number;
}

/** The best plan of a state, every request served at once, where energy has the prices μ ≥ 0 [1/J] of each device. */
export function planAtPrices({ devices, columns }: SlotState, prices: Float64Array): SlotPlan {
  const energy = new Float64Array(prices.length);
  if (devices.length === 0) return { cost: 0, energy, least: 0 };
  const own = devices.map((device) => prices[device]!);
  const { plan, lowerBound } = solve(atEnergyPrices(columns, own), { method: "exact" });
  const { weights } = columns;
  const planned = asPlanned(columns, plan);
  let cost = 0;
  for (const [n, device] of devices.entries()) {
    const outcome = plannedOutcome(planned, plan, n);
    cost += weights.time * outcome.latency + weights.error * outcome.error + weights.energy * outcome.energy;
    cost -= outcome.utility;
    energy[device]! += outcome.deviceEnergy;
  }
  return { cost, energy, least: lowerBound };
}

/**
 * The least mean cost of a slot and the energy prices that go with it, by column generation.
 * @param states Their probabilities sum to 1.
 * @returns Each choice of the mix is a plan for every state: its mean cost, and the mean energy of each device. null where no
 * policy keeps the budget.
 * @throws InputError where energy costs nothing.
 * @throws InfeasibleError where a state has no plan.
 */
export function stationaryOptimum(
  states: readonly SlotState[],
  { devices, energyBudget }: EnergyBudget,
): CheapestMix | null {
  return cheapestMix(new Float64Array(devices).fill(energyBudget), (prices) => {
    const use = new Float64Array(devices);
    let [cost, least] = [0, 0];
    for (const state of states) {
      const plan = planAtPrices(state, prices);
      cost += state.probability * plan.cost;
      least += state.probability * plan.least;
      for (let n = 0; n < devices; n++) use[n]! += state.probability * plan.energy[n]!;
    }
    return { choice: { cost, use }, least };
  });
}

/**
 * B [J²] of drift plus penalty, over all plans: ½·Σ_s p_s·Σ_n max (E_n − Ē)². With the model that takes most, a device spends at most
 * κω·s̄·f² on its own, E_tx at the edge, and both for a split.
 */
export function largestDrift(states: readonly SlotState[], { devices, energyBudget }: EnergyBudget): number {
  let drift = 0;
  for (const { probability, devices: own, columns } of states) {
    const most = new Float64Array(devices);
    const rows = rowsOf(columns.users);
    const { users, start } = rows;
    const scenario = withUsers(columns, users);
    const places = placesOfRows(columns, rows);
    for (const [n, device] of own.entries()) {
      let largest = 0;
      for (let row = start[n]!; row < start[n + 1]!; row++)
        largest = Math.max(largest, mostEnergy(scenario, places, row));
      most[device]! += largest;
    }
    // max over 0 ≤ E ≤ E^most of (E − Ē)²
    for (const energy of most) drift += (probability * Math.max(energyBudget, energy - energyBudget) ** 2) / 2;
  }
  return drift;
}

/** The most that the task of user n, who has one model, takes from its device [J]. */
function mostEnergy(scenario: ScenarioColumns, { local, edge }: Places, n: number): number {
  const { users } = scenario;
  const full = (steps: number): number =>
    users.deviceCapacitance[n]! * users.workload[n]! * steps * users.deviceSpeed[n]! ** 2;
  const computing = local.open[n] === 1 ? Math.min(users.battery[n]!, full(local.maxSteps[n]!)) : 0;
  const sending = edge.open[n] === 1 ? transferEnergy(users, n) : 0;
  if (scenario.edge.split !== true || !splitTimes(scenario, n).open) return Math.max(computing, sending);
  // at least a step of a split is the edge's
  const steps = Math.max(0, Math.min(users.deviceMaxSteps[n]!, users.maxSteps[n]! - 1));
  const split = full(steps) + transferEnergy(users, n, users.latentBits[n]!);
  return Math.max(computing, sending, Math.min(users.battery[n]!, split));
}
