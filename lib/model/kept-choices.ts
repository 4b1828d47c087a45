/** What users took of a place when they were asked last, and between which prices that stays the best: a price nearby asks for it again. */
import type { Place } from "./placement.js";

/** Columns are indexed by n, one entry a user. A step has a price in these. */
export interface KeptChoices {
  /** ŝ, whole [steps]; 0 while nobody has asked. */
  readonly steps: Float64Array;
  /** φ(ŝ). */
  readonly cost: Float64Array;
  /** Above this price ŝ + 1 is not better, whatever is rounded [1/step]. */
  readonly above: Float64Array;
  /** Below this price nor is ŝ − 1 [1/step]. */
  readonly below: Float64Array;
}

const kept = new WeakMap<Place, KeptChoices>();

/** Those of a place. */
export function keptChoices(place: Place): KeptChoices {
  let own = kept.get(place);
  if (own === undefined) {
    const column = (): Float64Array => new Float64Array(place.users.count);
    own = { steps: column(), cost: column(), above: column(), below: column() };
    kept.set(place, own);
  }
  return own;
}
