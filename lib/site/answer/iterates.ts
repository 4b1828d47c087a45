/** The paper's algorithm step by step, with the shares that a trace leaves out (MODEL.md §4, §5): P2 after P2. */
import type { Plan } from "../../model/objective.js";
import type { Problem } from "../../model/problem.js";
import type { Iterate, RelaxedSolution } from "../../solver/sca/iterate.js";
import { solveSca } from "../../solver/sca/sca.js";

/** A row of the trace with its shares. */
export interface Step extends Iterate {
  /** a⁽ⁱ⁾, one entry a user. */
  readonly offload: Float64Array;
}

/** Most P2 problems, as in MODEL.md §9. */
const LIMIT = 100;

/** The steps of `solveSca` from a start until the shares stand still, and the best plan met. @param start a⁽⁰⁾, one entry a user. */
export function stepsOf(
  problem: Problem,
  start: Float64Array,
  penalty: number,
): { readonly steps: readonly Step[]; readonly plan: Plan } {
  const offload: Float64Array[] = [];
  const onSolution = (solution: RelaxedSolution): void => void offload.push(solution.offload);
  const { trace, plan } = solveSca(problem, { penalty, start, iterationLimit: LIMIT, onSolution });
  return { steps: trace.map((row, i) => ({ ...row, offload: offload[i]! })), plan };
}
