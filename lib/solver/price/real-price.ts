/**
 * The price λ of the capacity when steps are real (MODEL.md §5): the smallest λ ≥ 0 at which the demand of the edge fits
 * into it. Demand falls continuously but for jumps: where a user leaves the edge, and where φ_e(s) + λs is flat.
 */
import { cost, pricedCost } from "../../model/cost.js";
import { fewestSteps, type Place } from "../../model/placement.js";
import type { Problem } from "../../model/problem.js";
import { stepCosts } from "../../model/step-costs.js";
import {
  bendsBeforeTurn,
  bestSteps,
  fewestStepsPrice,
  flatPrice,
  hasKinks,
  mostBestSteps,
  useSlope,
} from "../../model/steps.js";
import { useOf } from "../../model/use.js";
import { type Bracket, within } from "../../numerics/root.js";
import { column, usersWhere } from "../../scenario/columns.js";
import { type End, PriceSearch } from "./search.js";

/** What users want at one price, to go on from at prices nearby. Columns are indexed by n, NaN of users who were not asked. */
export interface Wanted {
  readonly place: Place;
  readonly price: number;
  /** ŝ_e(λ) [steps]. */
  readonly steps: Float64Array;
  /** φ_e of these steps. */
  readonly cost: Float64Array;
}

/** A price to look at first, with what users want there if that is known. */
export interface NearPrice {
  readonly price: number;
  readonly wanted?: Wanted | undefined;
}

/** The price with what users take at it, indexed by n. */
export interface RealPrice {
  readonly price: number;
  /** a in [0, 1]; at most one entry is fractional. */
  readonly offload: Float64Array;
  /** y/a, or what the user would take at this price where a = 0; NaN where the edge is closed. */
  readonly edgeSteps: Float64Array;
}

/** Demand this part short of the capacity fills it. */
const SHORT = 1e-14;
/** The part to which a sum over so many users is known, where that is more; else 0. */
const roundingOf = (users: number): number => {
  const rounding = Math.sqrt(users) * 2 ** -52;
  return rounding > SHORT ? rounding : 0;
};
/** Newton's steps from a price that is near are at most this part of it. */
const NEAR = 1e-3;
/** Steps this near to s_min are s_min where the capacity is work, which holds a part in 10¹² more than it says. */
const AT_FEWEST = 1 + 2e-12;
/** So often a price is guessed between two jumps before it is closed in on from jump to jump. */
const TRIALS = 3;
/** Values this near to each other, relative, are not compared by their bounds. */
const CLOSE = 1e-9;

/**
 * @param localValue Cost of staying on the device; Infinity keeps a user at the edge, −Infinity keeps it away.
 * @param near As from the iterate before.
 */
export function realPrice(
  problem: Problem,
  localValue: Float64Array,
  near?: NearPrice,
): RealPrice & { readonly wanted: Wanted } {
  const search = new RealSearch(problem, localValue, near?.wanted);
  return search.assemble(search.find(near?.price));
}

/** What users who are asked elsewhere, and stay at the edge, demand at a price. */
export interface Others {
  /** In the capacity's unit. */
  readonly use: number;
  /** How it falls in the price. */
  readonly slope: number;
}

const NO_OTHERS: Others = { use: 0, slope: 0 };

/** Asks others at one price after the other, before it answers. */
export type Asking<Answer> = Generator<number, Answer, Others>;

export interface Found {
  readonly price: number;
  /** Users at the edge. */
  readonly staying: Int32Array;
  /** Users who leave the edge just at this price, or take fewer steps than they might, and may fill the capacity. */
  readonly tied: Int32Array;
  /** A price below, as near as numbers are, at which tied users want more steps than at this one. */
  readonly below?: number;
}

export class RealSearch extends PriceSearch<Found> {
  /** What users wanted last [steps]; NaN while nobody asked. Of users at the edge it is what they want at the price that is found. */
  readonly last: Float64Array;
  /** What they want at the price that was asked first. */
  #wanted: Wanted;

  constructor(problem: Problem, localValue: Float64Array, wanted?: Wanted) {
    super(problem, localValue);
    this.#wanted = wanted?.place === problem.edge ? wanted : nothingWanted(problem, NaN);
    this.last = this.#wanted.steps.slice();
  }

