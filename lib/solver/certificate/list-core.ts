/**
 * The core where uses are real numbers (MODEL.md §12): lists of states in the place of an array over whole deviations. No state is
 * kept beside one of no more use whose r − λ·use is no more: whatever follows, that one does as well.
 *
 * Real uses hardly ever meet, so that a single list would be long. There are two, each of a part of the users (Horowitz and Sahni,
 * J. ACM 21 (1974) 277–292): to a state of the one, the best of the other is the last that leaves the capacity enough.
 */
import { column } from "../../scenario/columns.js";
import type { Block } from "./base-plan.js";
import { allowance, type ExpandingCore, STAY, timesOf } from "./core.js";
import type { Alternative } from "./reduced-cost.js";

/** Sums of the same uses in another order differ by no more than this part of the most that a task uses. */
const SAME = 2 ** -48;
/** A state before and a choice are packed into a number below this one. */
const PACKED = 2 ** 32;

/** States by rising deviation of used capacity from the base, r − λ·deviation falling. Columns are indexed by state, and may be longer. */
interface States {
  readonly length: number;
  readonly deviation: Float64Array;
  /** Least Σ r of the stages. */
  readonly r: Float64Array;
  /** State before × choices + choice taken. */
  readonly way: Uint32Array;
}

interface Stage {
  readonly block: Block;
  readonly choices: readonly Alternative[];
  readonly way: Uint32Array;
}

/** The users of one list. */
interface Part {
  states: States;
  readonly stages: Stage[];
}

/** @param largest The most that a task uses. @param until, farthest As of `stepCore`. */
export function listCore(
  price: number,
  slack: number,
  largest: number,
  stateLimit: number,
  until = Infinity,
  farthest = Infinity,
): ExpandingCore {
  const limits = allowance(stateLimit, until);
  /** Deviations this near are the same. */
  const same = SAME * largest;
  /** What alike users swap is better by no more than this, by rounding alone. */
  const tied = price * same;
  const parts: readonly [Part, Part] = [emptyPart(), emptyPart()];
  /** Where the copies of a block enter. */
  const partOf = new Map<Block, Part>();
  /** Blocks of which a further copy changes nothing. */
  const settled = new Set<Block>();
  // the base itself: r = 0 everywhere, so λ·(unused capacity) alone
  let excess = price * slack;
  /** Stages and state of each part in the best plan met. */
  let best: readonly { readonly stages: number; readonly state: number }[] = [];

  /** The next states of a part. @returns Whether the limit allows them. */
  const push = (part: Part, next: States, block: Block, choices: readonly Alternative[]): boolean => {
    if (!limits.allows(next.length, 0)) return false;
    part.states = next;
    part.stages.push({ block, choices, way: next.way.slice(0, next.length) });
    return true;
  };

  /** Those states of whom a plan may still come that is better: who enters now or later adds `least` at the least. */
  const stayingOf = (before: States, choices: number, least: number): States => {
    const { deviation, r, way } = noStates(before.length);
    let length = 0;
    for (let k = 0; k < before.length; k++) {
      if (before.r[k]! + least >= excess) continue;
      deviation[length] = before.deviation[k]!;
      r[length] = before.r[k]!;
      way[length++] = k * choices;
    }
    return { length, deviation, r, way };
  };

  /** Those found so far with those that take a choice instead of staying, in rising order and without the dominated. */
  const merged = (found: States, staying: States, { reducedCost, shift }: Alternative, choice: number): States => {
    const limit = excess;
    const next = noStates(found.length + staying.length);
    const { deviation, r, way } = next;
    let length = 0;
    let least = Infinity;
    let last = -Infinity;
    for (let i = 0, k = 0; i < found.length || k < staying.length; ) {
      const old = i < found.length ? found.deviation[i]! : Infinity;
      const own = k < staying.length ? staying.deviation[k]! + shift : Infinity;
      let [at, sum, from] = [old, 0, 0];
      if (old <= own) {
        sum = found.r[i]!;
        from = found.way[i++]!;
      } else {
        at = own;
        sum = staying.r[k]! + reducedCost;
        from = staying.way[k++]! + choice;
      }
      const value = sum - price * at;
      // Σ r is no less than the excess, or Σ r − λδ no less than with less capacity used
      if (sum >= limit || value >= least - tied || Math.abs(at) > farthest) continue;
      if (at > last + same) length += 1;
      least = value;
      last = at;
      deviation[length - 1] = at;
      r[length - 1] = sum;
      way[length - 1] = from;
    }
    return { ...next, length };
  };

  /** The best of all states of the one part with all of the other. */
  const meet = (): void => {
    const [{ states: a, stages }, { states: b, stages: others }] = parts;
    let k = b.length - 1;
    for (let i = 0; i < a.length && k >= 0; i++) {
      while (k >= 0 && a.deviation[i]! + b.deviation[k]! > slack) k -= 1;
      if (k < 0) return;
      // Σ r + λ·(unused capacity)
      const unused = slack - (a.deviation[i]! + b.deviation[k]!);
      const own = a.r[i]! + b.r[k]! + price * unused;
      if (!(own < excess - tied)) continue;
      excess = own;
      best = [
        { stages: stages.length, state: i },
        { stages: others.length, state: k },
      ];
    }
  };

  /** Whether two lists hold the same but for rounding. */
  const isSame = (a: States, b: States): boolean => {
    if (a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) {
      if (Math.abs(a.deviation[i]! - b.deviation[i]!) > same) return false;
      if (Math.abs(a.r[i]! - b.r[i]!) > 2 * price * same) return false;
    }
    return true;
  };

  return {
    get excess() {
      return excess;
    },
    get endedBy() {
      return limits.endedBy;
    },
    enter(block, alternatives, least) {
      const [first, second] = parts;
      const part = partOf.get(block) ?? (second.states.length < first.states.length ? second : first);
      partOf.set(block, part);
      const choices = [STAY, ...alternatives];
      const { states: before } = part;
      const tries = choices.length * before.length;
      if (!limits.allows(0, tries < PACKED ? tries : Infinity)) return false;

      const staying = stayingOf(before, choices.length, least);
      let next = staying;
      for (let c = 1; c < choices.length; c++) next = merged(next, staying, choices[c]!, c);
      if (isSame(before, next)) {
        settled.add(block);
        return false;
      }
      if (!push(part, next, block, choices)) return false;
      meet();
      const other = part === first ? second : first;
      const left = stayingOf(other.states, 1, least);
      return 2 * left.length > other.states.length || push(other, left, block, [STAY]);
    },
    /** All copies of a block of which a further one changed nothing. */
    entered() {
      const stages = parts.flatMap((part) => part.stages);
      const copies = timesOf(stages.filter(({ choices }) => choices.length > 1));
      for (const block of settled) copies.set(block, block.copies);
      return copies;
    },
    deviations() {
      return best.flatMap(({ stages, state }, part) => {
        const found = [];
        let at = state;
        for (let i = stages - 1; i >= 0; i--) {
          const { block, choices, way } = parts[part]!.stages[i]!;
          const choice = choices[way[at]! % choices.length]!;
          if (choice.shift !== 0) found.push({ block, shift: choice.shift });
          at = Math.floor(way[at]! / choices.length);
        }
        return found;
      });
    },
  };
}

function noStates(length: number): States {
  return { length, deviation: column(length), r: column(length), way: new Uint32Array(length) };
}

function emptyPart(): Part {
  return { states: noStates(1), stages: [] };
}
