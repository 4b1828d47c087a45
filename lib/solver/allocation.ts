/**
 * The best whole steps once the places are fixed (MODEL.md §6): a separable convex resource allocation, solved exactly.
 * Each user takes the steps that save more than the price; those that save just the price fill what capacity is left.
 */

import type { Plan } from "../model/objective.js";
import type { Problem } from "../model/problem.js";
import { bestTime, cruisingSpeed } from "../model/speed.js";
import { splitTimes } from "../model/split.js";
import { stepsOf } from "../model/use.js";
import { Sum } from "../numerics/sum.js";
import { column } from "../scenario/columns.js";
import { asPlanned } from "../scenario/one-model.js";
import { type WholePrice, wholePrice } from "./price/whole-price.js";

/**
 * The best plan with these placements.
 * @param offload 1 for the edge; each place must be open to its user, and the capacity must hold s_min of each.
 * @param near A price that is thought to be near.
 */
export function allocate(problem: Problem, offload: Uint8Array, near?: number): Plan {
  return timed(problem, offload, allocatedSteps(problem, offload, near));
}

/** Its steps alone [steps]. Parameters as for {@link allocate}. */
export function allocatedSteps(problem: Problem, offload: Uint8Array, near?: number): Float64Array {
  const { capacity, localWholeSteps, edge } = problem;
  const found = wholePrice(problem, placedValues(offload), near);
  fill(found, capacity);
  const { demand } = found;
  const steps = localWholeSteps.slice();
  for (let n = 0; n < steps.length; n++) if (offload[n] !== 0) steps[n] = stepsOf(edge, n, demand[n]!);
  return steps;
}

/** V_l = ∞ keeps a user at the edge, −∞ keeps it away: only steps are left to choose. */
export function placedValues(offload: ArrayLike<number>): Float64Array {
  const values = column(offload.length);
  for (let n = 0; n < values.length; n++) values[n] = offload[n] === 1 ? Infinity : -Infinity;
  return values;
}

/** What the capacity has left is filled by steps that save just the price. */
export function fill({ price, demand, tied }: WholePrice, capacity: number): void {
  if (price === 0 || tied.length === 0) return;
  // capacity − Σ use, to the last digit
  const unused = new Sum();
  unused.add(capacity);
  for (const use of demand) unused.add(-use);
  let rest = unused.value;
  for (const { user, times, use } of tied) {
    const more = use * Math.min(times, Math.max(0, Math.floor(rest / use)));
    demand[user]! += more;
    rest -= more;
  }
}

/**
 * The plan of these placements and steps, each made in its best way (MODEL.md §12) and computation time (§3).
 * @param like A plan whose computation times stand where it does the same, as users have one way of making their steps.
 */
export function timed({ scenario, local, edge }: Problem, offload: Uint8Array, steps: Float64Array, like?: Plan): Plan {
  const { length } = steps;
  const computationTime = column(length);
  const split = scenario.edge.split === true ? { deviceSteps: column(length), deviceTime: column(length) } : undefined;
  const models = scenario.users.models === null ? undefined : { model: new Uint8Array(length) };
  let taken = steps;
  if (edge.choice !== null) {
    taken = column(length);
    for (let n = 0; n < length; n++) {
      const own = (offload[n] === 1 ? edge : local).choice?.wayAt(n, steps[n]!);
      taken[n] = own?.steps ?? steps[n]!;
      if (models) models.model[n] = own?.model ?? 0;
      if (split) split.deviceSteps[n] = own?.deviceSteps ?? 0;
    }
  }
  const known = edge.choice === null ? like : undefined;
  const planned = asPlanned(scenario, { ...models });
  // v₀ at the edge, the same for all
  const edgeSpeed = cruisingSpeed(planned, "edge", 0);
  for (let n = 0; n < length; n++) {
    const s = taken[n]!;
    const j = split === undefined ? 0 : split.deviceSteps[n]!;
    if (j > 0) {
      const times = splitTimes(planned, n);
      times.fit(s - j, j);
      [computationTime[n], split!.deviceTime[n]] = [times.edge, times.device];
    } else if (known !== undefined && known.offload[n] === offload[n] && known.steps[n] === s) {
      computationTime[n] = known.computationTime[n]!;
    } else if (offload[n] === 1) computationTime[n] = bestTime(planned, "edge", n, s, edgeSpeed);
    else computationTime[n] = bestTime(planned, "local", n, s);
  }
  return { offload, steps: taken, computationTime, ...split, ...models };
}
