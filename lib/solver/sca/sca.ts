/**
 * The paper's algorithm (MODEL.md §4–6): penalise a(1−a) with τ, linearise the penalty around the last iterate, solve the
 * convex P2 to its KKT conditions, and go on until the offloading stands still. Every iterate is rounded; the best plan
 * met is kept.
 */
import type { Plan } from "../../model/objective.js";
import type { Problem } from "../../model/problem.js";
import { Sum } from "../../numerics/sum.js";
import type { RoundedPlan } from "../rounding.js";
import type { Iterate, RelaxationName, RelaxedPlan, RelaxedSolution, Status } from "../solution.js";
import { nextPenalty } from "./continuation.js";
import { RELAXATIONS } from "./relaxation.js";
import { worstResidual } from "./residuals.js";

export interface ScaOptions {
  /** τ ≥ 0 [objective unit], or a continuation that raises it from 0 until the offloading is binary (MODEL.md §5, 4). */
  readonly penalty: number | "continuation";
  /** a⁽⁰⁾ in [0, 1], one entry a user. */
  readonly start: Float64Array;
  /** Most P2 problems, all stages of a continuation together; MODEL.md §9. */
  readonly iterationLimit: number;
  /** Default `perspective`. */
  readonly relaxation?: RelaxationName;
}

export interface ScaSolution {
  readonly status: Status;
  readonly plan: Plan;
  /** The last P2's solution, before rounding. */
  readonly relaxed: RelaxedSolution;
  readonly trace: readonly Iterate[];
}

/** The iterates stand still when max |Δa| is at most this; MODEL.md §9. */
const STANDSTILL = 1e-6;
/** Residuals up to this count as solved; MODEL.md §9. */
const SOLVED = 1e-8;

export function solveSca(problem: Problem, options: ScaOptions): ScaSolution {
  const { local, edge } = problem;
  const { start, iterationLimit } = options;
  const name = options.relaxation ?? "perspective";
  const relaxation = RELAXATIONS[name];
  const continued = options.penalty === "continuation";
  let penalty = options.penalty === "continuation" ? 0 : options.penalty;
  let offload: Float64Array = start.map((a, n) => (local.open[n] === 0 ? 1 : edge.open[n] === 0 ? 0 : a));
  let best: RoundedPlan | undefined;
  let last: RoundedPlan | undefined;
  const trace: Iterate[] = [];
  for (let iteration = 1; ; iteration++) {
    const penaltySlope = offload.map((a) => penalty * (1 - 2 * a));
    const point = relaxation.solve(problem, penaltySlope, trace.at(-1)?.price);
    const residuals = relaxation.residuals(problem, point, penaltySlope, penalty);
    const change = largestChange(offload, point.offload);
    last = last && change === 0 ? last : relaxation.round(problem, point);
    if (!best || last.objective < best.objective) best = last;
    offload = point.offload;
    const violation = binaryViolation(offload);
    trace.push({
      iteration,
      penalty,
      objective: point.objective,
      penalisedObjective: point.objective + penalty * violation,
      binaryViolation: violation,
      price: point.price,
      change,
      roundedObjective: last.objective,
      residuals,
    });
    const still = change <= STANDSTILL || (continued && penalty === 0);
    const next = still && continued ? nextPenalty(problem, point, penalty, name) : null;
    if ((still && next === null) || iteration === iterationLimit) {
      const status = !still || next !== null ? "iteration-limit" : solved(residuals) ? "converged" : "numerical-error";
      return { status, plan: best.plan, relaxed: point, trace };
    }
    penalty = next ?? penalty;
  }
}

function solved(residuals: Iterate["residuals"]): boolean {
  return worstResidual(residuals) <= SOLVED;
}

/** 0.1 × the median over users of the absolute cost parts of the relaxation: τ's default (MODEL.md §9). */
export function defaultPenalty(problem: Problem, relaxed: RelaxedPlan, name: RelaxationName = "perspective"): number {
  const { magnitude } = RELAXATIONS[name];
  const parts = relaxed.offload.map((_, n) => magnitude(problem, relaxed, n));
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
