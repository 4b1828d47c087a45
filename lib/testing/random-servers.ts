/** Small random scenarios of several servers, one for each seed: floors of quality, tables, deadlines, closed devices, ties. */
import { stream } from "../numerics/stream.js";
import type { Scenario, User } from "../scenario/types.js";
import type { ServersScenario } from "../servers/types.js";
import { compoundScenario } from "./compound-scenario.js";
import { floorScenario } from "./floor-scenario.js";
import { randomScenario } from "./random-scenario.js";

const FAMILIES: readonly ((seed: number, most: number) => Scenario)[] = [
  randomScenario,
  floorScenario,
  compoundScenario,
];

/** Up to `most` users before `servers` servers that do few steps. */
export function randomServers(seed: number, servers = 2 + (seed % 2), most = 5): ServersScenario {
  const next = stream(seed, 17);
  const whole = (low: number, high: number): number => low + Math.floor((high - low + 1) * next());
  const { users, edge, services: _, ...rest } = FAMILIES[seed % 3]!(seed, most);
  const names = Array.from({ length: servers }, (_, e) => `s${e + 1}`);
  const alike = next() < 0.15;
  const factor = (): number => (alike ? 1 : 0.5 + 1.5 * next());
  const tightness = 0.5 + 5 * next();
  return {
    ...rest,
    servers: names.map((id) => ({
      id,
      speed: edge.speed * factor(),
      switchedCapacitance: edge.switchedCapacitance * factor(),
      maxSteps: next() < 0.05 ? 0 : whole(1, 7),
      stepCapacity: next() < 0.1 ? null : Math.round((next() * tightness * users.length) / servers) + whole(0, 2),
    })),
    users: users.map(({ link, device, ...user }) => {
      const own = (): User["link"] => {
        const [up, down] = [factor(), factor()];
        return { ...link, uplinkRate: link.uplinkRate * up, downlinkRate: link.downlinkRate * down };
      };
      const reached = names.filter(() => next() < 0.85);
      const closed = next() < 0.15;
      return {
        ...user,
        device: closed ? { ...device, maxSteps: 0 } : device,
        links: Object.fromEntries(reached.map((id) => [id, own()])),
      };
    }),
  };
}
