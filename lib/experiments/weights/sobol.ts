/** Which weight matters for which outcome: Sobol indices over the space of all weights' logarithms. */

import type { Progress } from "../../input/progress.js";
import { sobolIndices } from "../../numerics/sobol-indices.js";
import { spreadName } from "../../report/summary.js";
import type { Table } from "../../report/table.js";
import { WEIGHTS } from "../../scenario/weights.js";
import {
  outcomesUnder,
  populationsOf,
  WEIGHTS_OUTCOMES,
  type WeightsPopulations,
  weightsPopulations,
} from "./outcomes.js";
import { weightsAt } from "./space.js";

export interface WeightsSobolOptions extends Omit<WeightsPopulations, "populations"> {
  /** How far each weight goes, up and down [powers of ten]. */
  readonly decades: number;
  /** N: each service is solved 7N times. */
  readonly samples: number;
  /** Bootstrap resamples behind the confidence intervals. */
  readonly resamples: number;
}

export const weightsSobolDefaults: WeightsSobolOptions = {
  services: weightsPopulations.services,
  users: weightsPopulations.users,
  decades: 2,
  samples: 512,
  resamples: 500,
};

/**
 * One row for each service, outcome and weight. Of each outcome it is the logarithm whose variance is shared out: outcomes range over
 * powers of ten, and the largest would decide alone. One population a service, of this seed.
 * @throws InputError for an option out of range.
 */
export function weightsSobol(options: WeightsSobolOptions, seed: number, progress?: Progress): Table {
  const { decades, samples, resamples } = options;
  const populations = populationsOf({ ...options, populations: 1 }, seed);
  const rows = populations.flatMap(({ service, columns }, i) => {
    const indices = sobolIndices(
      (point) => outcomesUnder(columns, weightsAt(point, decades)).map(Math.log),
      { inputs: WEIGHTS.length, samples, resamples },
      seed,
      (done) => progress?.((i + done) / populations.length),
    );
    return WEIGHTS_OUTCOMES.flatMap(({ name: outcome }, k) =>
      WEIGHTS.map(({ name: weight }, input) => {
        const { first, total } = indices[k]![input]!;
        return {
          service,
          outcome,
          weight,
          first: first.value,
          firstCiLow: first.low,
          firstCiHigh: first.high,
          total: total.value,
          totalCiLow: total.low,
          totalCiHigh: total.high,
        };
      }),
    );
  });
  const bounds = (name: string): Table["columns"] => [
    { name: spreadName(name, "ciLow"), unit: "1", description: "Lower end of its 95 % confidence interval." },
    { name: spreadName(name, "ciHigh"), unit: "1", description: "Upper end." },
  ];
  return {
    name: "weights-sobol",
    about: { decades },
    columns: [
      { name: "service", unit: "", description: "The only service of the population." },
      { name: "outcome", unit: "", description: "latency, error or energy a user; of its logarithm." },
      { name: "weight", unit: "", description: "A weight of the objective." },
      {
        name: "first",
        unit: "1",
        description: "First-order index: share of the variance that goes away once it is known.",
      },
      ...bounds("first"),
      { name: "total", unit: "1", description: "Total index: share that stays while only it is unknown." },
      ...bounds("total"),
    ],
    rows,
  };
}
