/** The summary's failure signatures, each with the figures that made it (MODEL.md §9). */
import { toProblem } from "../model/problem.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import type { Scenario } from "../scenario/types.js";
import { lagrangianBound } from "./certificate/bound.js";
import { solveExact } from "./certificate/exact.js";
import type { Solution } from "./solution.js";

/** One of the summary's failure signatures, with the figures that made it (MODEL.md §9). */
export interface Diagnostic {
  readonly kind: "poor-convergence" | "suboptimal-quality" | "excessive-energy";
  /** One sentence for a person. */
  readonly message: string;
  /** What was measured, by name. */
  readonly figures: Readonly<Record<string, number>>;
}

/** When a signature is reported; the defaults are our choice. */
export interface DiagnosticThresholds {
  /** A plan is poor when it is above the reference plan by more than this part of the scenario's scale (default 0.01). */
  readonly gap: number;
  /** `suboptimal-quality` above this multiple of the reference plan's mean error (default 1.25). */
  readonly error: number;
  /** `excessive-energy` above this multiple of the reference plan's energy (default 1.25). */
  readonly energy: number;
}

/** Our choice [choice]. */
export const DEFAULT_THRESHOLDS: DiagnosticThresholds = { gap: 1e-2, error: 1.25, energy: 1.25 };

/** The reference plan needs no proof: its search stops early, with the best plan met. */
const STATE_LIMIT = 2e6;

/**
 * The signatures that a solution shows. Beside a finished method with a small gap nothing is poor; else the scenario is solved
 * once more for a reference plan: its optimum, or the best plan met within a limit. A proven optimum shows none.
 * @param scenario What the solution solves.
 * @param given Those left out are as in {@link DEFAULT_THRESHOLDS}.
 */
export function diagnose(
  scenario: Scenario | ScenarioColumns,
  solution: Solution,
  given: Partial<DiagnosticThresholds> = {},
): Diagnostic[] {
  const thresholds = { ...DEFAULT_THRESHOLDS, ...given };
  const { status, objective, gap, scale, totals, iterations, plan } = solution;
  const found: Diagnostic[] = [];
  const unfinished = status === "iteration-limit" || status === "numerical-error";
  if (unfinished) {
    found.push({
      kind: "poor-convergence",
      message: `${stopped(solution)}, at a gap of ${percent(gap)}`,
      figures: { gap, iterations, threshold: thresholds.gap },
    });
  }
  if (gap <= thresholds.gap) return found;

  const problem = toProblem(scenario);
  const { evaluation: reference, proven } = solveExact(problem, lagrangianBound(problem), { stateLimit: STATE_LIMIT });
  // (objective − reference)/scale
  const above = (objective - reference.objective) / scale;
  if (!(above > thresholds.gap)) return found;
  const other = proven ? "the optimum" : "a better plan";
  if (status === "converged") {
    found.push({
      kind: "poor-convergence",
      message: `converged to a plan that is ${percent(above)} above ${other}, more than ${percent(thresholds.gap)}`,
      figures: { gap: above, iterations, threshold: thresholds.gap },
    });
  }
  const count = plan.offload.length;
  const [meanError, referenceMeanError] = [totals.error / count, reference.totals.error / count];
  if (meanError > thresholds.error * referenceMeanError) {
    found.push({
      kind: "suboptimal-quality",
      message: `mean error ${digits(meanError)} is more than ${thresholds.error} times the ${digits(referenceMeanError)} of ${other}`,
      figures: { meanError, referenceMeanError, threshold: thresholds.error },
    });
  }
  const { energy } = totals;
  const { energy: referenceEnergy } = reference.totals;
  const atLeastAsGood = reference.totals.error <= totals.error * (1 + 1e-9);
  if (atLeastAsGood && energy > thresholds.energy * referenceEnergy) {
    found.push({
      kind: "excessive-energy",
      message: `energy ${digits(energy)} J is more than ${thresholds.energy} times the ${digits(referenceEnergy)} J of ${other}, which has no more error`,
      figures: { energy, referenceEnergy, threshold: thresholds.energy },
    });
  }
  return found;
}

const ENDED = {
  stateLimit: "the state limit ended the proof",
  timeLimit: "the time limit ended the proof",
  rounding: "rounding left the proof open",
};

/** What ended it. */
function stopped(solution: Solution): string {
  const { status, iterations } = solution;
  if (solution.method !== "exact") return `stopped with status ${status} after ${iterations} iterations`;
  return `${ENDED[solution.endedBy ?? "rounding"]} at ${iterations} users; the plan is the best of the proof's, sca's and greedy's`;
}

function percent(x: number): string {
  return `${digits(100 * x)} %`;
}

function digits(x: number): string {
  return String(Number(x.toPrecision(3)));
}
