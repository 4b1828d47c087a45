/** edgesteps: where to run AI-generated content, with how many reverse diffusion steps, for how long. See MODEL.md. */

export { averageRelativeError } from "./diffusion/average-error.js";
export { brownianPath, coarserPath } from "./diffusion/brownian-path.js";
export { ddim } from "./diffusion/ddim.js";
export { ddpm } from "./diffusion/ddpm.js";
export { type Denoiser, predictedNoise, score } from "./diffusion/denoiser.js";
export { type DiffusionModel, type DiffusionModelName, diffusionModel } from "./diffusion/diffusion-model.js";
export { dpmSolver } from "./diffusion/dpm-solver.js";
export { type GaussianMixture, mixtureDenoiser, sampleMixture } from "./diffusion/gaussian-mixture.js";
export { gaussianNoise } from "./diffusion/gaussian-noise.js";
export { drawGlyphs, GLYPH_SIDE } from "./diffusion/glyphs.js";
export { heun } from "./diffusion/heun.js";
export { type NoiseLevel, noiseLevels, type ScheduleName, sigmaOf, snrOf } from "./diffusion/noise-schedule.js";
export { type ReverseRun, type Sampler, type Step, sample, type Visit } from "./diffusion/sampler.js";
export { slicedWasserstein } from "./diffusion/sliced-wasserstein.js";
export { ringMixture, spectralMixture } from "./diffusion/targets.js";
export { type Arrival, type ArrivalOptions, bursts, drawArrivals } from "./dynamic/arrivals.js";
export { readArrivalsCsv } from "./dynamic/arrivals-csv.js";
export { type CapacityOptions, drawCapacity, tenancy } from "./dynamic/capacity.js";
export { type Channel, mobility, moveUsers } from "./dynamic/channel.js";
export { type LyapunovOptions, lyapunov } from "./dynamic/lyapunov.js";
export { type OracleBound, oracleBound } from "./dynamic/oracle.js";
export { type Outcomes, outcomes } from "./dynamic/outcomes.js";
export { baseline, solving, warm } from "./dynamic/planning.js";
export { makePolicy, POLICIES, type PolicyName, type PolicyOptions } from "./dynamic/policies.js";
export type { Decision, Policy } from "./dynamic/policy.js";
export { type PricingOptions, pricing } from "./dynamic/pricing.js";
export type { Request, Service, State } from "./dynamic/request.js";
export { type SimulateOptions, type Simulation, type SlotRecord, simulate } from "./dynamic/simulate.js";
export type { Slot } from "./dynamic/slot.js";
export { type WarmPlan, WarmSca } from "./dynamic/warm/warm.js";
export { decisionSlot, makeWorld, type World, type WorldOptions } from "./dynamic/world.js";
export { baselinesEdgeCapacityChart } from "./experiments/baselines/edge-capacity-chart.js";
export { baselinesEdgeStepsChart } from "./experiments/baselines/edge-steps-chart.js";
export { baselinesLocalStepsChart } from "./experiments/baselines/local-steps-chart.js";
export {
  BASELINES_AXES,
  type BaselinesAxis,
  type BaselinesOptions,
  baselinesDefaults,
  baselinesRuns,
} from "./experiments/baselines/runs.js";
export { baselines, baselinesSummary } from "./experiments/baselines/summary.js";
export { comparison, verdict } from "./experiments/baselines/verdict.js";
export { type CatalogueEntry, catalogue } from "./experiments/catalogue.js";
export { type DualFunctionOptions, dualFunction } from "./experiments/certificate/dual-function.js";
export { dualFunctionChart } from "./experiments/certificate/dual-function-chart.js";
export { type GapByStartOptions, gapByStart } from "./experiments/certificate/gap-by-start.js";
export { gapByStartChart } from "./experiments/certificate/gap-by-start-chart.js";
export {
  type GapByUsersOptions,
  gapByUsers,
  gapByUsersDefaults,
  gapRuns,
} from "./experiments/certificate/gap-by-users.js";
export { gapByUsersChart } from "./experiments/certificate/gap-by-users-chart.js";
export { type ReducedCostsOptions, reducedCosts } from "./experiments/certificate/reduced-costs.js";
export { reducedCostsChart } from "./experiments/certificate/reduced-costs-chart.js";
export { type LinearisedPenaltyOptions, linearisedPenalty } from "./experiments/convexification/linearised-penalty.js";
export { linearisedPenaltyChart } from "./experiments/convexification/linearised-penalty-chart.js";
export {
  type DynamicLyapunovOptions,
  dynamicLyapunov,
  dynamicLyapunovDefaults,
} from "./experiments/dynamic/lyapunov.js";
export { dynamicLyapunovChart } from "./experiments/dynamic/lyapunov-chart.js";
export {
  type DynamicRegretOptions,
  dynamicRegret,
  dynamicRegretDefaults,
  dynamicRegretRuns,
} from "./experiments/dynamic/regret.js";
export { dynamicRegretChart } from "./experiments/dynamic/regret-chart.js";
export { type DynamicShockOptions, dynamicShock, dynamicShockDefaults } from "./experiments/dynamic/shock.js";
export { dynamicShockChart } from "./experiments/dynamic/shock-chart.js";
export {
  type DynamicTimelineOptions,
  dynamicTimeline,
  dynamicTimelineDefaults,
} from "./experiments/dynamic/timeline.js";
export { dynamicTimelineChart } from "./experiments/dynamic/timeline-chart.js";
export { campusWorld, WORLDS, type WorldName } from "./experiments/dynamic/worlds.js";
export { type ErrorCurve, errorCurves, isCounted, MARKS, type Mark } from "./experiments/error-model/curves.js";
export {
  type Example,
  errorModelExampleDefaults,
  errorModelExamples,
  findCurve,
} from "./experiments/error-model/examples.js";
export { errorModelFamilies } from "./experiments/error-model/families.js";
export { errorModelFamiliesChart } from "./experiments/error-model/families-chart.js";
export {
  type Curve,
  ERROR_LAWS,
  type ErrorFit,
  type ErrorLaw,
  errorModelOf,
  fitErrorLaw,
  predict,
} from "./experiments/error-model/fit.js";
export {
  aicc,
  bestForetellingLaw,
  leaveOneOutError,
  pearson,
  rawR2,
  relativeR2,
} from "./experiments/error-model/fit-quality.js";
export { errorModelFits } from "./experiments/error-model/fits.js";
export { errorModelFitsChart } from "./experiments/error-model/fits-chart.js";
export { type ErrorIntervals, errorIntervals, type Interval } from "./experiments/error-model/intervals.js";
export {
  type ErrorMechanismOptions,
  errorMechanism,
  errorMechanismDefaults,
  type MechanismCase,
} from "./experiments/error-model/mechanism.js";
export { errorModelMechanismChart } from "./experiments/error-model/mechanism-chart.js";
export { errorMechanismLaws } from "./experiments/error-model/mechanism-laws.js";
export { publishedQuality } from "./experiments/error-model/published-quality.js";
export { type PublishedSeries, parsePublishedSeries } from "./experiments/error-model/published-series.js";
export {
  type ErrorModelRegretOptions,
  errorModelRegret,
  errorModelRegretDefaults,
  withErrorLaw,
} from "./experiments/error-model/regret.js";
export { errorModelRegretChart } from "./experiments/error-model/regret-chart.js";
export { type ReverseDiffusionOptions, reverseDiffusion } from "./experiments/error-model/reverse-diffusion.js";
export { reverseDiffusionChart } from "./experiments/error-model/reverse-diffusion-chart.js";
export { type DemandPriceOptions, demandPrice } from "./experiments/kkt-and-sca/demand-price.js";
export { demandPriceChart } from "./experiments/kkt-and-sca/demand-price-chart.js";
export { type ScaConvergenceOptions, scaConvergence } from "./experiments/kkt-and-sca/sca-convergence.js";
export { scaConvergenceChart } from "./experiments/kkt-and-sca/sca-convergence-chart.js";
export { computationTimeChart } from "./experiments/problem-formulation/computation-time-chart.js";
export { type CriticalPathOptions, criticalPath } from "./experiments/problem-formulation/critical-path.js";
export { criticalPathChart } from "./experiments/problem-formulation/critical-path-chart.js";
export { type PlaceTradeoffOptions, placeTradeoff } from "./experiments/problem-formulation/place-tradeoff.js";
export { placeTradeoffsChart } from "./experiments/problem-formulation/place-tradeoffs-chart.js";
export { qualityTradeoffsChart } from "./experiments/problem-formulation/quality-tradeoffs-chart.js";
export { type SpeedTradeoffOptions, speedTradeoff } from "./experiments/problem-formulation/speed-tradeoff.js";
export { type StepTradeoffOptions, stepTradeoff } from "./experiments/problem-formulation/step-tradeoff.js";
export { standard } from "./experiments/standard.js";
export {
  type CapacityPriceOptions,
  capacityPrice,
  capacityPriceDefaults,
  oneMoreStepDefaults,
} from "./experiments/step-limits/capacity-price.js";
export { capacityPriceChart } from "./experiments/step-limits/capacity-price-chart.js";
export { capacityWorth } from "./experiments/step-limits/capacity-worth.js";
export {
  type PhonePowerOptions,
  phonePower,
  phonePowerDefaults,
  withDevicePower,
} from "./experiments/step-limits/phone-power.js";
export { phonePowerChart } from "./experiments/step-limits/phone-power-chart.js";
export {
  DEVICE_LIMITS,
  EDGE_LIMITS,
  type StepLimits,
  type StepLimitsOptions,
  stepLimitRuns,
  stepLimitsDefaults,
  USUAL_LIMITS,
} from "./experiments/step-limits/runs.js";
export { stepLimitsChart } from "./experiments/step-limits/step-limits-chart.js";
export { stepLimits, stepLimitsSummary } from "./experiments/step-limits/summary.js";
export { tauConvergenceChart } from "./experiments/tau/convergence-chart.js";
export { type TauLawOptions, tauLaw, tauLawDefaults } from "./experiments/tau/law.js";
export { tauLawChart } from "./experiments/tau/law-chart.js";
export { type TauSensitivityOptions, tauSensitivity, tauSensitivityDefaults } from "./experiments/tau/sensitivity.js";
export { tauSensitivityChart } from "./experiments/tau/sensitivity-chart.js";
export { type WeightsDesignOptions, weightsDesign, weightsDesignDefaults } from "./experiments/weights/design.js";
export { type ServiceFronts, type WeightsFront, weightsFronts } from "./experiments/weights/front.js";
export { weightsHypervolume } from "./experiments/weights/hypervolume.js";
export { outcomesUnder, type WeightsPopulations } from "./experiments/weights/outcomes.js";
export { weightsPareto } from "./experiments/weights/pareto.js";
export { weightsParetoChart } from "./experiments/weights/pareto-chart.js";
export { recommendedOutcomes, recommendedWeights } from "./experiments/weights/recommended.js";
export { type WeightsSobolOptions, weightsSobol, weightsSobolDefaults } from "./experiments/weights/sobol.js";
export { weightsSobolChart } from "./experiments/weights/sobol-chart.js";
export { perSecond, WEIGHTS, weightsAt } from "./experiments/weights/space.js";
export {
  type WeightsSweepOptions,
  weightsSweep,
  weightsSweepDefaults,
  weightsSweepRuns,
} from "./experiments/weights/sweep.js";
export { weightsSweepChart } from "./experiments/weights/sweep-chart.js";
export { InputError } from "./input/errors.js";
export type { Progress } from "./input/progress.js";
export { type Violation, violations } from "./model/constraints.js";
export { computingCost, cost, costCurvature, costSlope, subdifferential } from "./model/cost.js";
export { averageError, errorCurvature, errorSlope } from "./model/error.js";
export { type Evaluation, evaluate, type Plan, type Totals, type UserOutcome, userOutcome } from "./model/objective.js";
export { maxWholeSteps, type Place, places } from "./model/placement.js";
export { parsePlan } from "./model/plan.js";
export { type Problem, problemOf, toProblem } from "./model/problem.js";
export { bestSpeed, bestTime } from "./model/speed.js";
export { bestSteps, bestWholeSteps, stepSaving } from "./model/steps.js";
export { transferEnergy, transferTime } from "./model/transfer.js";
export { utility, utilityCurvature, utilitySlope } from "./model/utility.js";
export { hypervolume } from "./numerics/hypervolume.js";
export { knee } from "./numerics/knee.js";
export { paretoFront } from "./numerics/pareto.js";
export { type InputIndices, type SobolIndex, type SobolOptions, sobolIndices } from "./numerics/sobol-indices.js";
export { sobolSequence } from "./numerics/sobol-sequence.js";
export { stream } from "./numerics/stream.js";
export { campus30 } from "./population/campus.js";
export { drawUser, type Population } from "./population/draw.js";
export { fiveUsers } from "./population/five-users.js";
export { defaultWeights, generate, generateColumns } from "./population/generate.js";
export type { GenerateOptions } from "./population/options.js";
export { population } from "./population/population.js";
export type { GpuName, Presets, ServiceName } from "./population/preset.js";
export { presets } from "./population/presets.js";
export type { Chart, PlotlyLayout, PlotlyTrace } from "./report/chart.js";
export { type LatexOptions, toLatex } from "./report/latex.js";
export { type RestyleOptions, restyled } from "./report/restyled.js";
export { plotlyJson } from "./report/spec.js";
export type { Table, TableColumn } from "./report/table.js";
export { figureTex } from "./report/tex.js";
export type { SeriesStyle, Theme } from "./report/theme.js";
export { ieee } from "./report/themes/ieee.js";
export { slides } from "./report/themes/slides.js";
export { themes } from "./report/themes/themes.js";
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
export { allocate } from "./solver/allocation.js";
export { type Bound, lagrangianBound } from "./solver/certificate/bound.js";
export { distanceFromBound } from "./solver/certificate/distance.js";
export { type ExactSolution, solveExact } from "./solver/certificate/exact.js";
export { DEFAULT_THRESHOLDS, type DiagnosticThresholds } from "./solver/diagnostics.js";
export { assertFeasible, InfeasibleError } from "./solver/infeasible.js";
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
export { type SolveOptions, solve } from "./solver/solve.js";
export { VERSION } from "./version.js";
