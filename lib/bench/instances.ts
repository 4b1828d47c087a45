/** Populations that the benchmark solves: the generator's, with more and more of the model in play, and identical users. */

import { errorOf } from "../laws/error/all-laws.js";
import type { PlainModel } from "../laws/error/error-laws.js";
import { stream } from "../numerics/stream.js";
import { drawUser, userId } from "../population/draw.js";
import { edge, generateColumns } from "../population/generate.js";
import type { GenerateOptions } from "../population/options.js";
import { population } from "../population/population.js";
import { collect, type ScenarioColumns } from "../scenario/columns.js";
import type { Model, Scenario, User } from "../scenario/types.js";

export interface Family {
  readonly name: string;
  readonly description: string;
  readonly make: (users: number, seed: number) => ScenarioColumns;
}

const generated = (options: Partial<GenerateOptions>) => (users: number, seed: number) =>
  generateColumns({ users, seed, ...options });

/** Users of so many kinds, in turn. */
const alike = (kinds: number) => (users: number, seed: number) => {
  const { weights } = generateColumns({ users: 1, seed });
  const from = population({});
  const each = Array.from({ length: kinds }, (_, k) => drawUser(from, seed, k));
  return collect({ weights, edge: edge({ users, seed }) }, users, (n) => each[n % kinds]!, userId);
};

/** The same users with another of some fields each. */
const changed = (change: (user: User) => Partial<User>) => (users: number, seed: number) => {
  const { weights } = generateColumns({ users: 1, seed });
  const from = population({});
  const own = (n: number): User => {
    const user = drawUser(from, seed, n);
    return { ...user, ...change(user) };
  };
  return collect({ weights, edge: edge({ users, seed }) }, users, own, userId);
};

/** Users whose workloads all differ, and the work of as many of their mean steps as the edge of `plain` has. */
const inWork = (users: number, seed: number): ScenarioColumns => {
  const { weights } = generateColumns({ users: 1, seed });
  const from = population({});
  const own = (n: number): User => {
    const user = drawUser(from, seed, n);
    return { ...user, workload: user.workload * (0.6 + 0.8 * stream((seed + 1) >>> 0, n)()) };
  };
  let sum = 0;
  for (let n = 0; n < users; n++) sum += own(n).workload;
  const { stepCapacity, ...server } = edge({ users, seed });
  return collect({ weights, edge: { ...server, workCapacity: (stepCapacity! * sum) / users } }, users, own, userId);
};

/** Another model of a user: its work and its error, each as a part of the user's own. */
const scaled = ({ workload, errorModel }: User, work: number, error: number): Model => {
  const law = errorModel as Extract<PlainModel, { kind: "exponential" }>;
  const name = `${work} of the work`;
  return { name, workload: workload * work, errorModel: { ...law, initial: law.initial * error } };
};

/** Error after so many steps. */
const errorAt = ({ errorModel }: User, s: number): number => errorOf(errorModel, s);
/** Points of tables: more of them where errors fall steeply. */
const POINTS = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 26, 31, 37, 44, 53, 65, 80, 100];
const OTHER = { kind: "power", initial: 0.9, exponent: 0.6 } as const;

const logarithmic = { utility: "log", weights: { localUtility: 0.8, edgeUtility: 1.5 } } as const;

export const FAMILIES: readonly Family[] = [
  { name: "plain", description: "exponential error, linear utility: closed forms", make: generated({}) },
  { name: "power", description: "power-law error, linear utility", make: generated({ errorKind: "power" }) },
  { name: "log", description: "exponential error, logarithmic utility", make: generated(logarithmic) },
  {
    name: "limits",
    description: "as plain, half of the users with a deadline, half with a battery",
    make: generated({ deadlineShare: 0.5, batteryShare: 0.5 }),
  },
  {
    name: "all",
    description: "power-law error, logarithmic utility, deadlines and batteries",
    make: generated({ ...logarithmic, errorKind: "power", deadlineShare: 0.5, batteryShare: 0.5 }),
  },
  {
    name: "floor",
    description: "as plain, each user with a floor of quality that its seventh step keeps",
    make: changed((user) => ({ maxError: errorAt(user, 7) })),
  },
  {
    name: "hedge",
    description: "as plain, each law hedged with a power law, half and half",
    make: changed(({ errorModel }) => ({
      errorModel: { kind: "mixture", weights: [0.5, 0.5], laws: [errorModel as PlainModel, OTHER] },
    })),
  },
  {
    name: "table",
    description: "as plain, each law as a table of 20 points",
    make: changed((user) => ({
      errorModel: { kind: "table", steps: POINTS, error: POINTS.map((s) => errorAt(user, s)) },
    })),
  },
  {
    name: "models",
    description: "as plain, each user with two other models, one lighter and one better",
    make: changed((user) => ({ models: [scaled(user, 0.5, 1.3), scaled(user, 2, 0.8)] })),
  },
  { name: "work", description: "as plain, each user with a workload of its own, capacity in work", make: inWork },
  { name: "1 kind", description: "all users identical", make: alike(1) },
  { name: "3 kinds", description: "users of three kinds", make: alike(3) },
];

/**
 * An instance with linear step costs for comparison with other solvers: minimise
 *     Σ p·x + q·y + T·a + ε·e^(−C(x+y)),  0 ≤ x ≤ 20(1−a), 0 ≤ y ≤ 100a, Σ y ≤ B, x + y ≥ 1.
 * A device step takes p seconds, an edge step q, a transfer T; only time and error cost.
 */
export function linearInstance(users: number, seed: number): Scenario {
  const speed = 1e13;
  return {
    weights: { time: 1, error: 1, energy: 0, localUtility: 0, edgeUtility: 0 },
    edge: { speed, switchedCapacitance: 0, maxSteps: 100, stepCapacity: 9 * users },
    users: Array.from({ length: users }, (_, n) => {
      const next = stream(seed, n);
      const between = (low: number, high: number): number => low + (high - low) * next();
      const local = between(0.02, 0.08) - between(0.002, 0.004);
      const workload = speed * (between(0.005, 0.02) - between(0.002, 0.004));
      return {
        id: userId(n),
        workload,
        device: { speed: workload / local, switchedCapacitance: 0, maxSteps: 20 },
        link: {
          uplinkBits: 1e6 * between(0.1, 0.5),
          downlinkBits: 0,
          uplinkRate: 1e6,
          downlinkRate: 1e6,
          transmitPower: 0,
          receivePower: 0,
        },
        errorModel: { kind: "exponential", initial: between(0.5, 2), decay: between(0.02, 0.2) },
      };
    }),
  };
}
