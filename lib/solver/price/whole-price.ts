/**
 * The price λ of an edge step when steps are whole (MODEL.md §7): the smallest λ ≥ 0 at which what the users demand of
 * the edge fits into the capacity. A user is at the edge while min_s φ_e(s) + λs is below its local value.
 *
 * One pass over the users tells the demand at one price. A sample of them, which is searched first, tells where to look;
 * then only users whose demand differs between the ends of the bracket are asked again; when few steps are left
 * between the ends, their prices are listed and sorted.
 */
import { cost } from "../../model/cost.js";
import { maxWholeSteps } from "../../model/placement.js";
import type { Problem } from "../../model/problem.js";
import { bestWholeSteps, singleStepPrice, stepSaving } from "../../model/steps.js";
import { type Bracket, narrow, straddle } from "./bracket.js";
import { type Drop, dropsOf } from "./drops.js";
import { edgeCandidates, sampleOf } from "./sample.js";
import type { WholeSteps } from "./whole-steps.js";

export interface WholePrice {
  readonly price: number;
  /** Steps demanded at the edge at this price, 0 for a user on its device; the sum fits into the capacity. */
  readonly demand: Float64Array;
  /** Users who give up steps just at this price (a user once for each step, or once when it leaves), by index. */
  readonly tied: readonly Drop[];
  /** Brackets around the price, the narrowest last. */
  readonly brackets: readonly PriceBracket[];
}

export interface PriceBracket {
  readonly low: number;
  readonly high: number;
  /** Users whose demand differs between the ends, by index. */
  readonly undecided: Int32Array;
}

/** Below this many steps between the ends of the bracket, their prices are listed and sorted. */
const LIST = 256;
/** The bracket is as good as closed: what is left between its ends is a tie. */
const CLOSED = 1e-10;

/**
 * @param localValue Cost of staying on the device; Infinity keeps a user at the edge, −Infinity keeps it away.
 * @param near A price to look at first, as from a problem that differs little.
 * @param known Remembers the steps of users who can't leave the edge.
 */
export function wholePrice(problem: Problem, localValue: Float64Array, near?: number, known?: WholeSteps): WholePrice {
  return new Search(problem, localValue, known).run(edgeCandidates(problem, localValue), problem.capacity, near);
}

class Search {
  readonly #problem: Problem;
  readonly #localValue: Float64Array;
  readonly #known: WholeSteps | undefined;
  readonly #costs = new Float64Array(1);
  /** Demand at two prices; a search of a sample leaves its own here, which the search of all writes over. */
  readonly #demands: readonly [Float64Array, Float64Array];

  constructor(problem: Problem, localValue: Float64Array, known?: WholeSteps) {
    this.#known = known;
    this.#problem = problem;
    this.#localValue = localValue;
    this.#demands = [new Float64Array(problem.count), new Float64Array(problem.count)];
  }

  run(users: Int32Array, capacity: number, near?: number): WholePrice {
    const guess = near ?? this.#guess(users, capacity);
    let [demand, before] = this.#demands;
    const excess = (price: number): number => {
      [demand, before] = [before, demand];
      return this.#pass(users, price, demand) - capacity;
    };
    const found = straddle(guess, excess, Math.max(1, capacity), () => this.#priceOfNone(users));
    if (typeof found === "number") return { price: found, demand, tied: [], brackets: [] };
    const { bracket, excessLow, excessHigh, last } = found;
    const low = { sum: excessLow + capacity, demand: last === "low" ? demand : before };
    const high = { sum: excessHigh + capacity, demand: last === "low" ? before : demand };
    return this.#close(users, capacity, bracket, low, high);
  }

  /** Demand at a price: steps of each user into `demand`, and their sum over all copies. */
  #pass(users: Int32Array, price: number, demand: Float64Array): number {
    const { copies } = this.#problem;
    let sum = 0;
    for (const n of users) {
      const s = this.#demandOf(n, price);
      demand[n] = s;
      sum += copies === null ? s : s * copies[n]!;
    }
    return sum;
  }

