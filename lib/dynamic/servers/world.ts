/**
 * Everything of the dynamic world before several edge servers that no policy can change (MODEL.md §13): the traffic, each user's
 * rates to every server, each server's capacity in every slot, and whom a user may ask.
 */
import { InputError } from "../../input/errors.js";
import { selectUsers, userColumns, withUsers } from "../../scenario/columns.js";
import { reaching, type ServersColumns, toServersColumns } from "../../servers/columns.js";
import { grid } from "../../servers/generate.js";
import { DEVICE } from "../../servers/problem.js";
import type { ServersScenario } from "../../servers/types.js";
import { drawCapacity } from "../capacity.js";
import { type Channel, mobility, moveAmong } from "../channel.js";
import { decisionSlot, MOST_RATES, seedOf, type Traffic, trafficOf, type WorldOptions } from "../world.js";

/** Lists are by server. */
export interface ServersWorld extends Traffic {
  /** Its users send requests; its capacities are those of a slot with the whole servers. */
  readonly scenario: ServersColumns;
  /** The tasks as users, each before the servers to which it has a link. */
  readonly before: ServersColumns;
  /** B_e of each slot [steps]; Infinity is unlimited. */
  readonly capacity: readonly Float64Array[];
  /** Rates in every slot, 0 out of reach; null where they stay those of the scenario. */
  readonly channel: readonly Channel[] | null;
  /** By user, the one server that it may ask, or {@link DEVICE} for who never comes into reach of any; null with handover. */
  readonly home: Int32Array | null;
}

/** What it is drawn from; tenants come to each server by themselves, an outage to all. */
export interface ServersWorldOptions extends WorldOptions {
  /** Whether a user may ask any server that it reaches in a slot; default true. */
  readonly handover?: boolean;
  /** How fast users of a `mobile` channel walk, uniform on each leg between these [m/s]; default 0.5 to 1.5. */
  readonly speed?: readonly [least: number, most: number];
}

/** [m/s]. */
const FASTEST = 100;
const METRES = 1000;

/**
 * With a `mobile` channel servers stand on the grid of `generateServers`, in the order of their list.
 * @param seed A whole number in 0 … 2³² − 1. The same scenario, options and seed give the same world.
 * @throws InputError naming the option, its value and what would be right.
 */
export function makeServersWorld(
  given: ServersScenario | ServersColumns,
  options: ServersWorldOptions,
  seed: number,
): ServersWorld {
  const { channel: kind = "fixed", capacity = {}, handover = true, speed } = options;
  const columns = "at" in given ? given : toServersColumns(given);
  const { servers } = columns;
  const traffic = trafficOf(columns.device, options, seed);
  const { slots, slotSeconds, tasks } = traffic;
  const { count } = columns.device.users;
  if (speed !== undefined) checkSpeed(speed, kind);
  if (kind === "mobile" && count * slots * servers.length > MOST_RATES) {
    throw new InputError(
      `channel: mobile is for at most ${MOST_RATES} users × slots × servers, not ${count} × ${slots} × ${servers.length}`,
    );
  }
  const scenario = kind === "mobile" ? linkedToAll(columns) : columns;
  const [low, high] = speed ?? [METRES * mobility.speed[0], METRES * mobility.speed[1]];
  const channel =
    kind === "mobile"
      ? moveAmong(grid(servers.length), count, slots, slotSeconds, seedOf(seed, "channel"), [
          low / METRES,
          high / METRES,
        ])
      : null;
  const world = {
    ...traffic,
    scenario,
    before: {
      ...scenario,
      device: { ...scenario.device, users: tasks.columns },
      at: scenario.at.map((own) => {
        const users = reaching(selectUsers(own.users, tasks.user), tasks.columns, () => true);
        return { ...own, users };
      }),
    },
    capacity: servers.map(({ stepCapacity }, e) =>
      // each server's own tenants; the first's are those of an only one
      drawCapacity(stepCapacity ?? Infinity, slots, capacity, (seedOf(seed, "capacity") + e * OWN) >>> 0),
    ),
    channel,
  };
  return { ...world, home: handover ? null : homes(world) };
}

const OWN = 0x9e3779b9;

function checkSpeed(speed: readonly [number, number], channel: string): void {
  const [least, most] = speed;
  if (channel !== "mobile") throw new InputError(`speed: only channel mobile has it, not ${channel}`);
  if (!(least >= 0 && least <= most && most <= FASTEST)) {
    throw new InputError(
      `speed: must be [least, most] with 0 <= least <= most <= ${FASTEST} [m/s], not [${speed.join(", ")}]`,
    );
  }
}

/** Everyone with a link to every server: where one is missing, with the bits and powers of the user's first. */
function linkedToAll(columns: ServersColumns): ServersColumns {
  const { device, at } = columns;
  const { count } = device.users;
  const first = Int32Array.from({ length: count }, (_, n) => at.findIndex(({ users }) => users.maxSteps[n]! > 0));
  const without = first.indexOf(-1);
  if (without >= 0) {
    throw new InputError(
      `users[${without}].links: must have a link, whose bits and powers are those to every server that a mobile user reaches`,
    );
  }
  const names = ["uplinkBits", "downlinkBits", "transmitPower", "receivePower"] as const;
  return {
    ...columns,
    at: at.map((own) => {
      const links = names.map((name) => [
        name,
        own.users[name].map((x, n) => (own.users.maxSteps[n]! > 0 ? x : at[first[n]!]!.users[name][n]!)),
      ]);
      return withUsers(
        own,
        userColumns({ ...own.users, ...Object.fromEntries(links), maxSteps: device.users.maxSteps }),
      );
    }),
  };
}

/**
 * The server of the fastest uplink in the slot in which a user's first request is decided, or in the first slot after it with a server
 * in reach: its home, as long as the world lasts.
 */
function homes({
  scenario,
  channel,
  arrivals,
  slots,
  slotSeconds,
}: Omit<ServersWorld, "home" | "capacity" | "before">): Int32Array {
  const { at, device } = scenario;
  const { count } = device.users;
  const home = new Int32Array(count).fill(DEVICE);
  const asked = new Uint8Array(count);
  const rate = (e: number, n: number, k: number): number => {
    if (channel !== null) return channel[e]!.uplinkRate[k * count + n]!;
    return at[e]!.users.maxSteps[n]! > 0 ? at[e]!.users.uplinkRate[n]! : 0;
  };
  for (const { user: n, time } of arrivals) {
    if (asked[n] === 1) continue;
    asked[n] = 1;
    for (let k = decisionSlot(time, slotSeconds); k < slots && home[n] === DEVICE; k++) {
      let fastest = 0;
      for (const e of at.keys()) {
        if (!(rate(e, n, k) > fastest)) continue;
        fastest = rate(e, n, k);
        home[n] = e;
      }
      if (channel === null) break;
    }
  }
  return home;
}

/** Whether a user may ask server e, if it is in reach. @param home Of the world. */
export function mayAsk(home: ServersWorld["home"], user: number, e: number): boolean {
  return home === null || home[user] === DEVICE || home[user] === e;
}

/** Whether the only server is in reach of everyone at all times: then it is the edge of MODEL.md §10. */
export function hasOneEdge({ before: { at, device }, channel }: ServersWorld): boolean {
  return at.length === 1 && (channel !== null || at[0]!.users.maxSteps === device.users.maxSteps);
}
