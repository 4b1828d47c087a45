/** The two relaxations of P1 (MODEL.md §4), and what the paper's algorithm needs of one. */
import type { Problem } from "../../model/problem.js";
import { type RoundedPlan, round, roundInOrder } from "../rounding.js";
import type { RelaxationName, RelaxedPlan, RelaxedSolution, Residuals } from "../solution.js";
import { solveBigM } from "./big-m.js";
import { bigMMagnitude, bigMResiduals, sharesOf } from "./big-m-residuals.js";
import { solvePerspective } from "./perspective.js";
import { kktResiduals, relaxedMagnitude } from "./residuals.js";

export interface Relaxation {
  /** Solves P2 to its KKT conditions. @param penaltySlope π, one entry a user. @param near A price thought to be near. */
  solve(problem: Problem, penaltySlope: Float64Array, near?: number): RelaxedSolution;
  /** @param penalty τ. */
  residuals(problem: Problem, point: RelaxedSolution, penaltySlope: Float64Array, penalty: number): Residuals;
  /** Σ of the absolute cost parts of user n at a point. */
  magnitude(problem: Problem, point: RelaxedPlan, n: number): number;
  round(problem: Problem, point: RelaxedSolution): RoundedPlan;
}

const perspective: Relaxation = {
  solve: solvePerspective,
  residuals: (...point) => kktResiduals(...point).residuals,
  magnitude: relaxedMagnitude,
  round: (problem, { offload }) => round(problem, offload),
};

const bigM: Relaxation = {
  solve: solveBigM,
  residuals: bigMResiduals,
  magnitude: (problem, point, n) => bigMMagnitude(problem, n, ...sharesOf(point, n), point.offload[n]!),
  round: (problem, point) => {
    const fractional = point.offload.reduce((count, a) => count + (a > 0 && a < 1 ? 1 : 0), 0);
    if (fractional <= 1) return round(problem, point.offload);
    const ahead = point.offload.map((_, n) => {
      const [x, y] = sharesOf(point, n);
      return y - x;
    });
    return roundInOrder(problem, point.price, ahead);
  },
};

export const RELAXATIONS: Readonly<Record<RelaxationName, Relaxation>> = { perspective, "big-m": bigM };
export const RELAXATION_NAMES: readonly RelaxationName[] = ["perspective", "big-m"];
