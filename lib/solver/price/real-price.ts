/**
 * The price λ of the capacity when steps are real (MODEL.md §5): the smallest λ ≥ 0 at which the demand of the edge fits
 * into it. Demand falls continuously but for jumps: where a user leaves the edge, and where φ_e(s) + λs is flat.
 */
import { cost, pricedCost } from "../../model/cost.js";
import { fewestSteps } from "../../model/placement.js";
import type { Problem } from "../../model/problem.js";
import { bestSteps, fewestStepsPrice, flatPrice, hasKinks, mostBestSteps, useSlope } from "../../model/steps.js";
import { useOf } from "../../model/use.js";
import { type Bracket, falsePosition, within } from "../../numerics/root.js";
import { type End, geometricMiddle, PriceSearch } from "./search.js";

/** The price with what users take at it, indexed by n. */
export interface RealPrice {
  readonly price: number;
  /** a in [0, 1]; at most one entry is fractional. */
  readonly offload: Float64Array;
  /** y/a, or what the user would take at this price where a = 0; NaN where the edge is closed. */
  readonly edgeSteps: Float64Array;
}

/** So many users may be undecided when the prices at which they leave are computed one by one. */
const FEW = 32;
/** Demand this part short of the capacity fills it. */
const SHORT = 1e-14;
/** Steps this near to s_min are s_min where the capacity is work, which holds a part in 10¹² more than it says. */
const AT_FEWEST = 1 + 2e-12;
/** The bracket is as good as closed: users who are still undecided leave at one price. */
const CLOSED = 1e-10;

/**
 * @param localValue Cost of staying on the device; Infinity keeps a user at the edge, −Infinity keeps it away.
 * @param near A price to look at first, as from the iterate before.
 */
export function realPrice(problem: Problem, localValue: Float64Array, near?: number): RealPrice {
  const search = new RealSearch(problem, localValue);
  return assemble(problem, search.find(near), search.last);
}

interface Found {
  readonly price: number;
  /** Users at the edge. */
  readonly staying: Int32Array;
  /** Users who leave the edge just at this price, or take fewer steps than they might, and may fill the capacity. */
  readonly tied: Int32Array;
  /** A price below, as near as numbers are, at which tied users want more steps than at this one. */
  readonly below?: number;
}

class RealSearch extends PriceSearch<Found> {
  /** What users wanted last [steps]; NaN while nobody asked. */
  readonly last: Float64Array;

  constructor(problem: Problem, localValue: Float64Array) {
    super(problem, localValue);
    this.last = new Float64Array(problem.count).fill(Number.NaN);
  }

