/** What users want of a place in whole steps when what they use has the price λ (MODEL.md §7). */
import { column } from "../scenario/columns.js";
import { cornersOf } from "./corners.js";
import { cost, pricedCost, shareSlope } from "./cost.js";
import { averageError, errorSlope, isBent, lawOf } from "./error.js";
import { fewestSteps, keptWith, maxWholeSteps, type Place, turnAt, wholeSteps } from "./placement.js";
import { type Approach, approach, closedSteps, hasCorners, hasKinks, riseOf } from "./steps.js";
import { stepPrice, useOf } from "./use.js";

/**
 * What users took of a place when they were asked last, and between which prices that stays the best: a price nearby asks for it again.
 * So many numbers a user, side by side as they are read together. A step has a price in them.
 */
export const KEPT = 4;
/** Which of them is ŝ, whole [steps]; 0 while nobody has asked. */
export const STEPS = 0;
/** φ(ŝ). */
export const COST = 1;
/** Above this price ŝ + 1 is not better, whatever is rounded [1/step]. */
export const ABOVE = 2;
/** Below this price nor is ŝ − 1 [1/step]. */
export const BELOW = 3;

const kept = new WeakMap<Place, Float64Array>();

/** Those of a place. */
export function keptChoices(place: Place): Float64Array {
  return keptWith(kept, place, ({ users: { count } }) => column(KEPT * count));
}

/** Hands those of a place on to another, which is the same to all users but these. */
export function handOnChoices(from: Place, to: Place, changed: Int32Array): void {
  const own = keptChoices(from);
  for (const n of changed) own[KEPT * n + ABOVE] = Infinity;
  kept.set(to, own);
}

/** The smallest whole minimiser of φₙ(s) + λs over s_min … ⌊s̄⌋ [steps]. */
export function bestWholeSteps(place: Place, n: number, price: number): number {
  const choice = new WholeChoice(place);
  choice.valueAt(n, price);
  return choice.steps;
}

/** A step of Newton's method up to this leaves little to find [steps]. */
const NEARLY_THERE = 0.5;
/** A difference of two costs is known to this part of them. */
const ROUNDING = 2 ** -48;
/** A real minimiser in closed form is known to less than this, so far from where its fraction decides nothing [steps]. */
const CLEAR = 1e-9;
/** How much each of those asked before counts less than the next. */
const MEMORY = 0.98;

/** What users want of a place in whole steps; it keeps the answer for the user that was asked last, so that none is computed twice. */
export class WholeChoice {
  /** ŝ(λ), the smallest whole minimiser of φₙ(s) + λs over s_min … ⌊s̄⌋ [steps]. */
  steps = NaN;
  /** φₙ(ŝ). */
  cost = NaN;
  /** Between which prices of a step that stays the best, but for rounding; told here, as a call would make an object of each number. */
  #above = NaN;
  #below = NaN;
  readonly #place: Place;
  readonly #near: Approach = { at: 0, step: 0, curvature: 0, beyond: false };
  /** Above 0 if most of those asked before, on the device, took all steps. */
  #toMost = 0;
  /** Of the edge, which is asked at many prices. */
  readonly #kept: Float64Array | null;

  constructor(place: Place) {
    this.#place = place;
    this.#kept = place.name === "edge" && place.choice === null ? keptChoices(place) : null;
  }

