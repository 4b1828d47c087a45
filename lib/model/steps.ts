/** ŝ(λ), how many steps a user wants at a place when each costs the price λ (MODEL.md §3). */
import { EXPONENTIAL, type ScenarioColumns } from "../scenario/columns.js";
import { cost, costCurvature, costSlope } from "./cost.js";
import { type Place, turnAt } from "./placement.js";

/** The smallest real minimiser of φₙ(s) + λs over [1, s̄] [steps]. */
export function bestSteps(scenario: ScenarioColumns, place: Place, n: number, price: number): number {
  const max = place.maxSteps[n]!;
  const turn = turnAt(place, n);
  let low = 1;
  if (turn > 1) {
    const end = Math.min(turn, max);
    if (costSlope(scenario, place, n, 1, false, price) >= 0) return 1;
    if (costSlope(scenario, place, n, end, false, price) >= 0) {
      return stationary(scenario, place, n, price, 1, end);
    }
    if (turn >= max) return max;
    low = turn;
  }
  if (costSlope(scenario, place, n, low, true, price) >= 0) return low;
  if (costSlope(scenario, place, n, max, true, price) <= 0) return max;
  return rootOfSlope(scenario, place, n, price, low, max, true);
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

/** The smallest whole minimiser of φₙ(s) + λs over 1 … ⌊s̄⌋ [steps]. */
export function bestWholeSteps(scenario: ScenarioColumns, place: Place, n: number, price: number): number {
  const max = place.maxWholeSteps[n]!;
  const low = Math.min(Math.floor(bestSteps(scenario, place, n, price)), max);
  return low < max && stepSaving(scenario, place, n, low + 1) > price ? low + 1 : low;
}

/** What the s-th step saves, φₙ(s − 1) − φₙ(s), falling in s (s ≥ 2). */
export function stepSaving(scenario: ScenarioColumns, place: Place, n: number, s: number): number {
  return cost(scenario, place, n, s - 1) - cost(scenario, place, n, s);
}

/** Where the slope vanishes before the turn: in closed form for exponential error and linear utility. */
function stationary(
  scenario: ScenarioColumns,
  place: Place,
  n: number,
  price: number,
  low: number,
  high: number,
): number {
  const { users, weights, utility } = scenario;
  if (users.errorKind[n] !== EXPONENTIAL || utility !== "linear") {
    return rootOfSlope(scenario, place, n, price, low, high, false);
  }
  const rate = users.errorRate[n]!;
  const pull = weights.error * users.errorInitial[n]! * rate;
  const s = Math.log(pull / (price - (place.utilityWeight - place.stepCost[n]!))) / rate;
  return Math.min(Math.max(s, low), high);
}

/** Newton's method on the slope, rising from below 0 at `low` to at least 0 at `high`, halving where a step leaves the bracket. */
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
    const newton = s - slope / costCurvature(scenario, place, n, s, beyond);
    const next = newton > low && newton < high ? newton : low + (high - low) / 2;
    if (Math.abs(next - s) <= 2 ** -52 * s) return next;
    s = next;
  }
  return s;
}
