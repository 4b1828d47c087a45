/**
 * The whole steps that a user whose costs are not convex may want at a place (MODEL.md §7): those whose costs are corners of their lower
 * convex hull. At every price one of them is the best, and as the price rises they are given up from one to the next.
 */
import { cost } from "./cost.js";
import { maxWholeSteps, type Place, type Ways, wholeSteps } from "./placement.js";

/** Corners of some users, one user's behind another's. */
interface Block {
  /** Rising within a user [steps or FLOP]. */
  readonly steps: Int32Array | Float64Array;
  /** φ. */
  readonly cost: Float64Array;
}

/** A block holds no more than so many, unless a single user has more. */
const BLOCK = 2 ** 18;
/** Of who is asked at a price first, corners are found that are the best at prices up to so many times lower and higher. */
const WIDE = 1.2;

/**
 * The corners of the users of a place, found when they are asked for. They are told by index, and are those of the user that was asked
 * last: all of them, or some in a row.
 */
export class Corners {
  /** How many there are. */
  count = 0;
  readonly #place: Place;
  /** Where they tell many costs together. */
  readonly #ways: Ways | null;
  /** What they told last. */
  #costs = new Float64Array(0);
  readonly #blocks: Block[] = [];
  /** How many of the last block are taken. */
  #taken = 0;
  /** Columns by user: its block, its first in it, and how many; 0 while none is known, below 0 where there may be more on either side. */
  readonly #blockOf: Int32Array;
  readonly #firstOf: Int32Array;
  readonly #countOf: Int32Array;
  /** Who was asked last, and the corner that was told. */
  #user = -1;
  #last = 0;
  #block!: Block;
  #first = 0;

  constructor(place: Place) {
    const column = (): Int32Array => new Int32Array(place.users.count);
    const { choice } = place;
    this.#place = place;
    this.#ways = choice?.costs !== undefined && choice.rows.perStep === null ? choice : null;
    [this.#blockOf, this.#firstOf, this.#countOf] = [column(), column(), column()];
  }

  /** All corners of user n. */
  of(n: number): this {
    if (!(this.#countOf[n]! > 0)) this.#find(n, 1, Infinity);
    this.#turn(n);
    return this;
  }

  /** The corner of user n that is the best at a price, of those tied the one with the fewest steps; it is told with those beside it. */
  at(n: number, price: number): number {
    const ways = this.#ways;
    if (this.#countOf[n] === 0 && price > 0 && ways !== null)
      this.#find(n, ways.bestSteps(n, price * WIDE), ways.bestSteps(n, price / WIDE));
    this.#turn(n);
    this.#last = this.#atPrice(price);
    if (!this.#isBetween(this.#last)) this.#last = this.of(n).#atPrice(price);
    return this.#last;
  }

  /** Where s whole steps are the best for user n at some price, their corner; where they are tied with corners, the one just below. It is told with those beside it. */
  upTo(n: number, s: number): number {
    if (n === this.#user && this.steps(this.#last) === s) return this.#last;
    this.#turn(n);
    this.#last = this.#belowSteps(s);
    if (!this.#isBetween(this.#last)) this.#last = this.of(n).#belowSteps(s);
    return this.#last;
  }

  steps(i: number): number {
    return this.#block.steps[this.#first + i]!;
  }

  cost(i: number): number {
    return this.#block.cost[this.#first + i]!;
  }

  /** What each step saves that a corner has more than the one before, falling: the price at which they are given up [1/step]; where all are known Infinity first, −Infinity past the last. */
  saving(i: number): number {
    if (i === 0) return Infinity;
    if (i === this.count) return -Infinity;
    const { steps, cost } = this.#block;
    const at = this.#first + i;
    // (φ(s₋) − φ(s))/(s − s₋)
    return (cost[at - 1]! - cost[at]!) / (steps[at]! - steps[at - 1]!);
  }

  #turn(n: number): void {
    if (n === this.#user) return;
    this.#user = n;
    this.#last = 0;
    this.#block = this.#blocks[this.#blockOf[n]!]!;
    this.#first = this.#firstOf[n]!;
    this.count = Math.abs(this.#countOf[n]!);
  }

  /** Whether the corners beside it are known, or known not to be there. */
  #isBetween(i: number): boolean {
    return this.#countOf[this.#user]! > 0 || (i > 0 && i < this.count - 1);
  }

  #atPrice(price: number): number {
    let [low, high] = [0, this.count];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.saving(middle) > price) low = middle;
      else high = middle;
    }
    return low;
  }

  #belowSteps(s: number): number {
    let [low, high] = [0, this.count];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.steps(middle) <= s) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Andrew's monotone chain over all whole steps that keep maxError. @param from, @param to Steps that are corners, between which it goes, or no limit. */
  #find(n: number, from: number, to: number): void {
    const place = this.#place;
    const whole = this.#ways === null ? wholeSteps(place, n) : null;
    const most = Math.min(maxWholeSteps(place, n), to);
    this.#open(whole === null ? most + 1 - from : whole.length);
    this.#user = -1;
    this.#blockOf[n] = this.#blocks.length - 1;
    this.#firstOf[n] = this.#first = this.#taken;
    this.count = 0;
    if (whole !== null) for (const s of whole) this.#add(s, cost(place, n, s));
    else {
      if (this.#costs.length <= most - from) this.#costs = new Float64Array(2 * most);
      this.#ways!.costs!(n, from, most, this.#costs);
      for (let s = from; s <= most; s++) if (this.#costs[s - from]! < Infinity) this.#add(s, this.#costs[s - from]!);
    }
    this.#countOf[n] = whole !== null || to === Infinity ? this.count : -this.count;
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

/** All corners of user n, until another user of the place is asked. */
export function cornersOf(place: Place, n: number): Corners {
  return allCorners(place).of(n);
}
