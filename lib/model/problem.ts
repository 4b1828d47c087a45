/** A scenario made ready to solve: its columns, both places, and what each user does best on its device. */
import { type ScenarioColumns, toColumns } from "../scenario/columns.js";
import type { Scenario } from "../scenario/types.js";
import { cost } from "./cost.js";
import { type Place, places } from "./placement.js";
import { bestSteps, bestWholeSteps } from "./steps.js";

export interface Problem {
  readonly scenario: ScenarioColumns;
  readonly count: number;
  readonly local: Place;
  readonly edge: Place;
  /** stepCapacity [steps]; Infinity is unlimited. */
  readonly capacity: number;
  /** The device's best real steps and their cost V_l, which no price changes; NaN and Infinity where it is closed. */
  readonly localSteps: Float64Array;
  readonly localCost: Float64Array;
  /** The same with whole steps. */
  readonly localWholeSteps: Float64Array;
  readonly localWholeCost: Float64Array;
}

/**
 * @param scenario A checked scenario.
 * @throws InputError where no best computation time exists (MODEL.md §3).
 */
export function toProblem(scenario: Scenario): Problem {
  return problemOf(toColumns(scenario));
}

/** The same from columns. @throws InputError where no best computation time exists. */
export function problemOf(columns: ScenarioColumns): Problem {
  const { count } = columns.users;
  const { local, edge } = places(columns);
  const localSteps = new Float64Array(count).fill(Number.NaN);
  const localCost = new Float64Array(count).fill(Infinity);
  const localWholeSteps = new Float64Array(count).fill(Number.NaN);
  const localWholeCost = new Float64Array(count).fill(Infinity);
  for (let n = 0; n < count; n++) {
    if (local.open[n] === 0) continue;
    const steps = bestSteps(columns, local, n, 0);
    const whole = bestWholeSteps(columns, local, n, 0);
    localSteps[n] = steps;
    localCost[n] = cost(columns, local, n, steps);
    localWholeSteps[n] = whole;
    localWholeCost[n] = cost(columns, local, n, whole);
  }
  return {
    scenario: columns,
    count,
    local,
    edge,
    capacity: columns.edge.stepCapacity ?? Infinity,
    localSteps,
    localCost,
    localWholeSteps,
    localWholeCost,
  };
}
