/** Random scenarios whose users may split their tasks, one for each seed. */
import { stream } from "../numerics/stream.js";
import type { Scenario } from "../scenario/types.js";
import { compoundScenario } from "./compound-scenario.js";
import { floorScenario } from "./floor-scenario.js";
import { modelsScenario } from "./models-scenario.js";
import { randomScenario } from "./random-scenario.js";
import { workScenario } from "./work-scenario.js";

/**
 * Up to `most` users, most of them with a latent from none to twice the content, and few steps, so that all pairs of them can be tried; with
 * deadlines and batteries that bind, floors, laws of all kinds, several models and a capacity in work by chance.
 */
export function splitScenario(seed: number, most = 6): Scenario {
  const next = stream(seed, 19);
  const between = (low: number, high: number): number => low + (high - low) * next();
  const pick = <T>(...options: readonly T[]): T => options[Math.floor(next() * options.length)]!;
  const draw = pick(randomScenario, floorScenario, compoundScenario, modelsScenario, workScenario);
  const { users, edge, weights, ...rest } = draw(seed, most);
  const tight = next() < 0.4;
  return {
    ...rest,
    weights: next() < 0.5 ? weights : { ...weights, error: between(20, 200) },
    edge: { ...edge, maxSteps: Math.min(edge.maxSteps, pick(1, 4, 8, 14)), split: true },
    users: users.map(({ device, link, ...user }) => ({
      ...user,
      device: {
        ...device,
        maxSteps: Math.min(device.maxSteps, pick(1, 3, 8)),
        ...(tight && next() < 0.6 && { battery: between(0.5, 40) }),
      },
      link:
        next() < 0.1 ? link : { ...link, latentBits: link.downlinkBits * pick(0, 1, between(0, 0.3), between(0.3, 2)) },
      ...(tight && next() < 0.6 && { deadline: between(1, 12) }),
    })),
  };
}
