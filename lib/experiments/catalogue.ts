/** All experiments. The command line, `reproduce`, the gallery and the tests read this list; tables are made in its order. */
import { ablationExperiment } from "./ablation/experiments.js";
import { baselinesExperiment } from "./baselines/experiments.js";
import {
  dualFunctionExperiment,
  gapByStartExperiment,
  gapByUsersExperiment,
  reducedCostsExperiment,
} from "./certificate/experiments.js";
import { linearisedPenaltyExperiment } from "./convexification/experiments.js";
import {
  dynamicLyapunovExperiment,
  dynamicRegretExperiment,
  dynamicShockExperiment,
  dynamicStressExperiment,
  dynamicTimelineExperiment,
} from "./dynamic/experiments.js";
import {
  errorMechanismExperiment,
  errorModelExamplesExperiment,
  errorModelExperiment,
  errorModelRegretExperiment,
  maskedStepsExperiment,
  reverseDiffusionExperiment,
} from "./error-model/experiments.js";
import type { Experiment } from "./experiment.js";
import { fieldModelsExperiment } from "./field-models/experiments.js";
import { demandPriceExperiment, scaConvergenceExperiment } from "./kkt-and-sca/experiments.js";
import {
  floorPriceExperiment,
  handoverGainExperiment,
  hedgeRegretExperiment,
  modelChoiceExperiment,
  serversBalanceExperiment,
  splitRegionExperiment,
  workPriceExperiment,
} from "./past-the-paper/experiments.js";
import {
  criticalPathExperiment,
  placeTradeoffExperiment,
  speedTradeoffExperiment,
  stepTradeoffExperiment,
} from "./problem-formulation/experiments.js";
import { capacityPriceExperiment, phonePowerExperiment, stepLimitsExperiment } from "./step-limits/experiments.js";
import { tauLawExperiment, tauSensitivityExperiment } from "./tau/experiments.js";
import {
  weightsDesignExperiment,
  weightsMeasuredExperiment,
  weightsSobolExperiment,
  weightsSweepExperiment,
} from "./weights/experiments.js";

export const catalogue: readonly Experiment[] = [
  criticalPathExperiment,
  speedTradeoffExperiment,
  stepTradeoffExperiment,
  placeTradeoffExperiment,
  linearisedPenaltyExperiment,
  demandPriceExperiment,
  scaConvergenceExperiment,
  dualFunctionExperiment,
  reducedCostsExperiment,
  gapByUsersExperiment,
  gapByStartExperiment,
  baselinesExperiment,
  ablationExperiment,
  capacityPriceExperiment,
  stepLimitsExperiment,
  phonePowerExperiment,
  weightsDesignExperiment,
  weightsSweepExperiment,
  weightsSobolExperiment,
  weightsMeasuredExperiment,
  errorModelExperiment,
  errorModelExamplesExperiment,
  errorMechanismExperiment,
  reverseDiffusionExperiment,
  maskedStepsExperiment,
  errorModelRegretExperiment,
  tauSensitivityExperiment,
  tauLawExperiment,
  dynamicTimelineExperiment,
  dynamicRegretExperiment,
  dynamicLyapunovExperiment,
  dynamicShockExperiment,
  dynamicStressExperiment,
  fieldModelsExperiment,
  floorPriceExperiment,
  hedgeRegretExperiment,
  modelChoiceExperiment,
  workPriceExperiment,
  splitRegionExperiment,
  serversBalanceExperiment,
  handoverGainExperiment,
];
