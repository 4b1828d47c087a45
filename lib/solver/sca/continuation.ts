/**
 * A continuation in τ (MODEL.md §5, 4): from τ = 0, where P2 does not see the start, up to where the offloading is binary.
 */
import type { Problem } from "../../model/problem.js";
import { stepsSlope } from "../../model/steps.js";
import type { RelaxationName, RelaxedSolution } from "../solution.js";
import { largestMargin } from "./margins.js";

const FACTOR = 4;
/** Big-M, which has no τ_bin, starts at this part of the largest margin and ends at this multiple of it [choice]. */
const BIG_M = { first: FACTOR ** -2, cap: FACTOR ** 4 };

/** The τ of the next stage, or null where another one would change nothing. @param penalty τ at which `point` stands still. */
export function nextPenalty(
  problem: Problem,
  point: RelaxedSolution,
  penalty: number,
  relaxation: RelaxationName,
): number | null {
  const fractional = point.offload.findIndex((a) => a > 0 && a < 1);
  if (fractional < 0) return null;
  const margin = largestMargin(problem, point.price);
  const cap = relaxation === "big-m" ? BIG_M.cap * margin : margin;
  if (penalty >= cap) return null;
  if (penalty > 0) return Math.min(cap, FACTOR * penalty);
  return relaxation === "big-m" ? BIG_M.first * margin : Math.min(cap, binaryPenalty(problem, point, fractional));
}

/**
 * τ_bin = (1 − 2|a − ½|)·ŝ²/(2|D'(λ)|), below which user n stays fractional for ever; |D'| = Σ 1/φ_e″ over users at the
 * edge with steps inside their range. Infinity where no such user is there.
 */
export function binaryPenalty({ count, edge }: Problem, { offload, edgeSteps }: RelaxedSolution, n: number): number {
  let steepness = 0;
  for (let m = 0; m < count; m++) {
    if (offload[m]! > 0) steepness -= stepsSlope(edge, m, edgeSteps[m]!);
  }
  return ((1 - 2 * Math.abs(offload[n]! - 0.5)) * edgeSteps[n]! ** 2) / (2 * steepness);
}