  /** ŝ_e(λ), from what the user wanted last. */
  #wanted(n: number, price: number): number {
    const s = bestSteps(this.problem.edge, n, price, this.last[n]!);
    this.last[n] = s;
    return s;
  }

  protected override demandOf(n: number, price: number): number {
    const { edge } = this.problem;
    // ŝ_e(λ) while V_e(λ) < V_l, else 0
    const s = this.#wanted(n, price);
    const local = this.localValue[n]!;
    return local === Infinity || pricedCost(edge, n, s, price) < local ? useOf(edge, n, s) : 0;
  }

  protected override leavingBound(n: number): number {
    const { edge } = this.problem;
    const local = this.localValue[n]!;
    // −φ_e′(s_min)/ω, or (V_l − V_e(0))/ω: V_e(λ) ≥ V_e(0) + λω, as s ≥ 1
    if (local === Infinity) return fewestStepsPrice(edge, n);
    return (local - cost(edge, n, bestSteps(edge, n, 0))) / useOf(edge, n, 1);
  }

  protected override partOf(capacity: number): number {
    return capacity;
  }

  protected override answer(price: number, users: Int32Array, demand: Float64Array): Found {
    return { price, staying: users.filter((n) => demand[n]! > 0), tied: new Int32Array(0) };
  }

  protected override close(users: Int32Array, capacity: number, bracket: Bracket, lowEnd: End, highEnd: End): Found {
    const { edge } = this.problem;
    // At the edge at the high end, and at the low end alone.
    let staying: Int32Array = users.filter((n) => highEnd.demand[n]! > 0);
    let undecided: Int32Array = users.filter((n) => highEnd.demand[n] === 0 && lowEnd.demand[n]! > 0);
    const wanted = (n: number, price: number): number => useOf(edge, n, this.#wanted(n, price));
    falsePosition(
      (price) => {
        let sum = 0;
        for (const n of staying) sum += wanted(n, price);
        const stays = undecided.filter((n) => {
          const use = this.demandOf(n, price);
          sum += use;
          return use > 0;
        });
        if (sum <= capacity) {
          const gone = new Set(stays);
          undecided = undecided.filter((n) => !gone.has(n));
          staying = concatenated(staying, stays);
        } else undecided = stays;
        return sum - capacity;
      },
      bracket,
      lowEnd.excess,
      highEnd.excess,
      {
        done: ({ low, high }) => undecided.length <= FEW || high - low <= CLOSED * high,
        middle: geometricMiddle,
      },
    );

    // Where demand jumps, exactly.
    const { low, high } = bracket;
    const leaving = new Map<number, number>();
    for (const n of undecided) leaving.set(n, leavingPrice(this.problem, this.localValue[n]!, n, low, high));
    const leaves = (n: number): number => leaving.get(n) ?? Infinity;
    const all = concatenated(staying, undecided);
    const breaks = new Set([...leaving.values(), high]);
    for (const n of all) {
      const flat = flatPrice(edge, n);
      if (flat > low && flat <= high) breaks.add(flat);
    }
    const sorted = [...breaks].sort((a, b) => a - b);
    const demandAt = (price: number): number => {
      let sum = 0;
      for (const n of staying) sum += wanted(n, price);
      for (const n of undecided) if (price < leaves(n)) sum += wanted(n, price);
      return sum;
    };
    let first = 0;
    for (let last = sorted.length - 1; first < last; ) {
      const middle = (first + last) >> 1;
      if (demandAt(sorted[middle]!) <= capacity) last = middle;
      else first = middle + 1;
    }
    const jump = sorted[first]!;

    // Users at the edge just below the jump, and what they demand there.
    const there = all.filter((n) => leaves(n) >= jump);
    let demandBefore = 0;
    for (const n of there) demandBefore += useOf(edge, n, mostBestSteps(edge, n, jump));
    if (demandBefore > capacity) {
      const filling = (n: number): boolean => leaves(n) === jump || flatPrice(edge, n) === jump;
      return { price: jump, staying: there.filter((n) => leaves(n) > jump), tied: there.filter(filling).sort() };
    }
    const from = first === 0 ? low : sorted[first - 1]!;
    const [below, price] = continuousPrice(this.problem, capacity, there, this.last, from, jump);
    if (below === price) return { price, staying: there, tied: new Int32Array(0) };
    // Where an error has all but vanished, steps fall by many between two prices that are neighbours.
    return { price, below, staying: there, tied: there.filter((n) => wanted(n, below) > wanted(n, price)) };
  }
}

