/** The Pareto fronts of a design of weights: of each population, and of the means over all of a service's populations. */
import { groups } from "d3-array";
import { mean } from "simple-statistics";
import { hypervolume } from "../../numerics/hypervolume.js";
import { knee } from "../../numerics/knee.js";
import { paretoFront } from "../../numerics/pareto.js";
import type { Table } from "../../report/table.js";
import type { Weights } from "../../scenario/types.js";
import { WEIGHTS } from "../../scenario/weights.js";
import { weightColumn } from "./design.js";
import { WEIGHTS_OUTCOMES } from "./outcomes.js";

/** Outcomes are latency [s], error [1] and energy [J] a user. */
export interface WeightsFront {
  /** The points of the design: their weights, and what these lead to. */
  readonly points: readonly { readonly weights: Weights; readonly outcomes: readonly number[] }[];
  /** Outcomes at the preset's weights: of the optimum, of all-local, of all-edge. */
  readonly preset: readonly number[];
  readonly local: readonly number[];
  readonly edge: readonly number[];
  /** Outcome by outcome the worse of all-local and all-edge. */
  readonly reference: readonly number[];
  /** Indices of the points that no other dominates. */
  readonly front: readonly number[];
  /** Those of them that are better than the reference in every outcome. */
  readonly better: readonly number[];
  /** Part of the box from 0 to the reference that they dominate. */
  readonly hypervolume: number;
  /** The knee of `better`, an index of `points`; null where there is none. */
  readonly knee: number | null;
}

export interface ServiceFronts {
  readonly service: string;
  /** How far the design's weights go, up and down [powers of ten]; absent where its table doesn't say. */
  readonly decades?: number;
  /** Of the means over its populations. */
  readonly overall: WeightsFront;
  /** Of each of them. */
  readonly populations: readonly WeightsFront[];
}

/** @param design Of `weightsDesign`. */
export function weightsFronts(design: Table): ServiceFronts[] {
  return groups(
    design.rows,
    ({ service }) => service!,
    ({ seed }) => seed!,
  ).map(([service, seeds]) => {
    const populations = seeds.map(([, rows]) => rows);
    return {
      service: String(service),
      ...(design.about === undefined ? {} : { decades: Number(design.about["decades"]) }),
      overall: frontOf(populations),
      populations: populations.map((rows) => frontOf([rows])),
    };
  });
}

function frontOf(populations: readonly Table["rows"][]): WeightsFront {
  const rows = populations[0]!;
  const means = rows.map((_, i) =>
    WEIGHTS_OUTCOMES.map(({ name }) => mean(populations.map((own) => Number(own[i]![name])))),
  );
  const points = rows.flatMap((row, i) =>
    row["plan"] === "design" ? [{ weights: weightsOf(row), outcomes: means[i]! }] : [],
  );
  const landmark = (plan: string): number[] => means[rows.findIndex((row) => row["plan"] === plan)]!;
  const [preset, local, edge] = [landmark("preset"), landmark("local"), landmark("edge")];
  const reference = local.map((value, k) => Math.max(value, edge[k]!));
  const outcomes = points.map((point) => point.outcomes);
  const front = paretoFront(outcomes);
  const better = front.filter((i) => outcomes[i]!.every((value, k) => value < reference[k]!));
  const ofBetter = better.map((i) => outcomes[i]!);
  return {
    points,
    preset,
    local,
    edge,
    reference,
    front,
    better,
    hypervolume: hypervolume(ofBetter, reference) / reference.reduce((volume, side) => volume * side, 1),
    knee: better.length === 0 ? null : better[knee(ofBetter)]!,
  };
}

function weightsOf(row: Table["rows"][number]): Weights {
  return Object.fromEntries(WEIGHTS.map(({ name }) => [name, Number(row[weightColumn(name)])])) as unknown as Weights;
}
