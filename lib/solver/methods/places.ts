/** What baselines share: placements that the capacity holds, and what is told of a plan. */

import type { Plan } from "../../model/objective.js";
import { fewestSteps } from "../../model/placement.js";
import type { Problem } from "../../model/problem.js";
import { useOf } from "../../model/use.js";
import { WholeChoice } from "../../model/whole-steps.js";
import { fewestAtEdge } from "../rounding.js";
import type { Found, Iterated, Method } from "./method.js";

/** At the edge are those whose device is closed. */
export function deviceClosed({ local }: Problem): Uint8Array {
  return local.open.map((open) => 1 - open);
}

/** Of the users who want the edge, as many as the capacity holds: first those with a closed device, then by V_l − V_e(0). */
export function fitting(problem: Problem, wanted: Uint8Array): Uint8Array {
  const { edge, capacity, localWholeCost } = problem;
  if (fewestAtEdge(problem, wanted) <= capacity) return Uint8Array.from(wanted);
  const choice = new WholeChoice(edge);
  const saving = localWholeCost.map((value, n) => (wanted[n] === 1 ? value - choice.valueAt(n, 0) : -Infinity));
  const order = [...saving.keys()].sort((a, b) => saving[b]! - saving[a]! || a - b);
  const offload = new Uint8Array(wanted.length);
  let room = capacity;
  for (const n of order) {
    const fewest = useOf(edge, n, fewestSteps(edge, n));
    if (wanted[n] === 0 || room < fewest) continue;
    offload[n] = 1;
    room -= fewest;
  }
  return offload;
}

/** A method that neither proves nor, but for its seed, asks for options. */
export const BASELINE = { remark: "", options: [], proves: false, random: false } satisfies Partial<Method>;

/** A plan that claims no more than to be feasible. */
export function baseline(plan: Plan): Found<Iterated> {
  return { status: "feasible", plan, details: { iterations: 0 } };
}
