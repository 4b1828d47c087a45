/** Who of a slot's requests waits for the next one (MODEL.md §10). */
import { fewestSteps } from "../../model/placement.js";
import { places } from "../../model/places.js";
import type { Problem } from "../../model/problem.js";
import { useOf } from "../../model/use.js";
import { WholeChoice } from "../../model/whole-steps.js";
import { type ScenarioColumns, userColumns, withUsers } from "../../scenario/columns.js";
import { wholePrice } from "../../solver/price/whole-price.js";
import type { Slot } from "../slot.js";

/** 1 for all but those with a closed device whose fewest steps the edge has given to others already: they wait because they must. */
export function whoFits({ count, local, edge, capacity }: Problem): Uint8Array {
  const start = new Uint8Array(count).fill(1);
  let rest = capacity;
  for (let n = 0; n < count; n++) {
    if (local.open[n] === 1) continue;
    const fewest = useOf(edge, n, fewestSteps(edge, n));
    if (fewest <= rest) rest -= fewest;
    else start[n] = 0;
  }
  return start;
}

/**
 * To a request without a device, waiting is a place: it costs c₁Δ and the edge at the usual price, or the drop cost where the
 * next slot would be too late or does not come. Who does better by waiting, at the price that a slot with this choice has, waits.
 * @param usual λ that is usual.
 */
export function whoStarts({ problem, last, slotSeconds, dropCost }: Slot, usual: number): Uint8Array {
  const { scenario, count, local, edge, capacity, localWholeCost } = problem;
  if (local.open.every((open) => open === 1)) return new Uint8Array(count).fill(1);
  const inTime = last ? null : edgeAfter(scenario, slotSeconds);
  const choice = new WholeChoice(edge);
  const elsewhere = Float64Array.from(localWholeCost);
  for (let n = 0; n < count; n++) {
    if (local.open[n] === 1) continue;
    if (inTime === null || inTime[n] === 0) elsewhere[n] = dropCost[n]!;
    else {
      choice.valueAt(n, usual);
      elsewhere[n] = scenario.weights.time * slotSeconds + choice.cost + usual * useOf(edge, n, choice.steps);
    }
  }
  const { demand, tied } = wholePrice(problem, elsewhere);
  const start = new Uint8Array(count);
  let rest = capacity;
  for (let n = 0; n < count; n++) {
    rest -= demand[n]!;
    start[n] = local.open[n] === 1 || demand[n]! > 0 ? 1 : 0;
  }
  for (const { user, use, times } of tied) {
    if (use > rest) continue;
    start[user] = 1;
    rest -= use * Math.min(times, Math.floor(rest / use));
  }
  return start;
}

/** 1 for whom the edge can serve in time after a wait [s], by some model and some split; else 0. */
function edgeAfter(scenario: ScenarioColumns, wait: number): Uint8Array {
  const { users } = scenario;
  const deadline = users.deadline.map((left) => left - wait);
  return places(withUsers(scenario, userColumns({ ...users, deadline }))).edge.open;
}
