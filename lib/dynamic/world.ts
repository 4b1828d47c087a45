/**
 * Everything of the dynamic world that no policy can change (MODEL.md §10): who asks and when, each user's rates and the
 * server's capacity in every slot. A policy sees of it what has happened by now; the oracle sees all.
 */

import { nonNegative, oneOf, whole } from "../input/checks.js";
import { InputError } from "../input/errors.js";
import { averageError } from "../model/error.js";
import { problemOf } from "../model/problem.js";
import { capacityOf, isWork, withCapacity } from "../scenario/capacity.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { MOST_STEPS } from "../scenario/range.js";
import { assertFeasible } from "../solver/infeasible.js";
import { type Arrival, type ArrivalOptions, drawArrivals } from "./arrivals.js";
import { type CapacityOptions, drawCapacity } from "./capacity.js";
import { type Channel, moveUsers } from "./channel.js";
import { type Tasks, tasksOf } from "./tasks.js";

/** Who asks for what, and when: what a world has whatever computes in it. Columns are indexed by slot or by task, as they say. */
export interface Traffic {
  readonly slots: number;
  /** Δ [s]. */
  readonly slotSeconds: number;
  /** In order of time. */
  readonly arrivals: readonly Arrival[];
  /** What they ask for. */
  readonly tasks: Tasks;
  /** What a request for each task costs if it is not served. */
  readonly dropCost: Float64Array;
}

/** The traffic before one edge server. */
export interface World extends Traffic {
  /** Its users send requests; its capacity is that of a slot with the whole server. */
  readonly scenario: ScenarioColumns;
  /** B, steps (or FLOP, under `workCapacity`) that may start at the edge in each slot; Infinity is unlimited. */
  readonly capacity: Float64Array;
  /** Rates in every slot; null where they stay those of the scenario. */
  readonly channel: Channel | null;
}

/** What a request without a deadline is taken to have waited when it is dropped [choice] [s]: the same in worlds of any length. */
export const DROP_SECONDS = 60;

/** Most slots of a world. */
export const MOST_SLOTS = 1e6;
/** Shortest and longest slot [s]: times of requests are whole microseconds, and a plan for an hour is no schedule any more. */
export const SHORTEST_SLOT = 0.001;
export const LONGEST_SLOT = 3600;
/** Most users × slots, and servers, with rates of their own. */
export const MOST_RATES = 5e7;

/** How users' rates vary. */
export const CHANNELS = ["fixed", "mobile"] as const;

/** What a world is drawn from. */
export interface WorldOptions {
  /** K from 1 to {@link MOST_SLOTS}; default 60. */
  readonly slots?: number;
  /** Δ [s], from {@link SHORTEST_SLOT} to {@link LONGEST_SLOT}; default 1. */
  readonly slotSeconds?: number;
  /** Requests to draw, or a trace of them in order of time. */
  readonly arrivals?: ArrivalOptions | readonly Arrival[];
  /** `fixed` keeps the scenario's rates; `mobile` replaces them by those of moving users. Default `fixed`. */
  readonly channel?: (typeof CHANNELS)[number];
  readonly capacity?: CapacityOptions;
  /** Of every request; default c₁·deadline + 2c₂·ε̄(1), {@link DROP_SECONDS} for a deadline where there is none. */
  readonly dropCost?: number;
}

/**
 * @param seed A whole number in 0 … 2³² − 1. The same scenario, options and seed give the same world.
 * @throws InputError naming the option, its value and what would be right.
 */
export function makeWorld(scenario: ScenarioColumns, options: WorldOptions, seed: number): World {
  const { channel = "fixed", capacity = {} } = options;
  const traffic = trafficOf(scenario, options, seed);
  const { slots, slotSeconds } = traffic;
  const { users, edge } = scenario;
  if (channel === "mobile" && users.count * slots > MOST_RATES) {
    throw new InputError(`channel: mobile is for at most ${MOST_RATES} users × slots, not ${users.count} × ${slots}`);
  }
  const wholeServer = (isWork(edge) ? edge.workCapacity : edge.stepCapacity) ?? Infinity;
  return {
    ...traffic,
    scenario,
    capacity: drawCapacity(wholeServer, slots, capacity, seedOf(seed, "capacity"), !isWork(edge)),
    channel: channel === "mobile" ? moveUsers(users.count, slots, slotSeconds, seedOf(seed, "channel")) : null,
  };
}

