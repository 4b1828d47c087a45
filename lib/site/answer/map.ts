/** Where the algorithm ends, over τ and the start: one whole run for each cell of a map (MODEL.md §5). */
import { type Problem, toProblem } from "../../model/problem.js";
import type { Scenario } from "../../scenario/types.js";
import { type Bound, lagrangianBound } from "../../solver/certificate/bound.js";
import { distanceFromBound } from "../../solver/certificate/distance.js";
import { solvePerspective } from "../../solver/sca/perspective.js";
import { defaultPenalty, withinPlaces } from "../../solver/sca/sca.js";
import { STARTS, type Start, startingPoint } from "../../solver/sca/starts.js";
import { stepsOf } from "./iterates.js";

/** What is drawn. */
export interface MapQuestion {
  readonly id: number;
  readonly scenario: Scenario;
}

/** A row: one start. */
export interface MapStart {
  readonly start: Start;
  /** Of the random start. */
  readonly seed: number;
}

/** One run. */
export interface MapCell {
  /** The plan's gap. */
  readonly gap: number;
  /** Users between both places in the last iterate. */
  readonly split: number;
}

/** A row that is done. */
export interface MapRow {
  readonly id: number;
  readonly row: number;
  readonly cells: readonly MapCell[];
}

/** Decades of τ on either side of the default, and columns in each. */
export const DECADES = 3;
const COLUMNS = 5;

/** Rows: the starts with a name, and random ones. */
export const MAP_STARTS: readonly MapStart[] = STARTS.flatMap((start) =>
  Array.from({ length: start === "random" ? 6 : 1 }, (_, seed) => ({ start, seed })),
);

/** The columns' τ. @param usual The default τ. */
export function mapPenalties(usual: number): readonly number[] {
  const count = 2 * DECADES * COLUMNS + 1;
  // 10 to a number that varies, as numbers of the page are read: four digits
  return Array.from({ length: count }, (_, k) => Number((usual * decade(k / COLUMNS - DECADES)).toPrecision(4)));
}

/** e^(x·ln 10). */
function decade(x: number): number {
  return Math.exp(x * Math.LN10);
}

/** The rows of a scenario's map, one after another. */
export function* mapOf({ id, scenario }: MapQuestion): Generator<MapRow> {
  const problem = toProblem(scenario);
  const bound = lagrangianBound(problem);
  const relaxed = solvePerspective(problem, new Float64Array(problem.count));
  const penalties = mapPenalties(defaultPenalty(problem, relaxed));
  for (const [row, { start, seed }] of MAP_STARTS.entries()) {
    const from = withinPlaces(problem, startingPoint(start, problem.count, seed));
    yield { id, row, cells: penalties.map((penalty) => cellOf(problem, bound, from, penalty)) };
  }
}

function cellOf(problem: Problem, bound: Bound, start: Float64Array, penalty: number): MapCell {
  const { steps, plan } = stepsOf(problem, start, penalty);
  const split = steps.at(-1)!.offload.filter((a) => a > 0 && a < 1).length;
  return { gap: distanceFromBound(problem, bound, plan) / bound.scale, split };
}
