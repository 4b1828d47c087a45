/**
 * Whether a plan exists, and where those can compute whose device is closed (MODEL.md §13): each takes its fewest steps at a server
 * that it reaches, and no server has less than what is taken there. Who finds no room asks those who have some to move on.
 */
import { nameShown } from "../input/errors.js";
import { fewestSteps } from "../model/placement.js";
import { InfeasibleError, naming } from "../solver/infeasible.js";
import { DEVICE, type ServersProblem } from "./problem.js";

/** Of at most so many servers all sets are looked at. */
const MOST_SETS = 12;
/** So many places are tried for users whose fewest steps differ, before the search gives up. */
const MOST_TRIES = 1e6;
/** Of more users it is not begun. */
const MOST_DEPTH = 1000;

/**
 * A server for each user whose device is closed, which has room for the fewest steps of all who are there; {@link DEVICE} for the others.
 * @throws InfeasibleError where there is no plan.
 * @throws Error where floors of quality make users need different steps, and neither a plan nor the lack of one was found.
 */
export function homesOf(problem: ServersProblem): Int32Array {
  const { at, count, capacity, localWholeCost } = problem;
  const closed: number[] = [];
  const nowhere: number[] = [];
  for (let n = 0; n < count; n++) {
    if (localWholeCost[n]! < Infinity) continue;
    if (at.some(({ edge }) => edge.open[n] === 1)) closed.push(n);
    else nowhere.push(n);
  }
  const { id, maxError } = problem.scenario.device.users;
  if (nowhere.length > 0) {
    const floors = nowhere.some((n) => maxError[n]! < Infinity);
    const limits = floors ? "maxSteps, maxError, deadline, battery" : "maxSteps, deadline, battery";
    const ids = nowhere.map(id);
    const message = `infeasible: no step fits on the device or at a server that is reached (${limits}) for ${naming(ids)}`;
    throw new InfeasibleError(message, "both places closed", ids);
  }
  const home = new Int32Array(count).fill(DEVICE);
  const room = Float64Array.from(capacity);
  const fewest = new Map(closed.map((n) => [n, fewestOf(problem, n)]));
  const open = (n: number): number[] => [...at.keys()].filter((e) => at[e]!.edge.open[n] === 1);
  const members = at.map(() => new Set<number>());
  const put = (n: number, e: number): void => {
    home[n] = e;
    members[e]!.add(n);
    room[e]! -= fewest.get(n)!;
  };
  const leave = (n: number): void => {
    const e = home[n]!;
    members[e]!.delete(n);
    room[e]! += fewest.get(n)!;
  };
  // first who reaches few, of those who needs most
  const reach = new Map(closed.map((n) => [n, open(n).length]));
  closed.sort((a, b) => reach.get(a)! - reach.get(b)! || fewest.get(b)! - fewest.get(a)! || a - b);

  /** Finds a place for user n, if need be by moving others on; servers in `asked` are full for good. */
  const settle = (n: number, asked: Set<number>): boolean => {
    const servers = open(n).sort((a, b) => room[b]! - room[a]! || a - b);
    const free = servers.find((e) => !asked.has(e) && room[e]! >= fewest.get(n)!);
    if (free !== undefined) {
      put(n, free);
      return true;
    }
    for (const e of servers) {
      if (asked.has(e)) continue;
      asked.add(e);
      for (const other of [...members[e]!]) {
        if (room[e]! + fewest.get(other)! < fewest.get(n)!) continue;
        leave(other);
        if (settle(other, asked)) {
          put(n, e);
          return true;
        }
        put(other, e);
      }
    }
    return false;
  };
  for (const n of closed) {
    const asked = new Set<number>();
    if (settle(n, asked)) continue;
    const alike = new Set(fewest.values()).size === 1;
    const within = alike ? [...asked] : fullServers(problem, closed, fewest);
    if (within !== null) throw tooFewSteps(problem, closed, fewest, within);
    return search(problem, closed, fewest);
  }
  return home;
}

/** The fewest steps of user n at a server, the same at all that are open to it. */
function fewestOf({ at }: ServersProblem, n: number): number {
  return fewestSteps(at.find(({ edge }) => edge.open[n] === 1)!.edge, n);
}

/** Servers that have less than those need who reach no others (P. Hall's condition); null where no set is like that, or sets are too many. */
function fullServers(
  { at, capacity }: ServersProblem,
  closed: readonly number[],
  fewest: ReadonlyMap<number, number>,
): number[] | null {
  if (at.length > MOST_SETS) return null;
  const needed = new Float64Array(2 ** at.length);
  for (const n of closed) {
    let set = 0;
    for (const [e, { edge }] of at.entries()) if (edge.open[n] === 1) set |= 1 << e;
    needed[set]! += fewest.get(n)!;
  }
  for (let set = 1; set < needed.length; set++) {
    let [need, has] = [0, 0];
    for (let part = set; part > 0; part = (part - 1) & set) need += needed[part]!;
    for (const [e, B] of capacity.entries()) if ((set >> e) & 1) has += B;
    if (need > has) return [...at.keys()].filter((e) => (set >> e) & 1);
  }
  return null;
}

function tooFewSteps(
  { at, scenario, capacity }: ServersProblem,
  closed: readonly number[],
  fewest: ReadonlyMap<number, number>,
  servers: readonly number[],
): InfeasibleError {
  const confined = closed.filter((n) => at.every(({ edge }, e) => edge.open[n] === 0 || servers.includes(e)));
  const ids = confined.map(scenario.device.users.id).sort();
  const needed = confined.reduce((sum, n) => sum + fewest.get(n)!, 0);
  const has = servers.reduce((sum, e) => sum + capacity[e]!, 0);
  const named = servers.map((e) => nameShown(scenario.servers[e]!.id)).sort();
  const whole = needed > has ? "" : ", which do not fit whole";
  const steps = needed === confined.length ? "a step each" : `${needed} steps to keep maxError${whole}`;
  const where = named.length === 1 ? `server ${named[0]} has` : `servers ${named.join(", ")} have`;
  const message = `infeasible: ${where} a stepCapacity of ${has}, but ${confined.length} users can't compute on their device, reach no other server and need ${steps}: ${naming(ids)}`;
  return new InfeasibleError(message, "stepCapacity", ids);
}

/** A server for each by trying all, those who need most first; what failed once with this room is not tried again. */
function search(problem: ServersProblem, closed: readonly number[], fewest: ReadonlyMap<number, number>): Int32Array {
  const { at, capacity, count } = problem;
  const order = [...closed].sort((a, b) => fewest.get(b)! - fewest.get(a)! || a - b);
  const room = Float64Array.from(capacity);
  const home = new Int32Array(count).fill(DEVICE);
  const failed = new Set<string>();
  let tries = order.length > MOST_DEPTH ? MOST_TRIES : 0;
  const place = (i: number): boolean => {
    if (i === order.length) return true;
    if (++tries > MOST_TRIES) {
      throw new Error("neither a plan was found for the users whose device is closed, nor that there is none");
    }
    const state = `${i} ${room.join(" ")}`;
    if (failed.has(state)) return false;
    const n = order[i]!;
    const need = fewest.get(n)!;
    for (const [e, { edge }] of at.entries()) {
      if (edge.open[n] === 0 || room[e]! < need) continue;
      room[e]! -= need;
      home[n] = e;
      if (place(i + 1)) return true;
      room[e]! += need;
    }
    failed.add(state);
    return false;
  };
  if (place(0)) return home;
  throw tooFewSteps(problem, closed, fewest, [...at.keys()]);
}
