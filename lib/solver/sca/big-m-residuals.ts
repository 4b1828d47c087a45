/**
 * How far a point is from the KKT conditions of P2 in the big-M form (MODEL.md §4). A user's x and y are best for the
 * price where no way into their polygon goes down. Along each way the cost falls by at most its slope times the distance
 * to the polygon's edge; to see that no way does, its corners and the ways along x and y are enough, kinks included.
 */
import { convexSharesOf } from "../../model/convex.js";
import { computingCost, shareSlope } from "../../model/cost.js";
import { averageError, errorSlopes } from "../../model/error.js";
import { fewestSteps, type Place, turnAt } from "../../model/placement.js";
import type { Problem } from "../../model/problem.js";
import { stepPrice, useOf, useScale } from "../../model/use.js";
import type { PricedPoint, RelaxedPlan, Residuals } from "./iterate.js";
import { kktCheck, ROUNDING } from "./residuals.js";

/** Steps are products of shares, known to so much, relative. */
const AT_TURN = 1e-12;

/** @param penaltySlope π, one entry a user. */
export function bigMResiduals(problem: Problem, point: PricedPoint, penaltySlope: Float64Array): Residuals {
  const convex = convexSharesOf(problem);
  const { count, local, edge, capacity } = convex;
  const { price } = point;
  let stationarity = 0;
  let primal = 0;
  let complementarity = 0;
  let demand = 0;
  let scale = 0;
  for (let n = 0; n < count; n++) {
    const a = point.offload[n]!;
    const [x, y] = sharesOf(point, n);
    // C: the absolute cost parts with all of the transfer
    const size = bigMMagnitude(convex, n, x, y, 1);
    scale += size;
    demand += useOf(edge, n, y);
    // 0 ≤ a ≤ 1, x + y ≥ s_min
    const fewest = fewestOf(convex, n);
    primal = Math.max(primal, -a, a - 1, (fewest - x - y) / fewest);
    // x ≤ (1−a)·s̄_l, y ≤ a·s̄_e
    if (local.open[n] === 1) primal = Math.max(primal, x / local.maxSteps[n]! - (1 - a));
    if (edge.open[n] === 1) primal = Math.max(primal, y / edge.maxSteps[n]! - a);
    // k = c₁T_tx + c₃E_tx + π
    const k = edge.fixedCost[n]! + penaltySlope[n]!;
    // what terms with π or λ are known to
    const rounding = ROUNDING * (size + Math.abs(k) + price * useOf(edge, n, edge.maxSteps[n]!));
    const gain = steepestGain(convex, n, x, y, k, stepPrice(edge, n, price)) - rounding;
    if (gain > 0) stationarity = Math.max(stationarity, gain / size);
    if (local.open[n] === 0 || edge.open[n] === 0) continue;
    // |k| times what a lies above y/s̄_e, or below 1 − x/s̄_l
    const above = k >= 0 ? a - y / edge.maxSteps[n]! : 1 - x / local.maxSteps[n]! - a;
    const idle = Math.abs(k * above) - rounding;
    if (idle > 0) complementarity = Math.max(complementarity, idle / size);
  }
  // what complementary slackness leaves is asked of the perspective form alone
  const parts = { stationarity, primal, complementarity, slackness: 0, demand, scale };
  return kktCheck(parts, price, { count, capacity, scale: useScale(edge, capacity) }).residuals;
}

/** s_min of user n, the same at each place that is open to it. */
function fewestOf({ local, edge }: Problem, n: number): number {
  return Math.max(fewestSteps(local, n), fewestSteps(edge, n));
}

/** x and y of user n. */
export function sharesOf({ offload, localSteps, edgeSteps }: RelaxedPlan, n: number): readonly [number, number] {
  const a = offload[n]!;
  return [a < 1 ? (1 - a) * localSteps[n]! : 0, a > 0 ? a * edgeSteps[n]! : 0];
}

/** Σ of the absolute cost parts of user n's shares: time, error, energy and utility, with the transfer for a share a. */
export function bigMMagnitude(problem: Problem, n: number, x: number, y: number, a: number): number {
  const { scenario, local, edge } = convexSharesOf(problem);
  const { users, weights } = scenario;
  let sum = weights.error * averageError(users, n, x + y);
  const part = (place: Place, s: number): number =>
    computingCost(place, n, s) + Math.abs(place.utilityWeight * place.utility.value(s));
  if (local.open[n] === 1) sum += part(local, x);
  if (edge.open[n] === 1) sum += part(edge, y) + a * Math.abs(edge.fixedCost[n]!);
  return sum;
}

/** The most that the cost falls, to first order, on a way from (x, y) into user n's polygon; 0 if it falls on none. @param λ Price of a step. */
function steepestGain(problem: Problem, n: number, x: number, y: number, k: number, λ: number): number {
  const { scenario, local, edge } = problem;
  const onDevice = local.open[n] === 1;
  const atEdge = edge.open[n] === 1;
  const fewest = fewestOf(problem, n);
  const mostLocal = local.maxSteps[n]!;
  const mostEdge = edge.maxSteps[n]!;
  const both = onDevice && atEdge;
  // k·a's slope: k/s̄_e along y, or −k/s̄_l along x
  const localTilt = both && k < 0 ? -k / mostLocal : 0;
  const edgeTilt = λ + (both && k >= 0 ? k / mostEdge : 0);
  const [before, after] = errorSlopes(scenario.users, n, x + y).map((slope) => scenario.weights.error * slope);
  let gain = 0;
  const go = (toX: number, toY: number): void => {
    const dx = toX - x;
    const dy = toY - y;
    // c₂ε̄′(x+y)·(dx + dy) + h_l′(x)·dx + (h_e′(y) + λ)·dy, with k·a's slope
    const onDevice = dx * shareSlope(local, n, x, beyond(turnAt(local, n), x, dx), localTilt);
    const change =
      (dx + dy < 0 ? before! : after!) * (dx + dy) +
      onDevice +
      dy * shareSlope(edge, n, y, beyond(turnAt(edge, n), y, dy), edgeTilt);
    gain = Math.max(gain, -change);
  };
  if (onDevice) {
    go(fewest, 0);
    go(mostLocal, 0);
  }
  if (atEdge) {
    go(0, fewest);
    go(0, mostEdge);
  }
  if (both) {
    go(Math.max(0, fewest - y), y);
    go(Math.max(0, mostLocal * (1 - y / mostEdge)), y);
    go(x, Math.max(0, fewest - x));
    go(x, Math.max(0, mostEdge * (1 - x / mostLocal)));
  }
  return gain;
}

/** Whether the slope of a way by `d` from s is that beyond the turn; s is known to rounding, so both may be at the turn. */
function beyond(turn: number, s: number, d: number): boolean {
  return d > 0 ? s >= turn * (1 - AT_TURN) : s > turn * (1 + AT_TURN);
}
