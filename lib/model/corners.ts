/**
 * The whole steps that a user whose costs are not convex may want at a place (MODEL.md §7): those whose costs are corners of their lower
 * convex hull. At every price one of them is the best, and as the price rises they are given up from one to the next.
 */
import { cost } from "./cost.js";
import { type Place, wholeSteps } from "./placement.js";

/** Corners of some users, one user's behind another's. */
interface Block {
  /** Rising within a user [steps or FLOP]. */
  readonly steps: Int32Array | Float64Array;
  /** φ. */
  readonly cost: Float64Array;
}

/** A block holds no more than so many, unless a single user has more. */
const BLOCK = 2 ** 18;

/** The corners of the users of a place, found when a user is asked first; what is told is of the user that was asked last. */
export class Corners {
  /** How many it has; they are told by their index. */
  count = 0;
  readonly #place: Place;
  readonly #blocks: Block[] = [];
  /** How many of the last block are taken. */
  #taken = 0;
  /** Columns by user: its block, its first in it, and how many; 0 while they are not known. */
  readonly #blockOf: Int32Array;
  readonly #firstOf: Int32Array;
  readonly #countOf: Int32Array;
  #block!: Block;
  #first = 0;

  constructor(place: Place) {
    const column = (): Int32Array => new Int32Array(place.users.count);
    this.#place = place;
    [this.#blockOf, this.#firstOf, this.#countOf] = [column(), column(), column()];
  }

  /** Turns to user n. */
  of(n: number): this {
    if (this.#countOf[n] === 0) this.#find(n);
    this.#block = this.#blocks[this.#blockOf[n]!]!;
    this.#first = this.#firstOf[n]!;
    this.count = this.#countOf[n]!;
    return this;
  }

  steps(i: number): number {
    return this.#block.steps[this.#first + i]!;
  }

  cost(i: number): number {
    return this.#block.cost[this.#first + i]!;
  }

  /** What each step saves that a corner has more than the one before, falling: the price at which they are given up; Infinity first, −Infinity past the last [1/step]. */
  saving(i: number): number {
    if (i === 0) return Infinity;
    if (i === this.count) return -Infinity;
    const { steps, cost } = this.#block;
    const at = this.#first + i;
    // (φ(s₋) − φ(s))/(s − s₋)
    return (cost[at - 1]! - cost[at]!) / (steps[at]! - steps[at - 1]!);
  }

  /** The corner that is best at a price, of those tied the one with the fewest steps. */
  at(price: number): number {
    let [low, high] = [0, this.count];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.saving(middle) > price) low = middle;
      else high = middle;
    }
    return low;
  }

  /** The corner of s whole steps that are the best at some price; where those are tied with corners, the one just below. */
  upTo(s: number): number {
    let [low, high] = [0, this.count];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.steps(middle) <= s) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Andrew's monotone chain over all whole steps that keep maxError. */
  #find(n: number): void {
    const place = this.#place;
    const costs = place.choice?.costs?.(n);
    const whole = costs === undefined ? wholeSteps(place, n) : null;
    this.#open(whole === null ? costs!.length : whole.length);
    this.#blockOf[n] = this.#blocks.length - 1;
    this.#firstOf[n] = this.#first = this.#taken;
    this.count = 0;
    if (whole !== null) for (const s of whole) this.#add(s, cost(place, n, s));
    else for (let s = 1; s < costs!.length; s++) if (costs![s]! < Infinity) this.#add(s, costs![s]!);
    this.#countOf[n] = this.count;
    this.#taken += this.count;
  }

  /** A block with room for so many. */
  #open(room: number): void {
    const last = this.#blocks.at(-1)?.cost.length ?? 0;
    if (this.#taken + room > last) {
      const size = Math.max(room, Math.min(2 * last, BLOCK));
      const { perStep } = this.#place.choice?.rows ?? this.#place;
      const steps = perStep === null ? new Int32Array(size) : new Float64Array(size);
      this.#blocks.push({ steps, cost: new Float64Array(size) });
      this.#taken = 0;
    }
    this.#block = this.#blocks.at(-1)!;
  }

  /** One more whole number of steps. */
  #add(s: number, own: number): void {
    const { steps, cost } = this.#block;
    for (let at = this.#first + this.count - 1; this.count > 1; at--) {
      // what it saves more than the last of the chain is not less than what that saves
      if (!((cost[at]! - own) / (s - steps[at]!) >= this.saving(this.count - 1))) break;
      this.count--;
    }
    const at = this.#first + this.count++;
    steps[at] = s;
    cost[at] = own;
  }
}

const known = new WeakMap<Place, Corners>();

/** The corners of all users. */
export function allCorners(place: Place): Corners {
  let own = known.get(place);
  if (own === undefined) {
    own = new Corners(place);
    known.set(place, own);
  }
  return own;
}

/** The corners of user n, until the next user of the place is asked. */
export function cornersOf(place: Place, n: number): Corners {
  return allCorners(place).of(n);
}
