/** Random scenarios in which most users have a floor of quality, one for each seed. */
import { errorOf } from "../laws/error/all-laws.js";
import { stream } from "../numerics/stream.js";
import type { Scenario } from "../scenario/types.js";
import { randomScenario } from "./random-scenario.js";

/** maxError is the error of a whole number of steps times 1 + δ with such a δ. */
const BESIDE = [0, 1e-13, -1e-13, 1e-9, -1e-9, 0.02, -0.02];

/** Up to `most` users. */
export function floorScenario(seed: number, most = 8): Scenario {
  const next = stream(seed, 11);
  const pick = <T>(options: readonly T[]): T => options[Math.floor(next() * options.length)]!;
  const { users, edge, ...rest } = randomScenario(seed, most);
  const stepCapacity = edge.stepCapacity == null ? null : edge.stepCapacity + Math.floor(8 * next());
  const floored = users.map((user) => {
    const error = errorOf(user.errorModel, 1 + Math.floor(12 * next() * next()));
    const maxError = error * (1 + pick(BESIDE));
    return next() < 0.8 ? { ...user, maxError } : user;
  });
  return { ...rest, edge: { ...edge, stepCapacity }, users: floored };
}
