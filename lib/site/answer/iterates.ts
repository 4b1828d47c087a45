/** The paper's algorithm step by step, with the shares that a trace leaves out (MODEL.md §4, §5): P2 after P2. */
import type { Plan } from "../../model/objective.js";
import type { Problem } from "../../model/problem.js";
import { type RoundedPlan, round } from "../../solver/rounding.js";
import type { RelaxedSolution, Residuals } from "../../solver/sca/iterate.js";
import { solvePerspective } from "../../solver/sca/perspective.js";
import { kktResiduals } from "../../solver/sca/residuals.js";
import { binaryViolation, STANDSTILL } from "../../solver/sca/sca.js";

/** The solution of one P2. */
export interface Step {
  /** a⁽ⁱ⁾, one entry a user. */
  readonly offload: Float64Array;
  /** λ [1/step]. */
  readonly price: number;
  /** Without the penalty. */
  readonly objective: number;
  /** With τ Σ a(1 − a). */
  readonly penalised: number;
  /** max |Δa|. */
  readonly change: number;
  /** P1's objective of the plan rounded from here. */
  readonly rounded: number;
  readonly residuals: Residuals;
}

/** Most P2 problems, as in MODEL.md §9. */
const LIMIT = 100;

/**
 * From a start until the shares stand still, with the best plan met: what `solveSca` does, whose trace has no shares.
 * @param start a⁽⁰⁾, where closed places are kept.
 */
export function stepsOf(
  problem: Problem,
  start: Float64Array,
  penalty: number,
): { readonly steps: readonly Step[]; readonly plan: Plan } {
  const steps: Step[] = [];
  let offload = start;
  let near: RelaxedSolution | undefined;
  let last: RoundedPlan | undefined;
  let best: RoundedPlan | undefined;
  for (;;) {
    // π = τ(1 − 2a⁽ⁱ⁾)
    const slopes = offload.map((a) => penalty * (1 - 2 * a));
    const point = solvePerspective(problem, slopes, near);
    near = point;
    const before = offload;
    const change = point.offload.reduce((most, a, n) => Math.max(most, Math.abs(a - before[n]!)), 0);
    if (last === undefined || change > 0) last = round(problem, point.offload, point.price);
    if (best === undefined || last.objective < best.objective) best = last;
    offload = point.offload;
    steps.push({
      offload,
      price: point.price,
      objective: point.objective,
      penalised: point.objective + penalty * binaryViolation(offload),
      change,
      rounded: last.objective,
      residuals: kktResiduals(problem, point, slopes).residuals,
    });
    if (change <= STANDSTILL || steps.length === LIMIT) return { steps, plan: best.plan };
  }
}

/** The start, but that a closed place fixes a. */
export function startWithin({ local, edge }: Problem, start: Float64Array): Float64Array {
  return start.map((a, n) => (local.open[n] === 0 ? 1 : edge.open[n] === 0 ? 0 : a));
}
