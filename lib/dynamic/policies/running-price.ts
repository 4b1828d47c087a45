/** A price that is solved for once, and then moves with what is asked for beyond the capacity, or left of it: dual ascent. */
import type { Problem } from "../../model/problem.js";
import { WholeChoice } from "../../model/steps.js";
import { lagrangianBound } from "../../solver/certificate/bound.js";

/** The price moves by this part of its unit for each relative excess [choice]. */
export const DEFAULT_GAIN = 0.1;

export class RunningPrice {
  readonly #refresh: number;
  #price: number | undefined;
  #worth = 0;
  #age = 0;

  /** @param refresh Slots after which the price is solved for again. */
  constructor(refresh: number = Infinity) {
    this.#refresh = refresh;
  }

  /** The price to decide a slot at; the first slot with requests sets it by solving for it. 0 before [1/step]. */
  at(problem: Problem): number {
    this.#age += 1;
    if (problem.count > 0 && (this.#price === undefined || this.#age >= this.#refresh)) {
      this.#price = lagrangianBound(problem).price;
      this.#age = 0;
    }
    if (this.#worth === 0) this.#worth = stepWorth(problem);
    return this.#price ?? 0;
  }

  /** What a step saves where steps are free, of the first who had a choice: a unit for prices [1/step]. */
  get worth(): number {
    return this.#worth;
  }

  /** @param by [1/step] */
  move(by: number): void {
    if (this.#price !== undefined) this.#price = Math.max(0, this.#price + by);
  }
}

/** Steps asked for beyond the capacity, as a part of it; −1 if it is unlimited. */
export function excess(wanted: number, capacity: number): number {
  // (wanted − B)/B
  return capacity < Infinity ? wanted / Math.max(1, capacity) - 1 : -1;
}

/** What a step at the edge saves where steps are free, the mean over those whom the edge serves better [1/step]. */
function stepWorth({ count, local, edge, localWholeCost }: Problem): number {
  const choice = new WholeChoice(edge);
  let saved = 0;
  let steps = 0;
  for (let n = 0; n < count; n++) {
    if (edge.open[n] === 0 || local.open[n] === 0) continue;
    if (!(choice.valueAt(n, 0) < localWholeCost[n]!)) continue;
    // Σ (V_l − φ_e(ŝ)), over Σ ŝ at price 0
    saved += localWholeCost[n]! - choice.cost;
    steps += choice.steps;
  }
  return steps === 0 ? 0 : saved / steps;
}

/** Edge steps that all of a slot's requests together ask for at a price. */
export function wantedAt({ count, edge, localWholeCost }: Problem, price: number): number {
  const choice = new WholeChoice(edge);
  let wanted = 0;
  for (let n = 0; n < count; n++) {
    if (edge.open[n] === 0) continue;
    if (choice.valueAt(n, price) < localWholeCost[n]!) wanted += choice.steps;
  }
  return wanted;
}
