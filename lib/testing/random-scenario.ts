/** Random scenarios over the whole feature space, a family of problems for property tests: one for each seed. */
import { errorOf } from "../laws/error/all-laws.js";
import { ERROR_LAWS, type ErrorModel, errorModelOf } from "../laws/error/error-laws.js";
import { UTILITIES, utilityLaw } from "../laws/utility/utilities.js";
import { stream } from "../numerics/stream.js";
import type { Scenario, User } from "../scenario/types.js";

/** N from 1 to `most` users, with deadlines, batteries, few steps asked for, floors of quality, every error model, closed places, ties and identical users by chance. */
export function randomScenario(seed: number, most = 60): Scenario {
  const next = stream(seed, 0);
  const between = (low: number, high: number): number => low + (high - low) * next();
  const chance = (p: number): boolean => next() < p;
  const pick = <T>(...options: readonly T[]): T => options[Math.floor(next() * options.length)]!;
  const whole = (low: number, high: number): number => Math.floor(between(low, high + 1));

  const count = chance(0.1) ? 1 : whole(1, most);
  const utility = pick(...UTILITIES.map(({ kind }) => kind));
  const log = utilityLaw(utility).constantSlope === 0;
  const weights = {
    time: chance(0.1) ? 0 : between(0.2, 2),
    error: chance(0.05) ? 0 : between(5, 300),
    energy: chance(0.15) ? 0 : between(0.005, 0.3),
    localUtility: chance(0.2) ? 0 : between(0, log ? 3 : 0.6),
    edgeUtility: chance(0.2) ? 0 : between(0, log ? 4 : 0.8),
  };
  const timeFree = weights.time === 0;
  const deadlines = timeFree && weights.energy > 0 ? 1 : pick(0, 0, 0.5, 1);
  const batteries = pick(0, 0, 0.5, 1);
  const edgeMaxSteps = chance(0.05) ? 0 : whole(1, 120);
  const types = chance(0.15) ? whole(1, 3) : count;

  const errorModel = (): ErrorModel => {
    const [papers, ...others] = ERROR_LAWS;
    const { kind, parameters } = chance(0.7) ? papers! : pick(...others);
    const values = parameters.map((parameter) => {
      if ("otherwise" in parameter) return parameter.otherwise + (chance(0.3) ? between(0, 0.1) : 0);
      const [low, high] = parameter.usual;
      return chance(0.03) ? 0 : between(low / 2, 2 * high);
    });
    return errorModelOf(kind, values);
  };
  const type = (): Omit<User, "id"> => ({
    workload: between(1, 4) * 1e12,
    device: {
      speed: between(0.8, 4) * 1e12,
      switchedCapacitance: chance(0.05) ? 0 : 10 ** between(-37.5, -35.5),
      maxSteps: edgeMaxSteps > 0 && chance(0.1) ? 0 : whole(1, 30),
      ...(chance(batteries) && { battery: between(2, 120) }),
    },
    link: {
      uplinkBits: between(0, 8e6),
      downlinkBits: between(1e6, 3e7),
      uplinkRate: between(5e6, 3e7),
      downlinkRate: between(1e7, 9e7),
      transmitPower: between(0.1, 0.5),
      receivePower: between(0, 0.2),
    },
    errorModel: errorModel(),
    ...(chance(deadlines) && { deadline: between(2, 30) }),
  });
  // drawn apart, so that no other draw depends on it
  const steps = stream(seed, 1);
  const few = steps() < 0.25 ? 0.5 : 0;
  const floors = stream(seed, 2);
  const some = floors() < 0.3 ? 0.5 : 0;
  /** About the error of a few steps. */
  const floor = (model: ErrorModel): number => {
    const s = 1 + 10 * floors() ** 2;
    return (0.95 + 0.1 * floors()) * errorOf(model, s);
  };
  const kinds = Array.from({ length: types }, () => {
    const own = { ...type(), ...(steps() < few && { maxSteps: 1 + Math.floor(25 * steps()) }) };
    return { ...own, ...(floors() < some && { maxError: floor(own.errorModel) }) };
  });
  const users = Array.from({ length: count }, (_, n) => ({ id: `u${n + 1}`, ...kinds[n % types]! }));
  const closed = users.filter((u) => u.device.maxSteps === 0).length;
  return {
    utility,
    weights,
    edge: {
      speed: between(1, 6) * 1e13,
      switchedCapacitance: chance(0.05) ? 0 : 10 ** between(-39, -37.5),
      maxSteps: edgeMaxSteps,
      stepCapacity: chance(0.08)
        ? null
        : closed + Math.floor(count * pick(0, between(0, 3), between(3, 15), between(15, 40))),
    },
    users,
  };
}
