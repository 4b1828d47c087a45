/** What the steps of a point cost at a place, kept: from one iterate to the next most users take the same. */
import { cost, subdifferential } from "../../model/cost.js";
import { fewestSteps, type Place } from "../../model/placement.js";
import { column } from "../../scenario/columns.js";

const known = new WeakMap<Place, StepCosts>();

/** Those of a place. @param count Number of users. */
export function stepCosts(place: Place, count: number): StepCosts {
  let own = known.get(place);
  if (own === undefined) {
    own = new StepCosts(place, count);
    known.set(place, own);
  }
  return own;
}

/** Answers for user n of the steps that it was asked about last are kept. */
export class StepCosts {
  readonly #place: Place;
  /** Which steps `#cost` and `#magnitude` are of. */
  readonly #steps: Float64Array;
  readonly #cost: Float64Array;
  readonly #magnitude: Float64Array;
  /** Which steps `#distance` is of, all at one price. */
  readonly #stepsOfDistance: Float64Array;
  readonly #distance: Float64Array;
  #price = Number.NaN;

  constructor(place: Place, count: number) {
    this.#place = place;
    this.#steps = column(count, Number.NaN);
    this.#cost = column(count);
    this.#magnitude = column(count);
    this.#stepsOfDistance = column(count, Number.NaN);
    this.#distance = column(count);
  }

  /** φₙ(s). */
  cost(n: number, s: number): number {
    if (this.#steps[n] !== s) this.#ask(n, s);
    return this.#cost[n]!;
  }

  /** Σ of the absolute cost parts: time, error, energy and utility. */
  magnitude(n: number, s: number): number {
    if (this.#steps[n] !== s) this.#ask(n, s);
    return this.#magnitude[n]!;
  }

  /** Distance of 0 from ∂φₙ(s) + λ + the normal cone of [s_min, s̄] at s. */
  distance(n: number, s: number, price: number): number {
    if (price !== this.#price) {
      this.#price = price;
      this.#stepsOfDistance.fill(Number.NaN);
    }
    if (this.#stepsOfDistance[n] !== s) {
      this.#stepsOfDistance[n] = s;
      this.#distance[n] = distance(this.#place, n, s, price);
    }
    return this.#distance[n]!;
  }

  #ask(n: number, s: number): void {
    const { choice, utility, utilityWeight } = this.#place;
    const φ = cost(this.#place, n, s);
    this.#steps[n] = s;
    this.#cost[n] = φ;
    // φ(s) + 2w·g(s) = c₁T_tx + c₃E_tx + h(s) + c₂ε̄(s) + w·g(s)
    this.#magnitude[n] = φ + 2 * (choice === null ? utilityWeight * utility.value(s) : choice.worth(n, s));
  }
}

function distance(place: Place, n: number, s: number, price: number): number {
  const [left, right] = subdifferential(place, n, s, price);
  // N(s_min) = (−∞, 0] and N(s̄) = [0, ∞): at s_min only a falling cost is wrong, at s̄ only a rising one
  const tooLow = s >= place.maxSteps[n]! ? 0 : Math.max(0, -right);
  const tooHigh = s <= fewestSteps(place, n) ? 0 : Math.max(0, left);
  return Math.max(tooLow, tooHigh);
}
