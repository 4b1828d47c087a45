/**
 * The relaxation's price at τ = 0 (MODEL.md §5) where few users changed since it was last found. A user is at the edge while
 * the price is below its leaving price, which its own fields alone determine. Demand is followed along the slopes of the
 * users' steps to where it meets the capacity, and there the steps are computed anew, until the price stands still.
 */
import type { Problem } from "../../model/problem.js";
import { bestSteps, useSlope } from "../../model/steps.js";
import { useOf } from "../../model/use.js";
import { leavingPrice, type RealPrice, realPrice } from "../../solver/price/real-price.js";

/** The price stands still when it moves by less than this part: the next move would be about its square. */
const STILL = 1e-7;
/** After so many moves the price is searched for from scratch, as where steps jump. */
const MOST_MOVES = 12;
/** Half the width of the first bracket, relative; each next one is wider. */
const WIDTH = 1e-3;
const WIDER = 8;

/** Where demand meets the capacity. */
interface Meeting {
  readonly price: number;
  /** Users who leave within the bracket and are at the edge. */
  readonly joined: readonly number[];
  /** The fractional user and its a. */
  readonly split: { readonly user: number; readonly share: number } | null;
}

export class WarmPrice {
  /** Of the last problem. */
  #price = 0;
  /** Of users of the last problem; empty where they are not known yet. */
  #leaving = new Float64Array(0);
  /** Steps at the edge, what they use and how that falls, at the price `#at`; NaN where it is closed. */
  #steps = new Float64Array(0);
  #use = new Float64Array(0);
  #slope = new Float64Array(0);
  #at = 0;

  /** @param changed Users who are not as they were the last time; null if all may have changed. */
  find(problem: Problem, changed: Int32Array | null): RealPrice {
    if (changed === null) {
      this.#leaving = new Float64Array(0);
      return this.#search(problem);
    }
    const everyone = new Int32Array(problem.count);
    for (let n = 0; n < everyone.length; n++) everyone[n] = n;
    let users = changed;
    if (this.#leaving.length < problem.count) {
      this.#leaving = new Float64Array(problem.count);
      this.#steps = new Float64Array(problem.count);
      this.#use = new Float64Array(problem.count);
      this.#slope = new Float64Array(problem.count);
      this.#at = this.#price;
      users = everyone;
    }
    for (const n of users) this.#leaving[n] = leaving(problem, n);
    this.#compute(problem, users);
    for (let move = 0; move < MOST_MOVES; move++) {
      const meeting = this.#meet(problem.capacity);
      if (meeting === null) break;
      const { price } = meeting;
      if (Math.abs(price - this.#at) <= STILL * price) {
        this.#price = price;
        return this.#solution(meeting);
      }
      this.#at = price;
      this.#compute(problem, everyone);
    }
    const found = this.#search(problem);
    this.#at = found.price;
    this.#compute(problem, everyone);
    return found;
  }

  /** From the last price alone. */
  #search(problem: Problem): RealPrice {
    const near = this.#price > 0 ? this.#price : undefined;
    const found = realPrice(problem, problem.localCost, near === undefined ? undefined : { price: near });
    this.#price = found.price;
    return found;
  }

  #compute({ edge }: Problem, users: Int32Array): void {
    for (const n of users) {
      if (edge.open[n] === 0) {
        this.#steps[n] = NaN;
        continue;
      }
      const s = bestSteps(edge, n, this.#at, this.#steps[n]);
      this.#steps[n] = s;
      this.#use[n] = useOf(edge, n, s);
      this.#slope[n] = useSlope(edge, n, s, this.#at);
    }
  }

  /** Null where demand does not meet the capacity at a price above 0. */
  #meet(capacity: number): Meeting | null {
    const at = this.#at;
    for (let width = WIDTH; at > 0 && width < 1; width *= WIDER) {
      const low = at * (1 - width);
      const high = at * (1 + width);
      let sum = 0;
      let slope = 0;
      const undecided: number[] = [];
      for (let n = 0; n < this.#leaving.length; n++) {
        const price = this.#leaving[n]!;
        if (price >= high) {
          sum += this.#use[n]!;
          slope += this.#slope[n]!;
        } else if (price > low) undecided.push(n);
      }
      if (sum + slope * (high - at) > capacity) continue;
      undecided.sort((a, b) => this.#leaving[b]! - this.#leaving[a]! || a - b);
      const joined: number[] = [];
      for (const user of undecided) {
        const price = this.#leaving[user]!;
        // demand at the leaving price, along the slopes of those at the edge
        const demand = sum + slope * (price - at);
        if (demand >= capacity) break;
        const own = this.#use[user]! + this.#slope[user]! * (price - at);
        if (demand + own > capacity) return { price, joined, split: { user, share: (capacity - demand) / own } };
        joined.push(user);
        sum += this.#use[user]!;
        slope += this.#slope[user]!;
      }
      // sum + slope·(λ − at) = capacity
      const price = at + (capacity - sum) / slope;
      if (price >= low && price <= high) return { price, joined, split: null };
    }
    return null;
  }

  #solution({ price, joined, split }: Meeting): RealPrice {
    const offload = new Float64Array(this.#leaving.length);
    for (let n = 0; n < offload.length; n++) if (this.#leaving[n]! > price) offload[n] = 1;
    for (const n of joined) offload[n] = 1;
    if (split !== null) offload[split.user] = split.share;
    return { price, offload, edgeSteps: this.#steps };
  }
}

/** The price from which on user n is on its device: Infinity if it is closed, −Infinity if the edge is. */
function leaving(problem: Problem, n: number): number {
  if (problem.edge.open[n] === 0) return -Infinity;
  return problem.local.open[n] === 0 ? Infinity : leavingPrice(problem, problem.localCost[n]!, n, 0, Infinity);
}
