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
export function bestSteps(place: Place, n: number, price: number, near = Number.NaN): number {
  if (place.choice !== null) return place.choice.bestSteps(n, price);
  const λ = stepPrice(place, n, price);
  const known = closedSteps(place, n, λ);
  if (!Number.isNaN(known)) return known;
  if (hasKinks(place, n)) return bestKink(place, n, price);
  const closed = isClosedBeforeTurn(place, n) && near < turnAt(place, n);
  if (!Number.isNaN(near) && !closed && bendsBeforeTurn(place, n)) {
    const s = rootNear(place, n, λ, near);
    if (!Number.isNaN(s)) return s;
  }
  return bestInRegimes(place, n, λ);
}

/**
 * The same in closed form, where that lies before the turn and utility is linear; else NaN. {@link bestBeforeTurn} says the same of
 * these users, with all that this leaves out: most answers are made here.
 */
export function closedSteps(place: Place, n: number, λ: number): number {
  const { users, limits, utility } = place;
  const { parameters, offset } = users.errors;
  const { stepsWhere } = lawOf(users, n);
  const rise = riseOf(place, n, λ);
  if (stepsWhere === undefined || utility.constantSlope === 0 || !(rise > 0)) return Number.NaN;
  // −c₂ε̄′(s) = rise, within [s_min, s̄]
  const s = Math.max(stepsWhere(parameters, offset[n]!, place.errorWeight, rise), fewestSteps(place, n));
  if (limits !== null && s >= limits.turn[n]!) return Number.NaN;
  return Math.min(s, place.maxSteps[n]!);
}

/** λ − (w·g′ − m) where utility is linear: what the next step costs but for its error, before the turn [1/step]. @param λ Price of a step. */
export function riseOf({ utility, utilityWeight, stepCost }: Place, n: number, λ: number): number {
  return λ - (utilityWeight * utility.constantSlope - stepCost[n]!);
}

/** The same of a cost that is smooth but for the turn, regime by regime. @param λ Price of a step. */
export function bestInRegimes(place: Place, n: number, λ: number): number {
  const max = place.maxSteps[n]!;
  const turn = turnAt(place, n);
  let low = fewestSteps(place, n);
  if (turn > low) {
    const end = Math.min(turn, max);
    const s = bestBeforeTurn(place, n, λ, low, end);
    if (s < end || turn >= max) return s;
    low = turn;
  }
  return rootBetween(place, n, λ, low, max, true);
}