  override find(near?: number): Found {
    return (near === undefined ? null : this.#near(near)) ?? super.find(near);
  }

  #near(near: number): Found | null {
    const { edge, capacity, count } = this.problem;
    const users = this.candidates();
    const demand = column(count);
    this.begin(near);
    const asking = newtonFrom(near, capacity, users.length);
    let price = near;
    for (let next = asking.next(); ; ) {
      if (next.done) return next.value === null ? null : this.answer(price, users, demand);
      const asked = next.value;
      let answer = 0;
      if (typeof asked === "number") {
        price = asked;
        answer = this.pass(users, price, demand);
      } else {
        for (const n of users) {
          if (demand[n]! > 0) answer += useSlope(edge, n, this.last[n]!, price);
          if (asked === "falls" && answer < 0) break;
        }
      }
      next = asking.next(answer);
    }
  }

  override begin(price: number): void {
    this.#wanted = this.#wantedAt(price);
  }

  #wantedAt(price: number): Wanted {
    return price === this.#wanted.price ? this.#wanted : nothingWanted(this.problem, price);
  }

  /** ŝ_e(λ), from what the user wanted last. */
  #stepsAt(n: number, price: number): number {
    const s = bestSteps(this.problem.edge, n, price, this.last[n]!);
    this.last[n] = s;
    return s;
  }

  protected override demandOf(n: number, price: number): number {
    const { edge } = this.problem;
    const local = this.localValue[n]!;
    const { price: first, steps, cost: costs } = this.#wanted;
    if (price === first) {
      // ŝ_e(λ) while V_e(λ) < V_l, else 0
      if (Number.isNaN(costs[n]!)) {
        steps[n] = this.#stepsAt(n, price);
        costs[n] = cost(edge, n, steps[n]!);
      }
      this.last[n] = steps[n]!;
      const use = useOf(edge, n, steps[n]!);
      return costs[n]! + price * use < local ? use : 0;
    }
    // V_e rises in λ and is concave: between its tangents at λ and at the first price λ₁
    const useFirst = useOf(edge, n, steps[n]!);
    const atFirst = costs[n]! + first * useFirst;
    const Δ = price - first;
    const close = CLOSE * (Math.abs(atFirst) + Math.abs(local));
    const least = Δ > 0 ? fewestSteps(edge, n) : edge.maxSteps[n]!;
    if (atFirst + Δ * useOf(edge, n, least) > local + close) return 0;
    const s = this.#stepsAt(n, price);
    const use = useOf(edge, n, s);
    if (local === Infinity || atFirst + Δ * useFirst < local - close) return use;
    if (atFirst + Δ * use > local + close) return 0;
    return pricedCost(edge, n, s, price) < local ? use : 0;
  }

  protected override leavingBound(n: number): number {
    const { edge } = this.problem;
    const local = this.localValue[n]!;
    // −φ_e′(s_min)/ω, or (V_l − V_e(0))/(the least use): V_e(λ) is at least V_e(0) and λ times that
    if (local === Infinity) return fewestStepsPrice(edge, n);
    return (local - cost(edge, n, bestSteps(edge, n, 0))) / useOf(edge, n, fewestSteps(edge, n));
  }

  override answer(price: number, users: Int32Array, demand: Float64Array): Found {
    return { price, staying: usersWhere(users, (n) => demand[n]! > 0), tied: new Int32Array(0) };
  }

  protected override close(users: Int32Array, capacity: number, bracket: Bracket, low: End, high: End): Found {
    return this.closing(users, capacity, bracket, low, high, 0).next().value as Found;
  }

  /**
   * The same where others stay at the edge at both ends, whose demand is in that of the ends.
   * @param others How many they are; where there are none, nobody is asked.
   */
  *closing(
    users: Int32Array,
    capacity: number,
    { low, high }: Bracket,
    lowEnd: End,
    highEnd: End,
    others: number,
  ): Asking<Found> {
    const { edge } = this.problem;
    const [atLow, atHigh] = [lowEnd.demand, highEnd.demand];
    // At the edge at the high end, and at the low end alone.
    const staying = usersWhere(users, (n) => atHigh[n]! > 0);
    const undecided = usersWhere(users, (n) => atHigh[n] === 0 && atLow[n]! > 0);
    const stairs = staying.some((n) => hasKinks(edge, n));
    const flats = new Map<number, number>();
    for (const n of users) {
      if (atLow[n] === 0 || bendsBeforeTurn(edge, n)) continue;
      const flat = flatPrice(edge, n);
      if (flat > low && flat <= high) flats.set(n, flat);
    }
    const wanted = (n: number, price: number): number => useOf(edge, n, this.#stepsAt(n, price));

    // Where demand jumps, from the low end on: users leave, or steps on a flat piece fall.
    const leaving = new Map<number, number>();
    for (const n of undecided) {
      leaving.set(n, leavingPrice(this.problem, this.localValue[n]!, n, low, high, this.last[n]!));
    }
    const leaves = (n: number): number => leaving.get(n) ?? Infinity;
    const prices = new Set([...leaving.values(), ...flats.values()]);
    /** Whether demand just before the last jump is known to fit. */
    let fits = !prices.has(high);
    const jumps = Float64Array.from(prices.add(high).add(-Infinity)).sort();
    jumps[0] = low;
    // What undecided users demand after each jump, as at the low end.
    const after = demandAfter(jumps, undecided, leaves, atLow);
    const use = capacity + lowEnd.excess - after[0]!;
    let line: Line = { price: low, use, slope: (capacity + highEnd.excess - use) / (high - low) };
    /** Where the line leads between jump i − 1 and jump i. */
    const guessIn = (i: number): number => line.price + (capacity - after[i - 1]! - line.use) / line.slope;
    /** Demand just before and at jump i. @param others What others demand there. */
    const demandAt = (i: number, others: Others): readonly [before: number, at: number] => {
      const price = jumps[i]!;
      const sum = { ...others };
      addWanted(edge, staying, price, this.last, sum);
      const { use, slope } = sum;
      let [at, gone] = [use, 0];
      for (const n of undecided) {
        if (price < leaves(n)) at += wanted(n, price);
        else if (price === leaves(n)) gone += wanted(n, price);
      }
      for (const [n, flat] of flats) {
        if (flat === price && price <= leaves(n)) gone += useOf(edge, n, mostBestSteps(edge, n, price) - this.last[n]!);
      }
      line = { price, use, slope: stairs ? (use - line.use) / (price - line.price) : slope };
      return [at + gone, at];
    };
    /** Who stays between the jump before this one and this one. */
    const there = (i: number): Int32Array =>
      usersWhere(users, (n) => atHigh[n]! > 0 || (atLow[n]! > 0 && leaves(n) >= jumps[i]!));
    let first = 1;
    let last = jumps.length - 1;
    for (let trial = 0; trial < TRIALS && !stairs && flats.size === 0; trial++) {
      const i = guessJump(jumps, after, line, capacity, first, last);
      const [from, to, guess] = [jumps[i - 1]!, jumps[i]!, guessIn(i)];
      // at the jump itself
      if (guess >= to) break;
      const found = yield* this.#between(there(i), capacity, from, to, guess, others, false);
      if (!("slope" in found)) return found;
      line = { ...found, use: found.use - after[i - 1]! };
    }
    for (let trial = 1; first < last || !fits; trial++) {
      const from = fits ? last - 1 : last;
      const i = trial % 3 === 0 ? (first + from) >> 1 : guessJump(jumps, after, line, capacity, first, from);
      const [before, at] = demandAt(i, others === 0 ? NO_OTHERS : yield jumps[i]!);
      // the last one is known to fit, whatever rounding says here
      if (at > capacity && i < last) first = i + 1;
      else if (before > capacity) {
        const price = jumps[i]!;
        const falling = [...flats.keys()].filter((n) => flats.get(n) === price && leaves(n) > price);
        const tied = Int32Array.from([...falling, ...undecided.filter((n) => leaves(n) === price)]).sort();
        return { price, staying: there(i + 1), tied };
      } else [last, fits] = [i, true];
    }
    const from = jumps[last - 1]!;
    return (yield* this.#between(there(last), capacity, from, jumps[last]!, guessIn(last), others, true)) as Found;
  }

  /** Where these users all stay between two jumps, from a guess; where it turns out not to lie there, what they demand where they were asked. */
  *#between(
    users: Int32Array,
    capacity: number,
    low: number,
    high: number,
    guess: number,
    others: number,
    sure: boolean,
  ): Asking<Found | Line> {
    const ends = yield* continuousPrice(this.problem, capacity, users, this.last, low, high, guess, others, sure);
    if ("slope" in ends) return ends;
    const [below, price] = ends;
    if (below === price) return { price, staying: users, tied: new Int32Array(0) };
    // Where an error has all but vanished, steps fall by many between two prices that are neighbours.
    const fall = (n: number): boolean => bestSteps(this.problem.edge, n, below) > this.#stepsAt(n, price);
    return { price, below, staying: users, tied: users.filter(fall) };
  }

  /**
   * Offloading and steps at a price. Users tied there, and steps on a flat piece, are filled in index order up to the
   * capacity, so that at most one user is fractional.
   * @param others What users who are asked elsewhere use of the capacity.
   */
  assemble({ price, staying, tied, below = price }: Found, others = 0): RealPrice & { readonly wanted: Wanted } {
    const { count, edge, capacity } = this.problem;
    const offload = column(count);
    for (const n of staying) offload[n] = 1;
    const wanted = this.#wantedAt(price);
    const { steps, cost: costs } = wanted;
    const edgeSteps = column(count, NaN);
    const known = stepCosts(edge, count);
    for (let n = 0; n < count; n++) {
      if (edge.open[n] === 0) continue;
      if (Number.isNaN(costs[n]!)) {
        // who stays was asked at this price last
        steps[n] = offload[n] === 1 && below === price ? this.last[n]! : this.#stepsAt(n, price);
        costs[n] = known.cost(n, steps[n]!);
      }
      const s = steps[n]!;
      const fewest = fewestSteps(edge, n);
      edgeSteps[n] = edge.perStep !== null && s <= fewest * AT_FEWEST ? fewest : s;
    }
    let rest = capacity - others;
    for (const n of staying) rest -= useOf(edge, n, edgeSteps[n]!);
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
    return { price, offload, edgeSteps, wanted };
  }
}

