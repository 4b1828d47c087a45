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
import { fewestSteps, type Place, turnAt } from "../../model/placement.js";
import type { Problem } from "../../model/problem.js";
import { bestSteps } from "../../model/steps.js";
import { stepPrice } from "../../model/use.js";
import { falsePosition } from "../../numerics/root.js";

/** A bracket this narrow, relative to its end, is closed. */
const CLOSED = 2 ** -50;
/** Steps this near to where a slope may jump, relative, are just there. */
const NEAR = 1e-13;

export class Shares {
  /** Steps on the device and at the edge that the last {@link solve} found [steps]. */
  x = 0;
  y = 0;
  readonly #local: Place;
  readonly #edge: Place;
  readonly #localSteps: Float64Array;
  #user = 0;
  #localTilt = 0;
  #edgeTilt = 0;

  constructor(problem: Problem) {
    this.#local = problem.local;
    this.#edge = problem.edge;
    this.#localSteps = problem.localSteps;
  }

  /** The best x and y of user n. @param penaltySlope π. @param price λ. */
  solve(n: number, penaltySlope: number, price: number): void {
    if (this.#edge.open[n] === 0) this.#place(this.#localSteps[n]!, 0);
    else if (this.#local.open[n] === 0) this.#place(0, bestSteps(this.#edge, n, price));
    else this.#solveBoth(n, penaltySlope, price);
  }

  #solveBoth(n: number, penaltySlope: number, price: number): void {
    const local = this.#local;
    const edge = this.#edge;
    this.#user = n;
    // k = c₁T_tx + c₃E_tx + π; k·a's slope is k/s̄_e along y, or −k/s̄_l along x
    const k = edge.fixedCost[n]! + penaltySlope;
    this.#localTilt = k < 0 ? -k / local.maxSteps[n]! : 0;
    this.#edgeTilt = stepPrice(edge, n, price) + (k >= 0 ? k / edge.maxSteps[n]! : 0);
    this.#rise(this.#bestSum());
    const [mostLocal, mostEdge] = [local.maxSteps[n]!, edge.maxSteps[n]!];
    if (this.x / mostLocal + this.y / mostEdge > 1) {
      const θ = this.#bestOnLimit();
      this.#place(θ * mostLocal, (1 - θ) * mostEdge);
    }
    this.#place(snapped(this.x, turnAt(local, n)), snapped(this.y, turnAt(edge, n)));
  }

  /** The s = x + y from which the cost no longer falls, or the largest. The slope jumps where a place is full or at its turn: first those. */
  #bestSum(): number {
    const local = this.#local;
    const edge = this.#edge;
    const n = this.#user;
    const mostLocal = local.maxSteps[n]!;
    const mostEdge = edge.maxSteps[n]!;
    const [turn, edgeTurn] = [turnAt(local, n), turnAt(edge, n)];
    let low = fewestSteps(edge, n);
    let high = Math.max(mostLocal, mostEdge);
    for (const jump of [mostLocal, mostEdge, turn, edgeTurn, turn + edgeTurn]) {
      if (!(jump > low && jump < high)) continue;
      const [before, after] = [Math.max(low, jump * (1 - NEAR)), Math.min(high, jump * (1 + NEAR))];
      if (this.#rise(after) < 0) low = after;
      else if (this.#rise(before) < 0) return jump;
      else high = before;
    }
    return zero((s) => -this.#rise(s), low, high);
  }

  #place(x: number, y: number): void {
    this.x = x;
    this.y = y;
  }

  /** Splits s steps as well as can be, and answers how the cost rises with s from there. */
  #rise(s: number): number {
    const local = this.#local;
    const edge = this.#edge;
    const n = this.#user;
    const mostLocal = local.maxSteps[n]!;
    const mostEdge = edge.maxSteps[n]!;
    const low = Math.max(0, s - mostEdge);
    const high = Math.min(s, mostLocal);
    const x = this.#split(s, low, high);
    this.#place(x, s - x);
    // c₂ε̄′(s) + the smaller of h_l′(x) and h_e′(s − x) + λ, of the places that are not full
    const full = { local: x === mostLocal, edge: low > 0 && x === low };
    const onDevice = full.local ? Infinity : this.#localSlope(x, this.#beyond(local, x, true));
    const atEdge = full.edge ? Infinity : this.#edgeSlope(s - x, this.#beyond(edge, s - x, true));
    return edge.errorWeight * errorSlope(edge.users, n, s) + Math.min(onDevice, atEdge);
  }

  /** The best x of s steps between two bounds, the largest where several are best. */
  #split(s: number, low: number, high: number): number {
    const local = this.#local;
    const edge = this.#edge;
    const turn = turnAt(local, this.#user);
    const edgeTurn = turnAt(edge, this.#user);
    if (this.#localSlope(high, high > turn) <= this.#edgeSlope(s - high, this.#beyond(edge, s - high, true)))
      return high;
    if (this.#localSlope(low, this.#beyond(local, low, true)) >= this.#edgeSlope(s - low, s - low > edgeTurn))
      return low;
    let from = low;
    let to = high;
    if (turn > from && turn < to) {
      const atEdge = this.#edgeSlope(s - turn, s - turn > edgeTurn);
      if (this.#localSlope(turn, true) < atEdge) from = turn;
      else if (this.#localSlope(turn, false) <= atEdge) return turn;
      else to = turn;
    }
    const corner = s - edgeTurn;
    if (corner > from && corner < to) {
      const onDevice = this.#localSlope(corner, corner > turn);
      if (onDevice < this.#edgeSlope(edgeTurn, false)) from = corner;
      else if (onDevice <= this.#edgeSlope(edgeTurn, true)) return corner;
      else to = corner;
    }
    const beyond = from >= turn;
    const edgeBeyond = to <= corner;
    // h_l′(x) = h_e′(s − x) + λ
    return zero((x) => this.#edgeSlope(s - x, edgeBeyond) - this.#localSlope(x, beyond), from, to);
  }

  /** The best θ in [0, 1] where x/s̄_l = θ and y/s̄_e = 1 − θ. The slope jumps where a place is at its turn: first those. */
  #bestOnLimit(): number {
    const local = this.#local;
    const edge = this.#edge;
    const n = this.#user;
    const mostLocal = local.maxSteps[n]!;
    const mostEdge = edge.maxSteps[n]!;
    // s̄_l·(h_l′(x) + c₂ε̄′(x+y)) − s̄_e·(h_e′(y) + λ + c₂ε̄′(x+y))
    const slope = (θ: number, beyond: boolean, edgeBeyond: boolean): number => {
      const [x, y] = [θ * mostLocal, (1 - θ) * mostEdge];
      const error = edge.errorWeight * errorSlope(edge.users, n, x + y);
      const [onDevice, atEdge] = [this.#localSlope(x, beyond), this.#edgeSlope(y, edgeBeyond)];
      return mostLocal * onDevice - mostEdge * atEdge + (mostLocal - mostEdge) * error;
    };
    let low = 0;
    let high = 1;
    const turn = turnAt(local, n) / mostLocal;
    const edgeTurn = 1 - turnAt(edge, n) / mostEdge;
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
    return zero((θ) => -slope(θ, low >= turn, high <= edgeTurn), low, high);
  }

  /** @param beyond Whether of the regime beyond the turn. */
  #localSlope(x: number, beyond: boolean): number {
    return shareSlope(this.#local, this.#user, x, beyond, this.#localTilt);
  }

  #edgeSlope(y: number, beyond: boolean): number {
    return shareSlope(this.#edge, this.#user, y, beyond, this.#edgeTilt);
  }

  /** Whether the slope at s, to the right or to the left, is that beyond the turn. */
  #beyond(place: Place, s: number, right: boolean): boolean {
    const turn = turnAt(place, this.#user);
    return s > turn || (right && s === turn && turn < place.maxSteps[this.#user]!);
  }
}

function snapped(steps: number, jump: number): number {
  return Math.abs(steps / jump - 1) <= NEAR ? jump : steps;
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
