/**
 * What a task uses of the capacity that all edge tasks share (MODEL.md §12): its steps, or its FLOP ω·s under `workCapacity`. Demand,
 * slack and all else that adds up over users is in this unit, and the price λ is per unit.
 */
import { isWork } from "../scenario/capacity.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import type { Place } from "./placement.js";

/** ω of users, or of their models; null where steps are shared. */
function workOf({ perStep, choice }: Place): Float64Array | null {
  return choice === null ? perStep : choice.rows.perStep;
}

/** Whether tasks share work there rather than steps. */
export function sharesWork(place: Place): boolean {
  return workOf(place) !== null;
}

/** What s steps of user n use [steps or FLOP]. */
export function useOf({ perStep }: Place, n: number, s: number): number {
  return perStep === null ? s : perStep[n]! * s;
}

/** The whole steps that use so much, which {@link useOf} or sums of it know but for rounding. */
export function stepsOf({ perStep }: Place, n: number, use: number): number {
  return perStep === null ? use : Math.round(use / perStep[n]!);
}

/** What s steps at the edge of user n, who has one model, use [steps or FLOP]. @param scenario As planned, where users have several. */
export function plannedUse({ users, edge }: ScenarioColumns, n: number, s: number): number {
  return isWork(edge) ? users.workload[n]! * s : s;
}

/** The most whole steps of user n within what is left; what it is given where that is in steps. */
export function stepsWithin({ perStep }: Place, n: number, rest: number): number {
  return perStep === null ? rest : Math.floor(rest / perStep[n]!);
}

/** What a step of user n pays at a price λ of the capacity [1/step]. */
export function stepPrice({ perStep }: Place, n: number, price: number): number {
  return perStep === null ? price : price * perStep[n]!;
}

/** What sums of uses are relative to: the capacity; where it has none, a step. */
export function useScale(place: Place, capacity: number): number {
  return scaleOf(capacity, sharesWork(place), () => largestStep(place));
}

/** The same of places whose kind, and largest step, are known. */
export function scaleOf(capacity: number, work: boolean, largest: () => number): number {
  if (!work) return Math.max(1, capacity);
  return capacity > 0 ? capacity : largest();
}

/** Uses that differ by no more than this part of them are the same: sums of them are known to it. */
export const SAME_USE = 1e-11;

/** The least that a step of any user, or of its models, uses: 1, or the smallest ω. */
export function leastStep(place: Place): number {
  return workOf(place)?.reduce((least, ω) => Math.min(least, ω), Infinity) ?? 1;
}

/** The most that a step of any user, or of its models, uses: 1, or the largest ω. */
export function largestStep(place: Place): number {
  return workOf(place)?.reduce((largest, ω) => Math.max(largest, ω), 0) ?? 1;
}
