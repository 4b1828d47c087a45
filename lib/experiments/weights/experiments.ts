/** Which weights of time, error, energy and utility are best, for which service? */
import type { Table } from "../../report/table.js";
import type { Experiment } from "../experiment.js";
import { type WeightsDesignOptions, weightsDesign, weightsDesignDefaults } from "./design.js";
import { type ServiceFronts, weightsFronts } from "./front.js";
import { weightsHypervolume } from "./hypervolume.js";
import { weightsPareto } from "./pareto.js";
import { weightsParetoChart } from "./pareto-chart.js";
import { recommendedOutcomes, recommendedWeights } from "./recommended.js";
import { type WeightsSobolOptions, weightsSobol, weightsSobolDefaults } from "./sobol.js";
import { weightsSobolChart } from "./sobol-chart.js";
import { type WeightsSweepOptions, weightsSweep, weightsSweepDefaults, weightsSweepRuns } from "./sweep.js";
import { weightsSweepChart } from "./sweep-chart.js";

export const weightsSweepExperiment: Experiment<WeightsSweepOptions, Table> = {
  name: "weights-sweep",
  options: weightsSweepDefaults,
  seed: 1,
  run: (options, seed, progress) => weightsSweep(weightsSweepRuns(options, seed, progress)),
  charts: { "weights-sweep": weightsSweepChart },
};

export const weightsDesignExperiment: Experiment<WeightsDesignOptions, readonly ServiceFronts[]> = {
  name: "weights-design",
  options: weightsDesignDefaults,
  seed: 1,
  run: (options, seed, progress) => weightsFronts(weightsDesign(options, seed, progress)),
  tables: {
    "weights-recommended": recommendedWeights,
    "weights-recommended-outcomes": recommendedOutcomes,
    "weights-hypervolume": weightsHypervolume,
  },
  charts: { "weights-pareto": (fronts) => weightsParetoChart(weightsPareto(fronts)) },
};

export const weightsSobolExperiment: Experiment<WeightsSobolOptions, Table> = {
  name: "weights-sobol",
  options: weightsSobolDefaults,
  seed: 1,
  run: weightsSobol,
  charts: { "weights-sobol": weightsSobolChart },
};
