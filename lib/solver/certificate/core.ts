/** Dynamic programming over the deviation of used capacity from the base plan, one stage for each user that enters. */
import { column } from "../../scenario/columns.js";
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
const TRIES = 40;

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

/** What a core may take: states, choices tried in them, and time. @param until As of {@link stepCore}. */
export function allowance(stateLimit: number, until: number) {
  let kept = 0;
  let tried = 0;
  return {
    endedBy: null as ExpandingCore["endedBy"],
    /** Whether it may take so many more. */
    allows(states: number, tries: number): boolean {
      kept += states;
      tried += tries;
      if (kept > stateLimit || tried > TRIES * stateLimit) this.endedBy = "stateLimit";
      else if (until < Infinity && performance.now() >= until) this.endedBy = "timeLimit";
      return this.endedBy === null;
    },
  };
}

/** How many stages each block has. */
export function timesOf(stages: readonly { readonly block: Block }[]): Map<Block, number> {
  const times = new Map<Block, number>();
  for (const { block } of stages) times.set(block, (times.get(block) ?? 0) + 1);
  return times;
}

/**
 * Where uses are whole numbers of steps.
 * @param until When the time is over, by `performance.now()`; default never.
 * @param farthest Largest deviation that is kept; where there is one, the best plan of the core may be missed.
 */
export function stepCore(
  price: number,
  slack: number,
  stateLimit: number,
  until = Infinity,
  farthest = Infinity,
): ExpandingCore {
  const limits = allowance(stateLimit, until);
  // the base itself: r = 0 everywhere, so λ·(unused capacity) alone
  let excess = price * slack;
  /** states[δ − first]: least Σ r of the stages at δ steps more than the base; Infinity where none is worth keeping. */
  let states = column(1);
  let first = 0;
  const stages: Stage[] = [];
  let best = { stages: 0, shift: 0 };

  /** Drops states that can't beat the best plan met, or that no completion can make better than one with less capacity used. */
  const prune = (next: Float64Array, least: number): void => {
    let cheapest = Infinity;
    let from = -1;
    let to = -1;
    for (let i = 0; i < next.length; i++) {
      const shift = least + i;
      const r = next[i]!;
      // Σ r is no less than the excess, or Σ r − λδ no less than with less capacity used
      if (r >= excess || cheapest + price * shift <= r || Math.abs(shift) > farthest) {
        next[i] = Infinity;
        continue;
      }
      cheapest = r - price * shift;
      if (from < 0) from = i;
      to = i;
      // Σ r + λ·(unused capacity)
      const own = r + price * (slack - shift);
      if (shift <= slack && own < excess) {
        excess = own;
        best = { stages: stages.length, shift };
      }
    }
    states = from < 0 ? column(1, Infinity) : next.subarray(from, to + 1);
    first = from < 0 ? 0 : least + from;
  };

  return {
    get excess() {
      return excess;
    },
    get endedBy() {
      return limits.endedBy;
    },
    enter(block, alternatives) {
      const choices = [STAY, ...alternatives];
      const [before, start] = [states, first];
      let least = start;
      let most = start + before.length - 1;
      for (const { shift } of alternatives) {
        least = Math.min(least, start + shift);
        most = Math.max(most, start + before.length - 1 + shift);
      }
      if (!limits.allows(most - least + 1, choices.length * before.length)) return false;

      // next(δ) = min over choices of states(δ − shift) + r
      const next = column(most - least + 1, Infinity);
      const taken = new (choices.length > 2 ** 16 ? Uint32Array : Uint16Array)(next.length);
      for (let c = 0; c < choices.length; c++) {
        const { reducedCost, shift } = choices[c]!;
        const offset = start + shift - least;
        for (let i = 0; i < before.length; i++) {
          const r = before[i]! + reducedCost;
          if (r < next[i + offset]!) {
            next[i + offset] = r;
            taken[i + offset] = c;
          }
        }
      }
      stages.push({ block, choices, first: least, taken });
      prune(next, least);
      return true;
    },
    entered() {
      return timesOf(stages);
    },
    deviations() {
      const found = [];
      let { shift } = best;
      for (let i = best.stages - 1; i >= 0; i--) {
        const { block, choices, first, taken } = stages[i]!;
        const choice = choices[taken[shift - first]!]!;
        if (choice.shift !== 0) found.push({ block, shift: choice.shift });
        shift -= choice.shift;
      }
      return found;
    },
  };
}
