/** What a relaxation of P1 is (MODEL.md §4), with everything that the paper's algorithm asks of it. One object in `RELAXATIONS`. */
import type { Problem } from "../../model/problem.js";
import type { Rounding } from "../rounding.js";
import type { PricedPoint, RelaxedPlan, RelaxedSolution, Residuals } from "./iterate.js";

/** Columns that go in and out are indexed by n, one entry a user. */
export interface Relaxation<Name extends string = string> {
  /** As solutions, plans of sweeps and the command line name it. */
  readonly name: Name;
  /** For charts and texts. */
  readonly label: string;
  /** Half a sentence for the command line; empty where the name says it. */
  readonly remark: string;
  /** Solves P2 to its KKT conditions. @param penaltySlope π, one entry a user. @param near A price thought to be near. */
  solve(problem: Problem, penaltySlope: Float64Array, near?: Pick<RelaxedSolution, "price">): RelaxedSolution;
  residuals(problem: Problem, point: PricedPoint, penaltySlope: Float64Array): Residuals;
  /** Σ of the absolute cost parts of each user at a point, indexed by n. */
  magnitudes(problem: Problem, point: RelaxedPlan): Float64Array;
  /** The best plan rounded from a point (MODEL.md §6). @param before A point nearby, rounded. */
  round(problem: Problem, point: RelaxedSolution, before?: Rounding): Rounding;
  /** A continuation's first τ above 0 (MODEL.md §5, 4). @param fractional A user who is split. */
  firstPenalty(problem: Problem, point: RelaxedSolution, fractional: number): number;
  /** A continuation's last τ, where it stands still at a point. */
  lastPenalty(problem: Problem, point: RelaxedSolution, fractional: number): number;
}
