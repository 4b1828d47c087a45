/**
 * The search for the price λ of the capacity (MODEL.md §5, §7, §12): the smallest λ ≥ 0 at which what users demand of the edge
 * fits into it. Demand falls in the price.
 *
 * One pass over the users tells the demand at one price. A sample of them, which is searched first, tells where to look, and
 * from there steps outward find a bracket. What a user demands, and how the bracket is closed, differs for whole and for
 * real steps: a subclass for each.
 */
import type { Problem } from "../../model/problem.js";
import { sharesWork, useScale } from "../../model/use.js";
import type { Bracket } from "../../numerics/root.js";
import { Sum } from "../../numerics/sum.js";

/** From this many users on, one in `RATIO` of them is searched first. */
const MANY = 512;
const RATIO = 16;

/** Demand at one end of a bracket. */
export interface End {
  /** Demand − capacity: above 0 at the low end, at most 0 at the high one. */
  readonly excess: number;
  /** By user, in the capacity's unit, 0 on its device; entries of users who were not asked mean nothing. */
  readonly demand: Float64Array;
}

export abstract class PriceSearch<Found extends { readonly price: number }> {
  readonly problem: Problem;
  /** Cost of staying on the device; Infinity keeps a user at the edge, −Infinity keeps it away. */
  readonly localValue: Float64Array;
  /** Demand at two prices; a search of a sample leaves its own here, which the search of all writes over. */
  readonly #demands: readonly [Float64Array, Float64Array];

  constructor(problem: Problem, localValue: Float64Array) {
    this.problem = problem;
    this.localValue = localValue;
    this.#demands = [new Float64Array(problem.count), new Float64Array(problem.count)];
  }

  /** Told the first price of all users or of a sample. */
  begin(_price: number): void {}

  /** What user n uses of the edge at a price, in the capacity's unit; 0 on its device. */
  protected abstract demandOf(n: number, price: number): number;

  /** A price at which the user has left the edge, or, if it has nowhere else to go, takes no more steps than it must. */
  protected abstract leavingBound(n: number): number;

  /** The answer where the price that was asked last is it: 0, or a price at which nothing fits. */
  protected abstract answer(price: number, users: Int32Array, demand: Float64Array): Found;

  /** From a bracket with the demand at both ends to the price. */
  protected abstract close(users: Int32Array, capacity: number, bracket: Bracket, low: End, high: End): Found;

  /** @param near A price to look at first, as from the iterate before or from a problem that differs little. */
  find(near?: number): Found {
    return this.#run(this.candidates(), this.problem.capacity, near);
  }

  /** Users whose edge is open and whose local value does not keep them away from it, by index. */
  candidates(): Int32Array {
    const { count, edge } = this.problem;
    const users = new Int32Array(count);
    let found = 0;
    for (let n = 0; n < count; n++) if (edge.open[n] === 1 && this.localValue[n] !== -Infinity) users[found++] = n;
    return users.subarray(0, found);
  }

  #run(users: Int32Array, capacity: number, near?: number): Found {
    const guess = near ?? this.#guess(users, capacity);
    this.begin(guess);
    let [demand, before] = this.#demands;
    const excess = (price: number): number => {
      [demand, before] = [before, demand];
      return this.pass(users, price, demand) - capacity;
    };
    const scale = useScale(this.problem.edge, capacity);
    const found = straddle(guess, excess, scale, () => this.priceOfNone(users));
    if (typeof found === "number") return this.answer(found, users, demand);
    const { bracket, excessLow, excessHigh, last } = found;
    const [low, high] = last === "low" ? [demand, before] : [before, demand];
    return this.close(
      users,
      capacity,
      bracket,
      { excess: excessLow, demand: low },
      { excess: excessHigh, demand: high },
    );
  }

  /** Demand at a price: that of each user into `demand`, and the sum over all copies. */
  pass(users: Int32Array, price: number, demand: Float64Array): number {
    const { copies, edge } = this.problem;
    let sum = 0;
    for (const n of users) {
      const use = this.demandOf(n, price);
      demand[n] = use;
      sum += copies === null ? use : use * copies[n]!;
    }
    return sharesWork(edge) ? totalOf(users, demand, copies) : sum;
  }

  /** The price at which a sample would fill its part of the capacity; 0 where there are too few users for one. */
  #guess(users: Int32Array, capacity: number): number {
    const size = sampleSize(users.length);
    if (size === 0) return 0;
    const sample = new Int32Array(size).map((_, i) => users[sampleAt(i)]!);
    // the capacity × the sample's part of all users
    const part = (capacity * this.#weight(sample)) / this.#weight(users);
    return this.#run(sample, sharesWork(this.problem.edge) ? part : Math.floor(part)).price;
  }

  #weight(users: Int32Array): number {
    const { copies } = this.problem;
    return copies === null ? users.length : users.reduce((sum, n) => sum + copies[n]!, 0);
  }

  /** A price at which everyone has left the edge, or takes no more steps than it must if there is nowhere else to go. */
  priceOfNone(users: Int32Array): number {
    let price = 0;
    for (const n of users) price = Math.max(price, this.leavingBound(n));
    return price * (1 + 1e-9);
  }
}

