/**
 * The price λ of an edge step when steps are whole (MODEL.md §7): the smallest λ ≥ 0 at which what the users demand of
 * the edge fits into the capacity. A user is at the edge while min_s φ_e(s) + λs is below its local value.
 */
import { cost } from "../model/cost.js";
import type { Problem } from "../model/problem.js";
import { bestWholeSteps, stepSaving } from "../model/steps.js";
import { narrow } from "./bracket.js";

export interface WholePrice {
  readonly price: number;
  /** Steps demanded at the edge at this price, 0 for a user on its device; the sum fits into the capacity. */
  readonly demand: Float64Array;
  /** Users who give up steps just at this price (a user once for each step, or all of its steps when it leaves), by index. */
  readonly tied: readonly { readonly user: number; readonly steps: number }[];
}

/** Below this many demanded steps between the ends of the bracket, their prices are listed and sorted. */
const LIST = 256;

/** @param localValue Cost of staying on the device; Infinity keeps a user at the edge, −Infinity keeps it away. */
export function wholePrice(problem: Problem, localValue: Float64Array): WholePrice {
  const { scenario, count, edge, capacity } = problem;
  const demandAt = (n: number, price: number): number => {
    if (edge.open[n] === 0 || localValue[n] === -Infinity) return 0;
    const s = bestWholeSteps(scenario, edge, n, price);
    return cost(scenario, edge, n, s) + price * s < localValue[n]! ? s : 0;
  };
  const low = new Float64Array(count);
  let sumLow = 0;
  for (let n = 0; n < count; n++) sumLow += low[n] = demandAt(n, 0);
  if (sumLow <= capacity) return { price: 0, demand: low, tied: [] };

  const high = new Float64Array(count);
  let undecided: number[] = [];
  const bracket = { low: 0, high: 0 };
  for (let n = 0; n < count; n++) {
    if (low[n] === 0) continue;
    undecided.push(n);
    bracket.high = Math.max(bracket.high, leavingBound(problem, localValue, n, low[n]!));
    high[n] = localValue[n] === Infinity ? 1 : 0;
  }
  bracket.high *= 1 + 1e-9;
  let sumHigh = 0;
  for (const n of undecided) sumHigh += high[n]!;

  const at = new Float64Array(count);
  narrow(
    bracket,
    sumLow - capacity,
    sumHigh - capacity,
    (price) => {
      let change = 0;
      for (const n of undecided) {
        at[n] = demandAt(n, price);
        change += at[n]! - high[n]!;
      }
      const fits = sumHigh + change <= capacity;
      const side = fits ? high : low;
      for (const n of undecided) side[n] = at[n]!;
      if (fits) sumHigh += change;
      else sumLow = sumHigh + change;
      undecided = undecided.filter((n) => low[n] !== high[n]);
      return (fits ? sumHigh : sumLow) - capacity;
    },
    () => sumLow - sumHigh <= LIST,
  );

  const drops = undecided.flatMap((n) => dropsBetween(problem, localValue[n]!, n, low[n]!, high[n]!));
  for (const drop of drops) drop.price = Math.min(Math.max(drop.price, bracket.low), bracket.high);
  drops.sort((a, b) => a.price - b.price || a.user - b.user);
  let sum = sumLow;
  for (let i = 0; i < drops.length; ) {
    const { price } = drops[i]!;
    const first = i;
    for (; i < drops.length && drops[i]!.price === price; i++) {
      const { user, steps } = drops[i]!;
      low[user]! -= steps;
      sum -= steps;
    }
    if (sum <= capacity) return { price, demand: low, tied: drops.slice(first, i) };
  }
  return { price: bracket.high, demand: high, tied: [] };
}

/** A price at which the user has left the edge, or, if it has nowhere else to go, takes a single step. */
function leavingBound({ scenario, edge }: Problem, localValue: Float64Array, n: number, s: number): number {
  if (localValue[n] === Infinity) return s === 1 ? 0 : stepSaving(scenario, edge, n, 2);
  return localValue[n]! - cost(scenario, edge, n, s);
}

/** The prices at which user n gives up its steps, from `most` down to `least` (0 if it leaves), in rising order. */
function dropsBetween(
  { scenario, edge }: Problem,
  localValue: number,
  n: number,
  most: number,
  least: number,
): { price: number; user: number; steps: number }[] {
  const drops = [];
  for (let s = most; s > least; s--) {
    const leave = least === 0 ? (localValue - cost(scenario, edge, n, s)) / s : Infinity;
    const giveUp = s > 1 ? stepSaving(scenario, edge, n, s) : Infinity;
    if (leave <= giveUp) {
      drops.push({ price: leave, user: n, steps: s });
      break;
    }
    drops.push({ price: giveUp, user: n, steps: 1 });
  }
  return drops;
}
