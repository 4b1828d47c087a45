/** From a relaxed point to plans (MODEL.md §6). */

import { evaluate, type Plan } from "../model/objective.js";
import { fewestSteps } from "../model/placement.js";
import type { Problem } from "../model/problem.js";
import { useOf } from "../model/use.js";
import { WholeChoice } from "../model/whole-steps.js";
import { Sum } from "../numerics/sum.js";
import { column } from "../scenario/columns.js";
import { allocatedSteps, timed } from "./allocation.js";

/** A plan, and its P1 objective. */
export interface RoundedPlan {
  readonly plan: Plan;
  readonly objective: number;
}

/** The best of the plans that a point was rounded to. */
export interface Rounding extends RoundedPlan {
  /** All of them: iterates near each other are often rounded to the same. */
  readonly tried: readonly RoundedPlan[];
}

/**
 * The best plan rounded from a relaxed offloading with at most one fractional user: that user goes both ways, and the
 * steps are the best for the placements.
 * @param price That of the relaxation, to which the plans' is near. @param before A point nearby, rounded.
 */
export function round(problem: Problem, relaxed: Float64Array, price?: number, before?: Rounding): Rounding {
  const { up, down, fractional } = placementsOf(relaxed);
  const options = [down];
  if (fractional && fewestAtEdge(problem, up) <= problem.capacity) options.push(up);
  return best(problem, options, price, before);
}

/** Where users are with the fractional one at the edge, or on its device. */
export interface Placements {
  readonly up: Uint8Array;
  readonly down: Uint8Array;
  /** Whether there is one. */
  readonly fractional: boolean;
}

/** Those that a relaxed offloading is rounded to. */
export function placementsOf(relaxed: Float64Array): Placements {
  const up = new Uint8Array(relaxed.length);
  const down = new Uint8Array(relaxed.length);
  let fractional = false;
  for (let n = 0; n < relaxed.length; n++) {
    const a = relaxed[n]!;
    if (a > 0) up[n] = 1;
    if (a === 1) down[n] = 1;
    else if (a > 0) fractional = true;
  }
  return { up, down, fractional };
}

/**
 * The best plan rounded from a relaxed point that may leave many users fractional. Users with a closed device come first;
 * the others follow by what the edge saves at the price, V_l − V_e(λ), and in another plan by their steps at the edge less
 * those on the device, y − x. As long as that is above 0 they go to the edge if those before them leave it the fewest steps
 * that they may take.
 * @param ahead y − x, one entry a user. @param before A point nearby, rounded.
 */
export function roundInOrder(problem: Problem, price: number, ahead: Float64Array, before?: Rounding): Rounding {
  const { count, local, edge, localWholeCost } = problem;
  const wanted = column(count);
  const saving = column(count, -Infinity);
  const choice = new WholeChoice(edge);
  for (let n = 0; n < count; n++) {
    if (edge.open[n] === 0) continue;
    choice.valueAt(n, price);
    wanted[n] = useOf(edge, n, choice.steps);
    // V_l − V_e(λ)
    saving[n] = localWholeCost[n]! - choice.cost - price * wanted[n]!;
  }
  const offloaded = (key: Float64Array): Uint8Array => {
    const offload = local.open.map((open) => 1 - open);
    // what is left once those with a closed device have what they want at λ, or the fewest steps that they may take
    let room = problem.capacity - fewestAtEdge(problem, offload);
    const fewest = (n: number): number => useOf(edge, n, fewestSteps(edge, n));
    for (let n = 0; n < count; n++) if (offload[n] === 1) room -= Math.min(room, wanted[n]! - fewest(n));
    const others = [...key.keys()].filter((n) => offload[n] === 0 && edge.open[n] === 1 && key[n]! > 0);
    for (const n of others.sort((a, b) => key[b]! - key[a]! || a - b)) {
      if (room < fewest(n)) continue;
      offload[n] = 1;
      room -= Math.min(room, wanted[n]!);
    }
    return offload;
  };
  return best(problem, [saving, ahead].map(offloaded), undefined, before);
}

/** The best of the plans with these placements; those that are known already, or in part, are not made again. */
function best(problem: Problem, placements: readonly Uint8Array[], near?: number, before?: Rounding): Rounding {
  const known = [...(before?.tried ?? [])];
  const tried = placements.map((offload) => {
    const same = known.find(({ plan }) => plan.offload.every((a, n) => a === offload[n]));
    if (same !== undefined) return same;
    const made = rounded(problem, offload, near, known[0]?.plan);
    known.unshift(made);
    return made;
  });
  return { ...tried.reduce((a, b) => (b.objective < a.objective ? b : a)), tried };
}

/** The best plan with these placements, and what it costs. @param like A plan whose computation times stand where it does the same. */
export function rounded(problem: Problem, offload: Uint8Array, near?: number, like?: Plan): RoundedPlan {
  const plan = timed(problem, offload, allocatedSteps(problem, offload, near), like);
  return { plan, objective: evaluate(problem.scenario, plan).objective };
}

/** Σ of what users at the edge use at s_min: these placements need so much of the capacity. */
export function fewestAtEdge({ edge }: Problem, offload: Uint8Array): number {
  const sum = new Sum();
  for (let n = 0; n < offload.length; n++) if (offload[n] === 1) sum.add(useOf(edge, n, fewestSteps(edge, n)));
  return sum.value;
}
