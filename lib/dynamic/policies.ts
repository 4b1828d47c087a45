/** The policies by name (MODEL.md §10). */

import { nonNegative } from "../input/checks.js";
import { InputError } from "../input/errors.js";
import { lyapunov } from "./lyapunov.js";
import { baseline, solving, warm } from "./planning.js";
import type { Policy } from "./policy.js";
import { pricing } from "./pricing.js";
import type { World } from "./world.js";

export type PolicyName =
  | "sca"
  | "warm"
  | "exact"
  | "price"
  | "lyapunov"
  | "static"
  | "local"
  | "edge"
  | "random"
  | "greedy";

export const POLICIES: readonly PolicyName[] = [
  "sca",
  "warm",
  "exact",
  "price",
  "lyapunov",
  "static",
  "local",
  "edge",
  "random",
  "greedy",
];

export interface PolicyOptions {
  /** Of `random`, a whole number in 0 … 2³² − 1; default 0. */
  readonly seed?: number;
  /** V of `lyapunov`, > 0 [J²]; default 100. */
  readonly tradeoff?: number;
  /** Ē of `lyapunov` [J] a slot and device, ≥ 0; default 5. */
  readonly energyBudget?: number;
}

/**
 * A policy that has not seen anything yet.
 * @throws InputError for an option out of range.
 */
export function makePolicy(
  name: PolicyName,
  world: World,
  { seed = 0, tradeoff = 100, energyBudget = 5 }: PolicyOptions = {},
): Policy {
  switch (name) {
    case "sca":
    case "exact":
      return solving(name);
    case "warm":
      return warm();
    case "price":
      return pricing();
    case "static":
      return pricing({ gain: 0 });
    case "lyapunov":
      if (!(tradeoff > 0 && tradeoff < Infinity)) {
        throw new InputError(`tradeoff: must be a finite number > 0 [J²], not ${tradeoff}`);
      }
      nonNegative("energyBudget", energyBudget);
      return lyapunov(world, { tradeoff, energyBudget }, warm());
    default:
      return baseline(name, seed);
  }
}
