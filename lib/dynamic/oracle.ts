/**
 * The oracle bound (MODEL.md §10): what no policy can beat, even one that knew the future. One price λ_k ≥ 0 for each slot
 * separates the requests:
 *     −Σ λ_k·B_k + Σ_n min over (device at once; edge in a slot k, s steps; drop) of cost + λ_k·s.
 * Every choice of prices gives a bound. Ascent in one coordinate after the other: with the other prices fixed, the best λ_k
 * is the price of one slot, at which a request has all of its other choices in place of the device.
 */
import { cost } from "../model/cost.js";
import type { Problem } from "../model/problem.js";
import { bestWholeSteps } from "../model/steps.js";
import { Sum } from "../numerics/sum.js";
import { wholePrice } from "../solver/price/whole-price.js";
import type { Request } from "./request.js";
import { slotOf, wait } from "./slot.js";
import { decisionSlot, type World } from "./world.js";

/** A bound on every policy, and the prices that show it. */
export interface OracleBound {
  /** No policy's objective is below it. */
  readonly lowerBound: number;
  /** λ of each slot [1/step]. */
  readonly prices: Float64Array;
}

/** Requests who may start at the edge in a slot. */
interface Options {
  readonly problem: Problem;
  /** Index of each request. */
  readonly request: Int32Array;
  /** c₁ times what each has waited. */
  readonly waiting: Float64Array;
  /** What each costs here at the slot's price. */
  readonly value: Float64Array;
}

/** The ascent ends when a sweep over all slots raises the bound by less than this part of the costs. */
const STANDSTILL = 1e-4;
const MOST_SWEEPS = 100;

/** @param progress Told how much of the work is done at least, from 0 to 1. */
export function oracleBound(world: World, progress: (done: number) => void = () => {}): OracleBound {
  const { outside, slots, edgeValues } = choicesOf(world);
  const prices = new Float64Array(world.slots);
  const { arrivals, slotSeconds } = world;

  /** The best λ_k where a request's other choices cost `others`. */
  const raise = (k: number, others: (n: number) => number): void => {
    const { problem, request, waiting, value } = slots[k]!;
    if (problem.count === 0) return;
    // in place of V_l, the other choices less c₁·waited, which the edge's cost is without
    const { price } = wholePrice(
      problem,
      Float64Array.from(request, (n, i) => others(n) - waiting[i]!),
      prices[k],
    );
    prices[k] = price;
    setValues(slots[k]!, price);
    for (let i = 0; i < value.length; i++) edgeValues[request[i]!]!.set(k, value[i]!);
  };
  for (let k = 0; k < world.slots; k++) {
    raise(k, (n) => (decisionSlot(arrivals[n]!.time, slotSeconds) === k ? outside[n]! : -Infinity));
  }

  const least = (n: number, except = -1): number => {
    // min over (device at once or drop; edge in a slot k at λ_k)
    let best = outside[n]!;
    for (const [k, value] of edgeValues[n]!) if (k !== except && value < best) best = value;
    return best;
  };
  const bound = (): { value: number; scale: number } => {
    const sum = new Sum();
    let scale = 0;
    for (let n = 0; n < outside.length; n++) {
      const value = least(n);
      scale += Math.abs(value);
      sum.add(value);
    }
    // −Σ λ_k·B_k
    for (let k = 0; k < world.slots; k++) if (prices[k]! > 0) sum.add(-prices[k]! * world.capacity[k]!);
    return { value: sum.value, scale };
  };
  let now = bound();
  for (let sweep = 1; sweep <= MOST_SWEEPS; sweep++) {
    for (let i = 0; i < world.slots; i++) {
      const k = sweep % 2 === 1 ? world.slots - 1 - i : i;
      raise(k, (n) => least(n, k));
    }
    const before = now;
    now = bound();
    progress(sweep / MOST_SWEEPS);
    if (now.value - before.value <= STANDSTILL * now.scale) break;
  }
  return { lowerBound: now.value, prices };
}

function setValues({ problem, waiting, value }: Options, price: number): void {
  const { edge } = problem;
  for (let i = 0; i < value.length; i++) {
    if (edge.open[i] === 0) {
      value[i] = Infinity;
      continue;
    }
    const s = bestWholeSteps(edge, i, price);
    // c₁·waited + V_e(λ_k)
    value[i] = waiting[i]! + cost(edge, i, s) + price * s;
  }
}

/**
 * Every request's choices: without the edge, device at once or drop; at the edge, each slot in which it could be better.
 * Waiting longer never pays once it alone costs more than any choice at the edge could save.
 */
function choicesOf(world: World): {
  readonly outside: Float64Array;
  readonly slots: readonly Options[];
  /** By request: the value of each slot at the edge. */
  readonly edgeValues: readonly Map<number, number>[];
} {
  const { scenario, arrivals, slotSeconds } = world;
  const c1 = scenario.weights.time;
  const count = arrivals.length;
  const outside = new Float64Array(count);
  const floor = new Float64Array(count).fill(-Infinity);
  const edgeValues = Array.from({ length: count }, () => new Map<number, number>());
  const slots: Options[] = [];
  let alive: Request[] = [];
  let arrived = 0;
  for (let k = 0; k < world.slots; k++) {
    const newcomers: Request[] = [];
    while (arrived < count && decisionSlot(arrivals[arrived]!.time, slotSeconds) <= k) {
      const { time, user } = arrivals[arrived]!;
      newcomers.push({ index: arrived++, user, arrival: time, state: "waiting" });
    }
    if (newcomers.length > 0) {
      const { problem } = slotOf(world, k, newcomers);
      for (const [i, { index, user, arrival }] of newcomers.entries()) {
        // min(drop cost, c₁·waited + V_l)
        outside[index] = Math.min(
          world.dropCost[user]!,
          c1 * wait(k, slotSeconds, arrival) + problem.localWholeCost[i]!,
        );
      }
      if (c1 > 0) {
        // The least that the computation costs at the edge: no deadline, no price.
        const free = slotOf(world, k, newcomers, false).problem;
        for (const [i, { index }] of newcomers.entries()) {
          if (free.edge.open[i] === 0) continue;
          const s = bestWholeSteps(free.edge, i, 0);
          floor[index] = cost(free.edge, i, s) - free.edge.fixedCost[i]!;
        }
      }
    }
    alive = [...alive, ...newcomers].filter(({ index, user, arrival }) => {
      const waited = wait(k, slotSeconds, arrival);
      return waited < scenario.users.deadline[user]! && c1 * waited + floor[index]! < outside[index]!;
    });
    const { problem } = slotOf(world, k, alive);
    slots.push({
      problem,
      request: Int32Array.from(alive, ({ index }) => index),
      waiting: Float64Array.from(alive, ({ arrival }) => c1 * wait(k, slotSeconds, arrival)),
      value: new Float64Array(alive.length),
    });
  }
  return { outside, slots, edgeValues };
}
