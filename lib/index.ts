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
export { decisionSlot, makeWorld, type World, type WorldOptions } from "./dynamic/world.js";
export { baselinesEdgeCapacityChart } from "./figure/baselines-edge-capacity.js";
export { baselinesEdgeStepsChart } from "./figure/baselines-edge-steps.js";
export { baselinesLocalStepsChart } from "./figure/baselines-local-steps.js";
export { capacityPriceChart } from "./figure/capacity-price.js";
export { type CatalogueEntry, catalogue } from "./figure/catalogue.js";
export type { Chart, PlotlyLayout, PlotlyTrace } from "./figure/chart.js";
export { computationTimeChart } from "./figure/computation-time.js";
export { criticalPathChart } from "./figure/critical-path.js";
export { demandPriceChart } from "./figure/demand-price.js";
export { dualFunctionChart } from "./figure/dual-function.js";
export { dynamicLyapunovChart } from "./figure/dynamic-lyapunov.js";
export { dynamicRegretChart } from "./figure/dynamic-regret.js";
export { dynamicShockChart } from "./figure/dynamic-shock.js";
export { dynamicTimelineChart } from "./figure/dynamic-timeline.js";
export { errorModelFamiliesChart } from "./figure/error-model-families.js";
export { errorModelFitsChart } from "./figure/error-model-fits.js";
export { errorModelMechanismChart } from "./figure/error-model-mechanism.js";
export { errorModelRegretChart } from "./figure/error-model-regret.js";
export { gapByStartChart } from "./figure/gap-by-start.js";
export { gapByUsersChart } from "./figure/gap-by-users.js";
export { linearisedPenaltyChart } from "./figure/linearised-penalty.js";
export { phonePowerChart } from "./figure/phone-power.js";
export { placeTradeoffsChart } from "./figure/place-tradeoffs.js";
export { qualityTradeoffsChart } from "./figure/quality-tradeoffs.js";
export { reducedCostsChart } from "./figure/reduced-costs.js";
export { type RestyleOptions, restyled } from "./figure/restyled.js";
export { reverseDiffusionChart } from "./figure/reverse-diffusion.js";
export { scaConvergenceChart } from "./figure/sca-convergence.js";
export { plotlyJson } from "./figure/spec.js";
export { stepLimitsChart } from "./figure/step-limits.js";
export { tauConvergenceChart } from "./figure/tau-convergence.js";
export { tauLawChart } from "./figure/tau-law.js";
export { tauSensitivityChart } from "./figure/tau-sensitivity.js";
export { figureTex } from "./figure/tex.js";
export type { SeriesStyle, Theme } from "./figure/theme.js";
export { ieee, slides, themes } from "./figure/themes.js";
export { weightsParetoChart } from "./figure/weights-pareto.js";
export { weightsSobolChart } from "./figure/weights-sobol.js";
export { weightsSweepChart } from "./figure/weights-sweep.js";
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
export { campus30 } from "./scenario/campus.js";
export { type ScenarioColumns, toColumns, type UserColumns } from "./scenario/columns.js";
export { drawUser, type Population } from "./scenario/draw.js";
export { InputError } from "./scenario/errors.js";
export { fiveUsers } from "./scenario/five-users.js";
export { defaultWeights, generate, generateColumns } from "./scenario/generate.js";
export { scenarioHash } from "./scenario/hash.js";
export type { GenerateOptions } from "./scenario/options.js";
export { population } from "./scenario/population.js";
export type { GpuName, Presets, ServiceName } from "./scenario/preset.js";
export { presets } from "./scenario/presets.js";
export { parseScenario, readScenario, writeScenario } from "./scenario/schema.js";
export { stream } from "./scenario/stream.js";
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
export { solveBigM } from "./solver/big-m.js";
export { bigMResiduals } from "./solver/big-m-residuals.js";
export { type Bound, lagrangianBound } from "./solver/bound.js";
export { binaryPenalty, nextPenalty } from "./solver/continuation.js";
export { DEFAULT_THRESHOLDS, type DiagnosticThresholds } from "./solver/diagnostics.js";
export { distanceFromBound } from "./solver/distance.js";
export { type ExactSolution, solveExact } from "./solver/exact.js";
export { assertFeasible, InfeasibleError } from "./solver/infeasible.js";
export { largestMargin, margins } from "./solver/margins.js";
export { solvePerspective } from "./solver/perspective.js";
export { RELAXATIONS, type Relaxation } from "./solver/relaxation.js";
export { type KktCheck, kktResiduals, worstResidual } from "./solver/residuals.js";
export { type RoundedPlan, round } from "./solver/rounding.js";
export { binaryViolation, defaultPenalty, type ScaOptions, type ScaSolution, solveSca } from "./solver/sca.js";
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
export { type Start, startingPoint } from "./solver/starts.js";
export { type WarmPlan, WarmSca } from "./solver/warm.js";
export { baselines, baselinesSummary } from "./study/baselines.js";
export {
  BASELINES_AXES,
  type BaselinesAxis,
  type BaselinesOptions,
  baselinesDefaults,
  baselinesRuns,
} from "./study/baselines-runs.js";
export { comparison, verdict } from "./study/baselines-verdict.js";
export {
  type CapacityPriceOptions,
  capacityPrice,
  capacityPriceDefaults,
  oneMoreStepDefaults,
} from "./study/capacity-price.js";
export { capacityWorth } from "./study/capacity-worth.js";
export { type CriticalPathOptions, criticalPath } from "./study/critical-path.js";
export { type DemandPriceOptions, demandPrice } from "./study/demand-price.js";
export { type DualFunctionOptions, dualFunction } from "./study/dual-function.js";
export { type DynamicLyapunovOptions, dynamicLyapunov, dynamicLyapunovDefaults } from "./study/dynamic-lyapunov.js";
export {
  type DynamicRegretOptions,
  dynamicRegret,
  dynamicRegretDefaults,
  dynamicRegretRuns,
} from "./study/dynamic-regret.js";
export { type DynamicShockOptions, dynamicShock, dynamicShockDefaults } from "./study/dynamic-shock.js";
export { type DynamicTimelineOptions, dynamicTimeline, dynamicTimelineDefaults } from "./study/dynamic-timeline.js";
export { campusWorld, WORLDS, type WorldName } from "./study/dynamic-worlds.js";
export { type ErrorCurve, errorCurves, isCounted, MARKS, type Mark } from "./study/error-curves.js";
export {
  type Curve,
  ERROR_LAWS,
  type ErrorFit,
  type ErrorLaw,
  errorModelOf,
  fitErrorLaw,
  predict,
} from "./study/error-fit.js";
export { type ErrorIntervals, errorIntervals, type Interval } from "./study/error-intervals.js";
export {
  type ErrorMechanismOptions,
  errorMechanism,
  errorMechanismDefaults,
  type MechanismCase,
} from "./study/error-mechanism.js";
export { errorMechanismLaws } from "./study/error-mechanism-laws.js";
export {
  type Example,
  errorModelExampleDefaults,
  errorModelExamples,
  findCurve,
} from "./study/error-model-examples.js";
export { errorModelFamilies } from "./study/error-model-families.js";
export { errorModelFits } from "./study/error-model-fits.js";
export {
  type ErrorModelRegretOptions,
  errorModelRegret,
  errorModelRegretDefaults,
  withErrorLaw,
} from "./study/error-model-regret.js";
export { aicc, bestForetellingLaw, leaveOneOutError, pearson, rawR2, relativeR2 } from "./study/fit-quality.js";
export { type GapByStartOptions, gapByStart } from "./study/gap-by-start.js";
export { type GapByUsersOptions, gapByUsers, gapByUsersDefaults, gapRuns } from "./study/gap-by-users.js";
export { hypervolume } from "./study/hypervolume.js";
export { knee } from "./study/knee.js";
export { type LatexOptions, toLatex } from "./study/latex.js";
export { type LinearisedPenaltyOptions, linearisedPenalty } from "./study/linearised-penalty.js";
export { paretoFront } from "./study/pareto.js";
export { type PhonePowerOptions, phonePower, phonePowerDefaults, withDevicePower } from "./study/phone-power.js";
export { type PlaceTradeoffOptions, placeTradeoff } from "./study/place-tradeoff.js";
export { publishedQuality } from "./study/published-quality.js";
export { type PublishedSeries, parsePublishedSeries } from "./study/published-series.js";
export { type ReducedCostsOptions, reducedCosts } from "./study/reduced-costs.js";
export { type ReverseDiffusionOptions, reverseDiffusion } from "./study/reverse-diffusion.js";
export { type ScaConvergenceOptions, scaConvergence } from "./study/sca-convergence.js";
export { type InputIndices, type SobolIndex, type SobolOptions, sobolIndices } from "./study/sobol-indices.js";
export { sobolSequence } from "./study/sobol-sequence.js";
export { type SpeedTradeoffOptions, speedTradeoff } from "./study/speed-tradeoff.js";
export { standard } from "./study/standard.js";
export { stepLimits, stepLimitsSummary } from "./study/step-limits.js";
export {
  DEVICE_LIMITS,
  EDGE_LIMITS,
  type StepLimits,
  type StepLimitsOptions,
  stepLimitRuns,
  stepLimitsDefaults,
  USUAL_LIMITS,
} from "./study/step-limits-runs.js";
export { type StepTradeoffOptions, stepTradeoff } from "./study/step-tradeoff.js";
export type { Progress, Table, TableColumn } from "./study/table.js";
export { type TauLawOptions, tauLaw, tauLawDefaults } from "./study/tau-law.js";
export { type TauSensitivityOptions, tauSensitivity, tauSensitivityDefaults } from "./study/tau-sensitivity.js";
export { type WeightsDesignOptions, weightsDesign, weightsDesignDefaults } from "./study/weights-design.js";
export { type ServiceFronts, type WeightsFront, weightsFronts } from "./study/weights-front.js";
export { weightsHypervolume } from "./study/weights-hypervolume.js";
export { outcomesUnder, type WeightsPopulations } from "./study/weights-outcomes.js";
export { weightsPareto } from "./study/weights-pareto.js";
export { recommendedOutcomes, recommendedWeights } from "./study/weights-recommended.js";
export { type WeightsSobolOptions, weightsSobol, weightsSobolDefaults } from "./study/weights-sobol.js";
export { perSecond, WEIGHTS, weightsAt } from "./study/weights-space.js";
export {
  type WeightsSweepOptions,
  weightsSweep,
  weightsSweepDefaults,
  weightsSweepRuns,
} from "./study/weights-sweep.js";
export { VERSION } from "./version.js";