/**
 * Newton's method from a price that is near, where nobody leaves on the way; null as soon as it is not ten times nearer. It asks for the
 * demand at a price, how it falls there ("slope"), and whether it does ("falls"): below 0 if so.
 * @param users How many may go to the edge. @returns The price that was asked last.
 */
export function* newtonFrom(
  near: number,
  capacity: number,
  users: number,
): Generator<number | "slope" | "falls", number | null, number> {
  const rounding = roundingOf(users);
  for (let price = near, before = Infinity; ; ) {
    const excess = (yield price) - capacity;
    const part = excess / capacity;
    // where demand does not fall, a lower price may do as well
    if (part <= rounding && part >= -Math.max(SHORT, rounding) && (yield "falls") < 0) return price;
    if (Math.abs(excess) > before / 10) return null;
    before = Math.abs(excess);
    // λ − excess/slope
    const next = price - (excess + (rounding * capacity) / 2) / (yield "slope");
    if (!(Math.abs(next - price) <= NEAR * price)) return null;
    price = next;
  }
}

function nothingWanted({ edge, count }: Problem, price: number): Wanted {
  return {
    place: edge,
    price,
    steps: column(count, NaN),
    cost: column(count, NaN),
  };
}

/** What users who leave after each of these prices demand together. */
function demandAfter(
  prices: Float64Array,
  users: Int32Array,
  leaves: (n: number) => number,
  demand: Float64Array,
): Float64Array {
  const after = column(prices.length);
  const byPrice = users.slice().sort((a, b) => leaves(b) - leaves(a));
  let sum = 0;
  for (let i = prices.length - 1, k = 0; i >= 0; i--) {
    for (; k < byPrice.length && leaves(byPrice[k]!) > prices[i]!; k++) sum += demand[byPrice[k]!]!;
    after[i] = sum;
  }
  return after;
}

