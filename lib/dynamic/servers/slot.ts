/** The problem of one slot before several servers: those who wait, with the links and the capacities that there are now (MODEL.md §13). */
import { reaching, type ServersColumns, selectServersUsers } from "../../servers/columns.js";
import { homesOf } from "../../servers/infeasible.js";
import { type ServersProblem, toServersProblem } from "../../servers/problem.js";
import type { Request } from "../request.js";
import { deadlinesLeft, type Slot, slotWith } from "../slot.js";
import { mayAsk, type ServersWorld } from "./world.js";

/** What a policy before several servers knows when it decides. */
export type ServersSlot = Slot<ServersProblem>;

/** Requests as the users of a scenario, as they are at the beginning of slot `index`. */
export function serversSlotColumns(
  world: ServersWorld,
  index: number,
  requests: readonly Request[],
  deadlines = true,
): ServersColumns {
  return columnsAt(
    world,
    requests.map(({ task }) => task),
    index,
    deadlinesLeft(world, index, requests, deadlines),
    (e) => world.capacity[e]![index]!,
  );
}

/** Tasks as users in slot k. @param capacity B_e; Infinity is unlimited. */
function columnsAt(
  { before, channel, home, tasks, scenario }: ServersWorld,
  task: readonly number[],
  k: number,
  deadline: Float64Array,
  capacity: (e: number) => number,
): ServersColumns {
  const { device, at } = selectServersUsers(before, task);
  const own = { ...device.users, deadline };
  const userOf = (n: number): number => tasks.user[task[n]!]!;
  const servers = before.servers.map((server, e) => ({
    ...server,
    stepCapacity: capacity(e) < Infinity ? capacity(e) : null,
  }));
  return {
    servers,
    device: { ...device, users: own },
    at: at.map((columns, e) => {
      let users = { ...columns.users, deadline };
      const uplinkRate = new Float64Array(task.length);
      if (channel !== null) {
        const slotStart = k * scenario.device.users.count;
        for (const n of task.keys()) {
          uplinkRate[n] = channel[e]!.uplinkRate[slotStart + userOf(n)]!;
          // a link that is not there has any rate
          users.uplinkRate[n] = uplinkRate[n] || 1;
          users.downlinkRate[n] = channel[e]!.downlinkRate[slotStart + userOf(n)]! || 1;
        }
      }
      users = reaching(users, own, (n) => (channel === null || uplinkRate[n]! > 0) && mayAsk(home, userOf(n), e));
      return { ...columns, edge: servers[e]!, users };
    }),
  };
}

/** The slot of these requests; deadlines are left out where a policy ignores them. */
export function serversSlotOf(
  world: ServersWorld,
  index: number,
  requests: readonly Request[],
  deadlines = true,
): ServersSlot {
  return slotWith(world, index, requests, toServersProblem(serversSlotColumns(world, index, requests, deadlines)));
}

/**
 * Who does not fit into one slot may wait, but who has no open place at all can't be served; who moves may find one.
 * @throws InfeasibleError naming them.
 */
export function assertServersServable(world: ServersWorld): void {
  if (world.channel !== null) return;
  const { users } = world.scenario.device;
  const everyone = Array.from({ length: users.count }, (_, n) => n);
  homesOf(toServersProblem(columnsAt(world, everyone, 0, users.deadline, () => Infinity)));
}
