/**
 * How far a point is from the KKT conditions of P2 in the perspective form (MODEL.md §5). Sign convention: minimise,
 * multipliers ≥ 0. Slopes come from the formulas of the cost, never from the routine that found the steps.
 */

import { computingCost, cost, pricedCost, subdifferential } from "../../model/cost.js";
import { averageError } from "../../model/error.js";
import type { Place } from "../../model/placement.js";
import type { Problem } from "../../model/problem.js";
import type { RelaxedPlan, RelaxedSolution, Residuals } from "./iterate.js";

/** The parts of a KKT check, absolute and relative. */
export interface KktCheck {
  readonly residuals: Residuals;
  /** Σ (a·μ⁰ + (1−a)·μ¹) + λ·(stepCapacity − Σy): what complementary slackness leaves, in the objective's unit. */
  readonly slackness: number;
}

/** @param penaltySlope π, one entry a user. @param penalty τ. */
export function kktResiduals(
  problem: Problem,
  point: RelaxedSolution,
  penaltySlope: Float64Array,
  penalty: number,
): KktCheck {
  const { count, local, edge, capacity } = problem;
  const { offload, localSteps, edgeSteps, price } = point;
  let stationarity = 0;
  let primal = 0;
  let complementarity = 0;
  let slackness = 0;
  let demand = 0;
  let scale = 0;
  for (let n = 0; n < count; n++) {
    const a = offload[n]!;
    const onDevice = local.open[n] === 1;
    const atEdge = edge.open[n] === 1;
    // C: the absolute cost parts at both places, plus τ
    const size =
      (onDevice ? magnitude(local, n, localSteps[n]!) : 0) + (atEdge ? magnitude(edge, n, edgeSteps[n]!) : 0) + penalty;
    scale += size;
    const relative = (x: number): number => (x === 0 ? 0 : x / size);
    // 0 ≤ a ≤ 1
    primal = Math.max(primal, -a, a - 1);
    if (onDevice) {
      const s = localSteps[n]!;
      // s·dist(0, ∂φ_l(s) + N(s))/C
      stationarity = Math.max(stationarity, relative(s * distance(local, n, s, 0)));
      primal = Math.max(primal, outside(local, n, s));
    }
    if (atEdge) {
      const s = edgeSteps[n]!;
      // s·dist(0, ∂φ_e(s) + λ + N(s))/C
      stationarity = Math.max(stationarity, relative(s * distance(edge, n, s, price)));
      primal = Math.max(primal, outside(edge, n, s));
      // Σ y
      demand += a * s;
    }
    if (!onDevice || !atEdge) {
      // a closed place fixes a
      primal = Math.max(primal, onDevice ? a : 1 - a);
      continue;
    }
    // d = φ_e(s_e) + λs_e + π − φ_l(s_l)
    const d = pricedCost(edge, n, edgeSteps[n]!, price) + penaltySlope[n]! - cost(local, n, localSteps[n]!);
    // a·μ⁰ + (1−a)·μ¹, μ⁰ = max(0, d), μ¹ = max(0, −d)
    const left = a * Math.max(0, d) + (1 - a) * Math.max(0, -d);
    complementarity = Math.max(complementarity, relative(left));
    slackness += left;
  }
  if (capacity < Infinity) {
    // (Σ y − stepCapacity)/max(1, stepCapacity)
    primal = Math.max(primal, (demand - capacity) / Math.max(1, capacity));
    // λ·(stepCapacity − Σ y), relative to Σ C
    const unused = price * (capacity - demand);
    complementarity = Math.max(complementarity, unused === 0 ? 0 : Math.abs(unused) / scale);
    slackness += unused;
  }
  return { residuals: { stationarity, primal, dual: Math.max(0, -price), complementarity }, slackness };
}

/** Largest of the four. */
export function worstResidual({ stationarity, primal, dual, complementarity }: Residuals): number {
  return Math.max(stationarity, primal, dual, complementarity);
}

/** Σ of the absolute cost parts of s steps at a place: time, error, energy and utility. */
export function magnitude(place: Place, n: number, s: number): number {
  const { users, errorWeight, utility, utilityWeight } = place;
  // c₁T_tx + c₃E_tx + h(s) + c₂ε̄(s) + |w·g(s)|
  const spent = place.fixedCost[n]! + computingCost(place, n, s) + errorWeight * averageError(users, n, s);
  return spent + Math.abs(utilityWeight * utility.value(s));
}

/** Σ of the absolute cost parts of user n at a point of the relaxation, each place by its weight. */
export function relaxedMagnitude(problem: Problem, point: RelaxedPlan, n: number): number {
  const a = point.offload[n]!;
  // (1−a)·C_l(x/(1−a)) + a·C_e(y/a)
  return (
    (a < 1 ? (1 - a) * magnitude(problem.local, n, point.localSteps[n]!) : 0) +
    (a > 0 ? a * magnitude(problem.edge, n, point.edgeSteps[n]!) : 0)
  );
}

/** Distance of 0 from ∂φ(s) + λ + the normal cone of [1, s̄] at s. */
function distance(place: Place, n: number, s: number, price: number): number {
  const [left, right] = subdifferential(place, n, s, price);
  // N(1) = (−∞, 0] and N(s̄) = [0, ∞): at 1 only a falling cost is wrong, at s̄ only a rising one
  const tooLow = s >= place.maxSteps[n]! ? 0 : Math.max(0, -right);
  const tooHigh = s <= 1 ? 0 : Math.max(0, left);
  return Math.max(tooLow, tooHigh);
}

function outside(place: Place, n: number, s: number): number {
  // 1 ≤ s ≤ s̄
  return Math.max(1 - s, (s - place.maxSteps[n]!) / place.maxSteps[n]!);
}
