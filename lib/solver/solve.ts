/** One way in for every method (MODEL.md §9): a plan, its certificate, and how it was found. */

import { namesOf, oneOf } from "../input/checks.js";
import { InputError } from "../input/errors.js";
import { type Evaluation, evaluate } from "../model/objective.js";
import { NOT_CHECKED } from "../model/placement.js";
import { toProblem } from "../model/problem.js";
import { column, type ScenarioColumns } from "../scenario/columns.js";
import type { Scenario } from "../scenario/types.js";
import { VERSION } from "../version.js";
import { type Bound, lagrangianBound, notAbove } from "./certificate/bound.js";
import { distanceFromBound } from "./certificate/distance.js";
import { assertFeasible } from "./infeasible.js";
import type { Found, MethodOptions } from "./methods/method.js";
import { METHODS, type MethodName, methodOf } from "./methods/methods.js";
import { perspective } from "./sca/perspective.js";
import type { Relaxation } from "./sca/relaxation.js";
import { STARTS } from "./sca/starts.js";
import type { Certified, SolutionOf } from "./solution.js";

/** Options that mean nothing to a method are checked, and left aside. */
export interface SolveOptions<Name extends MethodName = MethodName> extends MethodOptions {
  /** Default `sca`, the paper's algorithm. */
  readonly method?: Name;
  /** Told each phase of the work as it begins. */
  readonly onPhase?: (phase: Phase) => void;
}

/** `prepare`: columns, places and each device's optimum; `bound`: price and lower bound; `plan`: the method itself. */
export type Phase = "prepare" | "bound" | "plan" | "evaluate";

/**
 * Solves a scenario.
 * @param scenario A checked scenario (`parseScenario`, `readScenario`, `generate`), or its columns (`generateColumns`).
 * @throws InputError for an option out of range, where no best computation time exists (MODEL.md §3), and where a number is missing or NaN, as nobody
 * checked the scenario: `parseScenario` says which.
 * @throws InfeasibleError where no plan exists.
 */
export function solve<Name extends MethodName = "sca">(
  scenario: Scenario | ScenarioColumns,
  options: SolveOptions<Name> = {},
): SolutionOf<Name> {
  checkOptions(options);
  const { onPhase = () => {} } = options;
  const method = methodOf(options.method);
  onPhase("prepare");
  const problem = toProblem(scenario);
  assertFeasible(problem);
  onPhase("bound");
  const bound = lagrangianBound(problem);
  onPhase("plan");
  const found = method.run(problem, bound, options);
  onPhase("evaluate");
  const { status, plan, details } = found;
  const evaluation = found.evaluation ?? evaluate(problem.scenario, plan);
  const excess = status === "optimal" ? 0 : (found.excess ?? distanceFromBound(problem, bound, plan));
  return { method: method.name, ...certified(found, evaluation, excess, bound), ...details } as SolutionOf<Name>;
}

/** A plan with what is known of it. */
export function certified(
  { status, plan }: Pick<Found<unknown>, "status" | "plan">,
  { objective, totals, magnitude }: Evaluation,
  excess: number,
  { lowerBound: dualBound, scale, price }: Pick<Bound, "lowerBound" | "scale" | "price">,
): Certified {
  if (Number.isNaN(objective + dualBound)) throw new InputError(NOT_CHECKED);
  return {
    status,
    plan,
    objective,
    totals,
    dualBound,
    lowerBound: status === "optimal" ? objective : notAbove(objective, dualBound, magnitude),
    excess,
    gap: excess / scale,
    scale,
    price,
    version: VERSION,
  };
}

/**
 * Optimum of a relaxation at τ = 0, with real steps [objective unit]: no plan is better.
 * @throws InputError where no best computation time exists (MODEL.md §3).
 * @throws InfeasibleError where no plan exists.
 */
export function relaxedObjective(scenario: Scenario | ScenarioColumns, relaxation: Relaxation = perspective): number {
  const problem = toProblem(scenario);
  assertFeasible(problem);
  return relaxation.solve(problem, column(problem.count)).dual;
}

/** @throws InputError for an option out of range. */
export function checkOptions(options: SolveOptions): void {
  const { method, relaxation, penalty, continuation, start, seed, iterationLimit, stateLimit, timeLimit } = options;
  const inRange = (name: string, value: unknown, right: boolean, expected: string): void => {
    if (value !== undefined && !right) throw new InputError(`${name}: must be ${expected}, not ${value}`);
  };
  if (method !== undefined) oneOf("method", method, namesOf(METHODS));
  inRange("relaxation", relaxation, relaxation?.solve !== undefined, "a relaxation, as bigM is one");
  if (start !== undefined) oneOf("start", start, STARTS);
  inRange("penalty", penalty, Number.isFinite(penalty) && penalty! >= 0, "a finite number >= 0 [objective unit]");
  if (continuation && penalty !== undefined) {
    throw new InputError(`penalty: must be left out with continuation, which chooses it; not ${penalty}`);
  }
  inRange("seed", seed, Number.isInteger(seed) && seed! >= 0 && seed! < 2 ** 32, "a whole number from 0 to 2^32 - 1");
  inRange(
    "iterationLimit",
    iterationLimit,
    Number.isInteger(iterationLimit) && iterationLimit! >= 1,
    "a whole number >= 1",
  );
  inRange("stateLimit", stateLimit, stateLimit! >= 1, "a number >= 1");
  inRange("timeLimit", timeLimit, timeLimit! > 0, "a number > 0 [s]");
}
