/**
 * Device and edge of a scenario. Where users may choose from several models, or split their tasks (MODEL.md §12), each model of each user
 * is a row, a user by itself, and what a number of steps costs the user is the least of its rows.
 */
import { inputError } from "../input/errors.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { rowsOf } from "../scenario/one-model.js";
import { computingCost, cost } from "./cost.js";
import { averageError, isBent } from "./error.js";
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
  wholeSteps,
} from "./placement.js";
import { SplitTimes, splits } from "./split.js";
import { SAME_USE, stepsOf, useOf } from "./use.js";
import { WholeChoice } from "./whole-steps.js";

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

/** What a line through two errors may be wrong by. */
const ROUNDING = 1e-9;

/** The cheapest model for each number of steps; of those that cost the same the first. */
class LeastOfModels implements Ways {
  readonly rows: Place;
  /** The rows of user n are those from start[n] until before start[n + 1]. */
  readonly #start: Int32Array;
  readonly #best: WholeChoice;
  /** What the user whose best steps were asked last takes at them. */
  readonly #last = { n: -1, use: Number.NaN, row: 0, steps: 0, cost: Infinity };

  constructor(rows: Place, start: Int32Array) {
    this.rows = rows;
    this.#start = start;
    this.#best = new WholeChoice(rows);
  }

  cost(n: number, s: number): number {
    return this.#at(n, s).cost;
  }

  wayAt(n: number, s: number): Way {
    const { row, steps } = this.#at(n, s);
    return { model: row - this.#start[n]!, steps, deviceSteps: 0 };
  }

  worth(n: number, s: number): number {
    const { perStep, utilityWeight, utility } = this.rows;
    return utilityWeight * utility.value(perStep === null ? s : this.#at(n, s).steps);
  }

  /** φ(s) = min over models of φ_k(s), and the row of the first of those; the user's own where no model takes s steps. */
  #at(n: number, s: number): { readonly row: number; readonly steps: number; readonly cost: number } {
    if (n === this.#last.n && s === this.#last.use) return this.#last;
    let [row, steps, least] = [this.#start[n]!, s, Infinity];
    for (let one = this.#start[n]!; one < this.#start[n + 1]!; one++) {
      const own = this.#stepsOf(one, s);
      if (own === 0) continue;
      const value = this.#best.costOf(one, own);
      if (value < least) [row, steps, least] = [one, own, value];
    }
    return { row, steps, cost: least };
  }

  bestSteps(n: number, price: number): number {
    const last = this.#last;
    [last.n, last.use, last.cost] = [n, Number.NaN, Infinity];
    let least = Infinity;
    // V(λ) = min over models of V_k(λ)
    for (let row = this.#start[n]!; row < this.#start[n + 1]!; row++) {
      if (this.rows.open[row] === 0) continue;
      const value = this.#best.valueAt(row, price);
      if (value > least) continue;
      const { steps, cost } = this.#best;
      const use = useOf(this.rows, row, steps);
      if (value < least || use < last.use || (use === last.use && cost < last.cost)) {
        least = value;
        [last.use, last.row, last.steps, last.cost] = [use, row, steps, cost];
      }
    }
    return last.use;
  }

  leastOther(n: number, price: number, s: number): number {
    const { rows } = this;
    let least = Infinity;
    for (let row = this.#start[n]!; row < this.#start[n + 1]!; row++) {
      if (rows.open[row] === 0) continue;
      if (isBent(rows.users, row)) {
        for (const t of wholeSteps(rows, row)) least = Math.min(least, this.#unless(row, price, s, t));
        continue;
      }
      // convex: the best of a model, or what is next to it
      this.#best.valueAt(row, price);
      const { steps } = this.#best;
      for (const t of [steps - 1, steps, steps + 1]) least = Math.min(least, this.#unless(row, price, s, t));
    }
    return least;
  }

  /** φ + λ·use of t steps of a row's model; Infinity where it may not take them, or they use s. */
  #unless(row: number, price: number, s: number, t: number): number {
    if (t < 1 || !takes(this.rows, row, t)) return Infinity;
    const use = useOf(this.rows, row, t);
    return Math.abs(use - s) <= SAME_USE * s ? Infinity : cost(this.rows, row, t) + price * use;
  }

  costs(n: number, from: number, to: number): number[] | undefined {
    const { rows } = this;
    const { users, fixedCost, errorWeight, utility, utilityWeight, perStep } = rows;
    if (perStep !== null) return;
    const costs = new Array<number>(Math.max(0, to + 1 - from)).fill(Infinity);
    for (let row = this.#start[n]!; row < this.#start[n + 1]!; row++) {
      const bent = isBent(users, row);
      let [at, error, slope] = [0, Infinity, -Infinity];
      for (let s = from; s <= to; s++) {
        const transfer = fixedCost[row]! + computingCost(rows, row, s);
        const worth = utilityWeight * utility.value(s);
        // convex: not below the line through the two before, but for rounding
        const least = Math.max(0, error * (1 - ROUNDING) + slope * (s - at));
        if (transfer + errorWeight * least - worth >= costs[s - from]! || !takes(rows, row, s)) continue;
        const own = averageError(users, row, s);
        if (!bent) slope = (own - error) / (s - at);
        [at, error] = [s, own];
        // as `cost` has it
        costs[s - from] = Math.min(costs[s - from]!, transfer + errorWeight * own - worth);
      }
    }
    return costs;
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
    return Math.abs(useOf(this.rows, row, own) - s) <= SAME_USE * s && takes(this.rows, row, own) ? own : 0;
  }
}
