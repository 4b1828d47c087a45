/** Every figure that this package can make, with the scenario, options and seed behind it. */
import { campus30 } from "../scenario/campus.js";
import { fiveUsers } from "../scenario/five-users.js";
import { defaultWeights, generate } from "../scenario/generate.js";
import { baselines } from "../study/baselines.js";
import { BASELINES_AXES, type BaselinesAxis, baselinesDefaults } from "../study/baselines-runs.js";
import { capacityPrice, capacityPriceDefaults, oneMoreStepDefaults } from "../study/capacity-price.js";
import { criticalPath } from "../study/critical-path.js";
import { demandPrice } from "../study/demand-price.js";
import { dualFunction } from "../study/dual-function.js";
import { errorCurves } from "../study/error-curves.js";
import { errorModelExampleDefaults, errorModelExamples } from "../study/error-model-examples.js";
import { errorModelFamilies } from "../study/error-model-families.js";
import { errorModelFits } from "../study/error-model-fits.js";
import { errorModelRegret, errorModelRegretDefaults } from "../study/error-model-regret.js";
import { gapByStart } from "../study/gap-by-start.js";
import { gapByUsers, gapByUsersDefaults, gapRuns } from "../study/gap-by-users.js";
import { linearisedPenalty } from "../study/linearised-penalty.js";
import { phonePower, phonePowerDefaults } from "../study/phone-power.js";
import { placeTradeoff } from "../study/place-tradeoff.js";
import { publishedQuality } from "../study/published-quality.js";
import { reducedCosts } from "../study/reduced-costs.js";
import { scaConvergence } from "../study/sca-convergence.js";
import { speedTradeoff } from "../study/speed-tradeoff.js";
import { stepLimits } from "../study/step-limits.js";
import { stepLimitsDefaults } from "../study/step-limits-runs.js";
import { stepTradeoff } from "../study/step-tradeoff.js";
import type { Progress, Table } from "../study/table.js";
import { tauLaw, tauLawDefaults } from "../study/tau-law.js";
import { tauSensitivity, tauSensitivityDefaults } from "../study/tau-sensitivity.js";
import { weightsDesign, weightsDesignDefaults } from "../study/weights-design.js";
import { weightsFronts } from "../study/weights-front.js";
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
import { errorModelFamiliesChart } from "./error-model-families.js";
import { errorModelFitsChart } from "./error-model-fits.js";
import { errorModelRegretChart } from "./error-model-regret.js";
import { gapByStartChart } from "./gap-by-start.js";
import { gapByUsersChart } from "./gap-by-users.js";
import { linearisedPenaltyChart } from "./linearised-penalty.js";
import { phonePowerChart } from "./phone-power.js";
import { placeTradeoffsChart } from "./place-tradeoffs.js";
import { qualityTradeoffsChart } from "./quality-tradeoffs.js";
import { reducedCostsChart } from "./reduced-costs.js";
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

const baselinesAlong = (axis: BaselinesAxis, progress?: Progress): Table =>
  baselines({ ...baselinesDefaults, axes: { [axis]: BASELINES_AXES[axis] } }, 1, progress);

export const catalogue: readonly CatalogueEntry[] = [
  {
    name: "baselines-edge-capacity",
    make: (progress) => baselinesEdgeCapacityChart(baselinesAlong("edge.stepCapacity", progress)),
  },
  {
    name: "baselines-edge-steps",
    make: (progress) => baselinesEdgeStepsChart(baselinesAlong("edge.maxSteps", progress)),
  },
  {
    name: "baselines-local-steps",
    make: (progress) => baselinesLocalStepsChart(baselinesAlong("device.maxSteps", progress)),
  },
  {
    name: "capacity-price",
    make: (progress) => {
      const table = capacityPrice(capacityPriceDefaults, 1, progress);
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
    name: "error-model-families",
    make: () => errorModelFamiliesChart(errorModelFamilies(publishedQuality, errorModelFits(publishedQuality))),
  },
  {
    name: "error-model-fits",
    make: () => errorModelFitsChart(errorModelExamples(errorCurves(publishedQuality), errorModelExampleDefaults)),
  },
  {
    name: "error-model-regret",
    make: (progress) => errorModelRegretChart(errorModelRegret(errorModelRegretDefaults, 1, progress)),
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
    name: "sca-convergence",
    make: (progress) => {
      const options = { penaltyFactors: [0.1, 0.13, 1], start: "half", iterationLimit: 100 } as const;
      return scaConvergenceChart(scaConvergence({ scenario: generate(campus30), ...options }, 0, progress));
    },
  },
  {
    name: "step-limits",
    make: (progress) => stepLimitsChart(stepLimits(stepLimitsDefaults, 1, progress), defaultWeights),
  },
  {
    name: "tau-convergence",
    make: (progress) => tauConvergenceChart(tauSensitivity(tauSensitivityDefaults, 1, progress)),
  },
  {
    name: "tau-law",
    make: (progress) => tauLawChart(tauLaw(tauLawDefaults, 1, progress)),
  },
  {
    name: "tau-sensitivity",
    make: (progress) => tauSensitivityChart(tauSensitivity(tauSensitivityDefaults, 1, progress)),
  },
  {
    name: "weights-pareto",
    make: (progress) =>
      weightsParetoChart(weightsPareto(weightsFronts(weightsDesign(weightsDesignDefaults, 1, progress)))),
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
