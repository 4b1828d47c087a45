/**
 * Policies that decide each request by itself, at the current price of the capacity (MODEL.md §10): no solve, but for the
 * first price.
 */
import { pricedCost } from "../../model/cost.js";
import type { Problem } from "../../model/problem.js";
import { stepsWithin, useOf } from "../../model/use.js";
import { bestUpTo, bestWholeSteps } from "../../model/whole-steps.js";
import { timed } from "../../solver/allocation.js";
import type { Decision, Policy } from "./policy.js";
import { DEFAULT_GAIN, excess, RunningPrice } from "./running-price.js";

/** How a running price moves. */
export interface PricingOptions {
  /** How fast the price moves; 0 keeps a price until it is solved for again. Default {@link DEFAULT_GAIN}. */
  readonly gain?: number;
  /** Slots after which the price is solved for again; default Infinity. */
  readonly refresh?: number;
}

/** The first slot with requests sets the price by solving for it. With gain 0 it stays for ever: `static`. */
export function pricing({ gain = DEFAULT_GAIN, refresh = Infinity }: PricingOptions = {}): Policy {
  const running = new RunningPrice(refresh);
  return {
    decide: ({ problem, last }) => {
      const { wanted, ...decision } = decideAt(problem, running.at(problem), last);
      running.follow(excess(problem, wanted), gain);
      return decision;
    },
  };
}

/**
 * In order of arrival, as long as the edge has capacity. Who would get fewer than it wants takes them if that still beats its
 * device; without a device it waits, to come first in the next slot, if another has started and a slot follows.
 */
function decideAt(problem: Problem, price: number, last: boolean): Decision & { readonly wanted: number } {
  const { count, local, edge, capacity, localWholeSteps, localWholeCost } = problem;
  const start = new Uint8Array(count).fill(1);
  const offload = new Uint8Array(count);
  const steps = Float64Array.from(localWholeSteps);
  let rest = capacity;
  let wanted = 0;
  for (let n = 0; n < count; n++) {
    if (edge.open[n] === 1) {
      const best = bestWholeSteps(edge, n, price);
      const saves = (s: number): boolean => pricedCost(edge, n, s, price) < localWholeCost[n]!;
      if (saves(best)) wanted += useOf(edge, n, best);
      const most = bestUpTo(edge, n, price, best, stepsWithin(edge, n, rest));
      const fits = most > 0;
      const takes = local.open[n] === 1 ? fits && saves(most) : most === best || (fits && (last || rest === capacity));
      if (takes) {
        offload[n] = 1;
        steps[n] = most;
        rest -= useOf(edge, n, most);
      }
    }
    if (offload[n] === 0 && local.open[n] === 0) start[n] = 0;
  }
  return { start, plan: timed(problem, offload, steps), price, wanted };
}