  #demandOf(n: number, price: number): number {
    const { scenario, edge } = this.#problem;
    if (this.#known && this.#localValue[n] === Infinity) return this.#known.at(this.#problem, n, price);
    const s = bestWholeSteps(scenario, edge, n, price, this.#costs);
    return this.#costs[0]! + price * s < this.#localValue[n]! ? s : 0;
  }

  /** The price at which a sample would fill its part of the capacity; 0 where there are too few users for one. */
  #guess(users: Int32Array, capacity: number): number {
    const sample = sampleOf(users);
    if (sample === null) return 0;
    return this.run(sample, Math.floor((capacity * this.#weight(sample)) / this.#weight(users))).price;
  }

  #weight(users: Int32Array): number {
    const { copies } = this.#problem;
    return copies === null ? users.length : users.reduce((sum, n) => sum + copies[n]!, 0);
  }

  /** A price at which everyone has left the edge, or takes a single step if there is nowhere else to go. */
  #priceOfNone(users: Int32Array): number {
    let price = 0;
    for (const n of users) price = Math.max(price, this.#leavingBound(n));
    return price * (1 + 1e-9);
  }

  /** A price at which the user has left the edge, or, if it has nowhere else to go, takes a single step. */
  #leavingBound(n: number): number {
    const { scenario, edge } = this.#problem;
    if (this.#localValue[n] === Infinity) {
      if (maxWholeSteps(edge, n) === 1) return 0;
      return Math.max(singleStepPrice(scenario, edge, n), stepSaving(scenario, edge, n, 2)); // less by rounding alone
    }
    const s = bestWholeSteps(scenario, edge, n, 0);
    return this.#localValue[n]! - cost(scenario, edge, n, s);
  }

  /** From a bracket with the demand at both ends to the price. */
  #close(
    users: Int32Array,
    capacity: number,
    bracket: Bracket,
    low: { sum: number; readonly demand: Float64Array },
    high: { sum: number; readonly demand: Float64Array },
  ): WholePrice {
    const { copies } = this.#problem;
    let undecided = users.filter((n) => low.demand[n] !== high.demand[n]);
    const brackets: PriceBracket[] = [{ ...bracket, undecided }];
    const at = new Float64Array(undecided.length);
    narrow(
      bracket,
      low.sum - capacity,
      high.sum - capacity,
      (price) => {
        let change = 0;
        for (let i = 0; i < undecided.length; i++) {
          const n = undecided[i]!;
          at[i] = this.#demandOf(n, price);
          change += (at[i]! - high.demand[n]!) * (copies === null ? 1 : copies[n]!);
        }
        const end = high.sum + change <= capacity ? high : low;
        end.sum = high.sum + change;
        for (let i = 0; i < undecided.length; i++) end.demand[undecided[i]!] = at[i]!;
        return end.sum - capacity;
      },
      () => {
        const last = brackets.at(-1)!;
        if (bracket.low !== last.low || bracket.high !== last.high) {
          undecided = undecided.filter((n) => low.demand[n] !== high.demand[n]);
          if (2 * undecided.length < last.undecided.length) brackets.push({ ...bracket, undecided });
        }
        return low.sum - high.sum <= LIST || bracket.high - bracket.low <= CLOSED * bracket.high;
      },
    );
    if (brackets.at(-1)!.undecided !== undecided) brackets.push({ ...bracket, undecided });

    const drops = [...undecided].flatMap((n) =>
      dropsOf(this.#problem, this.#localValue[n]!, n, low.demand[n]!, high.demand[n]!, bracket),
    );
    drops.sort((a, b) => a.price - b.price || a.user - b.user);
    const { demand } = low;
    let { sum } = low;
    for (let i = 0; i < drops.length; ) {
      const { price } = drops[i]!;
      const first = i;
      for (; i < drops.length && drops[i]!.price === price; i++) {
        const { user, steps } = drops[i]!;
        demand[user]! -= steps;
        sum -= copies === null ? steps : steps * copies[user]!;
      }
      if (sum <= capacity) return { price, demand, tied: drops.slice(first, i), brackets };
    }
    return { price: bracket.high, demand, tied: [], brackets };
  }
}