  /** V(λ) = min φₙ(s) + λs over whole steps (MODEL.md §7). */
  valueAt(n: number, price: number): number {
    this.ask(n, price);
    return this.cost + price * useOf(this.#place, n, this.steps);
  }

  /** Finds ŝ(λ) and its cost alone. */
  ask(n: number, price: number): void {
    const place = this.#place;
    const kept = this.#kept;
    const λ = stepPrice(place, n, price);
    if (place.choice !== null) {
      this.steps = place.choice.bestSteps(n, price);
      this.cost = place.choice.cost(n, this.steps);
    } else if (isBent(place.users, n)) {
      const corners = cornersOf(place);
      const i = corners.at(n, λ);
      this.steps = corners.data[i]!;
      this.cost = corners.data[i + 1]!;
    } else if (kept === null) {
      if (!this.#isMost(n, λ)) this.#find(n, λ);
    } else this.#again(kept, n, λ);
  }

  /** φₙ(s). */
  costOf(n: number, s: number): number {
    const kept = this.#kept;
    return kept !== null && kept[KEPT * n + STEPS] === s ? kept[KEPT * n + COST]! : cost(this.#place, n, s);
  }

  /** What user n takes: as when it was asked last where that is sure to be the best, else found anew and kept. @param λ Price of a step. */
  #again(kept: Float64Array, n: number, λ: number): void {
    const at = KEPT * n;
    if (λ > kept[at + ABOVE]! && λ < kept[at + BELOW]!) {
      this.steps = kept[at + STEPS]!;
      this.cost = kept[at + COST]!;
      return;
    }
    this.#find(n, λ);
    const rounding = ROUNDING * Math.abs(this.cost);
    kept[at + STEPS] = this.steps;
    kept[at + COST] = this.cost;
    kept[at + ABOVE] = this.#above + rounding;
    kept[at + BELOW] = this.#below - rounding;
  }

  /**
   * Asks user n anew: rounds the real minimiser, up where its fraction is above ½ + k/24 and down where it is below ½ − k/24
   * (MODEL.md §7); in between, costs decide. @param λ Price of a step.
   */
  #find(n: number, λ: number): void {
    const place = this.#place;
    const { users, utility } = place;
    const { parameters, offset } = users.errors;
    const { value, steepening, curvatureRate } = lawOf(users, n);
    const fewest = fewestSteps(place, n);
    const max = maxWholeSteps(place, n);
    let at = closedSteps(place, n, λ);
    let step = 0;
    let curvature = 0;
    let beyond = false;
    if (!Number.isNaN(at)) {
      // −c₂ε̄′(s) = rise
      curvature = steepening ? riseOf(place, n, λ) * steepening(parameters, offset[n]!, at) : 0;
    } else if (hasKinks(place, n)) {
      this.#halve(n, λ, fewest, max);
      return;
    } else {
      approach(place, n, λ, NaN, NEARLY_THERE, this.#near);
      ({ at, step, curvature, beyond } = this.#near);
    }
    const turn = turnAt(place, n);
    const real = at + step;
    // the nearest, without the branch in `Math.round` that no processor foresees
    const s = Math.min(Math.max(Math.floor(real + 0.5), fewest), max);
    if (this.#kept === null) this.#tell(s === max);
    // no larger than s − 1, at and real
    const from = s > fewest ? s - 1 : s - 0.5;
    // `?.` with `??` would make an object of each number
    const ofError = curvatureRate ? curvatureRate(parameters, offset[n]!, from) : Infinity;
    const k = Math.max(ofError, utility.curvatureRate(from), beyond ? 1 / from : 0);
    const far = step === 0 ? 0 : k * Math.abs(step);
    // no bound on what is left, or a step out of its regime to where the slope is another
    if (!(far < 0.5) || (beyond && real < turn)) {
      approach(place, n, λ, at, 0, this.#near);
      const least = Math.min(Math.floor(this.#near.at), max);
      this.#halve(n, λ, least, Math.min(least + 1, max));
      return;
    }
    const own = cost(place, n, s, value(parameters, offset[n]!, s));
    // all parts of own and λ: c₁T_tx + c₃E_tx + h + c₂ε̄ + w·g ≤ own + 2w·s
    const parts = own + 2 * place.utilityWeight * s + λ;
    const margin = k / 24 + (far * Math.abs(step)) / (2 - 2 * far) + CLEAR + (ROUNDING * parts) / curvature;
    const up = s + 0.5 - real - margin;
    const down = real - s + 0.5 - margin;
    // in one regime from s − 1 to s, and to s + 1, or steeper there
    const isLeast = s === fewest || (down > 0 && (beyond ? s - 1 >= turn : s <= turn));
    const isMost = s === max || (up > 0 && !(beyond && s < turn));
    if (!isLeast || !isMost) {
      this.#halve(n, λ, isLeast ? s : s - 1, isMost ? s : s + 1);
      return;
    }
    // φ″ ≥ φ″(at)·e^(−x), x = k·|v − at| ≤ k·(1 + |step|), either way; e^(−x) ≥ (1 − x/4)⁴
    const root = Math.max(0, 1 - (k + far) / 4);
    const least = curvature * root * root * root * root;
    this.steps = s;
    this.cost = own;
    this.#above = s === max ? -Infinity : λ - least * up;
    this.#below = s === fewest ? Infinity : λ + least * down;
  }

  /**
   * Whether the cost still falls at ⌊s̄⌋, which user n takes then; not looked at where most users take fewer, as it asks for the error there, of
   * which the cost is made. @param λ Price of a step.
   */
  #isMost(n: number, λ: number): boolean {
    if (this.#toMost < 0) return false;
    const place = this.#place;
    const max = maxWholeSteps(place, n);
    const error = averageError(place.users, n, max);
    const own = cost(place, n, max, error);
    // φ′(⌊s̄⌋) + λ, below 0 whatever is rounded
    const share = shareSlope(place, n, max, max > turnAt(place, n), λ);
    const slope = share + place.errorWeight * errorSlope(place.users, n, max, error);
    if (!(-slope > ROUNDING * (own + 2 * place.utilityWeight * max + λ))) return false;
    this.#tell(true);
    this.steps = max;
    this.cost = own;
    return true;
  }

  /** Counts who takes all steps. */
  #tell(all: boolean): void {
    this.#toMost = MEMORY * this.#toMost + (all ? 1 : -1);
  }

  /** Finds the smallest s with φ(s) − φ(s + 1) ≤ λ, where φ is convex, of those from `low` to `high`, by halving. @param λ Price of a step. */
  #halve(n: number, λ: number, low: number, high: number): void {
    const place = this.#place;
    let above = high === maxWholeSteps(place, n) ? -Infinity : λ;
    let below = low === fewestSteps(place, n) ? Infinity : λ;
    while (low < high) {
      const middle = (low + high) >> 1;
      const saving = stepSaving(place, n, middle + 1);
      // the next step saves more than λ
      if (saving > λ) [low, below] = [middle + 1, saving];
      else [high, above] = [middle, saving];
    }
    this.steps = low;
    this.cost = cost(place, n, low);
    this.#above = above;
    this.#below = below;
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
