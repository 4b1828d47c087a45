/** How many steps should a device and a server be able to do, and what is one more worth? */
import { defaultWeights } from "../../population/generate.js";
import type { Table } from "../../report/table.js";
import type { Experiment } from "../experiment.js";
import { type CapacityPriceOptions, capacityPriceDefaults, capacityPriceWithCloseUp } from "./capacity-price.js";
import { capacityPriceChart } from "./capacity-price-chart.js";
import { capacityWorth } from "./capacity-worth.js";
import { type PhonePowerOptions, phonePowerDefaults, phonePowerStudy } from "./phone-power.js";
import { phonePowerChart } from "./phone-power-chart.js";
import { type StepLimitsOptions, stepLimitsDefaults, stepLimitsStudy } from "./runs.js";
import { stepLimitsChart } from "./step-limits-chart.js";
import { stepLimitsSummary } from "./summary.js";

export const capacityPriceExperiment: Experiment<
  CapacityPriceOptions,
  { readonly prices: Table; readonly closeUp: Table }
> = {
  name: "capacity-price",
  options: capacityPriceDefaults,
  seed: 1,
  study: capacityPriceWithCloseUp,
  tables: { "capacity-worth": ({ prices }) => capacityWorth(prices) },
  charts: { "capacity-price": ({ prices, closeUp }) => capacityPriceChart(prices, closeUp) },
};

export const stepLimitsExperiment: Experiment<StepLimitsOptions, Table> = {
  name: "step-limits",
  options: stepLimitsDefaults,
  seed: 1,
  study: stepLimitsStudy,
  tables: { "step-limits": stepLimitsSummary },
  charts: { "step-limits": (runs) => stepLimitsChart(stepLimitsSummary(runs), defaultWeights) },
};

export const phonePowerExperiment: Experiment<PhonePowerOptions, Table> = {
  name: "phone-power",
  options: phonePowerDefaults,
  seed: 1,
  study: phonePowerStudy,
  charts: { "phone-power": phonePowerChart },
};
