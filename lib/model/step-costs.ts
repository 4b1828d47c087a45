/** What the steps of a point cost at a place, kept: from one iterate to the next most users take the same. */

import { column } from "../scenario/columns.js";
import { cost, subdifferential, worth } from "./cost.js";
import { averageError } from "./error.js";
import { fewestSteps, keptWith, type Place } from "./placement.js";

/** Answers for user n of the steps that it was asked about last are kept. */
export interface StepCosts {
  /** φₙ(s). */
  cost(n: number, s: number): number;
  /** Σ of the absolute cost parts: time, error, energy and utility. */
  magnitude(n: number, s: number): number;
  /** Distance of 0 from ∂φₙ(s) + λ + the normal cone of [s_min, s̄] at s. */
  distance(n: number, s: number, price: number): number;
}

const known = new WeakMap<Place, StepCosts>();

/** Those of a place. @param count Number of users. */
export function stepCosts(place: Place, count: number): StepCosts {
  return keptWith(known, place, () => keptCosts(place, count));
}

function keptCosts(place: Place, count: number): StepCosts {
  /** Which steps `costs` and `magnitudes` are of. */
  const steps = column(count, NaN);
  const costs = column(count);
  const magnitudes = column(count);
  /** ε̄ₙ(s) of users with one model. */
  const errors = column(count);
  /** Which steps `distances` are of, all at one price. */
  const stepsOfDistance = column(count, NaN);
  const distances = column(count);
  let priceOfDistance = NaN;

  const ask = (n: number, s: number): void => {
    if (place.choice === null) errors[n] = averageError(place.users, n, s);
    const φ = cost(place, n, s, errors[n]!);
    steps[n] = s;
    costs[n] = φ;
    // φ(s) + 2w·g(s) = c₁T_tx + c₃E_tx + h(s) + c₂ε̄(s) + w·g(s)
    magnitudes[n] = φ + 2 * worth(place, n, s);
  };

  return {
    cost(n, s) {
      if (steps[n] !== s) ask(n, s);
      return costs[n]!;
    },
    magnitude(n, s) {
      if (steps[n] !== s) ask(n, s);
      return magnitudes[n]!;
    },
    distance(n, s, price) {
      if (price !== priceOfDistance) {
        priceOfDistance = price;
        stepsOfDistance.fill(NaN);
      }
      if (stepsOfDistance[n] !== s) {
        stepsOfDistance[n] = s;
        if (steps[n] !== s) ask(n, s);
        distances[n] = distance(place, n, s, price, errors[n]!);
      }
      return distances[n]!;
    },
  };
}

function distance(place: Place, n: number, s: number, price: number, error: number): number {
  const [left, right] = subdifferential(place, n, s, price, error);
  // N(s_min) = (−∞, 0] and N(s̄) = [0, ∞): at s_min only a falling cost is wrong, at s̄ only a rising one
  const tooLow = s >= place.maxSteps[n]! ? 0 : Math.max(0, -right);
  const tooHigh = s <= fewestSteps(place, n) ? 0 : Math.max(0, left);
  return Math.max(tooLow, tooHigh);
}
