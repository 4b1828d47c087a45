/** Every figure that this package can make, with the scenario, options and seed behind it. */

import { campus30 } from "../scenario/campus.js";
import { fiveUsers } from "../scenario/five-users.js";
import { defaultWeights, generate } from "../scenario/generate.js";
import { capacityPrice, oneMoreStepDefaults } from "../study/capacity-price.js";
import { criticalPath } from "../study/critical-path.js";
import { demandPrice } from "../study/demand-price.js";
import { dualFunction } from "../study/dual-function.js";
import { dynamicShock, dynamicShockDefaults } from "../study/dynamic-shock.js";
import { dynamicTimeline, dynamicTimelineDefaults } from "../study/dynamic-timeline.js";
import { errorCurves } from "../study/error-curves.js";
import { errorMechanismDefaults } from "../study/error-mechanism.js";
import { errorMechanismLaws } from "../study/error-mechanism-laws.js";
import { errorModelExampleDefaults, errorModelExamples } from "../study/error-model-examples.js";
import { errorModelFamilies } from "../study/error-model-families.js";
import { gapByStart } from "../study/gap-by-start.js";
import { gapByUsers, gapByUsersDefaults, gapRuns } from "../study/gap-by-users.js";
import { linearisedPenalty } from "../study/linearised-penalty.js";
import { phonePower, phonePowerDefaults } from "../study/phone-power.js";
import { placeTradeoff } from "../study/place-tradeoff.js";
import { publishedQuality } from "../study/published-quality.js";
import { reducedCosts } from "../study/reduced-costs.js";
import { reverseDiffusion } from "../study/reverse-diffusion.js";
import { scaConvergence } from "../study/sca-convergence.js";
import { speedTradeoff } from "../study/speed-tradeoff.js";
import { standard } from "../study/standard.js";
import { stepTradeoff } from "../study/step-tradeoff.js";
import type { Progress } from "../study/table.js";
import { tauLaw, tauLawDefaults } from "../study/tau-law.js";
import { weightsPareto } from "../study/weights-pareto.js";
import { weightsSobol, weightsSobolDefaults } from "../study/weights-sobol.js";
import { weightsSweep, weightsSweepDefaults, weightsSweepRuns } from "../study/weights-sweep.js";
import { baselinesEdgeCapacityChart } from "./baselines-edge-capacity.js";
import { baselinesEdgeStepsChart } from "./baselines-edge-steps.js";
import { baselinesLocalStepsChart } from "./baselines-local-steps.js";
import { capacityPriceChart } from "./capacity-price.js";
import type { Chart } from "./chart.js";
import { computationTimeChart } from "./computation-time.js";
import { criticalPathChart } from "./critical-path.js";
import { demandPriceChart } from "./demand-price.js";
import { dualFunctionChart } from "./dual-function.js";
import { dynamicLyapunovChart } from "./dynamic-lyapunov.js";
import { dynamicRegretChart } from "./dynamic-regret.js";
import { dynamicShockChart } from "./dynamic-shock.js";
import { dynamicTimelineChart } from "./dynamic-timeline.js";
import { errorModelFamiliesChart } from "./error-model-families.js";
import { errorModelFitsChart } from "./error-model-fits.js";
import { errorModelMechanismChart } from "./error-model-mechanism.js";
import { errorModelRegretChart } from "./error-model-regret.js";
import { gapByStartChart } from "./gap-by-start.js";
import { gapByUsersChart } from "./gap-by-users.js";
import { linearisedPenaltyChart } from "./linearised-penalty.js";
import { phonePowerChart } from "./phone-power.js";
import { placeTradeoffsChart } from "./place-tradeoffs.js";
import { qualityTradeoffsChart } from "./quality-tradeoffs.js";
import { reducedCostsChart } from "./reduced-costs.js";
import { reverseDiffusionChart } from "./reverse-diffusion.js";
import { scaConvergenceChart } from "./sca-convergence.js";
import { stepLimitsChart } from "./step-limits.js";
import { tauConvergenceChart } from "./tau-convergence.js";
import { tauLawChart } from "./tau-law.js";
import { tauSensitivityChart } from "./tau-sensitivity.js";
import { weightsParetoChart } from "./weights-pareto.js";
import { weightsSobolChart } from "./weights-sobol.js";
import { weightsSweepChart } from "./weights-sweep.js";

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
