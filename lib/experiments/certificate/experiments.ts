/** How do we know how far an answer is from the best possible? */
import { campus30 } from "../../population/campus.js";
import { fiveUsers } from "../../population/five-users.js";
import { generate } from "../../population/generate.js";
import type { Table } from "../../report/table.js";
import { type Drawn, type Experiment, oneCell } from "../experiment.js";
import { type DualFunctionOptions, dualFunction } from "./dual-function.js";
import { dualFunctionChart } from "./dual-function-chart.js";
import { type GapByStartOptions, gapByStart } from "./gap-by-start.js";
import { gapByStartChart } from "./gap-by-start-chart.js";
import { type GapByUsersOptions, gapByUsers, gapByUsersDefaults, gapStudy } from "./gap-by-users.js";
import { gapByUsersChart } from "./gap-by-users-chart.js";
import { type ReducedCostsOptions, reducedCosts } from "./reduced-costs.js";
import { reducedCostsChart } from "./reduced-costs-chart.js";

export const dualFunctionExperiment: Experiment<DualFunctionOptions, Table> = {
  name: "dual-function",
  options: { scenario: fiveUsers, highestPrice: 2 },
  study: oneCell(dualFunction),
  charts: { "dual-function": dualFunctionChart },
};

export const reducedCostsExperiment: Experiment<Drawn<ReducedCostsOptions>, Table> = {
  name: "reduced-costs",
  options: { population: { ...campus30, users: 1000, seed: 2, stepCapacity: 10000 } },
  study: oneCell(({ population }) => reducedCosts({ scenario: generate(population) })),
  charts: { "reduced-costs": reducedCostsChart },
};

export const gapByUsersExperiment: Experiment<GapByUsersOptions, Table> = {
  name: "gap-by-users",
  options: gapByUsersDefaults,
  seed: 1,
  study: gapStudy,
  charts: { "gap-by-users": (runs) => gapByUsersChart(gapByUsers(runs)) },
};

export const gapByStartExperiment: Experiment<Drawn<GapByStartOptions>, Table> = {
  name: "gap-by-start",
  options: { population: campus30, penaltyFactors: [1, 10, 1000], starts: 40 },
  seed: 1,
  study: oneCell(({ population, ...options }, seed) =>
    gapByStart({ scenario: generate(population), ...options }, seed),
  ),
  charts: { "gap-by-start": gapByStartChart },
};
