/** Every figure that this package can make, with the scenario, options and seed behind it. */
import { campus30 } from "../scenario/campus.js";
import { fiveUsers } from "../scenario/five-users.js";
import { generate } from "../scenario/generate.js";
import { baselines } from "../study/baselines.js";
import { BASELINES_AXES, type BaselinesAxis, baselinesDefaults } from "../study/baselines-runs.js";
import { demandPrice } from "../study/demand-price.js";
import { linearisedPenalty } from "../study/linearised-penalty.js";
import { scaConvergence } from "../study/sca-convergence.js";
import type { Progress, Table } from "../study/table.js";
import { baselinesEdgeCapacityChart } from "./baselines-edge-capacity.js";
import { baselinesEdgeStepsChart } from "./baselines-edge-steps.js";
import { baselinesLocalStepsChart } from "./baselines-local-steps.js";
import type { Chart } from "./chart.js";
import { demandPriceChart } from "./demand-price.js";
import { linearisedPenaltyChart } from "./linearised-penalty.js";
import { scaConvergenceChart } from "./sca-convergence.js";

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
    name: "demand-price",
    make: () => demandPriceChart(demandPrice({ scenario: fiveUsers, highestPrice: 2.5 })),
  },
  {
    name: "linearised-penalty",
    make: () => linearisedPenaltyChart(linearisedPenalty({ around: [0, 0.2, 0.5, 0.9] })),
  },
  {
    name: "sca-convergence",
    make: (progress) => {
      const options = { penaltyFactors: [0.1, 0.13, 1], start: "half", iterationLimit: 100 } as const;
      return scaConvergenceChart(scaConvergence({ scenario: generate(campus30), ...options }, 0, progress));
    },
  },
];
