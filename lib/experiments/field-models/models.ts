/**
 * Settings of three published systems as scenarios, as far as the format can say them: data/models-of-the-field, whose README.md has
 * every number's source and what stands in place of what cannot be said.
 */
import type { Scenario, User } from "../../scenario/types.js";

/** The device of a system whose devices compute nothing: closed. */
const closed = { speed: 1, switchedCapacitance: 0, maxSteps: 0 };

/** No transfer. */
const nothing = { uplinkBits: 0, downlinkBits: 0, uplinkRate: 1, downlinkRate: 1, transmitPower: 0, receivePower: 0 };

/** No error: these systems count quality alone. */
const exact = { kind: "exponential", initial: 0, decay: 0 } as const;

/** The i-th of n numbers spread evenly over [low, high], each in the middle of its part; to six digits. */
function spread(i: number, n: number, low: number, high: number): number {
  return Number((low + ((high - low) * (i + 0.5)) / n).toPrecision(6));
}

/** `count` users, named from 1. */
function users(count: number, user: (i: number) => Omit<User, "id" | "device" | "errorModel">): User[] {
  return Array.from({ length: count }, (_, i) => ({ id: `u${i + 1}`, device: closed, errorModel: exact, ...user(i) }));
}

/** 27 tasks, as many as are in service on average, at the pool of 20 providers. */
const agod: Scenario = {
  name: "agod",
  source: "github Lizonghang/AGOD env/config.py (commit 2d19a12); arXiv 2303.13052",
  weights: { time: 0, error: 0, energy: 0, localUtility: 0, edgeUtility: 1 / 300 },
  edge: { speed: 1, switchedCapacitance: 0, maxSteps: 195, stepCapacity: 20 * 650 },
  users: users(27, (i) => ({ workload: 150, link: nothing, maxSteps: 100 + 10 * (i % 16) })),
};

/** A queue of ten tasks, for 1, 2, 4 and 8 servers in turn. */
const eat: Scenario = {
  name: "eat",
  source: "github zzf1955/EAT EAT Simu/_SDEnv/env.py, cluster.py and train_adsac.py (commit 41fe17c); arXiv 2507.10026",
  utility: "log",
  weights: { time: 0.4, error: 0, energy: 0, localUtility: 0, edgeUtility: Number((1.6 / Math.log(6)).toPrecision(6)) },
  edge: { speed: 1, switchedCapacitance: 0, maxSteps: 30, stepCapacity: null },
  users: users(10, (i) => ({
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
  users: users(25, (i) => ({
    workload: spread(i, 25, 0.1024e9, 0.3072e9),
    link: { ...nothing, downlinkBits: spread(i, 25, 0.6e6, 1e6), downlinkRate: 450e6 },
    maxSteps: 1 + (i % 14),
  })),
};

export const MODELS_OF_THE_FIELD: readonly Scenario[] = [agod, eat, dedgeai];
