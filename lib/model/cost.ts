/**
 * φ(s), what s steps cost at a place with the best computation time, and its derivatives (MODEL.md §3):
 *     φ(s) = c₁T_tx + c₃E_tx + h(s) + c₂ε̄(s) − w·g(s), convex on [1, s̄].
 */
import type { ScenarioColumns } from "../scenario/columns.js";
import { averageError, errorCurvature, errorSlope } from "./error.js";
import { BATTERY, type Place, turnAt } from "./placement.js";
import { utility, utilityCurvature, utilitySlope } from "./utility.js";

/** φₙ(s). */
export function cost({ users, weights, utility: g }: ScenarioColumns, place: Place, n: number, s: number): number {
  return (
    place.fixedCost[n]! +
    computingCost(place, n, s) +
    weights.error * averageError(users, n, s) -
    place.utilityWeight * utility(g, s)
  );
}

/** h(s) − w·g(s), what s steps of a share cost at a place before error and transfer; 0 steps cost nothing (MODEL.md §4). */
export function shareCost(scenario: ScenarioColumns, place: Place, n: number, s: number): number {
  return computingCost(place, n, s) - place.utilityWeight * utility(scenario.utility, s);
}

/** Its derivative of the regime before or beyond the turn [1/step]. @param price λ, added to the slope. */
export function shareSlope(
  { utility: g }: ScenarioColumns,
  place: Place,
  n: number,
  s: number,
  beyond: boolean,
  price: number,
): number {
  return price - (place.utilityWeight * utilitySlope(g, s) - computingSlope(place, n, s, beyond));
}

/** h(s), what the computation costs in time and energy. */
export function computingCost(place: Place, n: number, s: number): number {
  const { limits } = place;
  if (limits === null || s <= limits.turn[n]!) return place.stepCost[n]! * s;
  const power = limits.regime[n] === BATTERY ? s * Math.sqrt(s) : s * s * s;
  return limits.coefficient[n]! * power + limits.constant[n]!;
}

/**
 * φₙ′(s) of the regime before (`beyond` false) or beyond the turn [1/step]. With linear utility the constant part is
 * written λ − (w − m), so that it vanishes exactly at the price w − m.
 * @param price λ, added to the slope.
 */
export function costSlope(
  scenario: ScenarioColumns,
  place: Place,
  n: number,
  s: number,
  beyond: boolean,
  price: number,
): number {
  const { users, weights } = scenario;
  return shareSlope(scenario, place, n, s, beyond, price) + weights.error * errorSlope(users, n, s);
}

/** h′(s) of the regime before or beyond the turn, ≥ 0 [1/step]. */
export function computingSlope({ stepCost, limits }: Place, n: number, s: number, beyond: boolean): number {
  if (!beyond) return stepCost[n]!;
  const b = limits!.coefficient[n]!;
  return limits!.regime[n] === BATTERY ? 1.5 * b * Math.sqrt(s) : 3 * b * s * s;
}

/** φₙ″(s) of the regime before or beyond the turn, ≥ 0 [1/step²]. */
export function costCurvature(
  { users, weights, utility: g }: ScenarioColumns,
  place: Place,
  n: number,
  s: number,
  beyond: boolean,
): number {
  const h = computingCurvature(place, n, s, beyond);
  return h + weights.error * errorCurvature(users, n, s) - place.utilityWeight * utilityCurvature(g, s);
}

/** h″(s) of the regime before or beyond the turn, ≥ 0 [1/step²]. */
export function computingCurvature({ limits }: Place, n: number, s: number, beyond: boolean): number {
  if (!beyond) return 0;
  const b = limits!.coefficient[n]!;
  return limits!.regime[n] === BATTERY ? (0.75 * b) / Math.sqrt(s) : 6 * b * s;
}

/** The subdifferential ∂φₙ(s) + λ as [left, right] slopes: they differ only at a kink at the turn. */
export function subdifferential(
  scenario: ScenarioColumns,
  place: Place,
  n: number,
  s: number,
  price: number,
): readonly [number, number] {
  const turn = turnAt(place, n);
  return [costSlope(scenario, place, n, s, s > turn, price), costSlope(scenario, place, n, s, s >= turn, price)];
}
