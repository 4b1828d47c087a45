/** The summary's second experiment, one weight at a time: each weight varied around the preset's, the others kept. */

import { nonNegative, whole } from "../../input/checks.js";
import { tenTo } from "../../numerics/power.js";
import { defaultWeights } from "../../population/generate.js";
import { summarise } from "../../report/summary.js";
import type { Table } from "../../report/table.js";
import { WEIGHTS } from "../../scenario/weights.js";
import { inTurn, type Study } from "../../sweep/study.js";
import {
  outcomesUnder,
  populationsOf,
  usersOf,
  WEIGHTS_OUTCOMES,
  type WeightsPopulation,
  type WeightsPopulations,
  weightsPopulations,
} from "./outcomes.js";

export interface WeightsSweepOptions extends WeightsPopulations {
  /** How far each weight goes, up and down [powers of ten]. */
  readonly decades: number;
  /** Values on either side of the preset's, ≥ 1. */
  readonly values: number;
}

export const weightsSweepDefaults: WeightsSweepOptions = { ...weightsPopulations, decades: 2, values: 4 };

const keys = [
  { name: "service", unit: "", description: "The only service of the population." },
  { name: "weight", unit: "", description: "The weight that varies." },
  { name: "factor", unit: "1", description: "Its value over the preset's." },
];

/** A population under all factors of each weight. */
interface WeightsSweepCell extends WeightsPopulation {
  readonly factors: readonly number[];
}

/** A cell is a population. */
export const weightsSweepStudy: Study<WeightsSweepOptions, Table, WeightsSweepCell, Table["rows"]> = {
  cells: (options, seed) => {
    const { decades, values } = options;
    nonNegative("decades", decades);
    whole("values", values, 1);
    const factors = Array.from({ length: 2 * values + 1 }, (_, i) => tenTo((decades * (i - values)) / values));
    return populationsOf(options, seed).map((population) => ({ ...population, factors }));
  },
  find: ({ factors, ...population }) => {
    const { service, seed } = population;
    const columns = usersOf(population);
    const preset = outcomesUnder(columns, defaultWeights);
    return WEIGHTS.flatMap(({ name }) =>
      factors.map((factor) => {
        const weights = { ...defaultWeights, [name]: factor * defaultWeights[name] };
        const outcomes = factor === 1 ? preset : outcomesUnder(columns, weights);
        const measured = WEIGHTS_OUTCOMES.map((outcome, k) => [outcome.name, outcomes[k]!]);
        return { service, weight: name, factor, seed, ...Object.fromEntries(measured) };
      }),
    );
  },
  result: (found) => {
    const seedColumn = { name: "seed", unit: "1", description: "Seed of the population." };
    return { name: "weights-sweep-runs", columns: [...keys, seedColumn, ...WEIGHTS_OUTCOMES], rows: found.flat() };
  },
};

/**
 * One row for each service, population, weight and factor.
 * @throws InputError for an option out of range.
 */
export const weightsSweepRuns = inTurn(weightsSweepStudy);

/** Mean, 10 % and 90 % quantile over the populations; one row for each service, weight and factor. */
export function weightsSweep(runs: Table): Table {
  const names = (columns: readonly { readonly name: string }[]): string[] => columns.map(({ name }) => name);
  return summarise(runs, {
    name: "weights-sweep",
    by: names(keys),
    of: names(WEIGHTS_OUTCOMES),
    over: "populations",
  });
}