/** Demand at a price, and how it falls there. */
interface Line {
  readonly price: number;
  /** In the capacity's unit. */
  readonly use: number;
  readonly slope: number;
}

/** The first of the jumps from `first` to `last` after which demand would fit if that of staying users fell on this line. */
function guessJump(
  jumps: Float64Array,
  after: Float64Array,
  { price, use, slope }: Line,
  capacity: number,
  first: number,
  last: number,
): number {
  while (first < last) {
    const middle = (first + last) >> 1;
    const staying = use + slope * (jumps[middle]! - price);
    if (staying + after[middle]! <= capacity) last = middle;
    else first = middle + 1;
  }
  return first;
}

/**
 * Adds what users want at a price to what others do.
 * @param last What they wanted last [steps]. @param uses Is told what each of them uses.
 */
export function addWanted(
  edge: Place,
  users: Int32Array,
  price: number,
  last: Float64Array,
  sum: { use: number; slope: number },
  uses?: Float64Array,
): void {
  let { use: total, slope } = sum;
  for (let i = 0; i < users.length; i++) {
    const n = users[i]!;
    const s = bestSteps(edge, n, price, last[n]!);
    last[n] = s;
    const use = useOf(edge, n, s);
    if (uses !== undefined) uses[i] = use;
    total += use;
    slope += useSlope(edge, n, s, price);
  }
  sum.use = total;
  sum.slope = slope;
}

