/** Every figure that this package can make, with the scenario, options and seed behind it. */
import { campus30 } from "../scenario/campus.js";
import { fiveUsers } from "../scenario/five-users.js";
import { generate } from "../scenario/generate.js";
import { demandPrice } from "../study/demand-price.js";
import { linearisedPenalty } from "../study/linearised-penalty.js";
import { scaConvergence } from "../study/sca-convergence.js";
import type { Progress } from "../study/table.js";
import type { Chart } from "./chart.js";
import { demandPriceChart } from "./demand-price.js";
import { linearisedPenaltyChart } from "./linearised-penalty.js";
import { scaConvergenceChart } from "./sca-convergence.js";

export interface CatalogueEntry {
  /** The chart's name, and of its files. */
  readonly name: string;
  readonly make: (progress?: Progress) => Chart;
}

export const catalogue: readonly CatalogueEntry[] = [
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
