/** The penalty weight from which on the perspective form makes the offloading binary (MODEL.md §5, 3). */
import type { Problem } from "../../model/problem.js";
import { stepsSlope } from "../../model/steps.js";
import type { RelaxedSolution } from "./iterate.js";

/**
 * τ_bin = (1 − 2|a − ½|)·ŝ²/(2|D'(λ)|), below which user n stays fractional for ever; |D'| = Σ 1/φ_e″ over users at the
 * edge with steps inside their range. Infinity where no such user is there.
 */
export function binaryPenalty({ count, edge }: Problem, { offload, edgeSteps }: RelaxedSolution, n: number): number {
  let steepness = 0;
  for (let m = 0; m < count; m++) {
    // |D′(λ)| = −Σ ŝ′(λ)
    if (offload[m]! > 0) steepness -= stepsSlope(edge, m, edgeSteps[m]!);
  }
  return ((1 - 2 * Math.abs(offload[n]! - 0.5)) * edgeSteps[n]! ** 2) / (2 * steepness);
}
