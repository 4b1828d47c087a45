/** The summary's failure signatures, each with the figures that made it (MODEL.md §9). */
import { evaluate, type Totals } from "../model/objective.js";
import { type Problem, problemOf, toProblem } from "../model/problem.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import type { Scenario } from "../scenario/types.js";
import { lagrangianBound } from "./certificate/bound.js";
import { type ExactSolution, solveExact } from "./certificate/exact.js";
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
  /** `poor-convergence` above this gap (default 0.01). */
  readonly gap: number;
  /** `suboptimal-quality` above this multiple of the best plan's mean error (default 1.25). */
  readonly error: number;
  /** `excessive-energy` above this multiple of the reference plan's energy (default 1.25). */
  readonly energy: number;
}

/** Our choice [choice]. */
export const DEFAULT_THRESHOLDS: DiagnosticThresholds = { gap: 1e-2, error: 1.25, energy: 1.25 };

/** Reference plans need no proof: they stop early, with the best plan met. */
const STATE_LIMIT = 2e6;

/**
 * The signatures that a solution shows. It solves for up to two reference plans.
 * @param scenario What the solution solves.
 * @param given Those left out are as in {@link DEFAULT_THRESHOLDS}.
 */
export function diagnose(
  scenario: Scenario | ScenarioColumns,
  solution: Solution,
  given: Partial<DiagnosticThresholds> = {},
): Diagnostic[] {
  const thresholds = { ...DEFAULT_THRESHOLDS, ...given };
  const problem = toProblem(scenario);
  const { count, scenario: columns } = problem;
  const found: Diagnostic[] = [];

  const { status, gap, totals, iterations } = solution;
  const unfinished = status === "iteration-limit" || status === "numerical-error";
  if (unfinished || gap > thresholds.gap) {
    found.push({
      kind: "poor-convergence",
      message: unfinished
        ? `stopped with status ${status} after ${iterations} iterations, at a gap of ${percent(gap)}`
        : `the plan may be ${percent(gap)} above the optimum, more than ${percent(thresholds.gap)}`,
      figures: { gap, iterations, threshold: thresholds.gap },
    });
  }

  const quality = problemOf({
    ...columns,
    weights: { time: 0, error: 1, energy: 0, localUtility: 0, edgeUtility: 0 },
  });
  const lowest = evaluate(columns, bestKnown(quality).plan).totals.error / count;
  const meanError = totals.error / count;
  if (meanError > thresholds.error * lowest) {
    found.push({
      kind: "suboptimal-quality",
      message: `mean error ${digits(meanError)} is more than ${thresholds.error} times the ${digits(lowest)} of the best plan for error alone`,
      figures: { meanError, lowestMeanError: lowest, threshold: thresholds.error },
    });
  }

  const other: Totals = solution.method === "exact" ? totals : bestKnown(problem).evaluation.totals;
  const atLeastAsGood = other.error <= totals.error * (1 + 1e-9);
  if (atLeastAsGood && totals.energy > thresholds.energy * other.energy) {
    found.push({
      kind: "excessive-energy",
      message: `energy ${digits(totals.energy)} J is more than ${thresholds.energy} times the ${digits(other.energy)} J of a plan with no more error`,
      figures: { energy: totals.energy, referenceEnergy: other.energy, threshold: thresholds.energy },
    });
  }
  return found;
}

function bestKnown(problem: Problem): ExactSolution {
  return solveExact(problem, lagrangianBound(problem), STATE_LIMIT);
}

function percent(x: number): string {
  return `${digits(100 * x)} %`;
}

function digits(x: number): string {
  return String(Number(x.toPrecision(3)));
}
