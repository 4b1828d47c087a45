/**
 * The price λ of an edge step when steps are real (MODEL.md §5): the smallest λ ≥ 0 at which the demand of the edge fits
 * into the capacity. Demand falls continuously but for jumps: where a user leaves the edge, and where φ_e(s) + λs is flat.
 */
import { cost, costCurvature, costSlope } from "../model/cost.js";
import { turnAt } from "../model/placement.js";
import type { Problem } from "../model/problem.js";
import { bestSteps, flatPrice, mostBestSteps } from "../model/steps.js";
import { narrow } from "./bracket.js";

export interface RealPrice {
  readonly price: number;
  /** a in [0, 1]; at most one entry is fractional. */
  readonly offload: Float64Array;
  /** y/a, or what the user would take at this price where a = 0; NaN where the edge is closed. */
  readonly edgeSteps: Float64Array;
}

/** So many users may be undecided when the prices at which they leave are computed one by one. */
const FEW = 32;
const MOST_PASSES = 60;

/** @param localValue Cost of staying on the device; Infinity keeps a user at the edge, −Infinity keeps it away. */
export function realPrice(problem: Problem, localValue: Float64Array): RealPrice {
  const { scenario, count, edge, capacity } = problem;
  const edgeValue = (n: number, s: number, price: number): number => cost(scenario, edge, n, s) + price * s;

  let decided: number[] = [];
  let undecided: number[] = [];
  let demand = 0;
  const bracket = { low: 0, high: 0 };
  for (let n = 0; n < count; n++) {
    if (edge.open[n] === 0 || localValue[n] === -Infinity) continue;
    const s = bestSteps(scenario, edge, n, 0);
    const saving = localValue[n]! - edgeValue(n, s, 0);
    if (saving <= 0) continue;
    demand += s;
    if (saving === Infinity) decided.push(n);
    else undecided.push(n);
    // At this price the user has left, or takes one step if it has nowhere else to go.
    const bound = saving === Infinity ? priceOfOneStep(problem, n) : saving;
    bracket.high = Math.max(bracket.high, bound);
  }
  if (demand <= capacity) return assemble(problem, 0, [...decided, ...undecided], [], 0);
  bracket.high *= 1 + 1e-9;

  let passes = 0;
  narrow(
    bracket,
    demand - capacity,
    decided.length - capacity,
    (price) => {
      passes++;
      let sum = 0;
      for (const n of decided) sum += bestSteps(scenario, edge, n, price);
      const stays: number[] = [];
      const leaves: number[] = [];
      for (const n of undecided) {
        const s = bestSteps(scenario, edge, n, price);
        if (edgeValue(n, s, price) < localValue[n]!) {
          sum += s;
          stays.push(n);
        } else leaves.push(n);
      }
      if (sum <= capacity) {
        decided = decided.concat(stays);
        undecided = leaves;
      } else undecided = stays;
      return sum - capacity;
    },
    () => undecided.length <= FEW || passes >= MOST_PASSES,
  );

  // Where demand jumps, exactly.
  const leaving = new Map<number, number>();
  for (const n of undecided) leaving.set(n, leavingPrice(problem, localValue[n]!, n, bracket.low, bracket.high));
  const isAt = (n: number, price: number): boolean => price < (leaving.get(n) ?? Infinity);
  const candidates = [...decided, ...undecided].sort((a, b) => a - b);
  const demandAt = (price: number): number => {
    let sum = 0;
    for (const n of candidates) if (isAt(n, price)) sum += bestSteps(scenario, edge, n, price);
    return sum;
  };
  const jumps = candidates.map((n) => flatPrice(scenario, edge, n)).filter((p) => p > bracket.low && p <= bracket.high);
  const breaks = [...new Set([...jumps, ...leaving.values(), bracket.high])].sort((a, b) => a - b);
  let first = 0;
  for (let last = breaks.length - 1; first < last; ) {
    const middle = (first + last) >> 1;
    if (demandAt(breaks[middle]!) <= capacity) last = middle;
    else first = middle + 1;
  }
  const jump = breaks[first]!;
  const before = first === 0 ? bracket.low : breaks[first - 1]!;

  // Users at the edge just below the jump, and what they demand there.
  const there = candidates.filter((n) => (leaving.get(n) ?? Infinity) >= jump);
  let demandBefore = 0;
  for (const n of there) demandBefore += mostBestSteps(scenario, edge, n, jump);
  if (demandBefore > capacity) {
    const staying = there.filter((n) => isAt(n, jump));
    const tied = there.filter((n) => !isAt(n, jump));
    return assemble(problem, jump, staying, tied, capacity);
  }
  return assemble(problem, continuousPrice(problem, there, before, jump), there, [], capacity);
}

