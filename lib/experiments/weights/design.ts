/** All five weights at once: points of a Sobol sequence fill the space of their logarithms, each solved to the proven optimum. */
import { sobolSequence } from "../../numerics/sobol-sequence.js";
import { defaultWeights } from "../../population/generate.js";
import type { Table } from "../../report/table.js";
import type { Weights } from "../../scenario/types.js";
import { WEIGHTS } from "../../scenario/weights.js";
import type { MethodName } from "../../solver/methods/methods.js";
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

export interface WeightsDesignOptions extends WeightsPopulations {
  /** How far each weight goes, up and down [powers of ten]. */
  readonly decades: number;
  /** Points of the design, ≥ 1; a power of 2 fills the space best. */
  readonly points: number;
}

export const weightsDesignDefaults: WeightsDesignOptions = { ...weightsPopulations, decades: 2, points: 512 };

/** Plans that the design is measured against, all at the preset's weights. */
const landmarks: readonly { readonly plan: string; readonly method: MethodName }[] = [
  { plan: "preset", method: "exact" },
  { plan: "local", method: "local" },
  { plan: "edge", method: "edge" },
];

/** A population under all points of the design. */
export interface WeightsDesignCell extends WeightsPopulation {
  readonly design: readonly Weights[];
}

/** A cell is a population; the design is the same for all. */
export const weightsDesignStudy: Study<WeightsDesignOptions, Table, WeightsDesignCell, Table["rows"]> = {
  cells: (options, seed) => {
    const points = sobolSequence(WEIGHTS.length, options.points, seed);
    const design = points.map((point) => weightsAt(point, options.decades));
    return populationsOf(options, seed).map((population) => ({ ...population, design }));
  },
  find: ({ design, ...population }) => {
    const { service, seed } = population;
    const columns = usersOf(population);
    const row = (plan: string, point: number, weights: Weights, method?: MethodName): Table["rows"][number] => {
      const outcomes = outcomesUnder(columns, weights, method);
      const measured = WEIGHTS_OUTCOMES.map(({ name }, k) => [name, outcomes[k]!]);
      const given = WEIGHTS.map(({ name }) => [weightColumn(name), weights[name]]);
      return { service, seed, plan, point, ...Object.fromEntries([...given, ...measured]) };
    };
    return [
      ...landmarks.map(({ plan, method }) => row(plan, 0, defaultWeights, method)),
      ...design.map((weights, i) => row("design", i + 1, weights)),
    ];
  },
  result: (found, { decades }) => ({
    name: "weights-design",
    about: { decades },
    columns: [
      { name: "service", unit: "", description: "The only service of the population." },
      { name: "seed", unit: "1", description: "Seed of the population." },
      { name: "plan", unit: "", description: "preset, local, edge (at the preset's weights) or design." },
      { name: "point", unit: "1", description: "Point of the design, from 1; else 0." },
      ...WEIGHTS.map(({ name, ...column }) => ({ name: weightColumn(name), ...column })),
      ...WEIGHTS_OUTCOMES,
    ],
    rows: found.flat(),
  }),
};

/**
 * One row for each service, population and plan: first `preset`, `local` and `edge`, then a `design` plan for each point of the
 * design.
 * @throws InputError for an option out of range.
 */
export const weightsDesign = inTurn(weightsDesignStudy);

/** Column of a weight; its plain name would be that of an outcome, too. */
export function weightColumn(name: keyof Weights): string {
  return `${name}Weight`;
}
