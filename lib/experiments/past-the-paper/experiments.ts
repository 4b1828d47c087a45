/** What does a floor of quality cost, what does hedging save where the error law is not sure, and what is a choice of models worth? */
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
