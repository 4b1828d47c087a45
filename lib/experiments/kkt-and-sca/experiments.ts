/** How do prices find the optimum, and how does SCA make it binary? */
import { campus30 } from "../../population/campus.js";
import { fiveUsers } from "../../population/five-users.js";
import { generate } from "../../population/generate.js";
import type { Table } from "../../report/table.js";
import { type Drawn, type Experiment, oneCell } from "../experiment.js";
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

export const scaConvergenceExperiment: Experiment<Drawn<ScaConvergenceOptions>, Table> = {
  name: "sca-convergence",
  options: { population: campus30, penaltyFactors: [0.1, 0.13, 1], start: "half", iterationLimit: 100 },
  study: oneCell(({ population, ...options }, seed) =>
    scaConvergence({ scenario: generate(population), ...options }, seed),
  ),
  charts: { "sca-convergence": scaConvergenceChart },
};
