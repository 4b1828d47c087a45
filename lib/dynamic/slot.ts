/** The problem of one slot: those who wait, with the time, the rates and the capacity that there are now (MODEL.md §10). */
import { type Problem, problemOf } from "../model/problem.js";
import { type ScenarioColumns, selectUsers } from "../scenario/columns.js";
import type { Request } from "./request.js";
import type { World } from "./world.js";

/** What a policy knows when it decides: the monitor's view. */
export interface Slot {
  readonly index: number;
  /** Whether it is the last: who waits is not served. */
  readonly last: boolean;
  /** Who waits, in order of arrival; at least one place is open to each. */
  readonly requests: readonly Request[];
  /** The same requests as users, their deadlines shortened by the time that they have waited. */
  readonly problem: Problem;
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
  const { scenario, channel, slotSeconds } = world;
  const users = selectUsers(
    scenario.users,
    requests.map(({ user }) => user),
  );
  for (const [n, { user, arrival }] of requests.entries()) {
    users.deadline[n] = deadlines ? users.deadline[n]! - wait(index, slotSeconds, arrival) : Infinity;
    if (channel === null) continue;
    users.uplinkRate[n] = channel.uplinkRate[index * scenario.users.count + user]!;
    users.downlinkRate[n] = channel.downlinkRate[index * scenario.users.count + user]!;
  }
  const stepCapacity = world.capacity[index]! < Infinity ? world.capacity[index]! : null;
  return { ...scenario, edge: { ...scenario.edge, stepCapacity }, users };
}

/** From arrival to the beginning of slot `index` [s]. */
export function wait(index: number, slotSeconds: number, arrival: number): number {
  return Math.max(0, index * slotSeconds - arrival);
}

/** The slot of these requests; deadlines are left out where a policy ignores them. */
export function slotOf(world: World, index: number, requests: readonly Request[], deadlines = true): Slot {
  return {
    index,
    last: index === world.slots - 1,
    requests,
    problem: problemOf(slotColumns(world, index, requests, deadlines)),
    slotSeconds: world.slotSeconds,
    dropCost: Float64Array.from(requests, ({ user }) => world.dropCost[user]!),
  };
}
