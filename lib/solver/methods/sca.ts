import type { Problem } from "../../model/problem.js";
import { column } from "../../scenario/columns.js";
import { solveWithContinuation } from "../sca/continuation.js";
import type { Iterate, RelaxedPlan, Residuals } from "../sca/iterate.js";
import { perspective } from "../sca/perspective.js";
import type { Relaxation } from "../sca/relaxation.js";
import { defaultPenalty, type ScaRun, solveSca } from "../sca/sca.js";
import { type Start, startingPoint } from "../sca/starts.js";
import type { Found, Iterated, Method, MethodOptions } from "./method.js";

/** How the paper's algorithm came to its plan. */
export interface ScaDetails extends Iterated {
  /** Its name. */
  readonly relaxation: string;
  /** τ that was used, of a continuation the last [objective unit]. */
  readonly penalty: number;
  /** Optimum of the relaxation at τ = 0, with real steps. */
  readonly relaxedObjective: number;
  /** a⁽ⁱ⁾ around which the penalty of the last P2 was linearised, indexed by n. */
  readonly linearisedAt: Float64Array;
  /** The last iterate, before rounding. */
  readonly relaxed: RelaxedPlan;
  /** Σ a(1 − a) of the last iterate. */
  readonly binaryViolation: number;
  /** Residuals of the last P2. */
  readonly residuals: Residuals;
  /** One row for each P2. */
  readonly trace: readonly Iterate[];
}

/** The paper's algorithm. */
export const sca: Method<"sca", ScaDetails> = {
  name: "sca",
  label: "Proposed",
  remark: "the paper's algorithm",
  options: ["relaxation", "penalty", "continuation", "start", "seed", "iterationLimit"],
  proves: false,
  random: false,
  style: 0,
  run: (problem, _, options) => runSca(problem, options, options.start ?? "half"),
};

/** Most P2 problems, unless an option says otherwise. */
export const ITERATION_LIMIT = 100;

/** The paper's algorithm from a start. */
export function runSca(problem: Problem, options: MethodOptions, from: Start): Found<ScaDetails> {
  const { relaxation = perspective, seed = 0, continuation = false, iterationLimit = ITERATION_LIMIT } = options;
  const optimum = relaxation.solve(problem, column(problem.count));
  const start = startingPoint(from, problem.count, seed);
  const shared = { relaxation, start, iterationLimit, unpenalised: optimum };
  const run = continuation
    ? solveWithContinuation(problem, shared)
    : solveSca(problem, { ...shared, penalty: options.penalty ?? defaultPenalty(problem, optimum, relaxation) });
  return { status: run.status, plan: run.plan, details: scaDetails(relaxation, optimum.dual, run) };
}

/** What the solution says of a run. */
export function scaDetails(
  { name: relaxation }: Relaxation,
  relaxedObjective: number,
  { linearisedAt, relaxed, trace }: Pick<ScaRun, "linearisedAt" | "trace"> & { readonly relaxed: RelaxedPlan },
): ScaDetails {
  const { penalty, binaryViolation, residuals } = trace.at(-1)!;
  const { offload, localSteps, edgeSteps } = relaxed;
  return {
    relaxation,
    penalty,
    relaxedObjective,
    linearisedAt,
    relaxed: { offload, localSteps, edgeSteps },
    binaryViolation,
    iterations: trace.length,
    residuals,
    trace,
  };
}
