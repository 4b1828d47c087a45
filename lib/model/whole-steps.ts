/** What users want of a place in whole steps when what they use has the price λ (MODEL.md §7). */
import { column } from "../scenario/columns.js";
import { cornersOf } from "./corners.js";
import { cost, pricedCost } from "./cost.js";
import { isBent, lawOf } from "./error.js";
import { fewestSteps, maxWholeSteps, type Place, turnAt, wholeSteps } from "./placement.js";
import {
  type Approach,
  approach,
  bestOfSmooth,
  closedSteps,
  hasCorners,
  hasKinks,
  isClosed,
  nearRoot,
  riseOf,
} from "./steps.js";
import { stepPrice, useOf } from "./use.js";

/**
 * What users took of a place when they were asked last, and between which prices that stays the best: a price nearby asks for it again.
 * Columns are indexed by n, one entry a user. A step has a price in these.
 */
export interface KeptChoices {
  /** ŝ, whole [steps]; 0 while nobody has asked. */
  readonly steps: Float64Array;
  /** φ(ŝ). */
  readonly cost: Float64Array;
  /** Above this price ŝ + 1 is not better, whatever is rounded [1/step]. */
  readonly above: Float64Array;
  /** Below this price nor is ŝ − 1 [1/step]. */
  readonly below: Float64Array;
}

const kept = new WeakMap<Place, KeptChoices>();

/** Those of a place. */
export function keptChoices(place: Place): KeptChoices {
  let own = kept.get(place);
  if (own === undefined) {
    const { count } = place.users;
    own = { steps: column(count), cost: column(count), above: column(count), below: column(count) };
    kept.set(place, own);
  }
  return own;
}

/** Hands those of a place on to another, which is the same to all users but these. */
export function handOnChoices(from: Place, to: Place, changed: Int32Array): void {
  const own = keptChoices(from);
  for (const n of changed) own.above[n] = Infinity;
  kept.set(to, own);
}

/** The smallest whole minimiser of φₙ(s) + λs over s_min … ⌊s̄⌋ [steps]. */
export function bestWholeSteps(place: Place, n: number, price: number): number {
  const choice = new WholeChoice(place);
  choice.valueAt(n, price);
  return choice.steps;
}

/** A difference of two costs is known to this part of them. */
const ROUNDING = 2 ** -48;
/** A real minimiser in closed form is known to less than this, so far from where its fraction decides nothing [steps]. */
const CLEAR = 1e-9;

/** What users want of a place in whole steps; it keeps the answer for the user that was asked last, so that none is computed twice. */
export class WholeChoice {
  /** ŝ(λ), the smallest whole minimiser of φₙ(s) + λs over s_min … ⌊s̄⌋ [steps]. */
  steps = Number.NaN;
  /** φₙ(ŝ). */
  cost = Number.NaN;
  readonly #place: Place;
  readonly #near: Approach = { at: 0, step: 0, curvature: 0 };
  /** Of the edge, which is asked at many prices. */
  readonly #kept: KeptChoices | null;

  constructor(place: Place) {
    this.#place = place;
    this.#kept = place.name === "edge" && place.choice === null ? keptChoices(place) : null;
  }

