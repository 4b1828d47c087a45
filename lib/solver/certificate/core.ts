/** Dynamic programming over the deviation of used capacity from the base plan, one stage for each user that enters. */
import type { Block } from "./base-plan.js";
import type { Alternative } from "./reduced-cost.js";

interface Stage {
  readonly block: Block;
  readonly choices: readonly Alternative[];
  /** Deviation of the first entry of `taken`. */
  readonly first: number;
  /** Index of the choice taken on the best way to each deviation. */
  readonly taken: Uint16Array | Uint32Array;
}

/** Choices tried for each state of the limit, before that counts as passed too: it then bounds the time. */
export const TRIES = 40;

export const STAY: Alternative = { reducedCost: 0, shift: 0 };

/** Users who enter one by one, and the best plan of those who have. */
export interface ExpandingCore {
  /** Distance of the best plan met from the bound. */
  readonly excess: number;
  /** The limit that the next stage would have passed; null while none is. */
  readonly endedBy: "stateLimit" | "timeLimit" | null;
  /**
   * One copy of a block enters with these alternatives; the excess falls if that gives a better plan.
   * @param least No one who enters now or later has an alternative below it.
   * @returns Whether a further copy may change anything.
   */
  enter(block: Block, alternatives: readonly Alternative[], least: number): boolean;
  /** How many copies of each block entered. */
  entered(): Map<Block, number>;
  /** What the best plan met does other than the base: a block's use shifted, once for each of its copies that deviates. */
  deviations(): { readonly block: Block; readonly shift: number }[];
}

/** Where uses are whole numbers of steps. */
export class Core implements ExpandingCore {
  excess: number;
  endedBy: "stateLimit" | "timeLimit" | null = null;
  readonly #price: number;
  readonly #slack: number;
  readonly #stateLimit: number;
  readonly #until: number;
  readonly #farthest: number;
  /** #states[δ − #first]: least Σ r of the stages at δ steps more than the base; Infinity where none is worth keeping. */
  #states: Float64Array = Float64Array.of(0);
  #first = 0;
  #kept = 0;
  /** Choices tried in all states of all stages. */
  #tried = 0;
  readonly #stages: Stage[] = [];
  #best = { stages: 0, shift: 0 };

  /**
   * @param until When the time is over, by `performance.now()`; default never.
   * @param farthest Largest deviation that is kept; where there is one, the best plan of the core may be missed.
   */
  constructor(price: number, slack: number, stateLimit: number, until = Infinity, farthest = Infinity) {
    this.#price = price;
    this.#slack = slack;
    this.#stateLimit = stateLimit;
    this.#until = until;
    this.#farthest = farthest;
    // the base itself: r = 0 everywhere, so λ·(unused capacity) alone
    this.excess = price * slack;
  }

  enter(block: Block, alternatives: readonly Alternative[]): boolean {
    const choices = [STAY, ...alternatives];
    let least = this.#first;
    let most = this.#first + this.#states.length - 1;
    for (const { shift } of alternatives) {
      least = Math.min(least, this.#first + shift);
      most = Math.max(most, this.#first + this.#states.length - 1 + shift);
    }
    this.#kept += most - least + 1;
    this.#tried += choices.length * this.#states.length;
    if (this.#kept > this.#stateLimit || this.#tried > TRIES * this.#stateLimit) this.endedBy = "stateLimit";
    else if (this.#until < Infinity && performance.now() >= this.#until) this.endedBy = "timeLimit";
    if (this.endedBy !== null) return false;

    // next(δ) = min over choices of states(δ − shift) + r
    const next = new Float64Array(most - least + 1).fill(Infinity);
    const taken = new (choices.length > 2 ** 16 ? Uint32Array : Uint16Array)(next.length);
    const states = this.#states;
    for (let c = 0; c < choices.length; c++) {
      const { reducedCost, shift } = choices[c]!;
      const offset = this.#first + shift - least;
      for (let i = 0; i < states.length; i++) {
        const r = states[i]! + reducedCost;
        if (r < next[i + offset]!) {
          next[i + offset] = r;
          taken[i + offset] = c;
        }
      }
    }
    this.#stages.push({ block, choices, first: least, taken });
    this.#prune(next, least);
    return true;
  }

  /** Drops states that can't beat the best plan met, or that no completion can make better than one with less capacity used. */
  #prune(states: Float64Array, least: number): void {
    const price = this.#price;
    const slack = this.#slack;
    let cheapest = Infinity;
    let from = -1;
    let to = -1;
    for (let i = 0; i < states.length; i++) {
      const shift = least + i;
      const r = states[i]!;
      // Σ r is no less than the excess, or Σ r − λδ no less than with less capacity used
      if (r >= this.excess || cheapest + price * shift <= r || Math.abs(shift) > this.#farthest) {
        states[i] = Infinity;
        continue;
      }
      cheapest = r - price * shift;
      if (from < 0) from = i;
      to = i;
      // Σ r + λ·(unused capacity)
      const excess = r + price * (slack - shift);
      if (shift <= slack && excess < this.excess) {
        this.excess = excess;
        this.#best = { stages: this.#stages.length, shift };
      }
    }
    this.#states = from < 0 ? Float64Array.of(Infinity) : states.subarray(from, to + 1);
    this.#first = from < 0 ? 0 : least + from;
  }

  entered(): Map<Block, number> {
    const copies = new Map<Block, number>();
    for (const { block } of this.#stages) copies.set(block, (copies.get(block) ?? 0) + 1);
    return copies;
  }

  deviations(): { readonly block: Block; readonly shift: number }[] {
    const found = [];
    let { shift } = this.#best;
    for (let i = this.#best.stages - 1; i >= 0; i--) {
      const { block, choices, first, taken } = this.#stages[i]!;
      const choice = choices[taken[shift - first]!]!;
      if (choice.shift !== 0) found.push({ block, shift: choice.shift });
      shift -= choice.shift;
    }
    return found;
  }
}
