/** What does a floor of quality cost, what does hedging save where the error law is not sure, and what are a choice of models, a capacity in work, splits, more servers and handover worth? */
import type { Table } from "../../report/table.js";
import type { Experiment } from "../experiment.js";
import {
  type FloorPriceOptions,
  floorPrice,
  floorPriceDefaults,
  floorPriceDifferences,
  floorPriceStudy,
} from "./floor-price.js";
import { floorPriceChart } from "./floor-price-chart.js";
import { type HandoverGainOptions, handoverGain, handoverGainDefaults, handoverGainStudy } from "./handover-gain.js";
import { handoverGainChart } from "./handover-gain-chart.js";
import {
  type HedgeRegretOptions,
  hedgeRegret,
  hedgeRegretDefaults,
  hedgeRegretDifferences,
  hedgeRegretStudy,
} from "./hedge-regret.js";
import { hedgeRegretChart } from "./hedge-regret-chart.js";
import {
  type ModelChoiceOptions,
  modelChoice,
  modelChoiceDefaults,
  modelChoiceDifferences,
  modelChoiceStudy,
} from "./model-choice.js";
import { modelChoiceChart } from "./model-choice-chart.js";
import {
  type ServersBalanceOptions,
  serversBalance,
  serversBalanceDefaults,
  serversBalanceStudy,
} from "./servers-balance.js";
import { serversBalanceChart } from "./servers-balance-chart.js";
import { type SplitRegionOptions, splitRegion, splitRegionDefaults, splitRegionStudy } from "./split-region.js";
import { splitRegionChart } from "./split-region-chart.js";
import {
  type WorkPriceOptions,
  workPrice,
  workPriceDefaults,
  workPriceDifferences,
  workPriceStudy,
} from "./work-price.js";
import { workPriceChart } from "./work-price-chart.js";

export const floorPriceExperiment: Experiment<FloorPriceOptions, Table> = {
  name: "floor-price",
  options: floorPriceDefaults,
  seed: 1,
  study: floorPriceStudy,
  tables: { "floor-price": floorPrice, "floor-price-differences": floorPriceDifferences },
  charts: { "floor-price": (runs) => floorPriceChart(floorPrice(runs), floorPriceDifferences(runs)) },
};

export const hedgeRegretExperiment: Experiment<HedgeRegretOptions, Table> = {
  name: "hedge-regret",
  options: hedgeRegretDefaults,
  seed: 1,
  study: hedgeRegretStudy,
  tables: { "hedge-regret": hedgeRegret, "hedge-regret-differences": hedgeRegretDifferences },
  charts: { "hedge-regret": (runs) => hedgeRegretChart(hedgeRegret(runs)) },
};

export const modelChoiceExperiment: Experiment<ModelChoiceOptions, Table> = {
  name: "model-choice",
  options: modelChoiceDefaults,
  seed: 1,
  study: modelChoiceStudy,
  tables: { "model-choice": modelChoice, "model-choice-differences": modelChoiceDifferences },
  charts: { "model-choice": (runs) => modelChoiceChart(modelChoice(runs), modelChoiceDifferences(runs)) },
};

export const workPriceExperiment: Experiment<WorkPriceOptions, Table> = {
  name: "work-price",
  options: workPriceDefaults,
  seed: 1,
  study: workPriceStudy,
  tables: { "work-price": workPrice, "work-price-differences": workPriceDifferences },
  charts: { "work-price": (runs) => workPriceChart(workPrice(runs), workPriceDifferences(runs)) },
};

export const splitRegionExperiment: Experiment<SplitRegionOptions, Table> = {
  name: "split-region",
  options: splitRegionDefaults,
  seed: 1,
  study: splitRegionStudy,
  tables: { "split-region": splitRegion },
  charts: { "split-region": (runs) => splitRegionChart(splitRegion(runs)) },
};

export const serversBalanceExperiment: Experiment<ServersBalanceOptions, Table> = {
  name: "servers-balance",
  options: serversBalanceDefaults,
  seed: 1,
  study: serversBalanceStudy,
  tables: { "servers-balance": serversBalance },
  charts: { "servers-balance": (runs) => serversBalanceChart(serversBalance(runs)) },
};

export const handoverGainExperiment: Experiment<HandoverGainOptions, Table> = {
  name: "handover-gain",
  options: handoverGainDefaults,
  seed: 1,
  study: handoverGainStudy,
  tables: { "handover-gain": handoverGain },
  charts: { "handover-gain": (runs) => handoverGainChart(handoverGain(runs)) },
};
