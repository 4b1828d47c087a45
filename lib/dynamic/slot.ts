/** The problem of one slot: those who wait, with the time, the rates and the capacity that there are now (MODEL.md §10). */
import { type Problem, problemOf } from "../model/problem.js";
import { withCapacity } from "../scenario/capacity.js";
import { type ScenarioColumns, selectUsers, withUsers } from "../scenario/columns.js";
import type { Request } from "./request.js";
import { deadlineOf, type Traffic, type World } from "./world.js";

/** What a policy knows when it decides: the monitor's view. */
export interface Slot<P = Problem> {
  readonly index: number;
  /** Whether it is the last: who waits is not served. */
  readonly last: boolean;
  /** Who waits, in order of arrival; at least one place is open to each. */
  readonly requests: readonly Request[];
  /** The same requests as users, their deadlines shortened by the time that they have waited. */
  readonly problem: P;
  /** Δ [s]. */
  readonly slotSeconds: number;
  /** What each of these requests costs if it is not served. */
  readonly dropCost: Float64Array;
}

/** Requests as the users of a scenario, as they are at the beginning of slot `index`. */
export function slotColumns(
  world: World,
  index: number,
  requests: readonly Request[],
  deadlines = true,
): ScenarioColumns {
  const columns = columnsAt(
    world,
    requests.map(({ task }) => task),
    new Int32Array(requests.length).fill(index),
    deadlinesLeft(world, index, requests, deadlines),
  );
  return { ...columns, edge: withCapacity(columns.edge, world.capacity[index]!) };
}

/** What is left of each request's deadline at the beginning of slot `index` [s]; Infinity where deadlines are left out. */
export function deadlinesLeft(
  world: Traffic,
  index: number,
  requests: readonly Request[],
  deadlines: boolean,
): Float64Array {
  return Float64Array.from(requests, ({ task, arrival, deadline }) =>
    deadlines ? deadlineOf(world, task, deadline) - wait(index, world.slotSeconds, arrival) : Infinity,
  );
}

/** Tasks as users, each as it is in a slot with a deadline; all three are as long. Out of reach it asks for no step. The capacity is the scenario's. */
export function columnsAt(
  { scenario, channel, tasks }: World,
  task: ArrayLike<number>,
  slot: ArrayLike<number>,
  deadline: ArrayLike<number>,
): ScenarioColumns {
  const users = selectUsers(tasks.columns, task);
  for (let n = 0; n < users.count; n++) {
    users.deadline[n] = deadline[n]!;
    if (channel === null) continue;
    const at = slot[n]! * scenario.users.count + tasks.user[task[n]!]!;
    if (channel.uplinkRate[at] === 0) {
      users.maxSteps[n] = 0;
      continue;
    }
    users.uplinkRate[n] = channel.uplinkRate[at]!;
    users.downlinkRate[n] = channel.downlinkRate[at]!;
  }
  return withUsers(scenario, users);
}

/** From arrival to the beginning of slot `index` [s]. */
export function wait(index: number, slotSeconds: number, arrival: number): number {
  return Math.max(0, index * slotSeconds - arrival);
}

/** The slot of these requests; deadlines are left out where a policy ignores them. */
export function slotOf(world: World, index: number, requests: readonly Request[], deadlines = true): Slot {
  return slotWith(world, index, requests, problemOf(slotColumns(world, index, requests, deadlines)));
}

/** A slot with this problem of its requests. */
export function slotWith<P>(world: Traffic, index: number, requests: readonly Request[], problem: P): Slot<P> {
  return {
    index,
    last: index === world.slots - 1,
    requests,
    problem,
    slotSeconds: world.slotSeconds,
    dropCost: Float64Array.from(requests, ({ task }) => world.dropCost[task]!),
  };
}
