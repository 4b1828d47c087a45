/**
 * φ(s), what s steps cost at a place with the best computation time, and its derivatives (MODEL.md §3):
 *     φ(s) = c₁T_tx + c₃E_tx + h(s) + c₂ε̄(s) − w·g(s), convex on [1, s̄],
 * or the least of several models.
 */
import { averageError, errorCurvature, errorCurvatureOf, errorSlope, errorSlopes } from "./error.js";
import { BATTERY, type Place, turnAt } from "./placement.js";
import { stepPrice, useOf } from "./use.js";

/** φₙ(s). @param error ε̄ₙ(s) of a user with one model, where it is known. */
export function cost(place: Place, n: number, s: number, error?: number): number {
  if (place.choice !== null) return place.choice.cost(n, s);
  // c₁T_tx + c₃E_tx + h(s) + c₂ε̄(s) − w·g(s)
  return (
    place.fixedCost[n]! +
    computingCost(place, n, s) +
    place.errorWeight * (error ?? averageError(place.users, n, s)) -
    place.utilityWeight * place.utility.value(s)
  );
}

/** φₙ(s) + λs, what s steps cost where their use has a price: V(λ) where they are the best for it (MODEL.md §5, §12). */
export function pricedCost(place: Place, n: number, s: number, price: number): number {
  return cost(place, n, s) + price * useOf(place, n, s);
}

/** h(s) − w·g(s), what s steps of a share cost at a place before error and transfer; 0 steps cost nothing (MODEL.md §4). */
export function shareCost(place: Place, n: number, s: number): number {
  return computingCost(place, n, s) - place.utilityWeight * place.utility.value(s);
}

/** Its derivative of the regime before or beyond the turn [1/step]. @param price Of a step, added to the slope. */
export function shareSlope(place: Place, n: number, s: number, beyond: boolean, price: number): number {
  // λ − (w·g′(s) − h′(s))
  return price - (place.utilityWeight * place.utility.slope(s) - computingSlope(place, n, s, beyond));
}

/** w·g(s), what s steps are worth at a place. */
export function worth({ choice, utility, utilityWeight }: Place, n: number, s: number): number {
  return choice === null ? utilityWeight * utility.value(s) : choice.worth(n, s);
}

/** h(s), what the computation costs in time and energy. */
export function computingCost(place: Place, n: number, s: number): number {
  const { limits } = place;
  // m·s, beyond the turn b·s^1.5 + c₃E (battery) or b·s³ + c₁T (deadline)
  if (limits === null || s <= limits.turn[n]!) return place.stepCost[n]! * s;
  const power = limits.regime[n] === BATTERY ? s * Math.sqrt(s) : s * s * s;
  return limits.coefficient[n]! * power + limits.constant[n]!;
}

/**
 * φₙ′(s) of the regime before (`beyond` false) or beyond the turn [1/step]. With linear utility the constant part is
 * written λ − (w − m), so that it vanishes exactly at the price w − m.
 * @param price Of a step, added to the slope.
 */
export function costSlope(place: Place, n: number, s: number, beyond: boolean, price: number): number {
  return shareSlope(place, n, s, beyond, price) + place.errorWeight * errorSlope(place.users, n, s);
}

/** h′(s) of the regime before or beyond the turn, ≥ 0 [1/step]. */
export function computingSlope({ stepCost, limits }: Place, n: number, s: number, beyond: boolean): number {
  // m, beyond the turn 1.5b·s^0.5 or 3b·s²
  if (!beyond) return stepCost[n]!;
  const b = limits!.coefficient[n]!;
  return limits!.regime[n] === BATTERY ? 1.5 * b * Math.sqrt(s) : 3 * b * s * s;
}

/** φₙ″(s) of the regime before or beyond the turn, ≥ 0 [1/step²]. */
export function costCurvature(place: Place, n: number, s: number, beyond: boolean): number {
  const h = computingCurvature(place, n, s, beyond);
  // h″(s) + c₂ε̄″(s) − w·g″(s)
  return h + place.errorWeight * errorCurvature(place.users, n, s) - place.utilityWeight * place.utility.curvature(s);
}

/** φₙ″(s) where φₙ′(s) + λ = 0, which says the error's slope [1/step²]. @param λ Price of a step. */
export function curvatureWhere(place: Place, n: number, s: number, beyond: boolean, λ: number): number {
  const { users, errorWeight, utility, utilityWeight } = place;
  // c₂ε̄′(s) = −(λ − (w·g′(s) − h′(s)))
  const slope = -shareSlope(place, n, s, beyond, λ);
  const error = errorWeight > 0 ? errorWeight * errorCurvatureOf(users, n, s, slope / errorWeight) : 0;
  // h″(s) + c₂ε̄″(s) − w·g″(s)
  return computingCurvature(place, n, s, beyond) + error - utilityWeight * utility.curvature(s);
}

/** h″(s) of the regime before or beyond the turn, ≥ 0 [1/step²]. */
export function computingCurvature({ limits }: Place, n: number, s: number, beyond: boolean): number {
  // 0, beyond the turn 0.75b·s^(−0.5) or 6b·s
  if (!beyond) return 0;
  const b = limits!.coefficient[n]!;
  return limits!.regime[n] === BATTERY ? (0.75 * b) / Math.sqrt(s) : 6 * b * s;
}

/**
 * The subdifferential ∂φₙ(s) + λ, with what a step pays at a price, as [left, right] slopes: they differ only at a kink, at the turn or of
 * the error.
 * @param error ε̄ₙ(s), where it is known.
 */
export function subdifferential(
  place: Place,
  n: number,
  s: number,
  price: number,
  error?: number,
): readonly [number, number] {
  if (place.choice !== null) {
    const [before, after] = place.choice.slopes!(n, s);
    return [price + before, price + after];
  }
  const turn = turnAt(place, n);
  const [before, after] = errorSlopes(place.users, n, s, error);
  const λ = stepPrice(place, n, price);
  return [
    shareSlope(place, n, s, s > turn, λ) + place.errorWeight * before,
    shareSlope(place, n, s, s >= turn, λ) + place.errorWeight * after,
  ];
}
