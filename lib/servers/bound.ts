/**
 * The certificate where there are several servers (MODEL.md §13): with a price λ_e ≥ 0 for each,
 *     D(λ) = −Σ λ_e·B_e + Σ_n min(V_l, min_e V_ne(λ_e))
 * is below every plan. It is maximised by column generation; of many users, first for a sample, then for all with what they
 * may want near the sample's prices.
 */
import { cornersOf } from "../model/corners.js";
import { cost } from "../model/cost.js";
import { isBent } from "../model/error.js";
import { fewestSteps } from "../model/placement.js";
import { WholeChoice } from "../model/whole-steps.js";
import {
  type CapacityDual,
  type CapacityMix,
  type CapacityProblem,
  maximiseCapacityDual,
  type NearbyDual,
} from "../numerics/capacity-dual.js";
import { Sum } from "../numerics/sum.js";
import { DEVICE, type ServersProblem } from "./problem.js";

/** What each user does best at some prices. Columns are indexed by n, one entry a user. */
export interface BestChoices {
  /** Index of the server, or {@link DEVICE}. */
  readonly server: Int32Array;
  /** Whole steps there. */
  readonly steps: Float64Array;
  /** V_n = min(V_l, min_e V_ne(λ_e)). */
  readonly value: Float64Array;
}

/** The certificate of every solution. */
export interface ServersBound {
  /** No plan's objective is below it. */
  readonly lowerBound: number;
  /** λ by server [1/step]; 0 of one without a step. */
  readonly prices: Float64Array;
  /** What every gap is relative to: the magnitude of what is best for everyone at λ, |bound| where that is 0, 1 where both are. */
  readonly scale: number;
  /** What is best for everyone at λ. */
  readonly best: BestChoices;
  /** How the linear program of which D is the dual mixes users' choices. */
  readonly mix: CapacityMix;
  /** How often D was evaluated for all users. */
  readonly evaluations: number;
}

/** From this many users on a sample is looked at first, one in `RATIO` of them but so many at least. */
const MANY = 2000;
const RATIO = 10;
const LEAST_SAMPLE = 1000;
/** A sample's prices are this part near those of all, times 1/√its size. */
const SPREAD = 1;
/** So often a sample's capacities are corrected, or until its prices move by no more than twice this part. */
const ROUNDS = 3;
const CLOSE = 2e-4;
/** A sample's dual is known to this part. */
const ROUGH = 1e-5;
/** A user whose device is closed is as if it had one that costs so many times the range of all costs more than any server. */
const DEAREST = 8;
/** Another try makes it so many times dearer. */
const DEARER = 64;
const TRIES = 6;

/** The bound and its prices. @param problem A feasible one. */
export function serversBound(problem: ServersProblem): ServersBound {
  const everyone = Int32Array.from({ length: problem.count }, (_, n) => n);
  // without a step a server is closed to all, and needs no price
  const capacity = problem.capacity.map((B) => (B < 1 ? Infinity : B));
  let dear = DEAREST;
  let outside = outsideOf(problem, dear);
  const near = neighbourhood(problem, everyone, capacity, outside);
  let found = maximise(problem, everyone, capacity, outside, near);
  // a device that is closed is nobody's best choice
  for (let i = 1; i < TRIES && isOutside(problem, found.prices, outside); i++) {
    dear *= DEARER;
    outside = outsideOf(problem, dear);
    found = maximise(problem, everyone, capacity, outside, near);
  }
  const { prices, mix, evaluations } = found;
  const best = bestAt(problem, prices);
  return { ...dualAt(problem, prices, best), prices, best, mix, evaluations };
}

/** D(λ), and what gaps are relative to. */
function dualAt(
  { at, count, capacity, localWholeCost, localWholeSteps }: ServersProblem,
  prices: Float64Array,
  { server, steps, value }: BestChoices,
): { lowerBound: number; scale: number } {
  const sum = new Sum();
  const magnitude = new Sum();
  // −Σ λ_e·B_e
  for (const [e, λ] of prices.entries()) if (λ > 0) sum.add(-λ * capacity[e]!);
  const [first] = at;
  for (let n = 0; n < count; n++) {
    const e = server[n]!;
    const { utility, utilityWeight } = e === DEVICE ? first!.local : at[e]!.edge;
    const s = e === DEVICE ? localWholeSteps[n]! : steps[n]!;
    const own = e === DEVICE ? localWholeCost[n]! : cost(at[e]!.edge, n, s);
    sum.add(value[n]!);
    // φ + 2w·g = c₁·latency + c₂ε̄ + c₃·energy + w·g
    magnitude.add(own + 2 * utilityWeight * utility.value(s));
  }
  return { lowerBound: sum.value, scale: Math.max(0, magnitude.value) || Math.abs(sum.value) || 1 };
}

