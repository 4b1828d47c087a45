/** Which weight matters for which outcome: Sobol indices over the space of all weights' logarithms. */
import { meanInterval } from "../../numerics/mean-interval.js";
import { type InputIndices, type SobolIndex, sobolIndices } from "../../numerics/sobol-indices.js";
import { sixDigits } from "../../population/published.js";
import { spreadColumns, spreadName } from "../../report/summary.js";
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
import { weightsAt } from "./space.js";

export interface WeightsSobolOptions extends Omit<WeightsPopulations, "populations"> {
  /** How far each weight goes, up and down [powers of ten]. */
  readonly decades: number;
  /** N, points of a sequence. */
  readonly samples: number;
  /** R, sequences with shifts of their own: each service is solved 7·N·R times. */
  readonly replicates: number;
}

export const weightsSobolDefaults: WeightsSobolOptions = {
  services: weightsPopulations.services,
  users: weightsPopulations.users,
  decades: 2,
  samples: 64,
  replicates: 8,
};

/** A service's population. */
interface WeightsSobolCell {
  readonly population: WeightsPopulation;
  readonly options: WeightsSobolOptions;
}

/** A cell is a service: one population each, of this seed. */
export const weightsSobolStudy: Study<WeightsSobolOptions, Table, WeightsSobolCell, InputIndices[][]> = {
  cells: (options, seed) =>
    populationsOf({ ...options, populations: 1 }, seed).map((population) => ({ population, options })),
  find: ({ population, options: { decades, samples, replicates } }) => {
    const columns = usersOf(population);
    return sobolIndices(
      (point) => outcomesUnder(columns, weightsAt(point, decades)).map(Math.log),
      { inputs: WEIGHTS.length, samples, replicates },
      population.seed,
    );
  },
  result: (found, { services, decades }) => {
    const comparisons = services.length * WEIGHTS_OUTCOMES.length * (WEIGHTS.length - 1);
    const rows = found.flatMap((indices, i) =>
      WEIGHTS_OUTCOMES.flatMap(({ name: outcome }, k) => {
        const largest = largestTotal(indices[k]!);
        return WEIGHTS.map(({ name: weight }, input) => {
          const { first, total } = indices[k]![input]!;
          return {
            service: services[i]!,
            outcome,
            weight,
            ...cells("first", first),
            ...cells("total", total),
            ...cells("behind", behind(total, largest, comparisons)),
          };
        });
      }),
    );
    return { name: "weights-sobol", about: { decades }, columns, rows };
  },
};

/**
 * One row for each service, outcome and weight. Of each outcome it is the logarithm whose variance is shared out: outcomes range over
 * powers of ten, and the largest would decide alone.
 * @throws InputError for an option out of range.
 */
export const weightsSobol = inTurn(weightsSobolStudy);

const columns: Table["columns"] = [
  { name: "service", unit: "", description: "The only service of the population." },
  { name: "outcome", unit: "", description: "latency, error or energy a user; of its logarithm." },
  { name: "weight", unit: "", description: "A weight of the objective." },
  ...withInterval("first", "First-order index: share of the variance that goes away once it is known."),
  ...withInterval("total", "Total index: share that stays while only it is unknown."),
  ...withInterval(
    "behind",
    "Largest total index of the outcome less this one; intervals hold for all rows at once (Bonferroni).",
  ),
];

function withInterval(name: string, description: string): Table["columns"] {
  const column = { name, unit: "1", description };
  return [column, ...spreadColumns(column, ["ciLow", "ciHigh"])];
}

function cells(name: string, { value, low, high }: Omit<SobolIndex, "replicates">): Record<string, number> {
  return {
    [name]: sixDigits(value),
    [spreadName(name, "ciLow")]: sixDigits(low),
    [spreadName(name, "ciHigh")]: sixDigits(high),
  };
}

function largestTotal(indices: readonly InputIndices[]): SobolIndex {
  return indices.map(({ total }) => total).reduce((most, total) => (total.value > most.value ? total : most));
}

/** What the largest index has more: the same sequences tell both, so it is their differences that spread. */
function behind(total: SobolIndex, largest: SobolIndex, comparisons: number): Omit<SobolIndex, "replicates"> {
  const differences = largest.replicates.map((value, r) => value - total.replicates[r]!);
  return { value: largest.value - total.value, ...meanInterval(differences, 1 - 0.05 / comparisons) };
}
