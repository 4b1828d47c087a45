/** Demand for edge steps over the price, by user (MODEL.md §5): real steps, as the relaxation has them. */
import { convexOf } from "../../model/convex.js";
import { pricedCost } from "../../model/cost.js";
import type { Problem } from "../../model/problem.js";
import { bestSteps } from "../../model/steps.js";
import { falsePosition } from "../../numerics/root.js";
import { leavingPrice } from "../../solver/price/real-price.js";
import { geometricMiddle } from "../../solver/price/search.js";

/** Users who are drawn as one: one of them, or some whose leaving prices are neighbours. */
export interface Band {
  /** By index. */
  readonly users: readonly number[];
  /** The last of them leaves the edge at this price [1/step]; Infinity for who has no other place. */
  readonly leaving: number;
  /** Edge steps that they want at each of the market's prices [steps]. */
  readonly demand: Float64Array;
}

/** The market of a scenario, whatever the capacity. */
export interface Market {
  /** Prices from 0 to the end of the axis [1/step]; twice where someone leaves, before and after. */
  readonly prices: Float64Array;
  /** Who stays longest comes first. */
  readonly bands: readonly Band[];
  /** Σ of the bands [steps]. */
  readonly total: Float64Array;
  /** Σ min(V_l, V_e(λ)) at each price: the dual function but for −λS. */
  readonly values: Float64Array;
  /** At which price each user leaves the edge [1/step]; 0 for who never is there. */
  readonly leaving: Float64Array;
}

/** Points of the axis, beside the prices at which someone leaves. */
const POINTS = 160;
/** More users than this are drawn in groups. */
const MOST_BANDS = 40;

/** At which price each user leaves the edge [1/step]. */
export function leavingPrices(problem: Problem): Float64Array {
  const convex = convexOf(problem);
  const { local, edge, localCost } = convex;
  return Float64Array.from({ length: convex.count }, (_, n) => {
    if (edge.open[n] === 0) return 0;
    if (local.open[n] === 0) return Infinity;
    return leavingPrice(convex, localCost[n]!, n, 0, Number.MAX_VALUE);
  });
}

/** What each user wants of the edge at a price [steps], 0 on its device. */
export function wantsAt(problem: Problem, leaving: Float64Array, price: number): Float64Array {
  const { edge } = convexOf(problem);
  return leaving.map((leaves, n) => (price < leaves ? bestSteps(edge, n, price) : 0));
}

/** The market up to a price. @param end Where the axis ends [1/step]. */
export function marketOf(problem: Problem, leaving: Float64Array, end: number): Market {
  const convex = convexOf(problem);
  const { edge } = convex;
  const order = Array.from(leaving.keys())
    .filter((n) => leaving[n]! > 0)
    .sort((a, b) => leaving[b]! - leaving[a]! || a - b);
  const size = Math.ceil(order.length / MOST_BANDS) || 1;
  const groups = Array.from({ length: Math.ceil(order.length / size) }, (_, k) =>
    order.slice(k * size, (k + 1) * size),
  );
  const jumps = size === 1 ? order.map((n) => leaving[n]!).filter((price) => price < end) : [];
  const points = [
    ...Array.from({ length: POINTS }, (_, k) => ({ price: (end * k) / POINTS, after: true })),
    { price: end, after: true },
    ...jumps.flatMap((price) => [
      { price, after: false },
      { price, after: true },
    ]),
  ].sort((a, b) => a.price - b.price || Number(a.after) - Number(b.after));
  const total = new Float64Array(points.length);
  const bands = groups.map((users) => {
    const demand = new Float64Array(points.length);
    for (const n of users) {
      for (const [k, { price, after }] of points.entries()) {
        const there = price < leaving[n]! || (price === leaving[n] && !after);
        if (there) demand[k]! += bestSteps(edge, n, price);
      }
    }
    for (let k = 0; k < points.length; k++) total[k]! += demand[k]!;
    return { users, leaving: leaving[users[0]!]!, demand };
  });
  const prices = Float64Array.from(points, ({ price }) => price);
  const values = prices.map((price) => valueAt(convex, leaving, price));
  return { prices, bands, total, values, leaving };
}

/** Σ min(V_l, V_e(λ)) at a price. */
export function valueAt(problem: Problem, leaving: Float64Array, price: number): number {
  const { edge, localCost } = convexOf(problem);
  let sum = 0;
  for (let n = 0; n < leaving.length; n++) {
    sum += price < leaving[n]! ? pricedCost(edge, n, bestSteps(edge, n, price), price) : localCost[n]!;
  }
  return sum;
}

/** A price that a search tried, and what was wanted there. */
export interface Probe {
  readonly price: number;
  readonly demand: number;
}

/** Most prices that a search shows. */
const MOST_PROBES = 30;

/** The prices that the library's false position tries, from the ends of the axis, until demand meets the capacity. */
export function searchOf(problem: Problem, leaving: Float64Array, end: number): Probe[] {
  const demandAt = (price: number): number => wantsAt(problem, leaving, price).reduce((sum, s) => sum + s, 0);
  const { capacity } = problem;
  const probes: Probe[] = [];
  const excess = (price: number): number => {
    const demand = demandAt(price);
    probes.push({ price, demand });
    return demand - capacity;
  };
  const atLow = excess(0);
  const atHigh = atLow > 0 ? excess(end) : 0;
  if (!(atLow > 0 && atHigh <= 0)) return probes;
  const done = ({ low, high }: { low: number; high: number }): boolean =>
    high - low <= 1e-3 * high || probes.length >= MOST_PROBES;
  falsePosition(excess, { low: 0, high: end }, atLow, atHigh, { done, middle: geometricMiddle });
  return probes;
}
