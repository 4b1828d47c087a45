/**
 * The dual of a separable problem whose rows share capacities (MODEL.md §10): with prices λ_k ≥ 0,
 *     D(λ) = −Σ λ_k·B_k + Σ_n min(outside_n, min over n's options of cost + λ_k·use),
 * is concave and piecewise linear. Column generation, with a convexity row for each row n: the best responses met so far make
 * a linear program whose dual lies above D; its maximiser is asked next. Every D(λ) is a bound from below, every master's
 * value one from above.
 */
import { type MasterOptions, solveMaster } from "./capacity-master.js";
import { Sum } from "./sum.js";

/** A row's best option at given prices. Columns are indexed by row. */
export interface Responses {
  /** Index of the capacity that the option uses; −1 where the row is best off outside. */
  readonly capacity: Int32Array;
  /** Its cost without prices. */
  readonly cost: Float64Array;
  /** How much of the capacity it uses, > 0. */
  readonly use: Float64Array;
}

export interface CapacityProblem {
  /** B_k > 0; Infinity is unlimited. */
  readonly capacity: Float64Array;
  /** What each row costs without using any capacity; finite. */
  readonly outside: Float64Array;
  /** Writes each row's best option at these prices; among equals always the same. */
  respond(prices: Float64Array, answer: Responses): void;
}

export interface CapacityDual {
  /** λ, the best that were met. */
  readonly prices: Float64Array;
  /** D(λ). */
  readonly lowerBound: number;
  /** No λ has a larger D, but for rounding. */
  readonly upperBound: number;
  /** How often D was evaluated. */
  readonly evaluations: number;
  /** The last master's answer: how each row mixes its options where a capacity is scarce. */
  readonly mix: CapacityMix;
}

/** How rows mix their options: those of row rows[i] are rowStart[i] … rowStart[i + 1] − 1, the first without a scarce capacity. */
export interface CapacityMix {
  readonly rows: Int32Array;
  readonly rowStart: Int32Array;
  /** Index of the capacity; −1 of the first option of a row. */
  readonly capacity: Int32Array;
  readonly use: Float64Array;
  /** z ≥ 0, 1 in all for each row but for rounding. */
  readonly share: Float64Array;
}

/** Where a maximiser is thought to be. */
export interface NearbyDual {
  /** Asked first. */
  readonly prices: Float64Array;
  /** Within this much of the best prices yet, and twice as much after each evaluation, are those asked next. */
  readonly spread: Float64Array;
  /**
   * Offers options that may be the best at prices near there; each adds to what the master knows.
   * @returns 1 for a row of which the one offered, or without one the outside, is all that may be the best there: until it is not, the
   * row mixes nothing.
   */
  readonly options: (offer: (row: number, capacity: number, cost: number, use: number) => void) => Uint8Array;
}

export interface CapacityDualOptions {
  /** Ends when the bounds are this close, relative to Σ |what each row costs|. Default 10⁻⁸. */
  readonly tolerance?: number;
  /** Of D; default 200. */
  readonly mostEvaluations?: number;
  /** Default prices of 0, and no options but the best there. */
  readonly near?: NearbyDual;
  /** Told both bounds after each evaluation, and how close they are to come. */
  readonly onEvaluation?: (lowerBound: number, upperBound: number, close: number) => void;
}

/** A master is done when it is this part of the distance between the bounds from its own optimum. */
const MASTER_PART = 0.1;