function concatenated(a: Int32Array, b: Int32Array): Int32Array {
  const both = new Int32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/**
 * λ in (low, high] at which users who all stay at the edge demand just the capacity, by Newton's method in a bracket; where
 * no number is that price, the two neighbours between which demand falls past the capacity. Where the error has kinks demand is
 * a staircase, to whose steps Newton's method creeps: each third step halves the bracket, and who wants the same at both ends is
 * not asked again.
 * @param last What users wanted last [steps].
 */
function continuousPrice(
  { edge }: Problem,
  capacity: number,
  users: Int32Array,
  last: Float64Array,
  low: number,
  high: number,
): readonly [below: number, price: number] {
  let stairs = users.filter((n) => hasKinks(edge, n));
  const smooth = stairs.length === 0 ? users : users.filter((n) => !hasKinks(edge, n));
  let most: Float64Array | undefined; // what they want at the low end, and at the high one
  let least: Float64Array | undefined;
  let settled = 0;
  let price = low + (high - low) / 2;
  for (let i = 0; i < 200; i++) {
    // Σ ω·ŝ(λω) less the capacity, and its slope Σ ω²·ŝ′
    let excess = settled - capacity;
    let slope = 0;
    const add = (n: number): number => {
      const s = bestSteps(edge, n, price, last[n]!);
      last[n] = s;
      const use = useOf(edge, n, s);
      excess += use;
      slope += useSlope(edge, n, s);
      return use;
    };
    for (const n of smooth) add(n);
    const own = Float64Array.from(stairs, add);
    if (excess > 0) low = price;
    else high = price;
    // where demand does not fall, a lower price may do as well
    if (excess <= 0 && excess >= -SHORT * capacity && slope < 0) return [price, price];
    // λ − excess/slope
    const newton = stairs.length > 0 && i % 3 === 2 ? Number.NaN : price - excess / slope;
    const next = within(newton, low, high);
    if (!(next > low && next < high)) break;
    price = next;
    if (stairs.length === 0) continue;
    if (excess > 0) most = own;
    else least = own;
    if (most === undefined || least === undefined) continue;
    const [before, after] = [most, least];
    const moves = (_: number, k: number): boolean => before[k] !== after[k];
    settled += before.reduce((sum, s, k) => (moves(s, k) ? sum : sum + s), 0);
    stairs = stairs.filter(moves);
    [most, least] = [before.filter(moves), after.filter(moves)];
  }
  return [low, high];
}

/**
 * Offloading and steps at a price. Users tied there, and steps on a flat piece, are filled in index order up to the
 * capacity, so that at most one user is fractional.
 */
function assemble(
  { count, edge, capacity }: Problem,
  { price, staying, tied, below = price }: Found,
  last: Float64Array,
): RealPrice {
  const offload = new Float64Array(count);
  const edgeSteps = new Float64Array(count).fill(Number.NaN);
  for (let n = 0; n < count; n++) {
    if (edge.open[n] === 0) continue;
    const s = bestSteps(edge, n, price, last[n]!);
    const fewest = fewestSteps(edge, n);
    edgeSteps[n] = edge.perStep !== null && s <= fewest * AT_FEWEST ? fewest : s;
  }
  let rest = capacity;
  for (const n of staying) {
    offload[n] = 1;
    rest -= useOf(edge, n, edgeSteps[n]!);
  }
  rest = Math.max(0, rest);
  for (const n of tied) {
    const most = Math.max(mostBestSteps(edge, n, price), bestSteps(edge, n, below));
    if (offload[n] === 1) {
      const more = Math.min(rest / useOf(edge, n, 1), most - edgeSteps[n]!);
      edgeSteps[n]! += more;
      rest = Math.max(0, rest - useOf(edge, n, more));
    } else {
      edgeSteps[n] = most;
      const use = useOf(edge, n, most);
      // a = y/ŝ, y what is left
      offload[n] = Math.min(1, rest / use);
      rest = Math.max(0, rest - use);
    }
  }
  return { price, offload, edgeSteps };
}

/** λ in [low, high] at which V_e(λ), concave and rising, meets the local value: Newton's method from below, which never overshoots. */
export function leavingPrice({ edge }: Problem, localValue: number, n: number, low: number, high: number): number {
  let price = low;
  for (let i = 0; i < 100; i++) {
    const s = bestSteps(edge, n, price);
    // φ_e(s) + λωs, which V_e touches at this price, meets V_l at (V_l − φ_e(s))/(ωs)
    const next = (localValue - cost(edge, n, s)) / useOf(edge, n, s);
    if (!(next > price)) break;
    price = Math.min(next, high);
  }
  return price;
}
