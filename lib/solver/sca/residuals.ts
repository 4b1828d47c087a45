/**
 * How far a point is from the KKT conditions of P2 in the perspective form (MODEL.md §5). Sign convention: minimise,
 * multipliers ≥ 0. Slopes come from the formulas of the cost, never from the routine that found the steps. Each part is relative
 * to the user's costs C, whatever τ; what contains π or λ is less by its own rounding, so that it can be 0 at a large τ.
 */

import { convexOf } from "../../model/convex.js";
import { fewestSteps, type Place } from "../../model/placement.js";
import type { Problem } from "../../model/problem.js";
import { stepCosts } from "../../model/step-costs.js";
import { useOf, useScale } from "../../model/use.js";
import type { PricedPoint, RelaxedPlan, Residuals } from "./iterate.js";

/** Sums of a few terms are known to this part of the largest. */
export const ROUNDING = 2 ** -50;

/** The parts of a KKT check, absolute and relative. */
export interface KktCheck {
  readonly residuals: Residuals;
  /** Σ (a·μ⁰ + (1−a)·μ¹) + λ·(capacity − Σy): what complementary slackness leaves, in the objective's unit. */
  readonly slackness: number;
}

/** @param penaltySlope π, one entry a user. */
export function kktResiduals(problem: Problem, point: PricedPoint, penaltySlope: Float64Array): KktCheck {
  const { count, edge, capacity } = problem;
  const scale = useScale(edge, capacity);
  return kktCheck(kktParts(problem, point, penaltySlope), point.price, { count, capacity, scale });
}

/** What users make of the KKT conditions by themselves: the largest residuals, and sums. */
export interface KktParts extends Omit<Residuals, "dual"> {
  readonly slackness: number;
  /** Σ y, in the capacity's unit. */
  readonly demand: number;
  /** Σ C. */
  readonly scale: number;
}

/** Those of all users. Parameters as for {@link kktResiduals}. */
export function kktParts(problem: Problem, point: PricedPoint, penaltySlope: Float64Array): KktParts {
  const { count, local, edge } = convexOf(problem);
  const { offload, localSteps, edgeSteps, price } = point;
  const there = stepCosts(local, count);
  const here = stepCosts(edge, count);
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
    // 0 ≤ a ≤ 1
    primal = Math.max(primal, -a, a - 1);
    /** C: the absolute cost parts at both places. */
    let size = 0;
    let away = 0;
    if (onDevice) {
      const s = localSteps[n]!;
      size = there.magnitude(n, s);
      // s·dist(0, ∂φ_l(s) + N(s))
      away = s * there.distance(n, s, 0);
      primal = Math.max(primal, outside(local, n, s));
    }
    if (atEdge) {
      const s = edgeSteps[n]!;
      size += here.magnitude(n, s);
      // s·dist(0, ∂φ_e(s) + λ + N(s))
      away = Math.max(away, s * here.distance(n, s, price));
      primal = Math.max(primal, outside(edge, n, s));
      // Σ y, in the capacity's unit
      demand += a * useOf(edge, n, s);
    }
    scale += size;
    // the larger, over C
    if (!(away <= stationarity * size)) stationarity = Math.max(stationarity, away / size);
    if (!onDevice || !atEdge) {
      // a closed place fixes a
      primal = Math.max(primal, onDevice ? a : 1 - a);
      continue;
    }
    // δ = φ_e(s_e) + λ·use + π − φ_l(s_l)
    const π = penaltySlope[n]!;
    const s = edgeSteps[n]!;
    const use = useOf(edge, n, s);
    const δ = here.cost(n, s) + price * use + π - there.cost(n, localSteps[n]!);
    // a·μ⁰ + (1−a)·μ¹, μ⁰ = max(0, δ), μ¹ = max(0, −δ)
    const wrong = δ > 0 ? a : 1 - a;
    slackness += wrong * Math.abs(δ);
    // |δ| less its rounding
    const known = Math.max(0, Math.abs(δ) - ROUNDING * (size + Math.abs(π) + price * use));
    if (!(wrong * known <= complementarity * size)) complementarity = Math.max(complementarity, (wrong * known) / size);
  }
  return { stationarity, primal, complementarity, slackness, demand, scale };
}

/** The check that the parts of all users make. @param shared What they share; `scale` is what sums of uses are relative to. */
export function kktCheck(
  { stationarity, primal, complementarity, slackness, demand, scale }: KktParts,
  price: number,
  shared: Pick<Problem, "count" | "capacity"> & { readonly scale: number },
): KktCheck {
  const { capacity } = shared;
  if (capacity < Infinity) {
    // (Σ y − capacity)/max(1, capacity)
    primal = Math.max(primal, (demand - capacity) / shared.scale);
    slackness += price * (capacity - demand);
    complementarity = Math.max(complementarity, idleCapacity(shared, price, demand, scale));
  }
  return { residuals: { stationarity, primal, dual: Math.max(0, -price), complementarity }, slackness };
}

/** λ·|capacity − Σ y| over Σ C; the sum of N steps is known, and filled, to (N + 64)·2⁻⁵² of the capacity. */
export function idleCapacity(
  { count, capacity }: Pick<Problem, "count" | "capacity">,
  price: number,
  demand: number,
  scale: number,
): number {
  const idle = Math.abs(capacity - demand) - (count + 64) * 2 ** -52 * capacity;
  return idle > 0 && price !== 0 ? (Math.abs(price) * idle) / scale : 0;
}

/** Largest of the four. */
export function worstResidual({ stationarity, primal, dual, complementarity }: Residuals): number {
  return Math.max(stationarity, primal, dual, complementarity);
}

/** Σ of the absolute cost parts of each user at a point of the relaxation, each place by its weight; indexed by n. */
export function relaxedMagnitudes(problem: Problem, { offload, localSteps, edgeSteps }: RelaxedPlan): Float64Array {
  const { count, local, edge } = convexOf(problem);
  const there = stepCosts(local, count);
  const here = stepCosts(edge, count);
  // (1−a)·C_l(x/(1−a)) + a·C_e(y/a)
  return offload.map(
    (a, n) =>
      (a < 1 ? (1 - a) * there.magnitude(n, localSteps[n]!) : 0) + (a > 0 ? a * here.magnitude(n, edgeSteps[n]!) : 0),
  );
}

function outside(place: Place, n: number, s: number): number {
  // s_min ≤ s ≤ s̄
  const fewest = fewestSteps(place, n);
  const most = place.maxSteps[n]!;
  return s >= fewest && s <= most ? 0 : Math.max((fewest - s) / fewest, (s - most) / most);
}
