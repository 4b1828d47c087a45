/** The best plan before several servers by trying all, user by user, from costs that are listed step by step. */
import { toColumns } from "../scenario/columns.js";
import type { Edge, Link } from "../scenario/types.js";
import type { ServersScenario } from "../servers/types.js";
import { lister } from "../verify/choices.js";

interface Choice {
  readonly server: number;
  readonly steps: number;
  readonly cost: number;
}

const NOWHERE: Edge = { speed: 1, switchedCapacitance: 0, maxSteps: 0, stepCapacity: 0 };
const NO_LINK: Link = {
  uplinkBits: 0,
  downlinkBits: 0,
  uplinkRate: 1,
  downlinkRate: 1,
  transmitPower: 0,
  receivePower: 0,
};

/** By user, all that it may do, the cheapest first; −1 is the device. */
export function choicesByListing({ servers, users, ...settings }: ServersScenario): readonly (readonly Choice[])[] {
  return users.map(({ links, ...user }) => {
    const own: Choice[] = [];
    const list = (server: number, edge: Edge, link: Link): void => {
      const { count, use, value } = lister(toColumns({ ...settings, edge, users: [{ ...user, link }] }), 0)(0);
      for (let i = 0; i < count; i++) {
        if (use[i]! > 0 === server >= 0) own.push({ server, steps: use[i]!, cost: value[i]! });
      }
    };
    list(-1, NOWHERE, NO_LINK);
    for (const [e, server] of servers.entries()) {
      const link = links[server.id];
      if (link !== undefined) list(e, server, link);
    }
    return own.sort((a, b) => a.cost - b.cost);
  });
}

/** @returns The least objective; Infinity where no plan exists. */
export function bestByEnumeration(scenario: ServersScenario): number {
  const { servers, users } = scenario;
  const choices = choicesByListing(scenario);
  // no plan of the users from n on costs less
  const least = [0];
  for (const own of choices.toReversed()) least.push(least.at(-1)! + (own[0]?.cost ?? Infinity));
  least.reverse();
  const room = servers.map(({ stepCapacity }) => stepCapacity ?? Infinity);
  let best = Infinity;
  const assign = (n: number, spent: number): void => {
    if (n === users.length) {
      best = Math.min(best, spent);
      return;
    }
    for (const { server, steps, cost } of choices[n]!) {
      if (spent + cost + least[n + 1]! >= best) return;
      if (server >= 0 && room[server]! < steps) continue;
      if (server >= 0) room[server]! -= steps;
      assign(n + 1, spent + cost);
      if (server >= 0) room[server]! += steps;
    }
  };
  assign(0, 0);
  return best;
}
