/** edgesteps: where to run AI-generated content, with how many reverse diffusion steps, for how long. See MODEL.md. */

export { InputError } from "./input/errors.js";
export type {
  ErrorFunction,
  ErrorLaw,
  ExponentialForm,
  LawParameter,
  OptionalParameter,
  RequiredParameter,
} from "./laws/error/error-law.js";
export {
  ERROR_LAWS,
  type ErrorLawName,
  type ErrorModel,
  type InnerModel,
  type NestedModel,
  type PlainModel,
} from "./laws/error/error-laws.js";
export type { MixtureModel } from "./laws/error/mixture.js";
export type { TableModel } from "./laws/error/table.js";
export type { WorstModel } from "./laws/error/worst.js";
export { UTILITIES, type UtilityName } from "./laws/utility/utilities.js";
export type { UtilityLaw } from "./laws/utility/utility-law.js";
export { type Violation, violations } from "./model/constraints.js";
export { computingCost, cost, costCurvature, costSlope, pricedCost, subdifferential } from "./model/cost.js";
export { averageError, errorCurvature, errorSlope } from "./model/error.js";
export { type Evaluation, evaluate, type Plan, type Totals, type UserOutcome, userOutcome } from "./model/objective.js";
export { type Limits, maxWholeSteps, type Place, type Places, type Way, type Ways } from "./model/placement.js";
export { places } from "./model/places.js";
export { parsePlan } from "./model/plan.js";
export { type Problem, problemOf, toProblem } from "./model/problem.js";
export { bestSpeed, bestTime, type PlaceName } from "./model/speed.js";
export { bestSteps } from "./model/steps.js";
export { transferEnergy, transferTime } from "./model/transfer.js";
export { bestWholeSteps, stepSaving } from "./model/whole-steps.js";
export { type NumberColumns, type ScenarioColumns, toColumns, type UserColumns } from "./scenario/columns.js";
export type { ErrorColumns } from "./scenario/error-columns.js";
export { scenarioHash } from "./scenario/hash.js";
export type { ModelColumns } from "./scenario/models.js";
export { parseScenario, readScenario, writeScenario } from "./scenario/schema.js";
export type { Device, Edge, Link, Model, Scenario, Service, User, Weights } from "./scenario/types.js";
export { allocate } from "./solver/allocation.js";
export { type Bound, lagrangianBound } from "./solver/certificate/bound.js";
export { distanceFromBound } from "./solver/certificate/distance.js";
export { type CoreUser, type ExactLimits, type ExactSolution, solveExact } from "./solver/certificate/exact.js";
export { DEFAULT_THRESHOLDS, type Diagnostic, type DiagnosticThresholds, diagnose } from "./solver/diagnose.js";
export { assertFeasible, InfeasibleError } from "./solver/infeasible.js";
export type { ExactDetails } from "./solver/methods/exact.js";
export type { Found, Iterated, Method, MethodOptions } from "./solver/methods/method.js";
export { type DetailsOf, METHODS, type MethodName } from "./solver/methods/methods.js";
export type { ScaDetails } from "./solver/methods/sca.js";
export type { Drop } from "./solver/price/drops.js";
export type { PriceBracket, WholePrice } from "./solver/price/whole-price.js";
export { type RoundedPlan, type Rounding, round } from "./solver/rounding.js";
export { bigM, solveBigM } from "./solver/sca/big-m.js";
export { bigMResiduals } from "./solver/sca/big-m-residuals.js";
export { type BinaryPenalty, binaryPenalty } from "./solver/sca/binary-penalty.js";
export { solveWithContinuation } from "./solver/sca/continuation.js";
export { freezingPenalty, holdingPenalty } from "./solver/sca/holding-penalty.js";
export type { Iterate, PricedPoint, RelaxedPlan, RelaxedSolution, Residuals } from "./solver/sca/iterate.js";
export { largestMargin, margins } from "./solver/sca/margins.js";
export { perspective, solvePerspective } from "./solver/sca/perspective.js";
export type { Relaxation } from "./solver/sca/relaxation.js";
export { RELAXATIONS, type RelaxationName } from "./solver/sca/relaxations.js";
export { type KktCheck, kktResiduals, worstResidual } from "./solver/sca/residuals.js";
export {
  binaryViolation,
  defaultPenalty,
  type ScaOptions,
  type ScaRun,
  type ScaStatus,
  solveSca,
} from "./solver/sca/sca.js";
export { STARTS, type Start, startingPoint } from "./solver/sca/starts.js";
export type { Certified, Solution, SolutionOf } from "./solver/solution.js";
export { type Phase, relaxedObjective, type SolveOptions, solve } from "./solver/solve.js";
export { STATUSES, type Status } from "./solver/status.js";
export { VERSION } from "./version.js";
