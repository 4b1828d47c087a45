/**
 * Settings of three published systems as scenarios, as far as the format can say them: data/models-of-the-field, whose README.md has
 * every number's source and what stands in place of what cannot be said.
 */
import type { ErrorModel } from "../../laws/error/error-laws.js";
import { sixDigits } from "../../population/published.js";
import type { Scenario, User } from "../../scenario/types.js";

/** The device of a system whose devices compute nothing: closed. */
const closed = { speed: 1, switchedCapacitance: 0, maxSteps: 0 };

/** No transfer. */
const nothing = { uplinkBits: 0, downlinkBits: 0, uplinkRate: 1, downlinkRate: 1, transmitPower: 0, receivePower: 0 };

/** No error: a delay alone counts. */
const exact: ErrorModel = { kind: "exponential", initial: 0, decay: 0 };

/** The i-th of n numbers spread evenly over [low, high], each in the middle of its part; to six digits. */
function spread(i: number, n: number, low: number, high: number): number {
  return sixDigits(low + ((high - low) * (i + 0.5)) / n);
}

/** What a user says beside its name and the closed device. */
type Task = Omit<User, "id" | "device" | "errorModel">;

/** `count` users with this error law, named from 1. */
function users(count: number, errorModel: ErrorModel, task: (i: number) => Task): User[] {
  return Array.from({ length: count }, (_, i) => ({ id: `u${i + 1}`, device: closed, errorModel, ...task(i) }));
}

/** What quality lacks of the best at these steps, and straight between them; to six digits. */
function lacking(steps: readonly number[], quality: (s: number) => number): ErrorModel {
  const best = Math.max(...steps.map(quality));
  return { kind: "table", steps, error: steps.map((s) => sixDigits(best - quality(s))) };
}

/** From 0 at 45 steps up to 0.5 at 195. */
const agodError = lacking([45, 195], (s) => (s - 45) / 300);

/** 27 tasks, as many as are in service on average, at the pool of 20 providers. */
const agod: Scenario = {
  name: "agod",
  source: "github Lizonghang/AGOD env/config.py (commit 2d19a12); arXiv 2303.13052",
  weights: { time: 0, error: 1, energy: 0, localUtility: 0, edgeUtility: 0 },
  edge: { speed: 1, switchedCapacitance: 0, maxSteps: 250, stepCapacity: 20 * 650 },
  users: users(27, agodError, (i) => ({ workload: 150, link: nothing, maxSteps: 100 + 10 * (i % 16) })),
};

/** Every whole number of steps at which it changes, as it jumps at 5 and at 31. */
const eatError = lacking(
  Array.from({ length: 28 }, (_, i) => 4 + i),
  (s) => (s < 5 ? 0 : s > 30 ? 0.27 : (0.16 * Math.log(s)) / Math.log(6) - 0.02),
);

/** A queue of ten tasks, for 1, 2, 4 and 8 servers in turn. */
const eat: Scenario = {
  name: "eat",
  source: "github zzf1955/EAT EAT Simu/_SDEnv/env.py, cluster.py and train_adsac.py (commit 41fe17c); arXiv 2507.10026",
  weights: { time: 0.4, error: 10, energy: 0, localUtility: 0, edgeUtility: 0 },
  edge: { speed: 1, switchedCapacitance: 0, maxSteps: 32, stepCapacity: null },
  users: users(10, eatError, (i) => ({
    workload: [0.315, 0.15625, 0.14, 0.1][i % 4]!,
    link: { ...nothing, uplinkBits: [24, 24, 32, 30][i % 4]! },
  })),
};

/** The tasks of one slot at one base station. */
const dedgeai: Scenario = {
  name: "dedgeai",
  source: "github ChangfuXu/DEdgeAI environment_lad.py and main_lad.py (commit 0761350); arXiv 2412.18212",
  weights: { time: 1, error: 0, energy: 0, localUtility: 0, edgeUtility: 1 },
  edge: { speed: 30e9, switchedCapacitance: 0, maxSteps: 14, stepCapacity: 146 },
  users: users(25, exact, (i) => ({
    workload: spread(i, 25, 0.1024e9, 0.3072e9),
    link: { ...nothing, downlinkBits: spread(i, 25, 0.6e6, 1e6), downlinkRate: 450e6 },
    maxSteps: 1 + (i % 14),
  })),
};

export const MODELS_OF_THE_FIELD: readonly Scenario[] = [agod, eat, dedgeai];