const PURPOSES = { arrivals: 1, channel: 2, capacity: 3 } as const;

/** Each part of a world is drawn with a seed of its own. */
export function seedOf(seed: number, of: keyof typeof PURPOSES): number {
  const purpose = PURPOSES[of];
  return (seed + purpose * 0x3c6ef372) >>> 0;
}

/** The requests of a world's users. @throws InputError as {@link makeWorld}. */
export function trafficOf(scenario: ScenarioColumns, options: WorldOptions, seed: number): Traffic {
  const { slots = 60, slotSeconds = 1, arrivals = {}, channel, dropCost } = options;
  whole("slots", slots, 1, MOST_SLOTS);
  whole("seed", seed, 0, 2 ** 32 - 1);
  if (!(slotSeconds >= SHORTEST_SLOT && slotSeconds <= LONGEST_SLOT)) {
    throw new InputError(`slotSeconds: must be from ${SHORTEST_SLOT} to ${LONGEST_SLOT} [s], not ${slotSeconds}`);
  }
  if (channel !== undefined) oneOf("channel", channel, CHANNELS);
  if (dropCost !== undefined) nonNegative("dropCost", dropCost);
  const { users, weights } = scenario;
  const clock = { slots, slotSeconds };
  const requests =
    "length" in arrivals
      ? checked(arrivals, users.count, clock)
      : drawArrivals(users.count, clock, arrivals, seedOf(seed, "arrivals"));
  const tasks = tasksOf(scenario, requests);
  return {
    ...clock,
    arrivals: requests,
    tasks,
    dropCost: tasks.columns.deadline.map((deadline, m) => {
      const time = deadline < Infinity ? deadline : DROP_SECONDS;
      // c₁·deadline + 2c₂ε̄(1)
      return dropCost ?? weights.time * time + 2 * weights.error * averageError(tasks.columns, m, 1);
    }),
  };
}

/**
 * Who does not fit into one slot may wait, but who has no open place at all can't be served; who moves may find one.
 * @throws InfeasibleError naming them.
 */
export function assertServable({ channel, scenario }: World): void {
  if (channel === null) assertFeasible(problemOf({ ...scenario, edge: withCapacity(scenario.edge, Infinity) }));
}

/** The first slot at whose beginning a request that came at `time` can start. */
export function decisionSlot(time: number, slotSeconds: number): number {
  return Math.ceil((time / slotSeconds) * (1 - 1e-12));
}

/** What counts as the capacity of a slot: a sum of FLOP is known but for rounding (MODEL.md §12). */
export function capacityIn({ scenario, capacity }: World, k: number): number {
  return capacityOf(withCapacity(scenario.edge, capacity[k]!));
}

/** T^max of a request [s]: its own, or that of its task. */
export function deadlineOf({ tasks }: Traffic, task: number, own: number | undefined): number {
  return own ?? tasks.columns.deadline[task]!;
}

/** T^max of request n, by arrival [s]. */
export function deadlineAt(world: Traffic, n: number): number {
  return deadlineOf(world, world.tasks.of[n]!, world.arrivals[n]!.deadline);
}

function checked(
  trace: readonly Arrival[],
  users: number,
  { slots, slotSeconds }: { readonly slots: number; readonly slotSeconds: number },
): readonly Arrival[] {
  for (const [i, { time, user, deadline, maxSteps }] of trace.entries()) {
    if (!(time >= 0 && decisionSlot(time, slotSeconds) < slots) || time < (trace[i - 1]?.time ?? 0)) {
      const end = (slots - 1) * slotSeconds;
      throw new InputError(`arrivals[${i}].time: must be from 0 to ${end} s, in rising order, not ${time}`);
    }
    whole(`arrivals[${i}].user`, user, 0, users - 1);
    if (deadline !== undefined && !(deadline > 0 && deadline < Infinity)) {
      throw new InputError(`arrivals[${i}].deadline: must be a finite number > 0 [s], not ${deadline}`);
    }
    if (maxSteps !== undefined) whole(`arrivals[${i}].maxSteps`, maxSteps, 1, MOST_STEPS);
  }
  return trace;
}