/** What users use together, to the last digit as few sums are whole numbers [FLOP]. */
export function totalOf(users: Int32Array, demand: Float64Array, copies: Float64Array | null): number {
  const sum = new Sum();
  for (const n of users) sum.add(copies === null ? demand[n]! : demand[n]! * copies[n]!);
  return sum.value;
}

/** How many of so many users a sample has; 0 where there are too few for one to pay. */
export function sampleSize(users: number): number {
  return users <= MANY ? 0 : Math.floor(users / RATIO);
}

/** Which of the users is number i of the sample: one of every `RATIO`, picked evenly but not regularly. */
export function sampleAt(i: number): number {
  return i * RATIO + ((Math.imul(i, 40503) >>> 7) % RATIO);
}

/** Where to look when false position gains too little: prices span many sizes. */
export function geometricMiddle(low: number, high: number): number {
  return low > 0 && high > 2 * low ? Math.sqrt(low * high) : low === 0 ? high / 64 : low + (high - low) / 2;
}

export interface Straddle {
  readonly bracket: Bracket;
  /** Demand − capacity at either end: above 0, and at most 0. */
  readonly excessLow: number;
  readonly excessHigh: number;
  /** Which end was asked last; the other was asked before it. */
  readonly last: "low" | "high";
}

/**
 * A bracket from a guess outward, further each time.
 * @param excess Demand − capacity at a price.
 * @param scale What an excess is relative to, > 0.
 * @param bound A price at which demand is sure to fit; asked only if the guess was bad.
 * @returns The bracket, or the price that was asked last if it is the answer: 0, or a bound at which nothing fits.
 */
export function straddle(
  guess: number,
  excess: (price: number) => number,
  scale: number,
  bound: () => number,
): Straddle | number {
  const asking = straddling(guess, scale);
  for (let next = asking.next(); ; ) {
    if (next.done) return next.value;
    next = asking.next(next.value === "bound" ? bound() : excess(next.value));
  }
}

/** The questions of {@link straddle} one by one: the excess at a price, or the bound. Parameters and answer as there. */
export function* straddling(guess: number, scale: number): Generator<number | "bound", Straddle | number, number> {
  let price = guess;
  let at = yield price;
  if (at === -Infinity && price > 0) {
    price = 0; // no capacity to fill
    at = yield price;
  }
  const fits = at <= 0;
  if (fits && price === 0) return 0;
  for (let step = Math.max((2 * Math.abs(at)) / scale, 1e-6); ; step *= 4) {
    const next = fits ? price * Math.max(0, 1 - step) : price > 0 && step < 1 ? price * (1 + step) : yield "bound";
    if (Object.is(next, price)) return price; // NaN too
    const atNext = yield next;
    if (atNext <= 0 !== fits) {
      const [low, high, excessLow, excessHigh] = fits ? [next, price, atNext, at] : [price, next, at, atNext];
      return { bracket: { low, high }, excessLow, excessHigh, last: fits ? "low" : "high" };
    }
    price = next;
    at = atNext;
  }
}