/** What is best for each user at these prices; of what is tied the device, then the first server. */
export function bestAt(
  { at, count, least, localWholeCost, localWholeSteps }: ServersProblem,
  prices: Float64Array,
): BestChoices {
  const server = new Int32Array(count).fill(DEVICE);
  const steps = Float64Array.from(localWholeSteps);
  const value = Float64Array.from(localWholeCost);
  for (const [e, { edge }] of at.entries()) {
    const choice = new WholeChoice(edge);
    const λ = prices[e]!;
    for (let n = 0; n < count; n++) {
      // V_ne(λ) ≥ V_ne(0) + λ·s_min
      if (!(least[e]![n]! + λ * fewestSteps(edge, n) < value[n]!)) continue;
      const own = choice.valueAt(n, λ);
      if (!(own < value[n]!)) continue;
      value[n] = own;
      server[n] = e;
      steps[n] = choice.steps;
    }
  }
  return { server, steps, value };
}

/** The largest D of some users before these capacities. @param outside V_l of all, or what it costs to be served by no one. @param near Where it may be. */
function maximise(
  problem: ServersProblem,
  users: Int32Array,
  capacity: Float64Array,
  outside: Float64Array,
  near: NearbyDual | undefined,
): CapacityDual {
  const own = Float64Array.from(users, (n) => outside[n]!);
  const respond = respondent(problem, users, outside);
  const tolerance = users.length < problem.count ? { tolerance: ROUGH } : {};
  return maximiseCapacityDual({ capacity, outside: own, respond }, { ...(near && { near }), ...tolerance });
}

/** Each user's best choice at given prices. */
function respondent(
  { at, least }: ServersProblem,
  users: Int32Array,
  outside: Float64Array,
): CapacityProblem["respond"] {
  const choices = at.map(({ edge }) => new WholeChoice(edge));
  const last = new Int32Array(users.length);
  return (prices, answer) => {
    for (let i = 0; i < users.length; i++) {
      const n = users[i]!;
      let best = outside[n]!;
      answer.capacity[i] = -1;
      // the server that was the best before comes first, so that most others need no look
      for (let k = -1; k < at.length; k++) {
        const e = k < 0 ? last[i]! : k;
        if (k >= 0 && e === last[i]) continue;
        const λ = prices[e]!;
        // V_ne(λ) ≥ V_ne(0) + λ·s_min
        if (!(least[e]![n]! + λ * fewestSteps(at[e]!.edge, n) < best)) continue;
        const choice = choices[e]!;
        const own = choice.valueAt(n, λ);
        if (!(own < best)) continue;
        best = own;
        answer.capacity[i] = e;
        answer.cost[i] = choice.cost;
        answer.use[i] = choice.steps;
      }
    }
    for (let i = 0; i < users.length; i++) if (answer.capacity[i]! >= 0) last[i] = answer.capacity[i]!;
  };
}

/** What users want of each server at these prices [steps]. */
function demandOf(
  problem: ServersProblem,
  users: Int32Array,
  outside: Float64Array,
  prices: Float64Array,
): Float64Array {
  const rows = users.length;
  const answer = { capacity: new Int32Array(rows), cost: new Float64Array(rows), use: new Float64Array(rows) };
  respondent(problem, users, outside)(prices, answer);
  const demand = new Float64Array(prices.length);
  for (let i = 0; i < rows; i++) if (answer.capacity[i]! >= 0) demand[answer.capacity[i]!]! += answer.use[i]!;
  return demand;
}

/** V_l, or where the device is closed what it costs to be served by no one: `dear` times the range of all costs more than any server. */
function outsideOf({ at, count, localWholeCost, least }: ServersProblem, dear: number): Float64Array {
  if (!localWholeCost.includes(Infinity)) return localWholeCost;
  const dearest = (n: number): number => {
    let most = -Infinity;
    for (const { edge } of at) if (edge.open[n] === 1) most = Math.max(most, cost(edge, n, fewestSteps(edge, n)));
    return most;
  };
  let range = 0;
  for (let n = 0; n < count; n++) {
    let low = localWholeCost[n]!;
    for (const own of least) low = Math.min(low, own[n]!);
    const high = localWholeCost[n]! < Infinity ? localWholeCost[n]! : dearest(n);
    range = Math.max(range, high - low);
  }
  return localWholeCost.map((V, n) => (V < Infinity ? V : dearest(n) + dear * (range || 1)));
}

