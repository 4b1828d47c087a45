/**
 * The core where uses are real numbers (MODEL.md §12): a list of states in the place of an array over whole deviations. No state is
 * kept beside one of no more use whose r − λ·use is no more: whatever follows, that one does as well.
 */
import type { Block } from "./base-plan.js";
import { type ExpandingCore, STAY, TRIES } from "./core.js";
import type { Alternative } from "./reduced-cost.js";

/** Sums of the same uses in another order differ by no more than this part of the most that a task uses. */
const SAME = 2 ** -48;

/** States by rising deviation of used capacity from the base, r − λ·deviation falling. Columns are indexed by state. */
interface States {
  readonly length: number;
  readonly deviation: Float64Array;
  /** Least Σ r of the stages. */
  readonly r: Float64Array;
  /** State before × choices + choice taken; packed into one number. */
  readonly way: Uint32Array;
}

interface Stage {
  readonly block: Block;
  readonly choices: readonly Alternative[];
  readonly way: Uint32Array;
}

export class ListCore implements ExpandingCore {
  excess: number;
  endedBy: "stateLimit" | "timeLimit" | null = null;
  readonly #price: number;
  readonly #slack: number;
  /** Deviations this near are the same. */
  readonly #same: number;
  readonly #stateLimit: number;
  readonly #until: number;
  readonly #farthest: number;
  #states: States = { length: 1, deviation: Float64Array.of(0), r: Float64Array.of(0), way: Uint32Array.of(0) };
  #kept = 0;
  #tried = 0;
  readonly #stages: Stage[] = [];
  /** Blocks of which a further copy changes nothing. */
  readonly #settled = new Set<Block>();
  #best = { stages: 0, state: 0 };

  /** @param largest The most that a task uses. @param until, farthest As of `Core`. */
  constructor(
    price: number,
    slack: number,
    largest: number,
    stateLimit: number,
    until = Infinity,
    farthest = Infinity,
  ) {
    this.#price = price;
    this.#slack = slack;
    this.#same = SAME * largest;
    this.#stateLimit = stateLimit;
    this.#until = until;
    this.#farthest = farthest;
    // the base itself: r = 0 everywhere, so λ·(unused capacity) alone
    this.excess = price * slack;
  }

  enter(block: Block, alternatives: readonly Alternative[]): boolean {
    const choices = [STAY, ...alternatives];
    const before = this.#states;
    const tries = choices.length * before.length;
    this.#tried += tries;
    if (this.#tried > TRIES * this.#stateLimit || tries >= 2 ** 32) this.endedBy = "stateLimit";
    else if (this.#until < Infinity && performance.now() >= this.#until) this.endedBy = "timeLimit";
    if (this.endedBy !== null) return false;

    let next: States = { length: 0, deviation: new Float64Array(0), r: new Float64Array(0), way: new Uint32Array(0) };
    for (let c = 0; c < choices.length; c++) next = this.#merged(next, before, choices[c]!, c, choices.length);
    if (this.#isSame(before, next)) {
      this.#settled.add(block);
      return false;
    }
    this.#kept += next.length;
    if (this.#kept > this.#stateLimit) {
      this.endedBy = "stateLimit";
      return false;
    }
    this.#states = next;
    this.#stages.push({ block, choices, way: next.way.slice() });
    for (let i = 0; i < next.length; i++) {
      // Σ r + λ·(unused capacity)
      const unused = this.#slack - next.deviation[i]!;
      const excess = next.r[i]! + this.#price * unused;
      if (unused < 0 || !(excess < this.excess)) continue;
      this.excess = excess;
      this.#best = { stages: this.#stages.length, state: i };
    }
    return true;
  }

  /** Those found so far with those that take a choice from the states before, in rising order and without the dominated. */
  #merged(found: States, before: States, { reducedCost, shift }: Alternative, choice: number, choices: number): States {
    const price = this.#price;
    const tied = price * this.#same;
    const most = found.length + before.length;
    const deviation = new Float64Array(most);
    const r = new Float64Array(most);
    const way = new Uint32Array(most);
    let length = 0;
    let least = Infinity;
    const keep = (at: number, sum: number, from: number): void => {
      const value = sum - price * at;
      // Σ r is no less than the excess, or Σ r − λδ no less than with less capacity used
      if (sum >= this.excess || value >= least - tied || Math.abs(at) > this.#farthest) return;
      if (length > 0 && at <= deviation[length - 1]! + this.#same) length -= 1;
      least = value;
      deviation[length] = at;
      r[length] = sum;
      way[length++] = from;
    };
    let i = 0;
    for (let k = 0; k < before.length; k++) {
      const at = before.deviation[k]! + shift;
      for (; i < found.length && found.deviation[i]! <= at; i++) keep(found.deviation[i]!, found.r[i]!, found.way[i]!);
      keep(at, before.r[k]! + reducedCost, k * choices + choice);
    }
    for (; i < found.length; i++) keep(found.deviation[i]!, found.r[i]!, found.way[i]!);
    return { length, deviation, r, way: way.subarray(0, length) };
  }

  /** Whether two lists hold the same but for rounding. */
  #isSame(a: States, b: States): boolean {
    if (a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) {
      if (Math.abs(a.deviation[i]! - b.deviation[i]!) > this.#same) return false;
      if (Math.abs(a.r[i]! - b.r[i]!) > 2 * this.#price * this.#same) return false;
    }
    return true;
  }

  /** How many copies of each block entered: all of them where a further one changed nothing. */
  entered(): Map<Block, number> {
    const copies = new Map<Block, number>();
    for (const { block } of this.#stages) copies.set(block, (copies.get(block) ?? 0) + 1);
    for (const block of this.#settled) copies.set(block, block.copies);
    return copies;
  }

  deviations(): { readonly block: Block; readonly shift: number }[] {
    const found = [];
    let { state } = this.#best;
    for (let i = this.#best.stages - 1; i >= 0; i--) {
      const { block, choices, way } = this.#stages[i]!;
      const choice = choices[way[state]! % choices.length]!;
      if (choice.shift !== 0) found.push({ block, shift: choice.shift });
      state = Math.floor(way[state]! / choices.length);
    }
    return found;
  }
}
