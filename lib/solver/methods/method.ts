/** What a method is (MODEL.md §9): a way to a plan, with what options, messages and charts say of it. One object in `METHODS`. */
import type { Evaluation, Plan } from "../../model/objective.js";
import type { Problem } from "../../model/problem.js";
import type { Bound } from "../certificate/bound.js";
import type { Relaxation } from "../sca/relaxation.js";
import type { Start } from "../sca/starts.js";
import type { Status } from "../status.js";

/** Options that not every method has. */
export interface MethodOptions {
  /** Default `perspective` (MODEL.md §4); given itself, so that a bundle has only those that its program uses. */
  readonly relaxation?: Relaxation;
  /** τ ≥ 0 [objective unit]; default 0.1 × the median user's cost parts (MODEL.md §9). */
  readonly penalty?: number;
  /** Raises τ from 0 until the offloading is binary (MODEL.md §5, 4); needs no `penalty`. */
  readonly continuation?: boolean;
  /** a⁽⁰⁾; default `half`. */
  readonly start?: Start;
  /** A whole number from 0 to 2³² − 1; default 0. */
  readonly seed?: number;
  /** Most P2 problems; default 100. */
  readonly iterationLimit?: number;
  /** Most states; past it the best plan met is returned with its true gap. Default 5e7, some 100 MB. */
  readonly stateLimit?: number;
  /** Most seconds of the proof, likewise; default none. Where it ends one, the plan depends on the machine. */
  readonly timeLimit?: number;
}

/** What a method found, before it is judged. */
export interface Found<Details> {
  readonly status: Status;
  readonly plan: Plan;
  /** What its solution says beyond plan and certificate. */
  readonly details: Details;
  /** Where the method evaluated the plan itself. */
  readonly evaluation?: Evaluation;
  /** Objective − bound, where the method knows it as a sum of small terms. */
  readonly excess?: number;
}

/** A way to a plan; `Details` is what its solution says beyond plan and certificate. */
export interface Method<Name extends string = string, Details extends Iterated = Iterated> {
  /** As `solve`'s option and the command line name it. */
  readonly name: Name;
  /** In charts and tables for people. */
  readonly label: string;
  /** Half a sentence for the command line; empty where the name says it. */
  readonly remark: string;
  /** Those that mean something to it. */
  readonly options: readonly (keyof MethodOptions)[];
  /** Whether its plan may be proven optimal. */
  readonly proves: boolean;
  /** Whether chance decides by default, so that the seed matters. */
  readonly random: boolean;
  /** Series of a chart's theme; absent where no chart draws it. */
  readonly style?: number;
  /** @param problem A feasible one. @param bound Its Lagrangian bound. @param options Checked. */
  run(problem: Problem, bound: Bound, options: MethodOptions): Found<Details>;
}

/** What every method tells of its work. */
export interface Iterated {
  /** `sca` and `random-init`: P2 problems solved; `exact`: users in the core; baselines: 0. */
  readonly iterations: number;
}
