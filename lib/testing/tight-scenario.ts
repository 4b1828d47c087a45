/** Random scenarios in which deadlines and batteries leave hardly more than a whole number of steps, mostly one: one for each seed. */
import { stream } from "../numerics/stream.js";
import { parseScenario } from "../scenario/schema.js";
import type { Scenario, User } from "../scenario/types.js";
import { randomScenario } from "./random-scenario.js";

/** s̄ is a whole number times 1 + δ with such a δ. */
const EXCESS = [0, 1e-16, 1e-15, 1e-14, 3e-14, 1e-13, 1e-12, 1e-11, 1e-9, 1e-6];

/** Up to `most` users, s̄ tight on the device, at the edge or at both. */
export function tightScenario(seed: number, most = 8): Scenario {
  const next = stream(seed, 7);
  const pick = <T>(options: readonly T[]): T => options[Math.floor(next() * options.length)]!;
  const { users, edge, weights, ...rest } = randomScenario(seed, most);
  const server = { ...edge, maxSteps: pick([1, 2, 12, Math.max(1, edge.maxSteps)]) };
  const tight = ({ battery: _, ...device }: User["device"], { id, workload, link, errorModel }: User): User => {
    const whole = pick([1, 1, 1, 2, 5]);
    const [onDevice, atEdge] = [whole * (1 + pick(EXCESS)), whole * (1 + pick(EXCESS))];
    const [deviceTight, edgeTight] = pick([
      [true, true],
      [true, false],
      [false, true],
    ]);
    const transfer = link.uplinkBits / link.uplinkRate + link.downlinkBits / link.downlinkRate;
    // s̄_e = f_e·(T − T_tx)/ω
    const deadline = transfer + (workload * atEdge * (edgeTight ? 1 : 1 + 3 * next())) / server.speed;
    const limited = (): User["device"] => {
      const { switchedCapacitance } = device;
      // s̄_l = f·T/ω, or (E·T²/κ)^(1/3)/ω
      const speed = (workload * onDevice) / deadline;
      if (switchedCapacitance === 0 || next() < 0.5) return { ...device, speed };
      return {
        ...device,
        speed: 2 * speed,
        battery: (switchedCapacitance * (workload * onDevice) ** 3) / deadline ** 2,
      };
    };
    return { id, workload, link, errorModel, deadline, device: deviceTight ? limited() : device };
  };
  return parseScenario({
    ...rest,
    weights,
    edge: server,
    users: users.map((user) => tight({ ...user.device, maxSteps: Math.max(1, user.device.maxSteps) }, user)),
  });
}
