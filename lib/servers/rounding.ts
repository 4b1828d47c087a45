/**
 * From the bound to a plan (MODEL.md §13): users go where the linear program's mix sends them, split ones so that what is used of
 * each server stays near to the mix's; with the places fixed, each server gives out its steps as if it were the only one.
 */
import { fewestSteps } from "../model/placement.js";
import { allocatedSteps } from "../solver/allocation.js";
import type { ServersBound } from "./bound.js";
import { DEVICE, type ServersProblem } from "./problem.js";

/** Where each user computes, with how many steps. Columns are indexed by n, one entry a user. */
export interface Choices {
  /** Index of the server, or {@link DEVICE}. */
  readonly server: Int32Array;
  readonly steps: Float64Array;
}

/** With a share of this, an option is the user's; one with less than `UNLIKELY` never is if another has more. */
const SETTLED = 0.999;
const UNLIKELY = 0.1;

/** @param homes Where those can compute whose device is closed. */
export function roundedPlan(problem: ServersProblem, bound: ServersBound, homes: Int32Array): Choices {
  return withSteps(problem, placesOf(problem, bound), homes, bound.prices);
}

/**
 * The best steps for these places, once users have made room where a server has less than the fewest steps of all who are there.
 * @param near Prices that are thought to be near.
 */
export function withSteps(problem: ServersProblem, places: Int32Array, homes: Int32Array, near: Float64Array): Choices {
  const server = Int32Array.from(places);
  makeRoom(problem, server, homes);
  return { server, steps: allocateServers(problem, server, near) };
}

/** The places of the mix. */
function placesOf(
  { capacity, localWholeCost, least }: ServersProblem,
  { best, prices, mix }: ServersBound,
): Int32Array {
  const { rows, rowStart, capacity: at, use, share } = mix;
  const server = Int32Array.from(best.server);
  // what the mix uses of each server more than the places chosen so far
  const behind = new Float64Array(capacity.length);
  /** Where the user goes without a server that is scarce. */
  const elsewhere = (n: number): number => {
    let [place, value] = [DEVICE, localWholeCost[n]!];
    for (const [e, own] of least.entries()) if (prices[e] === 0 && own[n]! < value) [place, value] = [e, own[n]!];
    return place;
  };
  for (const [i, n] of rows.entries()) {
    const [begin, end] = [rowStart[i]!, rowStart[i + 1]!];
    let chosen = begin;
    for (let j = begin; j < end; j++) {
      if (at[j]! >= 0) behind[at[j]!]! += share[j]! * use[j]!;
      if (share[j]! > share[chosen]!) chosen = j;
    }
    if (share[chosen]! < SETTLED) {
      /** Σ λ_e·|behind_e| with this option. */
      const distance = (j: number): number => {
        let sum = 0;
        for (const [e, steps] of behind.entries()) sum += prices[e]! * Math.abs(at[j] === e ? steps - use[j]! : steps);
        return sum;
      };
      let shortest = distance(chosen);
      for (let j = begin; j < end; j++) {
        if (share[j]! < UNLIKELY || !(distance(j) < shortest)) continue;
        chosen = j;
        shortest = distance(j);
      }
    }
    const e = at[chosen]!;
    if (e >= 0) behind[e]! -= use[chosen]!;
    server[n] = e >= 0 ? e : elsewhere(n);
  }
  return server;
}

/** Moves users until each server has the fewest steps of all who are there: first those whose device is closed. */
function makeRoom(
  { at, count, capacity, localWholeCost, least }: ServersProblem,
  server: Int32Array,
  homes: Int32Array,
): void {
  const isClosed = (n: number): boolean => localWholeCost[n] === Infinity;
  const needed = (counts: (n: number) => boolean): Float64Array => {
    const sum = new Float64Array(capacity.length);
    for (let n = 0; n < count; n++) {
      const e = server[n]!;
      if (e !== DEVICE && counts(n)) sum[e]! += fewestSteps(at[e]!.edge, n);
    }
    return sum;
  };
  const astray = server.some((e, n) => e === DEVICE && isClosed(n));
  if (astray || needed(isClosed).some((sum, e) => sum > capacity[e]!)) {
    for (let n = 0; n < count; n++) if (isClosed(n)) server[n] = homes[n]!;
  }
  const sums = needed(() => true);
  for (const [e, own] of least.entries()) {
    if (sums[e]! <= capacity[e]!) continue;
    const movable = Array.from(server.keys()).filter((n) => server[n] === e && !isClosed(n));
    // whom the device costs least
    movable.sort((a, b) => localWholeCost[a]! - own[a]! - (localWholeCost[b]! - own[b]!) || a - b);
    for (const n of movable) {
      if (sums[e]! <= capacity[e]!) break;
      server[n] = DEVICE;
      sums[e]! -= fewestSteps(at[e]!.edge, n);
    }
  }
}

/** The best steps for these places. */
function allocateServers(problem: ServersProblem, server: Int32Array, near: Float64Array): Float64Array {
  const steps = Float64Array.from(problem.localWholeSteps);
  const offload = new Uint8Array(server.length);
  for (const [e, own] of problem.at.entries()) {
    let any = false;
    for (let n = 0; n < server.length; n++) {
      offload[n] = server[n] === e ? 1 : 0;
      any ||= server[n] === e;
    }
    if (!any) continue;
    const allocated = allocatedSteps(own, offload, near[e]!);
    for (let n = 0; n < server.length; n++) if (server[n] === e) steps[n] = allocated[n]!;
  }
  return steps;
}
