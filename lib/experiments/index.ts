/** `edgesteps/experiments`: the questions of the notebooks, their tables and charts. */

export type { Progress } from "../input/progress.js";
export {
  type Curve,
  type ErrorFit,
  FITTED_LAWS,
  type FittedLaw,
  fitErrorLaw,
  fittedModel,
  predict,
} from "../laws/error/fit.js";
export { WEIGHTS } from "../scenario/weights.js";
export { ablationGaps } from "./ablation/gaps.js";
export { ablationChart } from "./ablation/gaps-chart.js";
export { ablationIterates } from "./ablation/iterates.js";
export { ablationRelaxations } from "./ablation/relaxations.js";
export type { RoundingName } from "./ablation/roundings.js";
export {
  type AblationOptions,
  type AblationRun,
  type AblationVariant,
  type AblationVariantRun,
  ablationDefaults,
  ablationRuns,
  type PlanGaps,
} from "./ablation/runs.js";
export { ablationVerdict } from "./ablation/verdict.js";
export { baselinesExperiment } from "./baselines/experiments.js";
export { baselinesChart } from "./baselines/outcomes-chart.js";
export {
  BASELINES_AXES,
  type BaselinesAxis,
  type BaselinesOptions,
  baselinesDefaults,
  baselinesRuns,
} from "./baselines/runs.js";
export { baselines, baselinesSummary } from "./baselines/summary.js";
export { comparison, verdict } from "./baselines/verdict.js";
export { catalogue } from "./catalogue.js";
export { type DualFunctionOptions, dualFunction } from "./certificate/dual-function.js";
export { dualFunctionChart } from "./certificate/dual-function-chart.js";
export { gapByUsersExperiment } from "./certificate/experiments.js";
export { type GapByStartOptions, gapByStart } from "./certificate/gap-by-start.js";
export { gapByStartChart } from "./certificate/gap-by-start-chart.js";
export {
  type GapByUsersOptions,
  gapByUsers,
  gapByUsersDefaults,
  gapRuns,
} from "./certificate/gap-by-users.js";
export { gapByUsersChart } from "./certificate/gap-by-users-chart.js";
export { type ReducedCostsOptions, reducedCosts } from "./certificate/reduced-costs.js";
export { reducedCostsChart } from "./certificate/reduced-costs-chart.js";
export { type LinearisedPenaltyOptions, linearisedPenalty } from "./convexification/linearised-penalty.js";
export { linearisedPenaltyChart } from "./convexification/linearised-penalty-chart.js";
export {
  dynamicLyapunovExperiment,
  dynamicRegretExperiment,
  dynamicShockExperiment,
  dynamicStressExperiment,
  dynamicTimelineExperiment,
} from "./dynamic/experiments.js";
export { drawStates, type SlotStatesOptions, slotStates, worldOfStates } from "./dynamic/independent-slots.js";
export {
  type DynamicLyapunovOptions,
  type DynamicLyapunovRuns,
  dynamicLyapunov,
  dynamicLyapunovDefaults,
} from "./dynamic/lyapunov.js";
export { dynamicLyapunovChart } from "./dynamic/lyapunov-chart.js";
export { dynamicLyapunovLaws, dynamicLyapunovSettling, dynamicLyapunovSlopes } from "./dynamic/lyapunov-laws.js";
export {
  type DynamicRegretOptions,
  dynamicRegret,
  dynamicRegretDefaults,
  dynamicRegretRuns,
} from "./dynamic/regret.js";
export { dynamicRegretChart } from "./dynamic/regret-chart.js";
export { dynamicRegretDifferences, dynamicRegretPairs } from "./dynamic/regret-differences.js";
export { type DynamicShockOptions, dynamicShock, dynamicShockDefaults } from "./dynamic/shock.js";
export { dynamicShockChart } from "./dynamic/shock-chart.js";
export { type DynamicStressOptions, dynamicStress, dynamicStressDefaults, type Pattern } from "./dynamic/stress.js";
export { dynamicStressChart } from "./dynamic/stress-chart.js";
export {
  type DynamicTimelineOptions,
  dynamicTimeline,
  dynamicTimelineDefaults,
} from "./dynamic/timeline.js";
export { dynamicTimelineChart } from "./dynamic/timeline-chart.js";
export { campusWorld, WORLDS, type WorldName } from "./dynamic/worlds.js";
export { type ErrorCurve, errorCurves, isCounted, MARKS, type Mark } from "./error-model/curves.js";
export {
  type Example,
  errorModelExampleDefaults,
  errorModelExamples,
  findCurve,
} from "./error-model/examples.js";
export {
  type ErrorModelOptions,
  errorMechanismExperiment,
  errorModelExperiment,
  errorModelRegretExperiment,
  maskedStepsExperiment,
  reverseDiffusionExperiment,
} from "./error-model/experiments.js";
export { errorModelFamilies } from "./error-model/families.js";
export { errorModelFamiliesChart } from "./error-model/families-chart.js";
export {
  aicc,
  bestForetellingLaw,
  canJudge,
  leaveOneOutError,
  pearson,
  rawR2,
  relativeR2,
} from "./error-model/fit-quality.js";
export { errorModelFits } from "./error-model/fits.js";
export { errorModelFitsChart } from "./error-model/fits-chart.js";
export { type ErrorIntervals, errorIntervals } from "./error-model/intervals.js";
export { type MaskedStepsOptions, maskedStepsDefaults } from "./error-model/masked-steps.js";
export { maskedStepsChart } from "./error-model/masked-steps-chart.js";
export {
  type ErrorMechanismOptions,
  errorMechanism,
  errorMechanismDefaults,
  type MechanismCase,
} from "./error-model/mechanism.js";
export { errorModelMechanismChart } from "./error-model/mechanism-chart.js";
export { errorMechanismLaws } from "./error-model/mechanism-laws.js";
export { publishedQuality } from "./error-model/published-quality.js";
export { type PublishedSeries, parsePublishedSeries } from "./error-model/published-series.js";
export {
  type ErrorModelRegretOptions,
  errorModelRegret,
  errorModelRegretDefaults,
  errorModelRegretDifferences,
  errorModelRegretMeans,
  errorModelRegretRuns,
  withErrorLaw,
} from "./error-model/regret.js";
export { errorModelRegretChart } from "./error-model/regret-chart.js";
export { type ReverseDiffusionOptions, reverseDiffusion } from "./error-model/reverse-diffusion.js";
export { reverseDiffusionChart } from "./error-model/reverse-diffusion-chart.js";
export { ARCHITECTURE_FAMILIES } from "./error-model/series-families.js";
export { errorModelVerdict } from "./error-model/verdict.js";
export { errorModelVerdictChart } from "./error-model/verdict-chart.js";
export { type ChartEntry, chartsOf, type Experiment, resultOf } from "./experiment.js";
export { type DemandPriceOptions, demandPrice } from "./kkt-and-sca/demand-price.js";
export { demandPriceChart } from "./kkt-and-sca/demand-price-chart.js";
export { type ScaConvergenceOptions, scaConvergence } from "./kkt-and-sca/sca-convergence.js";
export { scaConvergenceChart } from "./kkt-and-sca/sca-convergence-chart.js";
export { type ScaIteratesOptions, scaIterates } from "./kkt-and-sca/sca-iterates.js";
export { scaIteratesChart } from "./kkt-and-sca/sca-iterates-chart.js";
export {
  floorPriceExperiment,
  handoverGainExperiment,
  hedgeRegretExperiment,
  modelChoiceExperiment,
  serversBalanceExperiment,
  splitRegionExperiment,
  workPriceExperiment,
} from "./past-the-paper/experiments.js";
export {
  type FloorPriceOptions,
  floorPrice,
  floorPriceDefaults,
  floorPriceDifferences,
  floorPriceRuns,
} from "./past-the-paper/floor-price.js";
export { floorPriceChart } from "./past-the-paper/floor-price-chart.js";
export {
  type HandoverGainOptions,
  handoverGain,
  handoverGainDefaults,
  handoverGainRuns,
} from "./past-the-paper/handover-gain.js";
export { handoverGainChart } from "./past-the-paper/handover-gain-chart.js";
export {
  type HedgeRegretOptions,
  hedgeRegret,
  hedgeRegretDefaults,
  hedgeRegretDifferences,
  hedgeRegretRuns,
} from "./past-the-paper/hedge-regret.js";
export { hedgeRegretChart } from "./past-the-paper/hedge-regret-chart.js";
export {
  type ModelChoiceOptions,
  measuredLaw,
  modelChoice,
  modelChoiceDefaults,
  modelChoiceDifferences,
  modelChoiceRuns,
} from "./past-the-paper/model-choice.js";
export { modelChoiceChart } from "./past-the-paper/model-choice-chart.js";
export {
  type ServersBalanceOptions,
  serversBalance,
  serversBalanceDefaults,
  serversBalanceRuns,
} from "./past-the-paper/servers-balance.js";
export { serversBalanceChart } from "./past-the-paper/servers-balance-chart.js";
export {
  type SplitRegionOptions,
  splitRegion,
  splitRegionDefaults,
  splitRegionRuns,
} from "./past-the-paper/split-region.js";
export { splitRegionChart } from "./past-the-paper/split-region-chart.js";
export {
  type WorkPriceOptions,
  workPrice,
  workPriceDefaults,
  workPriceDifferences,
  workPriceRuns,
} from "./past-the-paper/work-price.js";
export { workPriceChart } from "./past-the-paper/work-price-chart.js";
export { computationTimeChart } from "./problem-formulation/computation-time-chart.js";
export { type CriticalPathOptions, criticalPath } from "./problem-formulation/critical-path.js";
export { criticalPathChart } from "./problem-formulation/critical-path-chart.js";
export { type PlaceTradeoffOptions, placeTradeoff } from "./problem-formulation/place-tradeoff.js";
export { placeTradeoffsChart } from "./problem-formulation/place-tradeoffs-chart.js";
export { qualityTradeoffsChart } from "./problem-formulation/quality-tradeoffs-chart.js";
export { type SpeedTradeoffOptions, speedTradeoff } from "./problem-formulation/speed-tradeoff.js";
export { type StepTradeoffOptions, stepTradeoff } from "./problem-formulation/step-tradeoff.js";
export {
  type CapacityPriceOptions,
  capacityPrice,
  capacityPriceDefaults,
  oneMoreStepDefaults,
} from "./step-limits/capacity-price.js";
export { capacityPriceChart } from "./step-limits/capacity-price-chart.js";
export { capacityWorth } from "./step-limits/capacity-worth.js";
export { capacityPriceExperiment, phonePowerExperiment, stepLimitsExperiment } from "./step-limits/experiments.js";
export {
  type PhonePowerOptions,
  phonePower,
  phonePowerDefaults,
  withDevicePower,
} from "./step-limits/phone-power.js";
export { phonePowerChart } from "./step-limits/phone-power-chart.js";
export {
  DEVICE_LIMITS,
  EDGE_LIMITS,
  type StepLimits,
  type StepLimitsOptions,
  stepLimitRuns,
  stepLimitsDefaults,
  USUAL_LIMITS,
} from "./step-limits/runs.js";
export { stepLimitsChart } from "./step-limits/step-limits-chart.js";
export { stepLimits, stepLimitsSummary } from "./step-limits/summary.js";
export { tauConvergenceChart } from "./tau/convergence-chart.js";
export { tauLawExperiment, tauSensitivityExperiment } from "./tau/experiments.js";
export { type TauLawOptions, tauLaw, tauLawDefaults } from "./tau/law.js";
export { tauLawChart } from "./tau/law-chart.js";
export { type TauSensitivityOptions, tauSensitivity, tauSensitivityDefaults } from "./tau/sensitivity.js";
export { tauSensitivityChart } from "./tau/sensitivity-chart.js";
export { type WeightsDesignOptions, weightsDesign, weightsDesignDefaults } from "./weights/design.js";
export {
  weightsDesignExperiment,
  weightsMeasuredExperiment,
  weightsSobolExperiment,
  weightsSweepExperiment,
} from "./weights/experiments.js";
export { type ServiceFronts, type WeightsFront, weightsFronts } from "./weights/front.js";
export { weightsHypervolume } from "./weights/hypervolume.js";
export {
  type UtilityFronts,
  type WeightsMeasuredOptions,
  weightsMeasured,
  weightsMeasuredDefaults,
} from "./weights/measured.js";
export { outcomesUnder, type WeightsPopulations } from "./weights/outcomes.js";
export { weightsPareto } from "./weights/pareto.js";
export { weightsParetoChart } from "./weights/pareto-chart.js";
export { recommendedOutcomes, recommendedWeights } from "./weights/recommended.js";
export { type WeightsSobolOptions, weightsSobol, weightsSobolDefaults } from "./weights/sobol.js";
export { weightsSobolChart } from "./weights/sobol-chart.js";
export { perSecond, weightsAt } from "./weights/space.js";
export {
  type WeightsSweepOptions,
  weightsSweep,
  weightsSweepDefaults,
  weightsSweepRuns,
} from "./weights/sweep.js";
export { weightsSweepChart } from "./weights/sweep-chart.js";