/** λ in (low, high] at which users who all stay at the edge demand just the capacity: Newton's method in a bracket. */
function continuousPrice(
  { scenario, edge, capacity }: Problem,
  users: readonly number[],
  low: number,
  high: number,
): number {
  let price = low + (high - low) / 2;
  for (let i = 0; i < 200; i++) {
    let excess = -capacity;
    let slope = 0;
    for (const n of users) {
      const s = bestSteps(scenario, edge, n, price);
      excess += s;
      if (s > 1 && s < edge.maxSteps[n]! && s !== turnAt(edge, n)) {
        slope -= 1 / costCurvature(scenario, edge, n, s, s > turnAt(edge, n));
      }
    }
    if (excess > 0) low = price;
    else high = price;
    if (excess <= 0 && excess >= -1e-14 * capacity) break;
    const newton = price - excess / slope;
    const next = newton > low && newton < high ? newton : low + (high - low) / 2;
    if (!(next > low && next < high)) break;
    price = next;
  }
  return high;
}

/**
 * Offloading and steps at a price. Users tied there, and steps on a flat piece, are filled in index order up to the
 * capacity, so that at most one user is fractional.
 */
function assemble(
  problem: Problem,
  price: number,
  staying: readonly number[],
  tied: readonly number[],
  capacity: number,
): RealPrice {
  const { scenario, count, edge } = problem;
  const offload = new Float64Array(count);
  const edgeSteps = new Float64Array(count).fill(Number.NaN);
  for (let n = 0; n < count; n++) if (edge.open[n] === 1) edgeSteps[n] = bestSteps(scenario, edge, n, price);
  let used = 0;
  for (const n of staying) {
    offload[n] = 1;
    used += edgeSteps[n]!;
  }
  if (price === 0) return { price, offload, edgeSteps };
  let rest = Math.max(0, capacity - used);
  for (const n of [...staying, ...tied].sort((a, b) => a - b)) {
    if (offload[n] === 1) {
      const more = Math.min(rest, mostBestSteps(scenario, edge, n, price) - edgeSteps[n]!);
      edgeSteps[n]! += more;
      rest -= more;
    } else {
      edgeSteps[n] = mostBestSteps(scenario, edge, n, price);
      offload[n] = Math.min(1, rest / edgeSteps[n]!);
      rest -= offload[n]! * edgeSteps[n]!;
    }
  }
  return { price, offload, edgeSteps };
}

/** −φ_e′(1): from this price on a single step is enough. */
function priceOfOneStep({ scenario, edge }: Problem, n: number): number {
  return Math.max(0, -costSlope(scenario, edge, n, 1, turnAt(edge, n) <= 1, 0));
}

/** λ in [low, high] at which V_e(λ), concave and rising, meets the local value: Newton's method from below, which never overshoots. */
export function leavingPrice(
  { scenario, edge }: Problem,
  localValue: number,
  n: number,
  low: number,
  high: number,
): number {
  let price = low;
  for (let i = 0; i < 100; i++) {
    const s = bestSteps(scenario, edge, n, price);
    const next = (localValue - cost(scenario, edge, n, s)) / s;
    if (!(next > price)) break;
    price = Math.min(next, high);
  }
  return price;
}
