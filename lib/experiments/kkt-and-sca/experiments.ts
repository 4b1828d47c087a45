/** How do prices find the optimum, and how does SCA make it binary? */
import { fiveUsers } from "../../population/five-users.js";
import type { Table } from "../../report/table.js";
import { type Experiment, oneCell } from "../experiment.js";
import { type DemandPriceOptions, demandPrice } from "./demand-price.js";
import { demandPriceChart } from "./demand-price-chart.js";
import { type ScaConvergenceOptions, scaConvergence } from "./sca-convergence.js";
import { scaConvergenceChart } from "./sca-convergence-chart.js";

export const demandPriceExperiment: Experiment<DemandPriceOptions, Table> = {
  name: "demand-price",
  options: { scenario: fiveUsers, highestPrice: 2.5 },
  study: oneCell(demandPrice),
  charts: { "demand-price": demandPriceChart },
};

export const scaConvergenceExperiment: Experiment<ScaConvergenceOptions, Table> = {
  name: "sca-convergence",
  options: { scenario: fiveUsers, penaltyFactors: [1, 1.7, 3], start: "half", iterationLimit: 100 },
  study: oneCell(scaConvergence),
  charts: { "sca-convergence": scaConvergenceChart },
};