/** Maximises D. @throws RangeError for a capacity that is not above 0, or a cost outside that is not finite. */
export function maximiseCapacityDual(
  problem: CapacityProblem,
  { tolerance = 1e-8, mostEvaluations = 200, near, onEvaluation = () => {} }: CapacityDualOptions = {},
): CapacityDual {
  const { capacity, outside } = problem;
  const rows = outside.length;
  if (!capacity.every((B) => B > 0)) throw new RangeError("capacity: must be > 0");
  if (!outside.every(Number.isFinite)) throw new RangeError("outside: must be finite");
  const pool = new OptionPool(problem);
  if (near !== undefined) pool.settled.set(near.options((n, k, cost, use) => pool.offer(n, k, cost, use)));
  const answer = { capacity: new Int32Array(rows), cost: new Float64Array(rows), use: new Float64Array(rows) };
  let asked = near === undefined ? new Float64Array(capacity.length) : near.prices;
  let prices = asked;
  let mix: CapacityMix = NO_MIX;
  /** Whether the prices asked last are nearer than the master's. */
  let held = false;
  let lowerBound = -Infinity;
  let upperBound = sumOf(outside);
  for (let evaluations = 1; ; evaluations++) {
    problem.respond(asked, answer);
    const { value, scale } = dualValue(problem, asked, answer);
    const raised = value > lowerBound;
    if (raised) {
      lowerBound = value;
      prices = asked;
    }
    const close = tolerance * scale;
    onEvaluation(lowerBound, upperBound, close);
    const added = pool.add(answer);
    // without a new option and a better bound, rounding lets it come no nearer
    if (upperBound - lowerBound <= close || evaluations >= mostEvaluations || !(added || raised || held)) {
      return { prices, lowerBound, upperBound: Math.max(upperBound, lowerBound), evaluations, mix };
    }
    const { active, rows, options, own, rest } = pool.master();
    const { upper, λ, z } = solveMaster(options, own, (state) => {
      const above = Math.min(upperBound, rest + state.upper);
      return state.upper - state.lower <= MASTER_PART * Math.max(above - lowerBound, close);
    });
    upperBound = Math.min(upperBound, rest + upper);
    asked = new Float64Array(capacity.length);
    held = false;
    // not far from the best yet where options are known of one neighbourhood alone
    for (const [i, k] of active.entries()) {
      const range = near === undefined ? Infinity : 2 ** evaluations * near.spread[k]!;
      asked[k] = Math.min(Math.max(λ[i]!, prices[k]! - range), prices[k]! + range);
      if (asked[k] !== λ[i]) held = true;
    }
    mix = { ...options, rows, capacity: options.capacity.map((i) => (i < 0 ? -1 : active[i]!)), share: z };
  }
}

const NO_MIX: CapacityMix = {
  rows: new Int32Array(0),
  rowStart: new Int32Array(1),
  capacity: new Int32Array(0),
  use: new Float64Array(0),
  share: new Float64Array(0),
};

function dualValue(
  { capacity, outside }: CapacityProblem,
  prices: Float64Array,
  { capacity: at, cost, use }: Responses,
): { value: number; scale: number } {
  const sum = new Sum();
  let scale = 0;
  // −Σ λ_k·B_k
  for (let k = 0; k < capacity.length; k++) if (prices[k]! > 0) sum.add(-prices[k]! * capacity[k]!);
  for (let n = 0; n < outside.length; n++) {
    const value = at[n]! < 0 ? outside[n]! : cost[n]! + prices[at[n]!]! * use[n]!;
    sum.add(value);
    scale += Math.abs(value);
  }
  return { value: sum.value, scale };
}

function sumOf(values: Float64Array): number {
  const sum = new Sum();
  for (const value of values) sum.add(value);
  return sum.value;
}

/** The options met so far, by row: a list of each in the order in which they came, all in common columns. */
class OptionPool {
  readonly #problem: CapacityProblem;
  /** First and last option of each row; −1 without one. */
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  /** 1 for a row that mixes nothing. */
  readonly settled: Uint8Array;
  #count = 0;
  /** By option: the next one of its row, its capacity, cost and use. */
  #next: Int32Array;
  #capacity: Int32Array;
  #cost: Float64Array;
  #use: Float64Array;

  constructor(problem: CapacityProblem) {
    this.#problem = problem;
    const rows = problem.outside.length;
    this.settled = new Uint8Array(rows);
    this.#first = new Int32Array(rows).fill(-1);
    this.#last = new Int32Array(rows).fill(-1);
    this.#next = new Int32Array(2 * rows + 1);
    this.#capacity = new Int32Array(2 * rows + 1);
    this.#cost = new Float64Array(2 * rows + 1);
    this.#use = new Float64Array(2 * rows + 1);
  }

  /** @returns Whether one of them is new to the master. */
  add({ capacity, cost, use }: Responses): boolean {
    let added = false;
    for (let n = 0; n < capacity.length; n++) {
      if (capacity[n]! >= 0) {
        if (this.offer(n, capacity[n]!, cost[n]!, use[n]!)) added = true;
      } else if (this.settled[n] === 1 && this.#first[n]! >= 0) {
        this.settled[n] = 0;
        added = true;
      }
    }
    return added;
  }

