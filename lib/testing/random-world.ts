/** Random dynamic worlds over the whole feature space, for property tests: one for each seed. */
import { makeWorld, type World } from "../dynamic/world.js";
import { stream } from "../numerics/stream.js";
import { toColumns } from "../scenario/columns.js";
import { randomScenario } from "./random-scenario.js";

/** @param scenarioOf Whose users ask. */
export function randomWorld(seed: number, scenarioOf = randomScenario): World {
  const next = stream(seed, 1);
  const chance = (p: number): boolean => next() < p;
  const scenario = toColumns(scenarioOf(seed, 12));
  const slots = 1 + Math.floor(14 * next());
  const from = Math.floor(slots * next());
  return makeWorld(
    scenario,
    {
      slots,
      slotSeconds: 0.3 + 2 * next(),
      arrivals: {
        pattern: chance(0.5) ? "bursty" : "poisson",
        rate: scenario.users.count * (0.2 + 2 * next()),
        diurnal: chance(0.5) ? next() : 0,
      },
      channel: chance(0.5) ? "mobile" : "fixed",
      capacity: {
        tenants: chance(0.5),
        ...(chance(0.5) && { outage: { from, until: from + 3, left: chance(0.3) ? 0 : next() } }),
      },
    },
    seed,
  );
}
