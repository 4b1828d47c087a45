/** ŝ(λ), how many real steps a user wants at a place when what they use has the price λ (MODEL.md §3, §12). */
import { falsePosition, within } from "../numerics/root.js";
import {
  computingCurvature,
  computingSlope,
  costSlope,
  curvatureWhere,
  pricedCost,
  shareSlope,
  subdifferential,
} from "./cost.js";
import { errorCurvatureOf, errorFalls, errorSlope, isAtKink, isBent, lawOf } from "./error.js";
import { fewestSteps, type Place, turnAt } from "./placement.js";
import { stepPrice, useOf } from "./use.js";

/**
 * The smallest real minimiser of φₙ(s) + λs over [s_min, s̄], for a φ that is convex [steps].
 * @param near Steps that are thought to be near, where there is no closed form.
 */
export function bestSteps(place: Place, n: number, price: number, near = NaN): number {
  if (place.choice !== null) return place.choice.bestSteps(n, price);
  const λ = stepPrice(place, n, price);
  const known = closedSteps(place, n, λ);
  if (!Number.isNaN(known)) return known;
  if (hasKinks(place, n)) return bestKink(place, n, price);
  approach(place, n, λ, bendsBeforeTurn(place, n) ? near : NaN, 0, root);
  return root.at;
}

/** The same in closed form, where that lies before the turn, utility is linear and the next step costs something; else NaN. */
export function closedSteps(place: Place, n: number, λ: number): number {
  const { users, limits, utility } = place;
  const { parameters, offset } = users.errors;
  const { stepsWhere } = lawOf(users, n);
  const rise = riseOf(place, n, λ);
  if (stepsWhere === undefined || utility.constantSlope === 0 || !(rise > 0)) return NaN;
  // −c₂ε̄′(s) = rise, within [s_min, s̄]
  const s = Math.max(stepsWhere(parameters, offset[n]!, place.errorWeight, rise), fewestSteps(place, n));
  if (limits !== null && s >= limits.turn[n]!) return NaN;
  return Math.min(s, place.maxSteps[n]!);
}

/** λ − (w·g′ − m) where utility is linear: what the next step costs but for its error, before the turn [1/step]. @param λ Price of a step. */
export function riseOf({ utility, utilityWeight, stepCost }: Place, n: number, λ: number): number {
  return λ - (utilityWeight * utility.constantSlope - stepCost[n]!);
}

/** Steps at or near a real minimiser, and what is known of it there. */
export interface Approach {
  at: number;
  /** A step of Newton's method on the slope from there, which leads near the minimiser; 0 at s_min, s̄ or the turn, where it is just there. */
  step: number;
  /** φ″ there; 0 at a kink [1/step²]. */
  curvature: number;
  /** Whether it is beyond the turn. */
  beyond: boolean;
}

/** Of {@link bestSteps}, which reads it at once. */
const root: Approach = { at: 0, step: 0, curvature: 0, beyond: false };

/**
 * The minimiser of a cost that is smooth but for the turn, regime by regime. @param λ Price of a step.
 * @param near Steps that are thought to be near; NaN where none are known.
 * @param enough A last step of Newton's method up to this is not taken any more [steps], and those before it lead to whole steps; 0 finds the minimiser itself.
 */
export function approach(place: Place, n: number, λ: number, near: number, enough: number, found: Approach): void {
  const fewest = fewestSteps(place, n);
  const max = place.maxSteps[n]!;
  const turn = turnAt(place, n);
  let start = near > 0 ? near : startOf(place, n, λ);
  found.beyond = turn <= fewest || (start > turn && turn < max);
  for (let before = 0; ; start = turn) {
    const low = found.beyond ? Math.max(turn, fewest) : fewest;
    const side = newtonWithin(place, n, λ, start, low, found.beyond ? max : Math.min(turn, max), enough, found);
    // inside, or at s_min or s̄
    if (side === 0 || found.at !== turn || turn <= fewest || turn >= max) return;
    if (side === -before) {
      // a kink
      found.curvature = 0;
      return;
    }
    // over the turn
    found.beyond = !found.beyond;
    before = side;
  }
}

/** Where {@link approach} begins: what balances the error's slope or the utility's alone, as both together move the higher one up. */
function startOf(place: Place, n: number, λ: number): number {
  const { users, errorWeight, utility, utilityWeight } = place;
  const { parameters, offset } = users.errors;
  const { stepsWhere, stepsNear } = lawOf(users, n);
  const rise = riseOf(place, n, λ);
  if (!(rise > 0)) return rise < 0 || (errorWeight > 0 && errorFalls(users, n)) ? Infinity : 1;
  // w·g′(s) = rise, −c₂ε̄′(s) = rise
  const toUtility = utility.stepsWhere(utilityWeight, rise);
  const near = stepsWhere ?? stepsNear;
  const toError = near ? near(parameters, offset[n]!, errorWeight, rise) : 1;
  return Math.max(toUtility, toError);
}

