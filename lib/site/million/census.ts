/** What the picture of all phones is made of, chunk by chunk: where they stand, and what they want at every price. */
import type { Problem } from "../../model/problem.js";
import { WholeChoice } from "../../model/whole-steps.js";

/** Cells of the picture: prices at which phones leave the edge, and costs on their devices. What is beyond stands in the last cell. */
export const CELLS = { across: 400, up: 130 } as const;
/** Where its axes end [1/step, and the objective's unit]. */
export const ENDS = { price: 0.8, cost: 36 } as const;
/** Prices of the demand curve. */
export const PRICES: Float64Array = Float64Array.from({ length: 161 }, (_, k) => (ENDS.price * k) / 160);
/** The curve is that of no more phones than this, evenly picked; up to so many it is exact. */
const MOST = 65_536;

/** What a chunk adds to the picture. */
export interface Census {
  /** Phones by cell, row by row from the lowest cost. */
  readonly cells: Uint32Array;
  /** Demand of those who were picked, by price [steps]. */
  readonly demand: Float64Array;
}

/** One of so many phones is asked for the curve. */
export function strideOf(users: number): number {
  return Math.max(1, Math.ceil(users / MOST));
}

/**
 * The price at which user n leaves the edge: V_e(λ) = V_l; 0 where it is not there even for free, Infinity where it has nowhere else to go.
 * V_e is concave in λ, so that Newton's steps come from below, and end as steps are whole.
 */
export function leavingPrice({ edge, localWholeCost }: Problem, choice: WholeChoice, n: number): number {
  if (edge.open[n] === 0) return 0;
  let price = 0;
  for (;;) {
    const rest = localWholeCost[n]! - choice.valueAt(n, price);
    // λ + (V_l − V_e(λ))/ŝ(λ)
    const next = price + rest / choice.steps;
    if (!(next > price) || next === Infinity) return next === Infinity ? Infinity : price;
    price = next;
  }
}

/** @param first Number of the chunk's first user among all. */
export function censusOf(problem: Problem, first: number, stride: number): Census {
  const cells = new Uint32Array(CELLS.across * CELLS.up);
  const demand = new Float64Array(PRICES.length);
  const choice = new WholeChoice(problem.edge);
  for (let n = 0; n < problem.count; n++) {
    const leaves = leavingPrice(problem, choice, n);
    const i = cellOf(leaves / ENDS.price, CELLS.across);
    cells[cellOf(problem.localWholeCost[n]! / ENDS.cost, CELLS.up) * CELLS.across + i]!++;
    if ((first + n) % stride !== 0) continue;
    for (let k = 0; k < PRICES.length && PRICES[k]! < leaves; k++) {
      choice.valueAt(n, PRICES[k]!);
      demand[k]! += choice.steps;
    }
  }
  return { cells, demand };
}

function cellOf(part: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor(part * count)));
}

/** Where some users stand: their leaving prices and device costs, by turns. */
export function placesOf(problem: Problem, users: readonly number[]): Float64Array {
  const choice = new WholeChoice(problem.edge);
  return Float64Array.from(users.flatMap((n) => [leavingPrice(problem, choice, n), problem.localWholeCost[n]!]));
}

/** Demand at a price, from the curve. */
export function demandAt(curve: ArrayLike<number>, price: number): number {
  const at = Math.min(Math.max((price / ENDS.price) * (PRICES.length - 1), 0), PRICES.length - 1);
  const k = Math.min(Math.floor(at), PRICES.length - 2);
  return curve[k]! + (curve[k + 1]! - curve[k]!) * (at - k);
}

/** The price at which the curve meets a capacity: a guess, while the answer is under way. */
export function priceAt(curve: ArrayLike<number>, capacity: number): number {
  if (curve[0]! <= capacity) return 0;
  let k = 1;
  while (k < PRICES.length - 1 && curve[k]! > capacity) k++;
  const [above, below] = [curve[k - 1]!, curve[k]!];
  const part = above > below ? Math.min((above - capacity) / (above - below), 1) : 0;
  return PRICES[k - 1]! + (PRICES[k]! - PRICES[k - 1]!) * part;
}

/** Which part of the phones has left at a price, from the cells. */
export function partLeft(columns: ArrayLike<number>, price: number): number {
  const at = Math.min(Math.max((price / ENDS.price) * CELLS.across, 0), CELLS.across);
  let [left, all] = [0, 0];
  for (let i = 0; i < CELLS.across; i++) {
    all += columns[i]!;
    left += columns[i]! * Math.min(Math.max(at - i, 0), 1);
  }
  return all === 0 ? 0 : left / all;
}
