/** Which weights of time, error, energy and utility are best, for which service? */
import type { Table } from "../../report/table.js";
import { type Experiment, madeOf } from "../experiment.js";
import { type WeightsDesignOptions, weightsDesignDefaults, weightsDesignStudy } from "./design.js";
import { type ServiceFronts, weightsFronts } from "./front.js";
import { weightsHypervolume } from "./hypervolume.js";
import {
  type UtilityFronts,
  type WeightsMeasuredOptions,
  weightsMeasured,
  weightsMeasuredDefaults,
  weightsMeasuredStudy,
} from "./measured.js";
import { weightsPareto } from "./pareto.js";
import { weightsParetoChart } from "./pareto-chart.js";
import { recommendedOutcomes, recommendedWeights } from "./recommended.js";
import { type WeightsSobolOptions, weightsSobolDefaults, weightsSobolStudy } from "./sobol.js";
import { weightsSobolChart } from "./sobol-chart.js";
import { type WeightsSweepOptions, weightsSweep, weightsSweepDefaults, weightsSweepStudy } from "./sweep.js";
import { weightsSweepChart } from "./sweep-chart.js";

export const weightsSweepExperiment: Experiment<WeightsSweepOptions, Table> = {
  name: "weights-sweep",
  options: weightsSweepDefaults,
  seed: 1,
  study: weightsSweepStudy,
  charts: { "weights-sweep": (runs) => weightsSweepChart(weightsSweep(runs)) },
};

export const weightsDesignExperiment: Experiment<
  WeightsDesignOptions,
  { readonly design: Table; readonly fronts: readonly ServiceFronts[] }
> = {
  name: "weights-design",
  options: weightsDesignDefaults,
  seed: 1,
  study: madeOf(weightsDesignStudy, (design) => ({ design, fronts: weightsFronts(design) })),
  tables: {
    "weights-recommended": ({ fronts }) => recommendedWeights(fronts),
    "weights-recommended-outcomes": ({ fronts }) => recommendedOutcomes(fronts),
    "weights-hypervolume": ({ fronts }) => weightsHypervolume(fronts),
  },
  charts: { "weights-pareto": ({ fronts }) => weightsParetoChart(weightsPareto(fronts)) },
};

export const weightsSobolExperiment: Experiment<WeightsSobolOptions, Table> = {
  name: "weights-sobol",
  options: weightsSobolDefaults,
  seed: 1,
  study: weightsSobolStudy,
  charts: { "weights-sobol": weightsSobolChart },
};

export const weightsMeasuredExperiment: Experiment<WeightsMeasuredOptions, readonly UtilityFronts[]> = {
  name: "weights-measured",
  options: weightsMeasuredDefaults,
  seed: 1,
  study: weightsMeasuredStudy,
  tables: { "weights-measured": weightsMeasured },
};
