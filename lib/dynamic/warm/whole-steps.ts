/** Whole steps at the edge with the prices between which they stay the best, so that a near price need not ask again. */
import type { Place } from "../../model/placement.js";
import { bestWholeSteps, givesUpAt, takesMoreBelow } from "../../model/whole-steps.js";
import type { KnownSteps } from "../../solver/price/whole-price.js";

export class WholeSteps implements KnownSteps {
  readonly #steps: Float64Array;
  /** The steps are best from this price on, and below the other. */
  readonly #from: Float64Array;
  readonly #until: Float64Array;

  constructor(count: number) {
    this.#steps = new Float64Array(count);
    this.#from = new Float64Array(count).fill(Infinity);
    this.#until = new Float64Array(count).fill(-Infinity);
  }

  /** Forgets users who changed. */
  forget(users: Int32Array): void {
    for (const n of users) this.#from[n] = Infinity;
  }

  /** The same as `bestWholeSteps`. */
  at(edge: Place, n: number, price: number): number {
    if (price >= this.#from[n]! && price < this.#until[n]!) return this.#steps[n]!;
    const s = bestWholeSteps(edge, n, price);
    this.#steps[n] = s;
    this.#from[n] = takesMoreBelow(edge, n, s);
    this.#until[n] = givesUpAt(edge, n, s);
    return s;
  }
}