  /** V(λ) = min φₙ(s) + λs over whole steps (MODEL.md §7). */
  valueAt(n: number, price: number): number {
    const place = this.#place;
    if (place.choice !== null) {
      this.steps = place.choice.bestSteps(n, price);
      this.cost = place.choice.cost(n, this.steps);
      return this.cost + price * this.steps;
    }
    const λ = stepPrice(place, n, price);
    if (isBent(place.users, n)) {
      const corners = cornersOf(place);
      const i = corners.at(n, λ);
      this.steps = corners.data[i]!;
      this.cost = corners.data[i + 1]!;
    } else if (!this.#isKept(n, λ) && !this.#round(n, λ)) this.#find(n, λ);
    return this.cost + price * useOf(place, n, this.steps);
  }

  /** φₙ(s). */
  costOf(n: number, s: number): number {
    const kept = this.#kept;
    return kept !== null && kept.steps[n] === s ? kept.cost[n]! : cost(this.#place, n, s);
  }

  /** Whether what user n took last is still its best. @param λ Price of a step. */
  #isKept(n: number, λ: number): boolean {
    const kept = this.#kept;
    if (kept === null || !(λ > kept.above[n]!)) return false;
    const steps = kept.steps[n]!;
    if (steps === 0) return false;
    const own = kept.cost[n]!;
    if (λ >= kept.below[n]!) {
      if (kept.below[n] === Infinity) return false;
      const limit = cost(this.#place, n, steps - 1) - own - ROUNDING * Math.abs(own);
      if (λ >= limit) return false;
      kept.below[n] = limit;
    }
    this.steps = steps;
    this.cost = own;
    return true;
  }

  /**
   * Rounds the real minimiser where its fraction says which whole steps are the best (MODEL.md §7): up above ½, down below ½ − σ/12.
   * Whether that decides. @param λ Price of a step.
   */
  #round(n: number, λ: number): boolean {
    const place = this.#place;
    const { users, utility } = place;
    const { parameters, offset } = users.errors;
    const { steepening } = lawOf(users, n);
    if (steepening === undefined) return false;
    let at = closedSteps(place, n, λ);
    let step = 0;
    let curvature: number;
    if (!Number.isNaN(at)) {
      // −c₂ε̄′(s) = rise
      curvature = riseOf(place, n, λ) * steepening(parameters, offset[n]!, at);
    } else {
      if (!approach(place, n, λ, this.#near)) return false;
      ({ at, step, curvature } = this.#near);
    }
    const max = maxWholeSteps(place, n);
    const fewest = fewestSteps(place, n);
    const low = at + step;
    const s = Math.min(Math.max(Math.round(low), fewest), max);
    if (s > turnAt(place, n)) return false;
    const from = Math.min(s, at, low);
    // σ falls in s
    const σ = Math.max(steepening(parameters, offset[n]!, from), utility.steepening?.(from) ?? 0);
    const ahead = 2 * σ * Math.max(step, 0);
    const high = low + (σ * step * step) / (1 - ahead);
    const own = cost(place, n, s);
    // all parts of own and λ: c₁T_tx + c₃E_tx + h + c₂ε̄ + w·g ≤ own + 2w·s
    const parts = own + 2 * place.utilityWeight * s + λ;
    const margin = CLEAR + (ROUNDING * parts) / curvature;
    const top = s + 0.5 - σ / 12 - margin;
    const bottom = s - 0.5 + margin;
    if ((s < max && !(ahead < 1 && high < top)) || (s > fewest && !(low > bottom))) return false;
    this.steps = s;
    this.cost = own;
    const kept = this.#kept;
    if (kept === null) return true;
    kept.steps[n] = s;
    kept.cost[n] = own;
    // φ″(v) ≥ φ″(at)·(1 − 2σ·max(v − at, 0)), summed up from the minimiser to the top, and from the bottom to it
    const up = curvature * (top - high) * Math.min(1, 1 - σ * (top + Math.max(high, at) - 2 * at));
    const down = curvature * (low - bottom) * (1 - ahead);
    kept.above[n] = s === max ? -Infinity : λ - Math.max(up, 0);
    kept.below[n] = s === fewest ? Infinity : λ + Math.max(down, 0);
    return true;
  }

  /** The smallest s with φ(s) − φ(s + 1) ≤ λ, from near the real minimiser. @param λ Price of a step. */
  #find(n: number, λ: number): void {
    const place = this.#place;
    const fewest = fewestSteps(place, n);
    const max = maxWholeSteps(place, n);
    const kinks = hasKinks(place, n);
    let s = kinks
      ? bestWholeAcrossKinks(place, n, λ, max)
      : Math.min(Math.floor(bestOfSmooth(place, n, λ, nearRoot)), max);
    let own = cost(place, n, s);
    let above = -Infinity;
    let below = s === fewest ? Infinity : λ;
    while (s < max) {
      const next = cost(place, n, s + 1);
      above = own - next;
      // the next step saves more than λ
      if (!(above > λ)) break;
      s += 1;
      own = next;
      below = above;
      above = -Infinity;
    }
    if (below === λ && !kinks && !isClosed(place, n)) {
      while (s > fewest) {
        const before = cost(place, n, s - 1);
        below = before - own;
        // the last step saves no more than λ
        if (below > λ) break;
        s -= 1;
        own = before;
        above = below;
        below = Infinity;
      }
    }
    this.steps = s;
    this.cost = own;
    const kept = this.#kept;
    if (kept === null) return;
    const rounding = ROUNDING * Math.abs(own);
    kept.steps[n] = s;
    kept.cost[n] = own;
    kept.above[n] = above + rounding;
    kept.below[n] = below - rounding;
  }
}

/** The best whole steps of user n at a price if it may have no more than `most`; 0 if it needs more. @param best Without that limit. */
export function bestUpTo(place: Place, n: number, price: number, best: number, most: number): number {
  if (best <= most) return best;
  // φ is convex: of the steps that fit, those nearest to the best
  if (!hasCorners(place, n)) return most < fewestSteps(place, n) ? 0 : most;
  let [found, least] = [0, Infinity];
  for (const s of wholeSteps(place, n)) {
    if (s > most) break;
    const value = pricedCost(place, n, s, price);
    if (value < least) [found, least] = [s, value];
  }
  return found;
}

/** What the s-th step saves, φₙ(s − 1) − φₙ(s), falling in s where φ is convex (s ≥ 2). */
export function stepSaving(place: Place, n: number, s: number): number {
  return cost(place, n, s - 1) - cost(place, n, s);
}

/** The smallest whole minimiser up to `most` where φ is convex and has kinks, by halving. @param λ Price of a step. */
function bestWholeAcrossKinks(place: Place, n: number, λ: number, most: number): number {
  let [low, high] = [fewestSteps(place, n), most];
  while (low < high) {
    const middle = (low + high) >> 1;
    // the next step saves more than λ
    if (stepSaving(place, n, middle + 1) > λ) low = middle + 1;
    else high = middle;
  }
  return low;
}
