/** Error laws made of a table or of other laws, tables that bend too, users with several models, and splits, in the dynamic world (MODEL.md §10). */

import { expect, it } from "vitest";
import { namesOf } from "../input/checks.js";
import { compoundScenario } from "../testing/compound-scenario.js";
import { MORE_IN_FULL, shortOrFull } from "../testing/long.js";
import { modelsScenario } from "../testing/models-scenario.js";
import { randomWorld } from "../testing/random-world.js";
import { splitScenario } from "../testing/split-scenario.js";
import { clairvoyant } from "./clairvoyant.js";
import { enumeratedBound } from "./enumerated-bound.js";
import { oracleBound } from "./oracle.js";
import { outcomes } from "./outcomes.js";
import { makePolicy, POLICIES } from "./policies/policies.js";
import { simulate } from "./simulate.js";

const WORLDS = shortOrFull(1, 30);

/** In the short suite each policy with one of the three. */
const SHARE = shortOrFull(3, 1);

it.each([
  ["laws of all kinds", compoundScenario, 0],
  ["several models", modelsScenario, 1],
  ["splits", splitScenario, 2],
] as const)(
  "%s: every policy keeps the capacity, and none is below the oracle bound, which trying every step confirms",
  MORE_IN_FULL,
  (_, scenarioOf, at) => {
    for (let seed = 1; seed <= WORLDS; seed++) {
      const world = randomWorld(seed, scenarioOf);
      if (world.scenario.weights.time === 0) continue;
      const bound = oracleBound(world);
      const { value, margin } = enumeratedBound(world, bound.prices);
      expect(Math.abs(value - bound.lowerBound), `seed ${seed}`).toBeLessThanOrEqual(margin);
      const plans = namesOf(POLICIES)
        .filter((_, i) => i % SHARE === at % SHARE)
        .filter((name) => name !== "lyapunov" || world.scenario.weights.energy > 0) // it is refused where energy is free
        .map((name) => outcomes(simulate(world, makePolicy(name, world))));
      for (const { objective, capacity } of [...plans, outcomes(simulate(world, clairvoyant(world, bound)))]) {
        expect(capacity.violations, `seed ${seed}`).toBe(0);
        expect(objective, `seed ${seed}`).toBeGreaterThanOrEqual(bound.lowerBound - margin);
      }
    }
  },
);
