/**
 * Drift plus penalty (MODEL.md §10; M. Neely, Stochastic Network Optimization, 2010): each user's device has a budget of Ē
 * joules a slot in the long run, and a virtual queue Z ← max(0, Z + E − Ē) of what it spent beyond. A slot's plan minimises
 *     V·cost + Σ Z·E,
 * which is P1 with the price Z/V on the device's joules.
 */

import { plannedOutcome } from "../../model/objective.js";
import { problemOf } from "../../model/problem.js";
import { asPlanned } from "../../scenario/one-model.js";
import { assertEnergyCosts, atEnergyPrices } from "../energy-price.js";
import type { World } from "../world.js";
import type { Policy, PolicyKind } from "./policy.js";
import { warm } from "./warm.js";

/** What a policy of drift plus penalty weighs. */
export interface LyapunovOptions {
  /** V > 0: what a unit of cost weighs against J² of queue; larger is cheaper and later within the budget. */
  readonly tradeoff: number;
  /** Ē ≥ 0 [J] a slot, of each user's device. */
  readonly energyBudget: number;
}

/**
 * @param planner Solves the slot at the energy prices. `baseline("exact")` minimises V·cost + Σ Z·E exactly over all that start,
 * which are all requests where each has a device; `warm()` does so up to the gap of the paper's algorithm.
 * @param queues Receives Z of each user [J]; all 0 to begin with.
 * @throws InputError where energy costs nothing, so that no factor makes it dearer.
 */
export function lyapunov(
  { scenario }: World,
  { tradeoff, energyBudget }: LyapunovOptions,
  planner: Policy,
  queues: Float64Array = new Float64Array(scenario.users.count),
): Policy {
  assertEnergyCosts(scenario.weights);
  return {
    decide: (slot) => {
      const { requests, problem } = slot;
      // μ = Z/V
      const prices = requests.map(({ user }) => queues[user]! / tradeoff);
      const decision = planner.decide({ ...slot, problem: problemOf(atEnergyPrices(problem.scenario, prices)) });
      const { start, plan } = decision;
      const planned = asPlanned(problem.scenario, plan);
      // Z ← max(0, Z + E − Ē)
      for (let user = 0; user < queues.length; user++) queues[user]! -= energyBudget;
      for (const [n, { user }] of requests.entries()) {
        if (start[n] === 0) continue;
        queues[user]! += plannedOutcome(planned, plan, n).deviceEnergy;
      }
      for (let user = 0; user < queues.length; user++) queues[user] = Math.max(0, queues[user]!);
      return decision;
    },
  };
}

export const lyapunovPolicy: PolicyKind<"lyapunov", keyof LyapunovOptions> = {
  name: "lyapunov",
  label: "the plans of warm, each device's joules dearer the more it is beyond its budget",
  options: {
    tradeoff: {
      symbol: "V",
      description: "what a unit of cost weighs against squared joules",
      unit: "J²",
      positive: true,
      default: 100,
    },
    energyBudget: {
      symbol: "J",
      description: "what a device has a slot in the long run",
      unit: "J",
      positive: false,
      default: 5,
    },
  },
  make: (world, options) => lyapunov(world, options, warm()),
};
