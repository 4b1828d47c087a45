/** Random scenarios whose edge has a capacity of work, one for each seed. */
import { stream } from "../numerics/stream.js";
import type { Scenario } from "../scenario/types.js";
import { compoundScenario } from "./compound-scenario.js";
import { floorScenario } from "./floor-scenario.js";
import { randomScenario } from "./random-scenario.js";

/** The capacity is that of a plan times 1 + δ with such a δ, where it is just filled. */
const BESIDE = [0, 1e-13, -1e-13, 1e-11, -1e-11];

/** Up to `most` users, with floors, tables and mixtures, deadlines, closed devices and identical users by chance. */
export function workScenario(seed: number, most = 6): Scenario {
  const next = stream(seed, 17);
  const pick = <T>(...options: readonly T[]): T => options[Math.floor(next() * options.length)]!;
  const draw = pick(randomScenario, floorScenario, compoundScenario);
  const { users: drawn, edge, ...rest } = draw(seed, most);
  const { stepCapacity, ...server } = edge;
  const maxSteps = Math.min(edge.maxSteps, pick(4, 12, 24));
  const workloads = pick(
    (ω: number) => ω,
    (ω: number) => ω,
    () => 2.5e12,
    (ω: number) => (ω < 2e12 ? 1e12 : 3e12),
  );
  const users = drawn.map((user) => ({ ...user, workload: workloads(user.workload) }));
  const mean = users.reduce((sum, { workload }) => sum + workload, 0) / users.length;
  const filled = users.reduce((sum, { workload }) => sum + Math.floor(next() * (maxSteps + 1)) * workload, 0);
  const closed = users.reduce((sum, { device, workload }) => sum + (device.maxSteps === 0 ? workload : 0), 0);
  const work = pick(
    closed + mean * (stepCapacity ?? 3) * next(),
    closed + mean * users.length * 4 * next(),
    filled * (1 + pick(...BESIDE)),
  );
  return { ...rest, edge: { ...server, maxSteps, workCapacity: stepCapacity == null ? null : work }, users };
}