/**
 * λ in (low, high] at which users who all stay at the edge demand just the capacity, by Newton's method in a bracket; where
 * no number is that price, the two neighbours between which demand falls past the capacity. Where the error has kinks demand is
 * a staircase, to whose steps Newton's method creeps: each third step halves the bracket, and who wants the same at both ends is
 * not asked again.
 * @param last What users wanted last [steps]. @param guess Where to look first. @param others How many others stay.
 * @param sure Whether the price lies there; else what they demand at the price from which Newton's method leaves the bracket.
 */
function* continuousPrice(
  { edge }: Problem,
  capacity: number,
  users: Int32Array,
  last: Float64Array,
  low: number,
  high: number,
  guess: number,
  others: number,
  sure: boolean,
): Asking<readonly [below: number, price: number] | Line> {
  let stairs = usersWhere(users, (n) => hasKinks(edge, n));
  const smooth = stairs.length === 0 ? users : usersWhere(users, (n) => !hasKinks(edge, n));
  let most: Float64Array | undefined; // what they want at the low end, and at the high one
  let least: Float64Array | undefined;
  let settled = 0;
  const rounding = roundingOf(users.length + others) * capacity;
  const short = Math.max(SHORT * capacity, rounding);
  let price = within(guess, low, high);
  for (let i = 0; i < 200; i++) {
    // Σ ω·ŝ(λω) less the capacity, and its slope Σ ω²·ŝ′
    const sum = { ...(others === 0 ? NO_OTHERS : yield price) };
    sum.use += settled - capacity;
    addWanted(edge, smooth, price, last, sum);
    const own = column(stairs.length);
    addWanted(edge, stairs, price, last, sum, own);
    const { use: excess, slope } = sum;
    if (excess > 0) low = price;
    else high = price;
    // where demand does not fall, a lower price may do as well
    if (excess <= 0 && excess >= -short && slope < 0) return [price, price];
    // λ − excess/slope, to the middle of what counts as filled
    const newton = stairs.length > 0 && i % 3 === 2 ? NaN : price - (excess + rounding / 2) / slope;
    if (!sure && !(newton > low && newton < high)) return { price, use: excess + capacity, slope };
    const next = within(newton, low, high);
    if (!(next > low && next < high)) break;
    price = next;
    if (stairs.length === 0) continue;
    if (excess > 0) most = own;
    else least = own;
    const oneEnd = most === undefined || least === undefined;
    // the other is asked where the sum of what all use, whole numbers, has the same digits in any order
    if (oneEnd && (i === 0 || smooth.length > 0 || own.some((use) => use % 1 > 0))) continue;
    const at = (end: number): Float64Array => Float64Array.from(stairs, (n) => useOf(edge, n, bestSteps(edge, n, end)));
    const [before, after] = [most ?? at(low), least ?? at(high)];
    const moves = (_: number, k: number): boolean => before[k] !== after[k];
    settled += before.reduce((sum, s, k) => (moves(s, k) ? sum : sum + s), 0);
    stairs = stairs.filter(moves);
    [most, least] = [before.filter(moves), after.filter(moves)];
  }
  return [low, high];
}

/**
 * λ in [low, high] at which V_e(λ), concave and rising, meets the local value: Newton's method from below, which never overshoots.
 * @param near Steps that are thought to be near.
 */
export function leavingPrice(
  { edge }: Problem,
  localValue: number,
  n: number,
  low: number,
  high: number,
  near?: number,
): number {
  let price = low;
  for (let i = 0; i < 100; i++) {
    const s = bestSteps(edge, n, price, near);
    // φ_e(s) + λωs, which V_e touches at this price, meets V_l at (V_l − φ_e(s))/(ωs)
    const next = (localValue - cost(edge, n, s)) / useOf(edge, n, s);
    if (!(next > price)) break;
    price = Math.min(next, high);
  }
  return price;
}
