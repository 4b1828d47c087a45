import type { Plan } from "../model/objective.js";
import type { Slot } from "./slot.js";

/** How requests are decided, slot after slot. A policy may remember what it saw (MODEL.md §10). */
export interface Policy {
  decide(slot: Slot): Decision;
}

/** One entry a request of the slot. */
export interface Decision {
  /** 1 starts now, 0 waits. */
  readonly start: Uint8Array;
  /** Of those who start; the entries of the others mean nothing. */
  readonly plan: Plan;
  /** λ at which it was decided; NaN for a policy without prices [1/step]. */
  readonly price: number;
}
