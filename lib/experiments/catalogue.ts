/** Every figure that this package can make, with the scenario, options and seed behind it. */

import type { Progress } from "../input/progress.js";
import { campus30 } from "../population/campus.js";
import { fiveUsers } from "../population/five-users.js";
import { defaultWeights, generate } from "../population/generate.js";
import type { Chart } from "../report/chart.js";
import { baselinesEdgeCapacityChart } from "./baselines/edge-capacity-chart.js";
import { baselinesEdgeStepsChart } from "./baselines/edge-steps-chart.js";
import { baselinesLocalStepsChart } from "./baselines/local-steps-chart.js";
import { dualFunction } from "./certificate/dual-function.js";
import { dualFunctionChart } from "./certificate/dual-function-chart.js";
import { gapByStart } from "./certificate/gap-by-start.js";
import { gapByStartChart } from "./certificate/gap-by-start-chart.js";
import { gapByUsers, gapByUsersDefaults, gapRuns } from "./certificate/gap-by-users.js";
import { gapByUsersChart } from "./certificate/gap-by-users-chart.js";
import { reducedCosts } from "./certificate/reduced-costs.js";
import { reducedCostsChart } from "./certificate/reduced-costs-chart.js";
import { linearisedPenalty } from "./convexification/linearised-penalty.js";
import { linearisedPenaltyChart } from "./convexification/linearised-penalty-chart.js";
import { dynamicLyapunovChart } from "./dynamic/lyapunov-chart.js";
import { dynamicRegretChart } from "./dynamic/regret-chart.js";
import { dynamicShock, dynamicShockDefaults } from "./dynamic/shock.js";
import { dynamicShockChart } from "./dynamic/shock-chart.js";
import { dynamicTimeline, dynamicTimelineDefaults } from "./dynamic/timeline.js";
import { dynamicTimelineChart } from "./dynamic/timeline-chart.js";
import { errorCurves } from "./error-model/curves.js";
import { errorModelExampleDefaults, errorModelExamples } from "./error-model/examples.js";
import { errorModelFamilies } from "./error-model/families.js";
import { errorModelFamiliesChart } from "./error-model/families-chart.js";
import { errorModelFitsChart } from "./error-model/fits-chart.js";
import { errorMechanismDefaults } from "./error-model/mechanism.js";
import { errorModelMechanismChart } from "./error-model/mechanism-chart.js";
import { errorMechanismLaws } from "./error-model/mechanism-laws.js";
import { publishedQuality } from "./error-model/published-quality.js";
import { errorModelRegretChart } from "./error-model/regret-chart.js";
import { reverseDiffusion } from "./error-model/reverse-diffusion.js";
import { reverseDiffusionChart } from "./error-model/reverse-diffusion-chart.js";
import { demandPrice } from "./kkt-and-sca/demand-price.js";
import { demandPriceChart } from "./kkt-and-sca/demand-price-chart.js";
import { scaConvergence } from "./kkt-and-sca/sca-convergence.js";
import { scaConvergenceChart } from "./kkt-and-sca/sca-convergence-chart.js";
import { computationTimeChart } from "./problem-formulation/computation-time-chart.js";
import { criticalPath } from "./problem-formulation/critical-path.js";
import { criticalPathChart } from "./problem-formulation/critical-path-chart.js";
import { placeTradeoff } from "./problem-formulation/place-tradeoff.js";
import { placeTradeoffsChart } from "./problem-formulation/place-tradeoffs-chart.js";
import { qualityTradeoffsChart } from "./problem-formulation/quality-tradeoffs-chart.js";
import { speedTradeoff } from "./problem-formulation/speed-tradeoff.js";
import { stepTradeoff } from "./problem-formulation/step-tradeoff.js";
import { standard } from "./standard.js";
import { capacityPrice, oneMoreStepDefaults } from "./step-limits/capacity-price.js";
import { capacityPriceChart } from "./step-limits/capacity-price-chart.js";
import { phonePower, phonePowerDefaults } from "./step-limits/phone-power.js";
import { phonePowerChart } from "./step-limits/phone-power-chart.js";
import { stepLimitsChart } from "./step-limits/step-limits-chart.js";
import { tauConvergenceChart } from "./tau/convergence-chart.js";
import { tauLaw, tauLawDefaults } from "./tau/law.js";
import { tauLawChart } from "./tau/law-chart.js";
import { tauSensitivityChart } from "./tau/sensitivity-chart.js";
import { weightsPareto } from "./weights/pareto.js";
import { weightsParetoChart } from "./weights/pareto-chart.js";
import { weightsSobol, weightsSobolDefaults } from "./weights/sobol.js";
import { weightsSobolChart } from "./weights/sobol-chart.js";
import { weightsSweep, weightsSweepDefaults, weightsSweepRuns } from "./weights/sweep.js";
import { weightsSweepChart } from "./weights/sweep-chart.js";

export interface CatalogueEntry {
  /** The chart's name, and of its files. */
  readonly name: string;
  readonly make: (progress?: Progress) => Chart;
}

