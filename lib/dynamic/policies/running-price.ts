/** A price that is solved for once, and then moves with what is asked for beyond the capacity, or left of it: dual ascent. */
import { cost } from "../../model/cost.js";
import { fewestSteps } from "../../model/placement.js";
import type { Problem } from "../../model/problem.js";
import { useOf, useScale } from "../../model/use.js";
import { WholeChoice } from "../../model/whole-steps.js";
import { lagrangianBound } from "../../solver/certificate/bound.js";

/** The price moves by this part of its unit for each relative excess [choice]. */
export const DEFAULT_GAIN = 0.1;
/** An excess counts at most this much: a deep outage asks for hundreds of times its capacity [choice]. */
const MOST_EXCESS = 5;

export class RunningPrice {
  readonly #refresh: number;
  #price: number | undefined;
  /** {@link stepWorth} of the first who had a choice; of those without one until then. */
  #worth = 0;
  #ofChoice = false;
  #age = 0;

  /** @param refresh Slots after which the price is solved for again. */
  constructor(refresh: number = Infinity) {
    this.#refresh = refresh;
  }

  /** The price to decide a slot at; the first slot with requests sets it by solving for it. 0 before. */
  at(problem: Problem, solved: () => number = () => lagrangianBound(problem).price): number {
    this.#age += 1;
    if (problem.count > 0 && (this.#price === undefined || this.#age >= this.#refresh)) {
      this.#price = solved();
      this.#age = 0;
    }
    if (!this.#ofChoice) {
      const worth = stepWorth(problem, 1);
      this.#ofChoice = worth > 0;
      if (this.#ofChoice) this.#worth = worth;
      else if (this.#worth === 0) this.#worth = stepWorth(problem, 0);
    }
    return this.#price ?? 0;
  }

  /**
   * Moves with the excess. Its unit is what a step (or FLOP) saves where steps are free; down it is the price itself once that is more. So
   * it rises evenly, and however high a crowd drove it, it is gone as fast as any other.
   * @param over Of {@link excess}. @param gain 0 leaves the price.
   */
  follow(over: number, gain: number): void {
    if (this.#price === undefined) return;
    const unit = over > 0 ? this.#worth : Math.max(this.#worth, this.#price);
    // λ ← max(0, λ + g·u·min(5, excess))
    this.#price = Math.max(0, this.#price + gain * unit * Math.min(MOST_EXCESS, over));
  }
}

/** What is asked for beyond the capacity, as a part of it; −1 if it is unlimited. */
export function excess({ edge, capacity }: Problem, wanted: number): number {
  // (wanted − B)/B
  return capacity < Infinity ? wanted / useScale(edge, capacity) - 1 : -1;
}

/**
 * What a step (or FLOP) at the edge saves where steps are free, the mean over those whom the edge serves better than their device
 * does, or than the fewest steps that it may take do who has no device.
 * @param device 1 for those with a device, 0 for those without.
 */
function stepWorth({ count, local, edge, localWholeCost }: Problem, device: 0 | 1): number {
  const choice = new WholeChoice(edge);
  let saved = 0;
  let used = 0;
  for (let n = 0; n < count; n++) {
    if (edge.open[n] === 0 || local.open[n] !== device) continue;
    const otherwise = device === 1 ? localWholeCost[n]! : cost(edge, n, fewestSteps(edge, n));
    if (!(choice.valueAt(n, 0) < otherwise)) continue;
    // Σ (V_l − φ_e(ŝ)) over Σ use of ŝ, or Σ (φ_e(s_min) − φ_e(ŝ)) over Σ use of ŝ − s_min, at price 0
    saved += otherwise - choice.cost;
    used += useOf(edge, n, choice.steps - (device === 1 ? 0 : fewestSteps(edge, n)));
  }
  return used === 0 ? 0 : saved / used;
}

/** What all of a slot's requests together ask for of the edge's capacity at a price. */
export function wantedAt({ count, edge, localWholeCost }: Problem, price: number): number {
  const choice = new WholeChoice(edge);
  let wanted = 0;
  for (let n = 0; n < count; n++) {
    if (edge.open[n] === 0) continue;
    if (choice.valueAt(n, price) < localWholeCost[n]!) wanted += useOf(edge, n, choice.steps);
  }
  return wanted;
}
