/** ŝ(λ), how many steps a user wants at a place when each costs the price λ (MODEL.md §3). */
import { EXPONENTIAL, type ScenarioColumns } from "../scenario/columns.js";
import { computingCurvature, computingSlope, cost, costCurvature, costSlope } from "./cost.js";
import { maxWholeSteps, type Place, turnAt } from "./placement.js";

/** The smallest real minimiser of φₙ(s) + λs over [1, s̄] [steps]. */
export function bestSteps(scenario: ScenarioColumns, place: Place, n: number, price: number): number {
  const max = place.maxSteps[n]!;
  const turn = turnAt(place, n);
  let low = 1;
  if (turn > 1) {
    const end = Math.min(turn, max);
    const s = bestBeforeTurn(scenario, place, n, price, end);
    if (s < end || turn >= max) return s;
    low = turn;
  }
  if (costSlope(scenario, place, n, low, true, price) >= 0) return low;
  if (costSlope(scenario, place, n, max, true, price) <= 0) return max;
  return rootOfSlope(scenario, place, n, price, low, max, true);
}

/**
 * The same over [1, end], all before the turn. Where a constant balances the error's slope is known in closed form, and so
 * is where it balances a logarithmic utility's; both together move the higher one up.
 */
function bestBeforeTurn(scenario: ScenarioColumns, place: Place, n: number, price: number, end: number): number {
  const { users, weights, utility } = scenario;
  const linear = utility === "linear";
  const rate = users.errorRate[n]!;
  const pull = weights.error * users.errorInitial[n]! * rate;
  const rise = price - ((linear ? place.utilityWeight : 0) - place.stepCost[n]!);
  let s = 1;
  if (rise < 0 || (rise === 0 && pull > 0)) s = end;
  else if (pull > 0) {
    // pull·e^(−rate·s) = rise, or pull·s^(−rate−1) = rise
    s = users.errorKind[n] === EXPONENTIAL ? Math.log(pull / rise) / rate : (pull / rise) ** (1 / (rate + 1));
    s = Math.min(Math.max(s, 1), end);
  }
  if (!linear && rise > 0) s = Math.min(Math.max(s, place.utilityWeight / rise - 1), end); // w/(1 + s) = rise
  if (linear || s === end || costSlope(scenario, place, n, s, false, price) >= 0) return s;
  if (costSlope(scenario, place, n, end, false, price) <= 0) return end;
  return rootOfSlope(scenario, place, n, price, s, end, false);
}

/** A price at which user n takes a single step, if it has nowhere else to go: −φ′(1) [1/step]. */
export function singleStepPrice(scenario: ScenarioColumns, place: Place, n: number): number {
  return -costSlope(scenario, place, n, 1, turnAt(place, n) <= 1, 0);
}

/** ŝ′(λ) of a user who takes s steps, −1/φ″ inside [1, s̄] and 0 at its ends and at the turn [step²]. */
export function stepsSlope(scenario: ScenarioColumns, place: Place, n: number, s: number): number {
  const turn = turnAt(place, n);
  if (!(s > 1 && s < place.maxSteps[n]! && s !== turn)) return 0;
  return -1 / costCurvature(scenario, place, n, s, s > turn);
}

/** The largest minimiser: above {@link bestSteps} only at the price where φₙ(s) + λs is flat. */
export function mostBestSteps(scenario: ScenarioColumns, place: Place, n: number, price: number): number {
  if (price !== flatPrice(scenario, place, n)) return bestSteps(scenario, place, n, price);
  return Math.min(turnAt(place, n), place.maxSteps[n]!);
}

/** The price at which φₙ(s) + λs is flat on an interval, or NaN where it is strictly convex. */
export function flatPrice(scenario: ScenarioColumns, place: Place, n: number): number {
  const { users, weights, utility } = scenario;
  const errorMatters = weights.error * users.errorInitial[n]! * users.errorRate[n]! > 0;
  const utilityBends = utility === "log" && place.utilityWeight > 0;
  if (errorMatters || utilityBends || turnAt(place, n) <= 1) return Number.NaN;
  return utility === "log" ? -place.stepCost[n]! : place.utilityWeight - place.stepCost[n]!;
}

/**
 * The smallest whole minimiser of φₙ(s) + λs over 1 … ⌊s̄⌋ [steps].
 * @param costs Its first entry receives φₙ of these steps, which the search knows anyway.
 */
export function bestWholeSteps(
  scenario: ScenarioColumns,
  place: Place,
  n: number,
  price: number,
  costs?: Float64Array,
): number {
  const max = maxWholeSteps(place, n);
  let steps = Math.min(Math.floor(bestSteps(scenario, place, n, price)), max);
  let least = cost(scenario, place, n, steps);
  if (steps < max) {
    const next = cost(scenario, place, n, steps + 1);
    if (least - next > price) {
      steps += 1;
      least = next;
    }
  }
  if (costs !== undefined) costs[0] = least;
  return steps;
}

/** What the s-th step saves, φₙ(s − 1) − φₙ(s), falling in s (s ≥ 2). */
export function stepSaving(scenario: ScenarioColumns, place: Place, n: number, s: number): number {
  return cost(scenario, place, n, s - 1) - cost(scenario, place, n, s);
}

/** Newton's steps below this part of s are the last: the next would be the square of it. */
const LAST_STEP = 1e-9;

/**
 * Where the slope, rising from below 0 at `low` to at least 0 at `high`, is 0: there the next step costs what it saves.
 * Newton's method on ln(saves/costs) over ln s, nearly a straight line as both are sums of powers; halving where a step
 * leaves the bracket.
 */
function rootOfSlope(
  scenario: ScenarioColumns,
  place: Place,
  n: number,
  price: number,
  low: number,
  high: number,
  beyond: boolean,
): number {
  let s = low;
  for (let i = 0; i < 100 && low < high; i++) {
    const slope = costSlope(scenario, place, n, s, beyond, price);
    if (slope === 0) return s;
    if (slope < 0) low = s;
    else high = s;
    const costs = price + computingSlope(place, n, s, beyond);
    const saves = costs - slope;
    const bend = computingCurvature(place, n, s, beyond);
    const steepness = (costCurvature(scenario, place, n, s, beyond) - bend) / saves + bend / costs;
    const newton = s * Math.exp(Math.log1p(-slope / costs) / (s * steepness));
    if (Math.abs(newton - s) <= LAST_STEP * s) return Math.min(Math.max(newton, low), high);
    const next = newton > low && newton < high ? newton : low + (high - low) / 2;
    if (next === s) return s;
    s = next;
  }
  return s;
}