/** The whole number of steps that is nearest, whose error is asked for next, or s itself where that is not between the ends. */
function nearest(s: number, low: number, high: number): number {
  const whole = Math.floor(s + 0.5);
  return whole > low && whole < high ? whole : s;
}

/** Newton's steps below this part of s are the last: the next would be the square of it. */
const LAST_STEP = 1e-8;

/**
 * Where the slope is 0 in a bracket: there the next step costs what it saves. Newton's method on ln(saves/costs) over ln s, nearly a
 * straight line as both are sums of powers; to an end where a step leaves the bracket, and by halving where the end's slope is known.
 * @returns 1 or −1 where the slope drives out at the high or the low end; else 0.
 */
function newtonWithin(
  place: Place,
  n: number,
  λ: number,
  start: number,
  low: number,
  high: number,
  enough: number,
  found: Approach,
): number {
  const { users, errorWeight, utility, utilityWeight } = place;
  const { beyond } = found;
  /** The ends, NaN where the slope on their side is known. */
  let [first, last] = [low, high];
  let s = start > low ? Math.min(start, high) : low;
  if (enough > 0) s = nearest(s, low, high);
  found.step = 0;
  for (let i = 0; i < 100; i++) {
    const errors = errorSlope(users, n, s);
    const slope = shareSlope(place, n, s, beyond, λ) + errorWeight * errors;
    const bend = computingCurvature(place, n, s, beyond);
    // c₂ε̄″(s) − w·g″(s)
    const falls = errorWeight * errorCurvatureOf(users, n, s, errors) - utilityWeight * utility.curvature(s);
    found.at = s;
    found.curvature = falls + bend;
    if (slope === 0) return 0;
    if (slope < 0) {
      if (s === last) return 1;
      low = s;
      first = NaN;
    } else {
      if (s === first) return -1;
      high = s;
      last = NaN;
    }
    const step = -slope / found.curvature;
    if (Math.abs(step) <= enough) {
      found.step = step;
      return 0;
    }
    // costs λ + h′(s), saves w·g′(s) − c₂ε̄′(s): slope = costs − saves
    const costs = λ + computingSlope(place, n, s, beyond);
    const steepness = falls / (costs - slope) + bend / costs;
    // ln s − F/F′, F = ln(saves/costs), F′ = −s·steepness over ln s
    const newton = s * Math.exp(Math.log1p(-slope / costs) / (s * steepness));
    if (Math.abs(newton - s) <= LAST_STEP * s) {
      found.at = Math.min(Math.max(newton, low), high);
      return 0;
    }
    const next = newton >= last ? last : newton <= first ? first : within(newton, low, high);
    if (next === s) return 0;
    s = enough > 0 ? nearest(next, low, high) : next;
  }
  return 0;
}

/** Whether the costs of user n need not be convex, so that it goes from corner to corner of their hull (MODEL.md §7). */
export function hasCorners({ users, choice }: Place, n: number): boolean {
  return choice !== null || isBent(users, n);
}

/** Whether the cost of user n has kinks but for the turn. */
export function hasKinks({ users, choice }: Place, n: number): boolean {
  if (choice !== null) return true;
  const { nextKink } = lawOf(users, n);
  return nextKink !== undefined && nextKink(users.errors.parameters, users.errors.offset[n]!, 0) !== Infinity;
}

/** Slopes that balance but for this part of them are told apart by {@link bestAcrossKinks} alone. */
const BALANCED = 1e-9;

/** The same where the error has kinks: known where the cost is straight between them, else searched for. */
function bestKink(place: Place, n: number, price: number): number {
  const { parameters, offset } = place.users.errors;
  const { kinkWhere } = lawOf(place.users, n);
  if (kinkWhere === undefined || place.limits !== null || place.utility.constantSlope === 0)
    return bestAcrossKinks(place, n, price);
  const low = fewestSteps(place, n);
  const max = place.maxSteps[n]!;
  // the part of the slope that is the same for all s
  const rise = riseOf(place, n, stepPrice(place, n, price));
  const kink = kinkWhere(parameters, offset[n]!, place.errorWeight, rise);
  const s = Math.min(Math.max(kink, low), max);
  const [left, right] = subdifferential(place, n, s, price);
  const slack = BALANCED * Math.abs(rise);
  return (s > low && left >= -slack) || (s < max && right <= slack) ? bestAcrossKinks(place, n, price) : s;
}

/** Narrowed to this part, a bracket is closed: less than what counts as at a kink. */
const CLOSED = 2 ** -48;
/** So often a kink that is not known is looked for where tangents meet. */
const TANGENTS = 6;

/**
 * The same by halving down to a step, from kink to kink within it, and what is between two of them is
 * smooth. Where two laws cross is not known, but tangents at both ends of a bracket meet near there.
 */