export const catalogue: readonly CatalogueEntry[] = [
  {
    name: "baselines-edge-capacity",
    make: (progress) => baselinesEdgeCapacityChart(standard.baselines(progress)),
  },
  {
    name: "baselines-edge-steps",
    make: (progress) => baselinesEdgeStepsChart(standard.baselines(progress)),
  },
  {
    name: "baselines-local-steps",
    make: (progress) => baselinesLocalStepsChart(standard.baselines(progress)),
  },
  {
    name: "capacity-price",
    make: (progress) => {
      const table = standard.capacityPrice(progress);
      return capacityPriceChart(table, capacityPrice(oneMoreStepDefaults, campus30.seed));
    },
  },
  {
    name: "computation-time",
    make: () => computationTimeChart(speedTradeoff({ scenario: generate(campus30), user: "u23", steps: 20 })),
  },
  {
    name: "critical-path",
    make: () => criticalPathChart(criticalPath({ scenario: generate(campus30), user: "u23", steps: 20 })),
  },
  {
    name: "demand-price",
    make: () => demandPriceChart(demandPrice({ scenario: fiveUsers, highestPrice: 2.5 })),
  },
  {
    name: "dual-function",
    make: () => dualFunctionChart(dualFunction({ scenario: fiveUsers, highestPrice: 2 })),
  },
  {
    name: "dynamic-lyapunov",
    make: (progress) => dynamicLyapunovChart(standard.dynamicLyapunov(progress)),
  },
  {
    name: "dynamic-regret",
    make: (progress) => dynamicRegretChart(standard.dynamicRegret(progress)),
  },
  {
    name: "dynamic-shock",
    make: (progress) => dynamicShockChart(dynamicShock(dynamicShockDefaults, 1, progress)),
  },
  {
    name: "dynamic-timeline",
    make: (progress) => dynamicTimelineChart(dynamicTimeline(dynamicTimelineDefaults, 1, progress)),
  },
  {
    name: "error-model-families",
    make: () => errorModelFamiliesChart(errorModelFamilies(publishedQuality, standard.errorModelFits())),
  },
  {
    name: "error-model-fits",
    make: () => errorModelFitsChart(errorModelExamples(errorCurves(publishedQuality), errorModelExampleDefaults)),
  },
  {
    name: "error-model-mechanism",
    make: (progress) => {
      const mechanism = standard.errorMechanism(progress);
      return errorModelMechanismChart(mechanism, errorMechanismLaws(mechanism, errorMechanismDefaults));
    },
  },
  {
    name: "error-model-regret",
    make: (progress) => errorModelRegretChart(standard.errorModelRegret(progress)),
  },
  {
    name: "gap-by-start",
    make: (progress) => {
      const options = { penaltyFactors: [1, 10, 1000], starts: 40 };
      return gapByStartChart(gapByStart({ scenario: generate(campus30), ...options }, 1, progress));
    },
  },
  {
    name: "gap-by-users",
    make: (progress) => gapByUsersChart(gapByUsers(gapRuns(gapByUsersDefaults, 1, progress))),
  },
  {
    name: "linearised-penalty",
    make: () => linearisedPenaltyChart(linearisedPenalty({ around: [0, 0.2, 0.5, 0.9] })),
  },
  {
    name: "phone-power",
    make: (progress) => phonePowerChart(phonePower(phonePowerDefaults, 1, progress)),
  },
  {
    name: "place-tradeoffs",
    make: () => placeTradeoffsChart(placeTradeoff({ scenario: generate(campus30), users: ["u23", "u11"] })),
  },
  {
    name: "quality-tradeoffs",
    make: () => qualityTradeoffsChart(stepTradeoff({ scenario: generate(campus30), user: "u23" })),
  },
  {
    name: "reduced-costs",
    make: () =>
      reducedCostsChart(
        reducedCosts({ scenario: generate({ ...campus30, users: 1000, seed: 2, stepCapacity: 10000 }) }),
      ),
  },
  {
    name: "reverse-diffusion",
    make: () => {
      const options = {
        schedule: "geometric",
        samples: 400,
        steps: 64,
        stops: [0, 32, 38, 46],
        spacings: [1, 4, 8, 32],
      } as const;
      return reverseDiffusionChart(reverseDiffusion(options, 1));
    },
  },
  {
    name: "sca-convergence",
    make: (progress) => {
      const options = { penaltyFactors: [0.1, 0.13, 1], start: "half", iterationLimit: 100 } as const;
      return scaConvergenceChart(scaConvergence({ scenario: generate(campus30), ...options }, 0, progress));
    },
  },
  {
    name: "step-limits",
    make: (progress) => stepLimitsChart(standard.stepLimits(progress), defaultWeights),
  },
  {
    name: "tau-convergence",
    make: (progress) => tauConvergenceChart(standard.tauSensitivity(progress)),
  },
  {
    name: "tau-law",
    make: (progress) => tauLawChart(tauLaw(tauLawDefaults, 1, progress)),
  },
  {
    name: "tau-sensitivity",
    make: (progress) => tauSensitivityChart(standard.tauSensitivity(progress)),
  },
  {
    name: "weights-pareto",
    make: (progress) => weightsParetoChart(weightsPareto(standard.weightsFronts(progress))),
  },
  {
    name: "weights-sobol",
    make: (progress) => weightsSobolChart(weightsSobol(weightsSobolDefaults, 1, progress)),
  },
  {
    name: "weights-sweep",
    make: (progress) => weightsSweepChart(weightsSweep(weightsSweepRuns(weightsSweepDefaults, 1, progress))),
  },
];
