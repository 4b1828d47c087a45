/**
 * Policies that decide each request by itself, at the current price of an edge step (MODEL.md §10): no solve. After a slot
 * the price moves with what was asked for beyond the capacity, or left of it: dual ascent.
 */
import { cost } from "../model/cost.js";
import { bestTime } from "../model/placement.js";
import type { Problem } from "../model/problem.js";
import { bestWholeSteps } from "../model/steps.js";
import { lagrangianBound } from "../solver/bound.js";
import type { Decision, Policy } from "./policy.js";

/** `price` moves by this part of what a step is worth for each relative excess, [choice]. */
export const DEFAULT_GAIN = 0.1;

export interface PricingOptions {
  /** Default {@link DEFAULT_GAIN}; 0 keeps a price until it is solved for again. */
  readonly gain?: number;
  /** Slots after which the price is solved for again; default Infinity. */
  readonly refresh?: number;
}

/** The first slot with requests sets the price by solving for it. With gain 0 it stays for ever: `static`. */
export function pricing({ gain = DEFAULT_GAIN, refresh = Infinity }: PricingOptions = {}): Policy {
  let price: number | undefined;
  let worth = 0;
  let age = 0;
  return {
    decide: ({ problem }) => {
      age += 1;
      if (problem.count > 0 && (price === undefined || age >= refresh)) {
        price = lagrangianBound(problem).price;
        worth = stepWorth(problem);
        age = 0;
      }
      const { wanted, ...decision } = decideAt(problem, price ?? 0);
      const excess = problem.capacity < Infinity ? wanted / Math.max(1, problem.capacity) - 1 : -1;
      if (price !== undefined) price = Math.max(0, price + gain * worth * Math.min(1, excess));
      return decision;
    },
  };
}

/**
 * In order of arrival, as long as the edge has steps. Who would get fewer than it wants takes them if that still beats its
 * device; without a device it waits, to come first in the next slot.
 */
function decideAt(problem: Problem, price: number): Decision & { readonly wanted: number } {
  const { scenario, count, local, edge, capacity, localWholeSteps, localWholeCost } = problem;
  const start = new Uint8Array(count).fill(1);
  const offload = new Uint8Array(count);
  const steps = Float64Array.from(localWholeSteps);
  const computationTime = new Float64Array(count);
  let rest = capacity;
  let wanted = 0;
  for (let n = 0; n < count; n++) {
    if (edge.open[n] === 1) {
      const best = bestWholeSteps(scenario, edge, n, price);
      const saves = (s: number): boolean => cost(scenario, edge, n, s) + price * s < localWholeCost[n]!;
      if (saves(best)) wanted += best;
      const most = Math.min(best, rest);
      const takes = local.open[n] === 1 ? most >= 1 && saves(most) : most === best || (most >= 1 && rest === capacity);
      if (takes) {
        offload[n] = 1;
        steps[n] = most;
        rest -= most;
      }
    }
    if (offload[n] === 0 && local.open[n] === 0) start[n] = 0;
    else computationTime[n] = bestTime(offload[n] === 1 ? edge : local, scenario.users.workload[n]!, n, steps[n]!);
  }
  return { start, plan: { offload, steps, computationTime }, price, wanted };
}

/** What a step at the edge saves where steps are free, the mean over those whom the edge serves better [1/step]. */
function stepWorth({ scenario, count, local, edge, localWholeCost }: Problem): number {
  const costs = new Float64Array(1);
  let saved = 0;
  let steps = 0;
  for (let n = 0; n < count; n++) {
    if (edge.open[n] === 0 || local.open[n] === 0) continue;
    const s = bestWholeSteps(scenario, edge, n, 0, costs);
    if (!(costs[0]! < localWholeCost[n]!)) continue;
    saved += localWholeCost[n]! - costs[0]!;
    steps += s;
  }
  return steps === 0 ? 0 : saved / steps;
}
