/** A scenario of several servers as columns: for each server one that has it as its edge (MODEL.md §13). */
import { collect, type ScenarioColumns, selectUsers, type UserColumns, userColumns } from "../scenario/columns.js";
import type { Edge, Link, User } from "../scenario/types.js";
import type { Server, ServersScenario, ServersUser } from "./types.js";

/** Columns of users are indexed by n, one entry a user; lists of servers by e. */
export interface ServersColumns {
  readonly servers: readonly Server[];
  /** The users before an edge that is closed: their devices alone. */
  readonly device: ScenarioColumns;
  /** By server, the users before it as the only edge. Who does not reach it asks for no step there. */
  readonly at: readonly ScenarioColumns[];
}

const CLOSED: Edge = { speed: 1, switchedCapacitance: 0, maxSteps: 0, stepCapacity: 0 };
/** Of who needs none: no data, at any rate. */
export const NO_LINK: Link = {
  uplinkBits: 0,
  downlinkBits: 0,
  uplinkRate: 1,
  downlinkRate: 1,
  transmitPower: 0,
  receivePower: 0,
};

/** The columns of a checked scenario. */
export function toServersColumns({ users, ...settings }: ServersScenario): ServersColumns {
  return collectServers(settings, users.length, (n) => users[n]!);
}

/**
 * The columns of users who are told one by one, so that there need not be a list of them.
 * @param id A user's id, where it should not be kept for each.
 */
export function collectServers(
  { servers, ...settings }: Omit<ServersScenario, "users">,
  count: number,
  userAt: (n: number) => ServersUser,
  id?: (n: number) => string,
): ServersColumns {
  const links = servers.map(() => new LinkColumns(count));
  const withoutLinks = (n: number): User => {
    const { links: own, ...user } = userAt(n);
    for (const [e, server] of servers.entries()) if (Object.hasOwn(own, server.id)) links[e]!.set(n, own[server.id]!);
    return { ...user, link: NO_LINK };
  };
  const device = collect({ ...settings, edge: CLOSED }, count, withoutLinks, id);
  const at = servers.map((edge, e) => ({ ...device, edge, users: links[e]!.users(device.users) }));
  return { servers, device, at };
}

/** The links to one server. */
class LinkColumns {
  #reaching = 0;
  readonly #reached: Uint8Array;
  readonly #uplinkBits: Float64Array;
  readonly #downlinkBits: Float64Array;
  readonly #uplinkRate: Float64Array;
  readonly #downlinkRate: Float64Array;
  readonly #transmitPower: Float64Array;
  readonly #receivePower: Float64Array;

  constructor(count: number) {
    this.#reached = new Uint8Array(count);
    this.#uplinkBits = new Float64Array(count);
    this.#downlinkBits = new Float64Array(count);
    this.#uplinkRate = new Float64Array(count).fill(1);
    this.#downlinkRate = new Float64Array(count).fill(1);
    this.#transmitPower = new Float64Array(count);
    this.#receivePower = new Float64Array(count);
  }

  set(n: number, link: Link): void {
    this.#reaching += 1;
    this.#reached[n] = 1;
    this.#uplinkBits[n] = link.uplinkBits;
    this.#downlinkBits[n] = link.downlinkBits;
    this.#uplinkRate[n] = link.uplinkRate;
    this.#downlinkRate[n] = link.downlinkRate;
    this.#transmitPower[n] = link.transmitPower;
    this.#receivePower[n] = link.receivePower;
  }

  /** The users with these links; what else they have is shared. */
  users(users: UserColumns): UserColumns {
    const reached = this.#reached;
    const all = this.#reaching === users.count;
    return {
      ...users,
      uplinkBits: this.#uplinkBits,
      downlinkBits: this.#downlinkBits,
      uplinkRate: this.#uplinkRate,
      downlinkRate: this.#downlinkRate,
      transmitPower: this.#transmitPower,
      receivePower: this.#receivePower,
      maxSteps: all ? users.maxSteps : users.maxSteps.map((most, n) => (reached[n] === 1 ? most : 0)),
    };
  }
}

/** The users of these indices, in this order, before the same servers; an index may be there more than once. */
export function selectServersUsers(
  { servers, device, at }: ServersColumns,
  indices: ArrayLike<number>,
): ServersColumns {
  const users = selectUsers(device.users, indices);
  return {
    servers,
    device: { ...device, users },
    at: at.map((own) => ({ ...own, users: reaching(selectUsers(own.users, indices), users, () => true) })),
  };
}

/**
 * The users before a server which only those reach who did and whom `reaches` names.
 * @param users Before that server. @param own The same on their devices.
 */
export function reaching(users: UserColumns, own: UserColumns, reaches: (n: number) => boolean): UserColumns {
  const maxSteps = own.maxSteps.map((most, n) => (users.maxSteps[n]! > 0 && reaches(n) ? most : 0));
  const all = maxSteps.every((most, n) => most === own.maxSteps[n]);
  return userColumns({ ...users, maxSteps: all ? own.maxSteps : maxSteps });
}

/** Whether every user reaches server e. */
export function isReachedByAll({ device, at }: ServersColumns, e: number): boolean {
  return at[e]!.users.maxSteps === device.users.maxSteps;
}