  /** @returns Whether it is new. */
  offer(n: number, k: number, cost: number, use: number): boolean {
    for (let j = this.#first[n]!; j >= 0; j = this.#next[j]!) {
      if (this.#capacity[j] === k && this.#use[j] === use) return false;
    }
    if (this.#first[n]! >= 0) this.settled[n] = 0;
    const j = this.#count++;
    if (j === this.#next.length) this.#grow();
    this.#next[j] = -1;
    this.#capacity[j] = k;
    this.#cost[j] = cost;
    this.#use[j] = use;
    if (this.#first[n]! < 0) this.#first[n] = j;
    else this.#next[this.#last[n]!] = j;
    this.#last[n] = j;
    return true;
  }

  #grow(): void {
    const grown = <T extends Int32Array | Float64Array>(longer: T, column: T): T => {
      longer.set(column);
      return longer;
    };
    const length = 2 * this.#count;
    this.#next = grown(new Int32Array(length), this.#next);
    this.#capacity = grown(new Int32Array(length), this.#capacity);
    this.#cost = grown(new Float64Array(length), this.#cost);
    this.#use = grown(new Float64Array(length), this.#use);
  }

  /**
   * The master: capacities that the options could overfill, and rows with an option there. The others have no price, and the
   * best of a row's options there stands with the outside. Rows that mix nothing are not in it either.
   * @returns `own` are the capacities that are left to it, `rest` is what the rows cost that are not in it.
   */
  master(): { active: Int32Array; rows: Int32Array; options: MasterOptions; own: Float64Array; rest: number } {
    const { capacity, outside } = this.#problem;
    const active = this.#overfilled();
    const place = new Int32Array(capacity.length).fill(-1);
    for (const [i, k] of active.entries()) place[k] = i;
    let own = this.#left(active);
    if (!own.every((B) => B > 0)) {
      this.#unsettle(active.filter((_, i) => !(own[i]! > 0)));
      own = this.#left(active);
    }
    const size = this.#count + outside.length;
    const rows = new Int32Array(outside.length);
    const rowStart = new Int32Array(outside.length + 1);
    const cost = new Float64Array(size);
    const at = new Int32Array(size);
    const use = new Float64Array(size);
    const rest = new Sum();
    let count = 0;
    let end = 0;
    for (let n = 0; n < outside.length; n++) {
      if (this.settled[n] === 1) {
        const only = this.#first[n]!;
        rest.add(only < 0 ? outside[n]! : this.#cost[only]!);
        continue;
      }
      let free = outside[n]!;
      const begin = end++;
      for (let j = this.#first[n]!; j >= 0; j = this.#next[j]!) {
        const k = place[this.#capacity[j]!]!;
        if (k < 0) {
          free = Math.min(free, this.#cost[j]!);
          continue;
        }
        // into its place by capacity, behind those that came before
        let i = end++;
        for (; i > begin + 1 && at[i - 1]! > k; i--) {
          cost[i] = cost[i - 1]!;
          at[i] = at[i - 1]!;
          use[i] = use[i - 1]!;
        }
        cost[i] = this.#cost[j]!;
        at[i] = k;
        use[i] = this.#use[j]!;
      }
      if (end === begin + 1) {
        rest.add(free);
        end = begin;
        continue;
      }
      cost[begin] = free;
      at[begin] = -1;
      use[begin] = 0;
      rows[count++] = n;
      rowStart[count] = end;
    }
    const options = {
      rowStart: rowStart.subarray(0, count + 1),
      cost: cost.subarray(0, end),
      capacity: at.subarray(0, end),
      use: use.subarray(0, end),
    };
    return { active, rows: rows.subarray(0, count), options, own, rest: rest.value };
  }

  /** Rows that mix nothing and are at one of these capacities mix again. */
  #unsettle(capacities: Int32Array): void {
    for (let n = 0; n < this.settled.length; n++) {
      const only = this.#first[n]!;
      if (only >= 0 && capacities.includes(this.#capacity[only]!)) this.settled[n] = 0;
    }
  }

  /** What rows that mix nothing leave of these capacities. */
  #left(active: Int32Array): Float64Array {
    const left = Float64Array.from(this.#problem.capacity);
    for (let n = 0; n < this.settled.length; n++) {
      const only = this.#first[n]!;
      if (this.settled[n] === 1 && only >= 0) left[this.#capacity[only]!]! -= this.#use[only]!;
    }
    return Float64Array.from(active, (k) => left[k]!);
  }

  /** Capacities that are less than the largest uses of all rows together. */
  #overfilled(): Int32Array {
    const { capacity, outside } = this.#problem;
    const most = new Float64Array(capacity.length);
    const largest = new Float64Array(capacity.length);
    for (let n = 0; n < outside.length; n++) {
      for (let j = this.#first[n]!; j >= 0; j = this.#next[j]!) {
        const k = this.#capacity[j]!;
        largest[k] = Math.max(largest[k]!, this.#use[j]!);
      }
      for (let j = this.#first[n]!; j >= 0; j = this.#next[j]!) {
        const k = this.#capacity[j]!;
        most[k]! += largest[k]!;
        largest[k] = 0;
      }
    }
    return Int32Array.from(capacity.keys()).filter((k) => most[k]! > capacity[k]!);
  }
}
