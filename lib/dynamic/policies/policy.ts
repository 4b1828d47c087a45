import type { Plan } from "../../model/objective.js";
import type { Slot } from "../slot.js";
import type { World } from "../world.js";

/** How requests are decided, slot after slot. A policy may remember what it saw (MODEL.md §10). */
export interface Policy {
  /** Called once a slot, in order. */
  decide(slot: Slot): Decision;
}

/** Columns are indexed by n, one entry a request of the slot. */
export interface Decision {
  /** 1 starts now, 0 waits. */
  readonly start: Uint8Array;
  /** Of those who start; the entries of the others mean nothing. */
  readonly plan: Plan;
  /** λ at which it was decided; NaN for a policy without prices [1/step]. */
  readonly price: number;
}

/** What there is to say of a policy: one object each, in a file of its name, listed in `policies.ts`. */
export interface PolicyKind<Name extends string = string, Option extends string = string> {
  readonly name: Name;
  /** In a few words, for people. */
  readonly label: string;
  /** Those that mean something to it. */
  readonly options: Readonly<Record<Option, PolicyOption>>;
  /** Whether it draws at random. */
  readonly seeded?: true;
  /** Place of its style in charts, if it has one. */
  readonly style?: number;
  /** A policy that has not seen anything yet. @param options In their ranges. */
  make(world: World, options: Readonly<Record<Option, number>>, seed: number): Policy;
}

/** A number that a policy can be told. */
export interface PolicyOption {
  /** What stands for its value in usage. */
  readonly symbol: string;
  readonly description: string;
  readonly unit: string;
  /** > 0 rather than ≥ 0; finite in either case. */
  readonly positive: boolean;
  readonly default: number;
}
