/**
 * Device and edge of a scenario. Where users may choose from several models, or split their tasks (MODEL.md §12), each model of each user
 * is a row, a user by itself, and what a number of steps costs the user is the least of its rows.
 */
import { inputError } from "../input/errors.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { rowsOf } from "../scenario/one-model.js";
import { cost } from "./cost.js";
import { LeastOfSplits } from "./least-of-splits.js";
import {
  fewestSteps,
  maxWholeSteps,
  noBestTime,
  type Place,
  type Places,
  placesOfRows,
  takes,
  type Way,
  type Ways,
} from "./placement.js";
import { SplitTimes, splits } from "./split.js";
import { WholeChoice } from "./steps.js";
import { stepsOf, useOf } from "./use.js";

/** @throws InputError where time is free but energy costs and no deadline ends the computation: no best time exists. */
export function places(scenario: ScenarioColumns): Places {
  const { users } = scenario;
  const split = splits(scenario);
  if (users.models === null && !split) return placesOfRows(scenario);
  const { users: rows, start, owner } = rowsOf(users);
  const ofRows = { ...scenario, users: rows };
  const { local, edge } = placesOfRows(ofRows, owner);
  return {
    local: users.models === null ? local : asUsersSee(local, users, start, new LeastOfModels(local, start)),
    edge: split ? asSplit(ofRows, edge, users, start) : asUsersSee(edge, users, start, new LeastOfModels(edge, start)),
  };
}

/** The edge of rows as a place of their users, who may split their tasks. */
function asSplit(scenario: ScenarioColumns, rows: Place, users: Place["users"], start: Int32Array): Place {
  const choice = new LeastOfSplits(scenario, rows, start);
  const place = asUsersSee(rows, users, start, choice);
  const endless = new Set<string>();
  for (let n = 0; n < users.count; n++) {
    for (let row = start[n]!; row < start[n + 1]!; row++) {
      const ends = choice.ends(row);
      if (ends === null) continue;
      const { endless: without } = new SplitTimes(scenario, row);
      if (without !== null) endless.add(noBestTime(n, users.id(n), without));
      const [fewest, most] = ends.map((k) => useOf(rows, row, k)) as [number, number];
      place.minSteps[n] = place.open[n] === 1 ? Math.min(place.minSteps[n]!, fewest) : fewest;
      place.maxSteps[n] = Math.max(place.maxSteps[n]!, most);
      place.open[n] = 1;
    }
  }
  if (endless.size > 0) throw inputError([...endless]);
  return place;
}

/** A place of rows as a place of their users. */
function asUsersSee(rows: Place, users: Place["users"], start: Int32Array, choice: Ways) {
  const { count } = users;
  const column = (): Float64Array => new Float64Array(count);
  const place = {
    ...rows,
    users,
    open: new Uint8Array(count),
    minSteps: column().fill(1),
    maxSteps: column(),
    stepCost: column().fill(Number.NaN),
    fixedCost: column(),
    limits: null,
    perStep: null,
    choice,
  };
  for (let n = 0; n < count; n++) {
    place.fixedCost[n] = rows.fixedCost[start[n]!]!; // transfers are the same for each
    let fewest = Infinity;
    for (let row = start[n]!; row < start[n + 1]!; row++) {
      if (rows.open[row] === 0) continue;
      place.open[n] = 1;
      place.maxSteps[n] = Math.max(place.maxSteps[n]!, useOf(rows, row, rows.maxSteps[row]!));
      fewest = Math.min(fewest, useOf(rows, row, fewestSteps(rows, row)));
    }
    if (place.open[n] === 1) place.minSteps[n] = fewest;
  }
  return place;
}

/** Sums of uses are known to this part. */
const ROUNDING = 1e-11;

/** The cheapest model for each number of steps; of those that cost the same the first. */
class LeastOfModels implements Ways {
  readonly rows: Place;
  /** The rows of user n are those from start[n] until before start[n + 1]. */
  readonly #start: Int32Array;
  readonly #best: WholeChoice;

  constructor(rows: Place, start: Int32Array) {
    this.rows = rows;
    this.#start = start;
    this.#best = new WholeChoice(rows);
  }

  cost(n: number, s: number): number {
    let least = Infinity;
    // φ(s) = min over models of φ_k(s)
    for (let row = this.#start[n]!; row < this.#start[n + 1]!; row++) {
      const own = this.#stepsOf(row, s);
      if (own > 0) least = Math.min(least, cost(this.rows, row, own));
    }
    return least;
  }

  wayAt(n: number, s: number): Way {
    let [found, steps, least] = [0, s, Infinity];
    for (let row = this.#start[n]!; row < this.#start[n + 1]!; row++) {
      const own = this.#stepsOf(row, s);
      if (own === 0) continue;
      const value = cost(this.rows, row, own);
      if (value < least) [found, steps, least] = [row - this.#start[n]!, own, value];
    }
    return { model: found, steps, deviceSteps: 0 };
  }

  worth(n: number, s: number): number {
    const { utilityWeight, utility } = this.rows;
    return utilityWeight * utility.value(this.wayAt(n, s).steps);
  }

  bestSteps(n: number, price: number): number {
    let [found, least] = [Number.NaN, Infinity];
    // V(λ) = min over models of V_k(λ)
    for (let row = this.#start[n]!; row < this.#start[n + 1]!; row++) {
      if (this.rows.open[row] === 0) continue;
      const value = this.#best.valueAt(row, price);
      if (value > least) continue;
      const own = useOf(this.rows, row, this.#best.steps);
      if (value < least || own < found) [found, least] = [own, value];
    }
    return found;
  }

  wholeSteps(n: number): number[] {
    const steps = new Set<number>();
    for (let row = this.#start[n]!; row < this.#start[n + 1]!; row++) {
      const most = maxWholeSteps(this.rows, row);
      for (let s = 1; s <= most; s++) if (takes(this.rows, row, s)) steps.add(useOf(this.rows, row, s));
    }
    return [...steps].sort((a, b) => a - b);
  }

  /** The whole steps of a row's model that are s, or use s but for rounding; 0 where it may not take them. */
  #stepsOf(row: number, s: number): number {
    const own = stepsOf(this.rows, row, s);
    return Math.abs(useOf(this.rows, row, own) - s) <= ROUNDING * s && takes(this.rows, row, own) ? own : 0;
  }
}
