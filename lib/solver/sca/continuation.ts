/**
 * A continuation in τ (MODEL.md §5, 4): from τ = 0, where P2 does not see the start, the paper's loop is run with a larger τ
 * again and again, each time from where it stood still, until the offloading is binary.
 */
import type { Problem } from "../../model/problem.js";
import type { RelaxedSolution } from "./iterate.js";
import { perspective } from "./perspective.js";
import type { Relaxation } from "./relaxation.js";
import { type ScaOptions, type ScaRun, settled, solveSca } from "./sca.js";

/** τ grows by this factor from stage to stage [choice]. */
const FACTOR = 4;

/** @param options `iterationLimit` counts the P2 problems of all stages together. */
export function solveWithContinuation(problem: Problem, options: Omit<ScaOptions, "penalty">): ScaRun {
  const { relaxation = perspective, iterationLimit } = options;
  let stage: ScaRun | undefined;
  for (let penalty = 0; ; ) {
    // At τ = 0 one P2 says all.
    stage = solveSca(problem, { ...options, penalty, iterationLimit: penalty === 0 ? 1 : iterationLimit }, stage);
    const still = penalty === 0 || stage.status !== "iteration-limit";
    const next = still ? nextPenalty(problem, stage.relaxed, penalty, relaxation) : null;
    if (next === null || stage.trace.length === iterationLimit) {
      const ends = still && next === null;
      return { ...stage, status: ends ? settled(stage.trace.at(-1)!.residuals) : "iteration-limit" };
    }
    penalty = next;
  }
}

/** The τ of the next stage, or null where another one would change nothing. @param penalty τ at which `point` stands still. */
function nextPenalty(problem: Problem, point: RelaxedSolution, penalty: number, relaxation: Relaxation): number | null {
  const fractional = point.offload.findIndex((a) => a > 0 && a < 1);
  if (fractional < 0) return null;
  const last = relaxation.lastPenalty(problem, point, fractional);
  if (penalty >= last) return null;
  return Math.min(last, penalty > 0 ? FACTOR * penalty : relaxation.firstPenalty(problem, point, fractional));
}
