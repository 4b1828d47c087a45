/**
 * Device and edge of a scenario. Where users may choose from several models, or split their tasks (MODEL.md §12), each model of each user
 * is a row, a user by itself, and what a number of steps costs the user is the least of its rows.
 */

import { inputError } from "../input/errors.js";
import { column, type ScenarioColumns, withUsers } from "../scenario/columns.js";
import { rowsOf } from "../scenario/one-model.js";
import { computingCost, pricedCost } from "./cost.js";
import { averageError, isBent } from "./error.js";
import { leastOfSplits } from "./least-of-splits.js";
import {
  fewestSteps,
  noBestTime,
  type Place,
  type Places,
  placeOf,
  placesOfRows,
  takes,
  type Ways,
  wholeSteps,
} from "./placement.js";
import { splits, splitTimes } from "./split.js";
import { SAME_USE, stepsOf, useOf } from "./use.js";
import { WholeChoice } from "./whole-steps.js";

/** @throws InputError where time is free but energy costs and no deadline ends the computation: no best time exists. */
export function places(scenario: ScenarioColumns): Places {
  const { users } = scenario;
  const split = splits(scenario);
  if (users.models === null && !split) return placesOfRows(scenario);
  const { users: rows, start, owner } = rowsOf(users);
  const ofRows = withUsers(scenario, rows);
  const { local, edge } = placesOfRows(ofRows, owner);
  const withModels = (rows: Place): Place => asUsersSee(rows, users, start, leastOfModels(rows, start));
  return {
    local: users.models === null ? local : withModels(local),
    edge: split ? asSplit(ofRows, edge, users, start) : withModels(edge),
  };
}

/** The edge of rows as a place of their users, who may split their tasks. */
function asSplit(scenario: ScenarioColumns, rows: Place, users: Place["users"], start: Int32Array): Place {
  const choice = leastOfSplits(scenario, rows, start);
  const place = asUsersSee(rows, users, start, choice);
  const endless = new Set<string>();
  for (let n = 0; n < users.count; n++) {
    for (let row = start[n]!; row < start[n + 1]!; row++) {
      const ends = choice.ends(row);
      if (ends === null) continue;
      const { endless: without } = splitTimes(scenario, row);
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
  const place = placeOf({
    ...rows,
    users,
    open: new Uint8Array(count),
    minSteps: column(count, 1),
    maxSteps: column(count),
    stepCost: column(count, NaN),
    fixedCost: column(count),
    limits: null,
    perStep: null,
    choice,
  });
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

/**
 * The cheapest model for each number of steps; of those that cost the same the first.
 * @param start The rows of user n are those from start[n] until before start[n + 1].
 */
function leastOfModels(rows: Place, start: Int32Array): Ways {
  const { open, users, fixedCost, errorWeight, utilityWeight, utility, perStep } = rows;
  const best = new WholeChoice(rows);
  /** What each user takes at the best steps that it was asked for last: their use, and of which row, steps and cost. */
  const count = start.length - 1;
  const last = {
    use: column(count, NaN),
    row: new Int32Array(count),
    steps: column(count),
    cost: column(count),
  };

  const isUse = (row: number, t: number, s: number): boolean => Math.abs(useOf(rows, row, t) - s) <= SAME_USE * s;

  /** φ(s) = min over models of φ_k(s), and the row of the first of those; the user's own where no model takes s steps. */
  const at = (n: number, s: number): { readonly row: number; readonly steps: number; readonly cost: number } => {
    // no other model is cheaper there, as it would have been better too
    if (s === last.use[n] && perStep === null) return { row: last.row[n]!, steps: last.steps[n]!, cost: last.cost[n]! };
    let [row, steps, least] = [start[n]!, s, Infinity];
    for (let one = start[n]!; one < start[n + 1]!; one++) {
      // the whole steps of the model that are s, or use s but for rounding
      const own = stepsOf(rows, one, s);
      if (!isUse(one, own, s) || !takes(rows, one, own)) continue;
      const value = best.costOf(one, own);
      if (value < least) [row, steps, least] = [one, own, value];
    }
    return { row, steps, cost: least };
  };

  return {
    rows,
    cost: (n, s) => at(n, s).cost,
    wayAt(n, s) {
      const { row, steps } = at(n, s);
      return { model: row - start[n]!, steps, deviceSteps: 0 };
    },
    worth: (n, s) => utilityWeight * utility.value(perStep === null ? s : at(n, s).steps),
    bestSteps(n, price) {
      let least = Infinity;
      let [use, row, steps, cost] = [NaN, start[n]!, NaN, Infinity];
      // V(λ) = min over models of V_k(λ)
      for (let one = start[n]!; one < start[n + 1]!; one++) {
        if (open[one] === 0) continue;
        const value = best.valueAt(one, price);
        if (value > least) continue;
        const own = useOf(rows, one, best.steps);
        if (value < least || own < use || (own === use && best.cost < cost)) {
          least = value;
          use = own;
          row = one;
          steps = best.steps;
          cost = best.cost;
        }
      }
      last.use[n] = use;
      last.row[n] = row;
      last.steps[n] = steps;
      last.cost[n] = cost;
      return use;
    },
    leastOther(n, price, s) {
      let least = Infinity;
      for (let row = start[n]!; row < start[n + 1]!; row++) {
        if (open[row] === 0) continue;
        best.valueAt(row, price);
        const { steps } = best;
        // convex: the best of a model, or what is next to it
        const near = isBent(users, row) ? wholeSteps(rows, row) : [steps - 1, steps, steps + 1];
        for (const t of near) {
          if (t < 1 || isUse(row, t, s) || !takes(rows, row, t)) continue;
          least = Math.min(least, pricedCost(rows, row, t, price));
        }
      }
      return least;
    },
    costs(n, from, to) {
      if (perStep !== null) return;
      const costs = new Array<number>(Math.max(0, to + 1 - from)).fill(Infinity);
      for (let row = start[n]!; row < start[n + 1]!; row++) {
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
    },
    wholeSteps(n) {
      const steps = new Set<number>();
      for (let row = start[n]!; row < start[n + 1]!; row++) {
        for (const s of wholeSteps(rows, row)) steps.add(useOf(rows, row, s));
      }
      return [...steps].sort((a, b) => a - b);
    },
  };
}
