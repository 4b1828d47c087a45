/** edgesteps: where to run AI-generated content, with how many reverse diffusion steps, for how long. See MODEL.md. */

export { InputError } from "./input/errors.js";
export { type Violation, violations } from "./model/constraints.js";
export { computingCost, cost, costCurvature, costSlope, subdifferential } from "./model/cost.js";
export { averageError, errorCurvature, errorSlope } from "./model/error.js";
export { type Evaluation, evaluate, type Plan, type Totals, type UserOutcome, userOutcome } from "./model/objective.js";
export { type Limits, maxWholeSteps, type Place, places } from "./model/placement.js";
export { parsePlan } from "./model/plan.js";
export { type Problem, problemOf, toProblem } from "./model/problem.js";
export { bestSpeed, bestTime, type PlaceName } from "./model/speed.js";
export { bestSteps, bestWholeSteps, stepSaving } from "./model/steps.js";
export { transferEnergy, transferTime } from "./model/transfer.js";
export { utility, utilityCurvature, utilitySlope } from "./model/utility.js";
export { type ScenarioColumns, toColumns, type UserColumns } from "./scenario/columns.js";
export { scenarioHash } from "./scenario/hash.js";
export { parseScenario, readScenario, writeScenario } from "./scenario/schema.js";
export type {
  Device,
  Edge,
  ErrorModel,
  ExponentialError,
  Link,
  PowerError,
  Scenario,
  User,
  UtilityKind,
  Weights,
} from "./scenario/types.js";
export { readUsersCsv } from "./scenario/users-csv.js";
export { allocate } from "./solver/allocation.js";
export { type Bound, lagrangianBound } from "./solver/certificate/bound.js";
export { distanceFromBound } from "./solver/certificate/distance.js";
export { type ExactSolution, solveExact } from "./solver/certificate/exact.js";
export { DEFAULT_THRESHOLDS, type DiagnosticThresholds } from "./solver/diagnostics.js";
export { assertFeasible, InfeasibleError } from "./solver/infeasible.js";
export type { Drop } from "./solver/price/drops.js";
export type { PriceBracket, WholePrice } from "./solver/price/whole-price.js";
export type { WholeSteps } from "./solver/price/whole-steps.js";
export { type RoundedPlan, round } from "./solver/rounding.js";
export { solveBigM } from "./solver/sca/big-m.js";
export { bigMResiduals } from "./solver/sca/big-m-residuals.js";
export { binaryPenalty, nextPenalty } from "./solver/sca/continuation.js";
export { largestMargin, margins } from "./solver/sca/margins.js";
export { solvePerspective } from "./solver/sca/perspective.js";
export { RELAXATIONS, type Relaxation } from "./solver/sca/relaxation.js";
export { type KktCheck, kktResiduals, worstResidual } from "./solver/sca/residuals.js";
export { binaryViolation, defaultPenalty, type ScaOptions, type ScaSolution, solveSca } from "./solver/sca/sca.js";
export { type Start, startingPoint } from "./solver/sca/starts.js";
export type {
  Diagnostic,
  Iterate,
  Method,
  RelaxationName,
  RelaxedPlan,
  RelaxedSolution,
  Residuals,
  Solution,
  Status,
} from "./solver/solution.js";
export { type Phase, type SolveOptions, solve } from "./solver/solve.js";
export { VERSION } from "./version.js";
