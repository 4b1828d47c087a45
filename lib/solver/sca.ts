/**
 * The paper's algorithm (MODEL.md §4–6): penalise a(1−a) with τ, linearise the penalty around the last iterate, solve the
 * convex P2 to its KKT conditions, and go on until the offloading stands still. Every iterate is rounded; the best plan
 * met is kept.
 */
import type { Plan } from "../model/objective.js";
import type { Problem } from "../model/problem.js";
import { Sum } from "../model/sum.js";
import { type PerspectiveSolution, solvePerspective } from "./perspective.js";
import { kktResiduals, magnitude, worstResidual } from "./residuals.js";
import { type RoundedPlan, round } from "./rounding.js";
import type { Iterate, Status } from "./solution.js";

export interface ScaOptions {
  /** τ ≥ 0 [objective unit]. */
  readonly penalty: number;
  /** a⁽⁰⁾ in [0, 1], one entry a user. */
  readonly start: Float64Array;
  /** Most P2 problems; MODEL.md §9. */
  readonly iterationLimit: number;
}

export interface ScaSolution {
  readonly status: Status;
  readonly plan: Plan;
  /** The last P2's solution, before rounding. */
  readonly relaxed: PerspectiveSolution;
  readonly trace: readonly Iterate[];
}

/** The iterates stand still when max |Δa| is at most this; MODEL.md §9. */
const STANDSTILL = 1e-6;
/** Residuals up to this count as solved; MODEL.md §9. */
const SOLVED = 1e-8;

export function solveSca(problem: Problem, { penalty, start, iterationLimit }: ScaOptions): ScaSolution {
  const { local, edge } = problem;
  let offload: Float64Array = start.map((a, n) => (local.open[n] === 0 ? 1 : edge.open[n] === 0 ? 0 : a));
  let best: RoundedPlan | undefined;
  let last: RoundedPlan | undefined;
  const trace: Iterate[] = [];
  for (let iteration = 1; ; iteration++) {
    const penaltySlope = offload.map((a) => penalty * (1 - 2 * a));
    const point = solvePerspective(problem, penaltySlope, trace.at(-1)?.price);
    const { residuals } = kktResiduals(problem, point, penaltySlope, penalty);
    const change = largestChange(offload, point.offload);
    last = last && change === 0 ? last : round(problem, point.offload);
    if (!best || last.objective < best.objective) best = last;
    offload = point.offload;
    const violation = binaryViolation(offload);
    trace.push({
      iteration,
      objective: point.objective,
      penalisedObjective: point.objective + penalty * violation,
      binaryViolation: violation,
      price: point.price,
      change,
      roundedObjective: last.objective,
      residuals,
    });
    const still = change <= STANDSTILL;
    if (still || iteration === iterationLimit) {
      const status = !still ? "iteration-limit" : worstResidual(residuals) <= SOLVED ? "converged" : "numerical-error";
      return { status, plan: best.plan, relaxed: point, trace };
    }
  }
}

/** 0.1 × the median over users of the absolute cost parts of the relaxation: τ's default (MODEL.md §9). */
export function defaultPenalty(problem: Problem, relaxed: PerspectiveSolution): number {
  const parts = relaxed.offload.map(
    (a, n) =>
      (a < 1 ? (1 - a) * magnitude(problem, problem.local, n, relaxed.localSteps[n]!) : 0) +
      (a > 0 ? a * magnitude(problem, problem.edge, n, relaxed.edgeSteps[n]!) : 0),
  );
  parts.sort();
  const middle = parts.length >> 1;
  const median = parts.length % 2 === 1 ? parts[middle]! : (parts[middle - 1]! + parts[middle]!) / 2;
  return 0.1 * median;
}

/** Σ a(1 − a). */
export function binaryViolation(offload: Float64Array): number {
  const sum = new Sum();
  for (const a of offload) sum.add(a * (1 - a));
  return sum.value;
}

function largestChange(before: Float64Array, after: Float64Array): number {
  let largest = 0;
  for (let n = 0; n < before.length; n++) largest = Math.max(largest, Math.abs(after[n]! - before[n]!));
  return largest;
}
