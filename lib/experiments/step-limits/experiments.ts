/** How many steps should a device and a server be able to do, and what is one more worth? */
import { campus30 } from "../../population/campus.js";
import { defaultWeights } from "../../population/generate.js";
import type { Table } from "../../report/table.js";
import { type Experiment, resultOf } from "../experiment.js";
import {
  type CapacityPriceOptions,
  capacityPrice,
  capacityPriceDefaults,
  oneMoreStepDefaults,
} from "./capacity-price.js";
import { capacityPriceChart } from "./capacity-price-chart.js";
import { capacityWorth } from "./capacity-worth.js";
import { type PhonePowerOptions, phonePower, phonePowerDefaults } from "./phone-power.js";
import { phonePowerChart } from "./phone-power-chart.js";
import { type StepLimitsOptions, stepLimitsDefaults } from "./runs.js";
import { stepLimitsChart } from "./step-limits-chart.js";
import { stepLimits } from "./summary.js";

/** What `capacity-price` shows beside its own result. */
export const oneMoreStepExperiment: Experiment<CapacityPriceOptions, Table> = {
  name: "one-more-step",
  options: oneMoreStepDefaults,
  seed: campus30.seed,
  run: capacityPrice,
};

export const capacityPriceExperiment: Experiment<CapacityPriceOptions, Table> = {
  name: "capacity-price",
  options: capacityPriceDefaults,
  seed: 1,
  run: capacityPrice,
  tables: { "capacity-worth": capacityWorth },
  charts: { "capacity-price": (table) => capacityPriceChart(table, resultOf(oneMoreStepExperiment)) },
};

export const stepLimitsExperiment: Experiment<StepLimitsOptions, Table> = {
  name: "step-limits",
  options: stepLimitsDefaults,
  seed: 1,
  run: stepLimits,
  tables: { "step-limits": (table) => table },
  charts: { "step-limits": (table) => stepLimitsChart(table, defaultWeights) },
};

export const phonePowerExperiment: Experiment<PhonePowerOptions, Table> = {
  name: "phone-power",
  options: phonePowerDefaults,
  seed: 1,
  run: phonePower,
  charts: { "phone-power": phonePowerChart },
};
