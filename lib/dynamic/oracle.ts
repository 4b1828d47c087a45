/**
 * The oracle bound (MODEL.md §10): what no policy can beat, even one that knew the future. One price λ_k ≥ 0 for each slot
 * separates the requests:
 *     −Σ λ_k·B_k + Σ_n min over (device at once; edge in a slot k, s steps; drop) of cost + λ_k·use.
 * Every choice of prices gives a bound; column generation finds the best.
 */

import { largestStep, stepPrice, useOf } from "../model/use.js";
import { WholeChoice } from "../model/whole-steps.js";
import { type CapacityProblem, maximiseCapacityDual } from "../numerics/capacity-dual.js";
import { type Choices, choicesOf } from "./choices.js";
import { capacityIn, type World } from "./world.js";

/** A bound on every policy, and the prices that show it. */
export interface OracleBound {
  /** No policy's objective is below it. */
  readonly lowerBound: number;
  /** No prices give a bound above it, but for rounding. */
  readonly upperBound: number;
  /** λ of each slot [1/step, or 1/FLOP under `workCapacity`]. */
  readonly prices: Float64Array;
}

export interface OracleOptions {
  /** The bound is this near to the best that prices can give, relative to Σ |what each request costs|. Default 10⁻⁸. */
  readonly tolerance?: number;
}

/**
 * @param world Whose future is known.
 * @param progress Told how much of the work is done, from 0 to 1.
 * @throws InputError where no best computation time exists (MODEL.md §3).
 */
export function oracleBound(
  world: World,
  progress: (done: number) => void = () => {},
  options: OracleOptions = {},
): OracleBound {
  const { prices, ...ends } = oracleOver([{ world, choices: choicesOf(world) }], progress, options);
  return { ...ends, prices: prices[0]! };
}

/** An edge server in a world, and what requests may choose with it alone. */
export interface OracleEdge {
  readonly world: World;
  readonly choices: Choices;
}

/**
 * The same over several servers, with a price for each server and slot.
 * @param edges Of one world: its requests, and what they cost without any of these, are the same.
 */
export function oracleOver(
  edges: readonly OracleEdge[],
  progress: (done: number) => void,
  options: OracleOptions,
): Omit<OracleBound, "prices"> & { readonly prices: Float64Array[] } {
  const { outside } = edges[0]!.choices;
  // in the largest steps that a slot has, as FLOP are too many for the search's equations
  const all = edges.flatMap(({ world }) => [...world.capacity]);
  const most = all.reduce((largest, B) => (B < Infinity ? Math.max(largest, B) : largest), 0);
  const largest = edges.reduce((step, { choices }) => Math.max(step, largestStep(choices.edge)), 0);
  const unit = most > 0 ? Math.min(largest, most) : largest;
  // slot after slot, so that requests that are alive together share a band; without a step it is closed to all at its own price
  const capacity = Float64Array.from(all, (_, j) => {
    const [k, e] = [Math.floor(j / edges.length), j % edges.length];
    const { world, choices } = edges[e]!;
    return choices.closed[k] === 1 ? Infinity : capacityIn(world, k) / unit;
  });
  const respond = respondent(edges, unit);
  let first = NaN;
  const { prices, lowerBound, upperBound } = maximiseCapacityDual(
    { capacity, outside, respond },
    {
      ...options,
      onEvaluation: (lower, upper, close) => {
        // the bounds close in by powers of 10
        const left = Math.log10((upper - lower) / close);
        first = Number.isNaN(first) ? left : first;
        progress(first > 0 ? Math.min(1, Math.max(0, 1 - left / first)) : 1);
      },
    },
  );
  return {
    lowerBound,
    upperBound,
    prices: edges.map(({ choices }, e) =>
      choices.closingPrice.map((closing, k) => prices[k * edges.length + e]! / unit + closing),
    ),
  };
}

/** Each request's best choice at given prices of a unit; of two that are as good the earlier, or at the first server. */
function respondent(edges: readonly OracleEdge[], unit: number): CapacityProblem["respond"] {
  const at = edges.map(({ choices }, e) => ({ ...choices, e, choice: new WholeChoice(choices.edge) }));
  const { outside } = at[0]!;
  return (prices, { capacity, cost, use }) => {
    for (let n = 0; n < outside.length; n++) {
      let best = outside[n]!;
      capacity[n] = -1;
      for (const { e, choice, decided, pairStart, edge, leastAtEdge, entry, waiting, leastAhead, closingPrice } of at) {
        for (let p = pairStart[n]!; p < pairStart[n + 1]! && leastAhead[p]! < best; p++) {
          const i = entry[p]!;
          const k = decided[n]! + p - pairStart[n]!;
          const price = prices[k * at.length + e]! / unit + closingPrice[k]!;
          // c₁·waited + V_e(0) + λ_k·ω: a choice has a step at least
          if (!(waiting[p]! + leastAtEdge[i]! + stepPrice(edge, i, price) < best)) continue;
          // c₁·waited + V_e(λ_k)
          const value = waiting[p]! + choice.valueAt(i, price);
          if (!(value < best)) continue;
          best = value;
          capacity[n] = k * at.length + e;
          cost[n] = waiting[p]! + choice.cost;
          use[n] = useOf(edge, i, choice.steps) / unit;
        }
      }
    }
  };
}