/** Whether at the prices a device that is closed would be a best choice. */
function isOutside(problem: ServersProblem, prices: Float64Array, outside: Float64Array): boolean {
  const { localWholeCost } = problem;
  if (!localWholeCost.includes(Infinity)) return false;
  const { value } = bestAt(problem, prices);
  return value.some((own, n) => localWholeCost[n] === Infinity && own >= outside[n]!);
}

/**
 * Where the maximiser for these users may be, as a sample tells; nothing where they are few. What the sample wants at its own prices is not quite its part
 * of what all want there: with that taken from its capacities, its prices are nearer to those of all.
 */
function neighbourhood(
  problem: ServersProblem,
  users: Int32Array,
  capacity: Float64Array,
  outside: Float64Array,
): NearbyDual | undefined {
  if (users.length < MANY) return undefined;
  const sample = sampleOf(users);
  const part = sample.length / users.length;
  const own = capacity.map((B) => B * part);
  let { prices } = maximise(problem, sample, own, outside, neighbourhood(problem, sample, own, outside));
  let spread = SPREAD / Math.sqrt(sample.length);
  for (let round = 0; round < ROUNDS && spread > CLOSE; round++) {
    const all = demandOf(problem, users, outside, prices);
    const theirs = demandOf(problem, sample, outside, prices);
    const corrected = own.map((B, e) => B - (part * all[e]! - theirs[e]!));
    if (!corrected.every((B) => B > 0)) break;
    const before = prices;
    prices = maximise(problem, sample, corrected, outside, around(problem, sample, before, spread)).prices;
    let moved = 0;
    for (const [e, λ] of prices.entries()) if (before[e]! > 0) moved = Math.max(moved, Math.abs(λ / before[e]! - 1));
    spread = Math.min(spread, moved / 2);
  }
  return around(problem, users, prices, Math.max(spread, CLOSE));
}

/** What users may choose at prices that are this part from these. */
function around(problem: ServersProblem, users: Int32Array, prices: Float64Array, spread: number): NearbyDual {
  const highest = prices.reduce((most, λ) => Math.max(most, λ), 0);
  const low = prices.map((λ) => λ * (1 - spread));
  const high = prices.map((λ) => (λ > 0 ? λ * (1 + spread) : highest * spread));
  const range = prices.map((λ) => (λ > 0 ? λ : highest) * spread);
  return { prices, spread: range, options: (offer) => offerBetween(problem, users, low, high, offer) };
}

/** One in `RATIO` users, picked evenly but not regularly. */
function sampleOf(users: Int32Array): Int32Array {
  const size = Math.max(LEAST_SAMPLE, Math.floor(users.length / RATIO));
  const ratio = users.length / size;
  return Int32Array.from({ length: size }, (_, i) => {
    const within = ((Math.imul(i, 40503) >>> 7) % 1024) / 1024;
    return users[Math.min(users.length - 1, Math.floor((i + within) * ratio))]!;
  });
}

/** Offers what may be the best for each user at prices between these. @returns 1 for a user of whom that is one choice. */
function offerBetween(
  { at, least, localWholeCost }: ServersProblem,
  users: Int32Array,
  low: Float64Array,
  high: Float64Array,
  offer: (row: number, server: number, cost: number, use: number) => void,
): Uint8Array {
  const choices = at.map(({ edge }) => new WholeChoice(edge));
  const fewest = new Float64Array(at.length);
  const settled = new Uint8Array(users.length);
  for (let i = 0; i < users.length; i++) {
    const n = users[i]!;
    // no more than min(V_l, min_e V_ne(high_e))
    let most = localWholeCost[n]!;
    for (let e = 0; e < at.length; e++) {
      fewest[e] = 0;
      // V_ne(λ) ≥ V_ne(0) + λ·s_min
      if (!(least[e]![n]! + low[e]! * fewestSteps(at[e]!.edge, n) <= most)) continue;
      most = Math.min(most, choices[e]!.valueAt(n, high[e]!));
      fewest[e] = choices[e]!.steps;
    }
    // the device is one of them
    let offered = localWholeCost[n]! <= most ? 1 : 0;
    for (let e = 0; e < at.length; e++) {
      const choice = choices[e]!;
      if (fewest[e] === 0 || !(choice.valueAt(n, low[e]!) <= most)) continue;
      const { edge } = at[e]!;
      const [from, to] = [fewest[e]!, choice.steps];
      const bent = isBent(edge.users, n) ? cornersOf(edge) : null;
      for (let s = from; s <= to; s++) {
        if (bent !== null && bent.data[bent.upTo(n, s)] !== s) continue;
        offer(i, e, cost(edge, n, s), s);
        offered += 1;
      }
    }
    settled[i] = offered === 1 ? 1 : 0;
  }
  return settled;
}
