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
  const rows = rowsOf(users, split);
  const { start } = rows;
  const { local, edge } = placesOfRows(scenario, rows);
  const withModels = (rows: Place): Place => asUsersSee(rows, users, start, leastOfModels(rows, start));
  return {
    local: users.models === null ? local : withModels(local),
    edge: split ? asSplit(withUsers(scenario, rows.users), edge, users, start) : withModels(edge),
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
    stepCost: column(0), // each row has its own
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
  /** What each user takes at the best steps that it was asked for last: their use, of which row, at what cost. */
  const count = start.length - 1;
  const last = { use: column(count, NaN), row: new Int32Array(count), cost: column(count) };

  const isUse = (row: number, t: number, s: number): boolean => Math.abs(useOf(rows, row, t) - s) <= SAME_USE * s;

  /** The first row of the least cost, φ(s) = min over models of φ_k(s), which `best` then tells; the user's own where no model takes s steps. */
  const rowAt = (n: number, s: number): number => {
    // no other model is cheaper there, as it would have been better too
    if (s === last.use[n] && perStep === null) {
      best.cost = last.cost[n]!;
      return last.row[n]!;
    }
    let [row, least] = [start[n]!, Infinity];
    for (let one = start[n]!; one < start[n + 1]!; one++) {
      // the whole steps of the model that are s, or use s but for rounding
      const own = stepsOf(rows, one, s);
      if (!isUse(one, own, s) || !takes(rows, one, own)) continue;
      const value = best.costOf(one, own);
      if (value < least) [row, least] = [one, value];
    }
    best.cost = least;
    return row;
  };

  return {
    rows,
    cost(n, s) {
      rowAt(n, s);
      return best.cost;
    },
    wayAt(n, s) {
      const row = rowAt(n, s);
      return { model: row - start[n]!, steps: stepsOf(rows, row, s), deviceSteps: 0 };
    },
    worth: (n, s) => utilityWeight * utility.value(perStep === null ? s : stepsOf(rows, rowAt(n, s), s)),
    bestSteps(n, price) {
      let least = Infinity;
      let [use, row, cost] = [NaN, start[n]!, Infinity];
      // V(λ) = min over models of V_k(λ)
      for (let one = start[n]!; one < start[n + 1]!; one++) {
        if (open[one] === 0) continue;
        best.ask(one, price);
        const own = useOf(rows, one, best.steps);
        const value = best.cost + price * own;
        if (value > least) continue;
        if (value < least || own < use || (own === use && best.cost < cost)) {
          least = value;
          use = own;
          row = one;
          cost = best.cost;
        }
      }
      last.use[n] = use;
      last.row[n] = row;
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
