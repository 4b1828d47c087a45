/**
 * The paper's algorithm (MODEL.md §4–6): relax the binary offloading, penalise a(1−a) with τ, linearise the penalty around
 * the last iterate, solve the convex P2 to its KKT conditions, and go on until the offloading stands still. Every iterate is
 * rounded; the best plan met is kept.
 */
import type { Plan } from "../../model/objective.js";
import type { Problem } from "../../model/problem.js";
import { median } from "../../numerics/median.js";
import { Sum } from "../../numerics/sum.js";
import type { RoundedPlan, Rounding } from "../rounding.js";
import type { Iterate, RelaxedPlan, RelaxedSolution, Residuals } from "./iterate.js";
import { perspective } from "./perspective.js";
import type { Relaxation } from "./relaxation.js";
import { worstResidual } from "./residuals.js";

/** How the paper's algorithm runs. */
export interface ScaOptions {
  /** τ ≥ 0 [objective unit]. */
  readonly penalty: number;
  /** a⁽⁰⁾ in [0, 1], indexed by n. */
  readonly start: Float64Array;
  /** Most P2 problems; MODEL.md §9. */
  readonly iterationLimit: number;
  /** Default `perspective`. */
  readonly relaxation?: Relaxation;
  /** The relaxation's solution at τ = 0, where it is known: the first P2's too, wherever that has no penalty's slope, as from a start at ½. */
  readonly unpenalised?: RelaxedSolution;
  /** Told the solution of each P2, whose shares the trace leaves out. */
  readonly onSolution?: (solution: RelaxedSolution) => void;
}

/** How the loop ended (MODEL.md §9). */
export type ScaStatus = "converged" | "iteration-limit" | "numerical-error";

/** How it went; a later run can go on from it. */
export interface ScaRun {
  readonly status: ScaStatus;
  /** The best plan met. */
  readonly plan: Plan;
  /** a⁽ⁱ⁾ around which the penalty of the last P2 was linearised. */
  readonly linearisedAt: Float64Array;
  /** The last P2's solution, before rounding. */
  readonly relaxed: RelaxedSolution;
  /** One row for each P2. */
  readonly trace: readonly Iterate[];
  /** The best plan met, and the one rounded from the last iterate. */
  readonly rounded: { readonly best: RoundedPlan; readonly last: Rounding };
}

/** The iterates stand still when max |Δa| is at most this; MODEL.md §9. */
export const STANDSTILL = 1e-6;
/** Residuals up to this count as solved; MODEL.md §9. */
export const SOLVED = 1e-8;

/** @param before A run that this one goes on from, instead of from the start: its trace and its limit of iterations too. */
export function solveSca(problem: Problem, options: ScaOptions, before?: ScaRun): ScaRun {
  const { penalty, start, iterationLimit, relaxation = perspective, unpenalised } = options;
  const trace = [...(before?.trace ?? [])];
  let offload = before?.relaxed.offload ?? withinPlaces(problem, start);
  let best: RoundedPlan | undefined = before?.rounded.best;
  let last = before?.rounded.last;
  let near: RelaxedSolution | undefined = before?.relaxed;
  for (;;) {
    // the slope of the penalty linearised around a⁽ⁱ⁾ (§4)
    const penaltySlope = penaltySlopes(offload, penalty);
    // a⁽ⁱ⁺¹⁾: P2⁽ⁱ⁾ to its KKT conditions (§5), the price from its last one
    const known = trace.length === 0 && penaltySlope.every((π) => π === 0) ? unpenalised : undefined;
    const point = known ?? relaxation.solve(problem, penaltySlope, near);
    near = point;
    options.onSolution?.(point);
    const residuals = relaxation.residuals(problem, point, penaltySlope);
    // max |Δa|
    const change = largestChange(offload, point.offload);
    // to a plan (§6); where nothing moved it is the same
    last = last && change === 0 ? last : relaxation.round(problem, point, last);
    if (!best || last.objective < best.objective) best = last;
    const linearisedAt = offload;
    offload = point.offload;
    // Σ a(1 − a)
    const violation = binaryViolation(offload);
    trace.push(iterateOf(trace.length + 1, penalty, point, violation, change, last.objective, residuals));
    const status = statusAfter(trace, iterationLimit);
    if (status !== null)
      return { status, plan: best.plan, linearisedAt, relaxed: point, trace, rounded: { best, last } };
  }
}

/** π = τ(1 − 2a). */
export function penaltySlopes(offload: Float64Array, penalty: number): Float64Array {
  return offload.map((a) => penalty * (1 - 2 * a));
}

/** A row of the trace. @param violation Σ a(1 − a). */
export function iterateOf(
  iteration: number,
  penalty: number,
  { objective, price }: Pick<RelaxedSolution, "objective" | "price">,
  violation: number,
  change: number,
  roundedObjective: number,
  residuals: Residuals,
): Iterate {
  return {
    iteration,
    penalty,
    objective,
    penalisedObjective: objective + penalty * violation,
    binaryViolation: violation,
    price,
    change,
    roundedObjective,
    residuals,
  };
}

/** How the loop ends with its last iterate, or null where it goes on until the offloading stands still (§9). */
export function statusAfter(trace: readonly Iterate[], iterationLimit: number): ScaStatus | null {
  const { change, residuals } = trace.at(-1)!;
  if (change <= STANDSTILL) return settled(residuals);
  return trace.length === iterationLimit ? "iteration-limit" : null;
}

/** The start, but that a closed place fixes a (§4). */
export function withinPlaces({ local, edge }: Problem, start: Float64Array): Float64Array {
  return start.map((a, n) => (local.open[n] === 0 ? 1 : edge.open[n] === 0 ? 0 : a));
}

/** The status of iterates that stand still. */
export function settled(residuals: Residuals): ScaStatus {
  return worstResidual(residuals) <= SOLVED ? "converged" : "numerical-error";
}

/** τ's default (MODEL.md §9). */
export function defaultPenalty(problem: Problem, relaxed: RelaxedPlan, relaxation: Relaxation = perspective): number {
  return penaltyOf(relaxation.magnitudes(problem, relaxed));
}

/** 0.1 × the median over users of the absolute cost parts of the relaxation. @param magnitudes Put in another order. */
export function penaltyOf(magnitudes: Float64Array): number {
  return 0.1 * median(magnitudes);
}

/** Σ a(1 − a). */
export function binaryViolation(offload: Float64Array): number {
  const sum = new Sum();
  for (const a of offload) sum.add(a * (1 - a));
  return sum.value;
}

/** max |Δa|. */
export function largestChange(before: Float64Array, after: Float64Array): number {
  let largest = 0;
  for (let n = 0; n < before.length; n++) largest = Math.max(largest, Math.abs(after[n]! - before[n]!));
  return largest;
}
