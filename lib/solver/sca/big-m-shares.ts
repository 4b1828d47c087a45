/**
 * One user's part of the big-M relaxation (MODEL.md §4). For a given price its offloading a drops out:
 *     minimise  h_l(x) + h_e(y) + c₂ε̄(x+y) + k·a + λωy   over   x, y ≥ 0,  x + y ≥ s_min,  x/s̄_l + y/s̄_e ≤ 1,
 * with k = c₁T_tx + c₃E_tx + π and a = y/s̄_e if k ≥ 0, else a = 1 − x/s̄_l. First without the last limit, which x ≤ s̄_l and
 * y ≤ s̄_e stand for: the steps s = x + y are searched for, and for each s its best split; both are convex, so that a slope
 * that rises through 0 is all there is to find. If what is found breaks the limit, the best lies on it: x = θ·s̄_l and
 * y = (1 − θ)·s̄_e. There s says little, as where both s̄ are nearly 1 it is the same for all θ.
 */
import { shareSlope } from "../../model/cost.js";
import { errorSlope } from "../../model/error.js";
import { fewestSteps, turnAt } from "../../model/placement.js";
import type { Problem } from "../../model/problem.js";
import { bestSteps } from "../../model/steps.js";
import { stepPrice } from "../../model/use.js";
import { falsePosition } from "../../numerics/root.js";

/** A bracket this narrow, relative to its end, is closed. */
const CLOSED = 2 ** -50;
/** Steps this near to where a slope may jump, relative, are just there. */
const NEAR = 1e-13;

/** A user's steps on the device and at the edge [steps]. */
export interface Shares {
  readonly x: number;
  readonly y: number;
}

/** Finds the best x and y of a user. @returns Told n, π and λ. */
export function bestSharesOf(problem: Problem): (n: number, penaltySlope: number, price: number) => Shares {
  const { local, edge, localSteps } = problem;
  // of the user that was asked for last
  let n = 0;
  let mostLocal = 0;
  let mostEdge = 0;
  let turn = 0;
  let edgeTurn = 0;
  let localTilt = 0;
  let edgeTilt = 0;

  /** h_l′(x) with k·a's slope. @param beyond Whether of the regime beyond the turn. */
  const localSlope = (x: number, beyond: boolean): number => shareSlope(local, n, x, beyond, localTilt);
  /** h_e′(y) + λ with k·a's slope. */
  const edgeSlope = (y: number, beyond: boolean): number => shareSlope(edge, n, y, beyond, edgeTilt);
  /** c₂ε̄′(s). */
  const errorPart = (s: number): number => edge.errorWeight * errorSlope(edge.users, n, s);

  /** The best x of s steps, the largest where several are best. */
  const split = (s: number): number => {
    const low = Math.max(0, s - mostEdge);
    const high = Math.min(s, mostLocal);
    if (localSlope(high, high > turn) <= edgeSlope(s - high, isBeyond(s - high, edgeTurn, mostEdge))) return high;
    if (localSlope(low, isBeyond(low, turn, mostLocal)) >= edgeSlope(s - low, s - low > edgeTurn)) return low;
    // h_l′(x) = h_e′(s − x) + λ
    const slope = (x: number, beyond: boolean, edgeBeyond: boolean): number =>
      localSlope(x, beyond) - edgeSlope(s - x, edgeBeyond);
    return crossing(slope, low, high, turn, s - edgeTurn);
  };

  /** How the cost rises with s from s steps that are split as well as can be. */
  const rise = (s: number): number => {
    const x = split(s);
    // c₂ε̄′(s) + the smaller of h_l′(x) and h_e′(s − x) + λ, of the places that are not full
    const onDevice = x === mostLocal ? Infinity : localSlope(x, isBeyond(x, turn, mostLocal));
    const edgeIsFull = s > mostEdge && x === s - mostEdge;
    const atEdge = edgeIsFull ? Infinity : edgeSlope(s - x, isBeyond(s - x, edgeTurn, mostEdge));
    return errorPart(s) + Math.min(onDevice, atEdge);
  };

  /** The s = x + y from which the cost no longer falls, or the largest. The slope jumps where a place is full or at its turn: first those. */
  const bestSum = (): number => {
    let low = fewestSteps(edge, n);
    let high = Math.max(mostLocal, mostEdge);
    for (const jump of [mostLocal, mostEdge, turn, edgeTurn, turn + edgeTurn]) {
      if (!(jump > low && jump < high)) continue;
      const [before, after] = [Math.max(low, jump * (1 - NEAR)), Math.min(high, jump * (1 + NEAR))];
      if (rise(after) < 0) low = after;
      else if (rise(before) < 0) return jump;
      else high = before;
    }
    return zero((s) => -rise(s), low, high);
  };

  /** The best θ in [0, 1] where x/s̄_l = θ and y/s̄_e = 1 − θ. */
  const bestOnLimit = (): number => {
    // s̄_l·(h_l′(x) + c₂ε̄′(x+y)) − s̄_e·(h_e′(y) + λ + c₂ε̄′(x+y))
    const slope = (θ: number, beyond: boolean, edgeBeyond: boolean): number => {
      const x = θ * mostLocal;
      const y = (1 - θ) * mostEdge;
      const shares = mostLocal * localSlope(x, beyond) - mostEdge * edgeSlope(y, edgeBeyond);
      return shares + (mostLocal - mostEdge) * errorPart(x + y);
    };
    return crossing(slope, 0, 1, turn / mostLocal, 1 - edgeTurn / mostEdge);
  };

  return (user, penaltySlope, price) => {
    if (edge.open[user] === 0) return { x: localSteps[user]!, y: 0 };
    if (local.open[user] === 0) return { x: 0, y: bestSteps(edge, user, price) };
    n = user;
    mostLocal = local.maxSteps[n]!;
    mostEdge = edge.maxSteps[n]!;
    turn = turnAt(local, n);
    edgeTurn = turnAt(edge, n);
    // k = c₁T_tx + c₃E_tx + π; k·a's slope is k/s̄_e along y, or −k/s̄_l along x
    const k = edge.fixedCost[n]! + penaltySlope;
    localTilt = k < 0 ? -k / mostLocal : 0;
    edgeTilt = stepPrice(edge, n, price) + (k >= 0 ? k / mostEdge : 0);
    const s = bestSum();
    let x = split(s);
    let y = s - x;
    if (x / mostLocal + y / mostEdge > 1) {
      const θ = bestOnLimit();
      [x, y] = [θ * mostLocal, (1 - θ) * mostEdge];
    }
    return { x: snapped(x, turn), y: snapped(y, edgeTurn) };
  };
}

