/** Random dynamic worlds before several servers, for property tests: one for each seed. */
import { makeServersWorld, type ServersWorld } from "../dynamic/servers/world.js";
import { stream } from "../numerics/stream.js";
import { randomServers } from "./random-servers.js";

/** Users walk where each has a link, in half of the worlds: fast, so that they come into reach of others. */
export function randomServersWorld(seed: number, handover = true): ServersWorld {
  const next = stream(seed, 3);
  const chance = (p: number): boolean => next() < p;
  const scenario = randomServers(seed, 1 + (seed % 4), 8);
  const slots = 2 + Math.floor(10 * next());
  const from = Math.floor(slots * next());
  const mobile = chance(0.6) && scenario.users.every(({ links }) => Object.keys(links).length > 0);
  return makeServersWorld(
    scenario,
    {
      slots,
      slotSeconds: 0.3 + 2 * next(),
      arrivals: { pattern: chance(0.5) ? "bursty" : "poisson", rate: scenario.users.length * (0.2 + 2 * next()) },
      ...(mobile && { channel: "mobile" as const, speed: [0, 100] as const }),
      capacity: {
        tenants: chance(0.5),
        ...(chance(0.5) && { outage: { from, until: from + 3, left: chance(0.5) ? 0 : next() } }),
      },
      handover,
    },
    seed,
  );
}