function bestAcrossKinks(place: Place, n: number, price: number): number {
  const { parameters, offset } = place.users.errors;
  const { nextKink } = lawOf(place.users, n);
  const λ = stepPrice(place, n, price);
  const turn = turnAt(place, n);
  let low = fewestSteps(place, n);
  let high = place.maxSteps[n]!;
  let [, atLow] = subdifferential(place, n, low, price);
  if (atLow >= 0) return low;
  let [atHigh] = subdifferential(place, n, high, price);
  if (atHigh <= 0) return high;
  /** Moves the end of the bracket that s can be; whether s itself is the best. */
  const narrow = (s: number): boolean => {
    const [left, right] = subdifferential(place, n, s, price);
    if (right < 0) [low, atLow] = [s, right];
    else if (left < 0) return true;
    else [high, atHigh] = [s, left];
    return false;
  };
  while (high - low > 1) {
    const middle = low + Math.ceil((high - low) / 2);
    if (narrow(middle)) return middle;
  }
  if (turn > low && turn < high && narrow(turn)) return turn;
  for (;;) {
    const kink = nextKink!(parameters, offset[n]!, low);
    if (Number.isNaN(kink)) break;
    if (kink < high && narrow(kink)) return kink;
    if (kink >= high) {
      root.beyond = low >= turn;
      newtonWithin(place, n, λ, low + (high - low) / 2, low, high, 0, root);
      return root.at;
    }
  }
  for (let i = 0; i < TANGENTS; i++) {
    const rise = pricedCost(place, n, high, price) - pricedCost(place, n, low, price);
    // F(low) + F′(low)(s − low) = F(high) + F′(high)(s − high)
    const s = low + (rise - atHigh * (high - low)) / (atLow - atHigh);
    if (!(s > low && s < high)) break;
    if (narrow(s)) return s;
  }
  const bracket = { low, high };
  const fall = (s: number): number => {
    const [left, right] = subdifferential(place, n, s, price);
    return -Math.min(right, Math.max(left, 0));
  };
  falsePosition(fall, bracket, -atLow, -atHigh, { closed: CLOSED });
  return bracket.high;
}

/** A price at which user n takes no more steps than it must, if it has nowhere else to go: −φ′(s_min), over what a step uses. */
export function fewestStepsPrice(place: Place, n: number): number {
  const fewest = fewestSteps(place, n);
  if (place.choice !== null) return -place.choice.slopes!(n, fewest)[1];
  return -costSlope(place, n, fewest, turnAt(place, n) <= fewest, 0) / useOf(place, n, 1);
}

/**
 * ŝ′ in the price of a step, of a user who wants s steps at this price: −1/φ″ inside [s_min, s̄] and 0 at its ends, at a kink and where
 * the cost is straight [step²].
 */
export function stepsSlope(place: Place, n: number, s: number, price: number): number {
  if (place.choice !== null) return 0;
  const turn = turnAt(place, n);
  if (!(s > fewestSteps(place, n) && s < place.maxSteps[n]! && s !== turn)) return 0;
  const beyond = s > turn;
  const curvature = curvatureWhere(place, n, s, beyond, stepPrice(place, n, price));
  if (hasKinks(place, n) && (curvature === 0 || isAtKink(place.users, n, s))) return 0;
  // φ′(ŝ) + λ = 0, so ŝ′ = −1/φ″
  return -1 / curvature;
}

/** How fast what it uses falls in the price λ of that, ω²·ŝ′. */
export function useSlope(place: Place, n: number, s: number, price: number): number {
  return useOf(place, n, useOf(place, n, stepsSlope(place, n, s, price)));
}

/** Above half and below one and a half of the distance between two numbers, relative. */
const NEXT = 0.75 * 2 ** -52;

/** The largest minimiser: above {@link bestSteps} only at the price where φₙ(s) + λs is flat. */
export function mostBestSteps(place: Place, n: number, price: number): number {
  if (price !== flatPrice(place, n)) return bestSteps(place, n, price);
  return Math.min(turnAt(place, n), place.maxSteps[n]!);
}

/** Whether φₙ is strictly convex before the turn too: its error falls, or its utility is not straight. */
export function bendsBeforeTurn({ users, errorWeight, utility, utilityWeight }: Place, n: number): boolean {
  return (errorWeight > 0 && errorFalls(users, n)) || (utility.constantSlope === 0 && utilityWeight > 0);
}

/** The price, of what they use, at which φₙ(s) with its steps priced is flat on an interval, or NaN where it is strictly convex. */
export function flatPrice(place: Place, n: number): number {
  if (place.choice !== null) return NaN;
  if (bendsBeforeTurn(place, n) || turnAt(place, n) <= fewestSteps(place, n)) return NaN;
  const { utility, utilityWeight } = place;
  // φ′(s) + λ = m − w·g′ + λ = 0
  const flat = utilityWeight * utility.constantSlope - place.stepCost[n]!;
  let price = flat / useOf(place, n, 1);
  // the first number at which a step is that dear
  while (flat > 0 && stepPrice(place, n, price) < flat) price += price * NEXT;
  return price;
}