/** Whether the slope to the right of s steps at a place is that beyond its turn. */
function isBeyond(s: number, turn: number, most: number): boolean {
  return s > turn || (s === turn && turn < most);
}

function snapped(steps: number, jump: number): number {
  return Math.abs(steps / jump - 1) <= NEAR ? jump : steps;
}

/**
 * Where a rising slope goes through 0, or the bound that is nearest to it. It jumps where a place is at its turn: first those.
 * @param turn, edgeTurn Where the device is, above which it is beyond its turn, and the edge, below which that is.
 */
function crossing(
  slope: (x: number, beyond: boolean, edgeBeyond: boolean) => number,
  from: number,
  to: number,
  turn: number,
  edgeTurn: number,
): number {
  let [low, high] = [from, to];
  if (turn > low && turn < high) {
    const edgeBeyond = turn < edgeTurn;
    if (slope(turn, true, edgeBeyond) < 0) low = turn;
    else if (slope(turn, false, edgeBeyond) <= 0) return turn;
    else high = turn;
  }
  if (edgeTurn > low && edgeTurn < high) {
    const beyond = edgeTurn >= turn;
    if (slope(edgeTurn, beyond, false) < 0) low = edgeTurn;
    else if (slope(edgeTurn, beyond, true) <= 0) return edgeTurn;
    else high = edgeTurn;
  }
  return zero((x) => -slope(x, low >= turn, high <= edgeTurn), low, high);
}

/** Where a falling function goes through 0 between two bounds, or the bound that is nearest to it. */
function zero(f: (x: number) => number, low: number, high: number): number {
  const atLow = f(low);
  if (atLow <= 0 || low === high) return low;
  const atHigh = f(high);
  if (atHigh >= 0) return high;
  const bracket = { low, high };
  falsePosition(f, bracket, atLow, atHigh, { closed: CLOSED });
  return bracket.high;
}