/** Where the slope is 0 between two steps of one regime; an end of theirs where it is not. */
function rootBetween(place: Place, n: number, λ: number, low: number, high: number, beyond: boolean): number {
  const atLow = costSlope(place, n, low, beyond, λ);
  if (atLow >= 0) return low;
  const atHigh = costSlope(place, n, high, beyond, λ);
  return atHigh <= 0 ? high : rootOfSlope(place, n, λ, low, high, beyond, atLow, atHigh);
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
  // λ − (w·g′ − m), the part of the slope that is the same for all s
  const rise = shareSlope(place, n, low, false, stepPrice(place, n, price));
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
    if (kink >= high) return rootOfSlope(place, n, λ, low, high, low >= turn, atLow, atHigh);
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

/**
 * The same over [low, end], all before the turn. Where a constant balances the error's slope may be known in closed form, and so
 * may where it balances the utility's; both together move the higher one up.
 * @param λ Price of a step.
 */
function bestBeforeTurn(place: Place, n: number, λ: number, low: number, end: number): number {
  const { users, errorWeight, utility, utilityWeight } = place;
  const { parameters, offset } = users.errors;
  const { stepsWhere } = lawOf(users, n);
  // the part of the slope that is the same for all s
  const rise = riseOf(place, n, λ);
  let s = low;
  if (rise < 0 || (rise === 0 && errorWeight > 0 && errorFalls(users, n))) s = end;
  else if (rise > 0 && stepsWhere) {
    // −c₂ε̄′(s) = rise
    s = Math.min(Math.max(stepsWhere(parameters, offset[n]!, errorWeight, rise), low), end);
  }
  const straight = utility.constantSlope > 0;
  // w·g′(s) = rise
  if (!straight && rise > 0 && utility.stepsWhere)
    s = Math.min(Math.max(s, utility.stepsWhere(utilityWeight, rise)), end);
  if ((straight && stepsWhere) || s === end) return s;
  return rootBetween(place, n, λ, s, end, false);
}

/** Whether the steps of user n are known in closed form where they are fewer than the turn's. */
function isClosedBeforeTurn({ users, utility }: Place, n: number): boolean {
  return utility.constantSlope > 0 && lawOf(users, n).stepsWhere !== undefined;
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
const NEXT = 0.75 * Number.EPSILON;

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
  if (place.choice !== null) return Number.NaN;
  if (bendsBeforeTurn(place, n) || turnAt(place, n) <= fewestSteps(place, n)) return Number.NaN;
  const { utility, utilityWeight } = place;
  // φ′(s) + λ = m − w·g′ + λ = 0
  const flat = utilityWeight * utility.constantSlope - place.stepCost[n]!;
  let price = flat / useOf(place, n, 1);
  // the first number at which a step is that dear
  while (flat > 0 && stepPrice(place, n, price) < flat) price += price * NEXT;
  return price;
}

/** ln(saves/costs) of the next step, which costs λ + h′(s); slope = costs − saves. */
function logRatio(place: Place, n: number, λ: number, s: number, beyond: boolean, slope: number): number {
  return Math.log1p(-slope / (λ + computingSlope(place, n, s, beyond)));
}

/** s where the line through two ratios over ln s is 0; NaN where one of them is infinite. */
function crossing(logLow: number, ratioLow: number, logHigh: number, ratioHigh: number): number {
  return Math.exp((logLow * ratioHigh - logHigh * ratioLow) / (ratioHigh - ratioLow));
}

/** Newton's steps below this part of s are the last: the next would be the square of it. */
const LAST_STEP = 1e-8;
/** So many of them are taken from steps that were thought to be near. */
const NEAR_STEPS = 6;

/**
 * Where the slope, rising from below 0 at `low` to at least 0 at `high`, is 0: there the next step costs what it saves.
 * Newton's method on ln(saves/costs) over ln s, nearly a straight line as both are sums of powers, from where the line through both
 * ends says; halving where a step leaves the bracket.
 */
function rootOfSlope(
  place: Place,
  n: number,
  λ: number,
  low: number,
  high: number,
  beyond: boolean,
  atLow: number,
  atHigh: number,
): number {
  const ratioLow = logRatio(place, n, λ, low, beyond, atLow);
  const ratioHigh = logRatio(place, n, λ, high, beyond, atHigh);
  let s = within(crossing(Math.log(low), ratioLow, Math.log(high), ratioHigh), low, high);
  for (let i = 0; i < 100 && low < high; i++) {
    const newton = newtonOfSlope(place, n, λ, s, beyond);
    if (newton === s) return s;
    if (newton > s) low = s;
    else high = s;
    if (Math.abs(newton - s) <= LAST_STEP * s) return Math.min(Math.max(newton, low), high);
    const next = within(newton, low, high);
    if (next === s) return s;
    s = next;
  }
  return s;
}

/** A step of Newton's method on ln(saves/costs) over ln s, from s; s itself where the slope is 0. */
function newtonOfSlope(place: Place, n: number, λ: number, s: number, beyond: boolean): number {
  const { users, errorWeight, utility, utilityWeight } = place;
  const errors = errorSlope(users, n, s);
  const slope = shareSlope(place, n, s, beyond, λ) + errorWeight * errors;
  if (slope === 0) return s;
  const costs = λ + computingSlope(place, n, s, beyond);
  const bend = computingCurvature(place, n, s, beyond);
  // c₂ε̄″(s) − w·g″(s)
  const falls = errorWeight * errorCurvatureOf(users, n, s, errors) - utilityWeight * utility.curvature(s);
  return newtonFrom(s, slope, costs, falls, bend);
}

/** The same where costs λ + h′(s), saves w·g′(s) − c₂ε̄′(s), and slope = costs − saves. */
function newtonFrom(s: number, slope: number, costs: number, falls: number, bend: number): number {
  const saves = costs - slope;
  const steepness = falls / saves + bend / costs;
  // ln s − F/F′, F = ln(saves/costs), F′ = −s·steepness over ln s
  return s * Math.exp(Math.log1p(-slope / costs) / (s * steepness));
}

/** Steps near a real minimiser, and what is known of it there. */
export interface Approach {
  /** Steps near it. */
  at: number;
  /** A step of Newton's method on the slope from there; 0 at s_min or s̄, where the slope drives out. */
  step: number;
  /** φ″ there [1/step²]. */
  curvature: number;
  /** Whether it is beyond the turn. */
  beyond: boolean;
}

/** Newton's steps up to this leave little to find [steps]. */
const NEARLY_THERE = 0.5;

/** Steps near the real minimiser of a cost that is smooth but for the turn. @param λ Price of a step. @returns Whether some are found. */
export function approach(place: Place, n: number, λ: number, found: Approach): boolean {
  const { users, errorWeight, utility, utilityWeight } = place;
  const turn = turnAt(place, n);
  const max = place.maxSteps[n]!;
  let low = fewestSteps(place, n);
  let beyond = turn <= low;
  let high = beyond ? max : Math.min(turn, max);
  let s = startOf(place, n, λ);
  for (let i = 0; i < NEAR_STEPS; i++) {
    s = Math.min(Math.max(s, low), high);
    const errors = errorSlope(users, n, s);
    const slope = shareSlope(place, n, s, beyond, λ) + errorWeight * errors;
    const bend = computingCurvature(place, n, s, beyond);
    // c₂ε̄″(s) − w·g″(s)
    const falls = errorWeight * errorCurvatureOf(users, n, s, errors) - utilityWeight * utility.curvature(s);
    const outside = (s === low && slope >= 0) || (s === high && slope <= 0);
    const step = -slope / (falls + bend);
    if (outside && s === turn) {
      if (beyond || slope === 0) return false;
      [beyond, low, high] = [true, turn, max];
    } else if (outside || Math.abs(step) <= NEARLY_THERE) {
      found.at = s;
      found.step = outside ? 0 : step;
      found.curvature = falls + bend;
      found.beyond = beyond;
      return true;
    } else s = newtonFrom(s, slope, λ + computingSlope(place, n, s, beyond), falls, bend);
  }
  return false;
}

/** Where {@link approach} begins: what balances the error's slope or the utility's alone, as both together move the higher one up. */
function startOf(place: Place, n: number, λ: number): number {
  const { users, errorWeight, utility, utilityWeight } = place;
  const { parameters, offset } = users.errors;
  const { stepsWhere, stepsNear } = lawOf(users, n);
  const rise = riseOf(place, n, λ);
  if (!(rise > 0)) return Infinity;
  const toUtility = utility.stepsWhere?.(utilityWeight, rise) ?? 1;
  const toError = (stepsWhere ?? stepsNear)?.(parameters, offset[n]!, errorWeight, rise) ?? 1;
  return Math.max(toUtility, toError);
}

/** The root strictly between s_min, the turn and s̄ from steps near it; NaN where it is not there. @param λ Price of a step. */
function rootNear(place: Place, n: number, λ: number, near: number): number {
  const turn = turnAt(place, n);
  const beyond = near > turn;
  const low = beyond ? Math.max(turn, fewestSteps(place, n)) : fewestSteps(place, n);
  const high = beyond ? place.maxSteps[n]! : Math.min(turn, place.maxSteps[n]!);
  let s = near;
  for (let i = 0; i < NEAR_STEPS && s > low && s < high; i++) {
    const newton = newtonOfSlope(place, n, λ, s, beyond);
    if (Math.abs(newton - s) <= LAST_STEP * s) return newton > low && newton < high ? newton : Number.NaN;
    s = newton;
  }
  return Number.NaN;
}
