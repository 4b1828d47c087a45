/** A price search in one chunk of the users: what they demand at the prices that are asked, and whose choice is open between two of them. */
import type { Bracket } from "../numerics/root.js";
import { Sum } from "../numerics/sum.js";
import type { PriceSearch, Straddle } from "../solver/price/search.js";
import { type ChunkUsers, pick, pickUsers } from "./chunk-users.js";

/** Users of a chunk whose choice is still open between two prices, by index; columns have an entry for each of them. */
export interface OpenUsers {
  readonly users: Int32Array;
  readonly columns: ChunkUsers;
  /** What their devices cost them, as the search has it. */
  readonly value: Float64Array;
  /** What they use of the edge at either price, in the capacity's unit. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** How many others of the level are at the edge at the high price, and what they use there. */
  readonly staying: number;
  readonly others: number;
}

/** What some users of a chunk use of the edge, by index. */
export interface Uses {
  readonly users: Int32Array;
  readonly use: Float64Array;
}

/** Whether a user's choice is open between the ends of a bracket; what it uses of the edge at them. */
export type IsOpen = (n: number, atLow: number, atHigh: number, bracket: Bracket) => boolean;

export class ChunkSearch<S extends PriceSearch<{ readonly price: number }> = PriceSearch<{ readonly price: number }>> {
  readonly search: S;
  readonly #levels: readonly Int32Array[];
  /** What users use at the price that was asked last, and before it; and together. */
  #last: Float64Array;
  #before: Float64Array;
  #sums: readonly [last: number, before: number] = [0, 0];
  /** Those at the low and at the high end of the bracket. */
  #ends: readonly [low: Float64Array, high: Float64Array];
  /** What they use together at the high end. */
  #high = 0;
  readonly #isOpen: IsOpen;
  #level: Int32Array = new Int32Array();
  #open: Int32Array = new Int32Array();
  #staying: Int32Array = this.#open;

  /** @param levels Who may go to the edge; a sample of them, and so on. */
  constructor(search: S, levels: readonly Int32Array[], isOpen: IsOpen = (_, atLow, atHigh) => atLow !== atHigh) {
    const { count } = search.problem;
    this.search = search;
    this.#levels = levels;
    this.#isOpen = isOpen;
    this.#last = new Float64Array(count);
    this.#before = new Float64Array(count);
    this.#ends = [this.#last, this.#last];
  }

  /** What the users of a level use of the edge at a price. @param begins Whether it is the first price of a search. */
  demand(level: number, price: number, begins: boolean): number {
    if (begins) this.search.begin(price);
    [this.#last, this.#before] = [this.#before, this.#last];
    this.#sums = [this.search.pass(this.#levels[level]!, price, this.#last), this.#sums[0]];
    return this.#sums[0];
  }

  /** A price at which none of a level is there any more, or uses more than it must. */
  priceOfNone(level: number): number {
    return this.search.priceOfNone(this.#levels[level]!);
  }

  /** All users of a level, before any price. */
  everyone(level: number): OpenUsers {
    return { ...this.#opened(this.#levels[level]!), staying: 0, others: 0 };
  }

  /** Users of a level whose choice is open between the two prices that were asked last. @param ends null where the last price is the answer. */
  undecided(level: number, ends: Straddle | null): OpenUsers {
    const other = ends === null ? this.#last : this.#before;
    this.#ends = ends?.last === "low" ? [this.#last, other] : [other, this.#last];
    this.#high = this.#sums[ends?.last === "low" ? 1 : 0];
    this.#level = this.#levels[level]!;
    const [low, high] = this.#ends;
    const open = new Int32Array(this.#level.length);
    const staying = new Int32Array(this.#level.length);
    let [opened, stay] = [0, 0];
    for (const n of this.#level) {
      if (ends !== null && this.#isOpen(n, low[n]!, high[n]!, ends.bracket)) open[opened++] = n;
      else if (high[n]! > 0) staying[stay++] = n;
    }
    this.#open = open.slice(0, opened);
    this.#staying = staying.subarray(0, stay);
    return this.#openUsers();
  }

  /** The same with everyone else of whom it holds. @param use What the user uses at the high price. */
  openAlso(holds: (n: number, use: number) => boolean): OpenUsers {
    const [, use] = this.#ends;
    const open = new Set(this.#open);
    for (let n = 0; n < use.length; n++) if (!open.has(n) && holds(n, use[n]!)) open.add(n);
    this.#staying = this.#staying.filter((n) => !open.has(n));
    this.#open = Int32Array.from(open).sort();
    return this.#openUsers();
  }

  /** Who is at the edge at the high price, and not open. */
  get staying(): Int32Array {
    return this.#staying;
  }

  /** What users use at the price that was asked last. */
  get demanded(): Float64Array {
    return this.#last;
  }

  /** What all users use. @param own What the open ones use. */
  with({ users, use }: Uses): Float64Array {
    const demand = this.#ends[1].slice();
    for (let i = 0; i < users.length; i++) demand[users[i]!] = use[i]!;
    return demand;
  }

  #openUsers(): OpenUsers {
    const [, use] = this.#ends;
    const others = new Sum();
    others.add(this.#high);
    for (const n of this.#open) others.add(-use[n]!);
    return { ...this.#opened(this.#open), staying: this.#staying.length, others: others.value };
  }

  #opened(users: Int32Array): Omit<OpenUsers, "staying" | "others"> {
    const picked = (column: Float64Array): Float64Array => {
      const own = new Float64Array(users.length);
      pick(column, users, own, 0);
      return own;
    };
    const [low, high] = this.#ends;
    const { problem, localValue } = this.search;
    return {
      users,
      columns: pickUsers([[problem.scenario.users, users]]),
      value: picked(localValue),
      low: picked(low),
      high: picked(high),
    };
  }
}
