/**
 * Device and edge of a scenario. Where users may choose from several models (MODEL.md §12), each model of each user is a row, a user
 * by itself, and what a number of steps costs the user is the least of its rows.
 */
import type { ScenarioColumns } from "../scenario/columns.js";
import { rowsOf } from "../scenario/one-model.js";
import { cost } from "./cost.js";
import { keepsMaxError } from "./error.js";
import { fewestSteps, type ModelChoice, maxWholeSteps, type Place, type Places, placesOfRows } from "./placement.js";
import { WholeChoice } from "./steps.js";

/** @throws InputError where time is free but energy costs and no deadline ends the computation: no best time exists. */
export function places(scenario: ScenarioColumns): Places {
  const { users } = scenario;
  if (users.models === null) return placesOfRows(scenario);
  const { users: rows, start, owner } = rowsOf(users);
  const { local, edge } = placesOfRows({ ...scenario, users: rows }, owner);
  return { local: asUsersSee(local, users, start), edge: asUsersSee(edge, users, start) };
}

/** A place of rows as a place of their users. */
function asUsersSee(rows: Place, users: Place["users"], start: Int32Array): Place {
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
    choice: new LeastOfModels(rows, start),
  };
  for (let n = 0; n < count; n++) {
    place.fixedCost[n] = rows.fixedCost[start[n]!]!; // transfers are the same for each
    let fewest = Infinity;
    for (let row = start[n]!; row < start[n + 1]!; row++) {
      if (rows.open[row] === 0) continue;
      place.open[n] = 1;
      place.maxSteps[n] = Math.max(place.maxSteps[n]!, rows.maxSteps[row]!);
      fewest = Math.min(fewest, fewestSteps(rows, row));
    }
    if (place.open[n] === 1) place.minSteps[n] = fewest;
  }
  return place;
}

/** The cheapest model for each number of steps; of those that cost the same the first. */
class LeastOfModels implements ModelChoice {
  readonly #rows: Place;
  /** The rows of user n are those from start[n] until before start[n + 1]. */
  readonly #start: Int32Array;
  readonly #best: WholeChoice;

  constructor(rows: Place, start: Int32Array) {
    this.#rows = rows;
    this.#start = start;
    this.#best = new WholeChoice(rows);
  }

  cost(n: number, s: number): number {
    let least = Infinity;
    // φ(s) = min over models of φ_k(s)
    for (let row = this.#start[n]!; row < this.#start[n + 1]!; row++) {
      if (this.#takes(row, s)) least = Math.min(least, cost(this.#rows, row, s));
    }
    return least;
  }

  modelAt(n: number, s: number): number {
    let [found, least] = [0, Infinity];
    for (let row = this.#start[n]!; row < this.#start[n + 1]!; row++) {
      if (!this.#takes(row, s)) continue;
      const own = cost(this.#rows, row, s);
      if (own < least) [found, least] = [row - this.#start[n]!, own];
    }
    return found;
  }

  bestSteps(n: number, price: number): number {
    let [found, least] = [Number.NaN, Infinity];
    // V(λ) = min over models of V_k(λ)
    for (let row = this.#start[n]!; row < this.#start[n + 1]!; row++) {
      if (this.#rows.open[row] === 0) continue;
      const value = this.#best.valueAt(row, price);
      if (value < least || (value === least && this.#best.steps < found)) [found, least] = [this.#best.steps, value];
    }
    return found;
  }

  wholeSteps(n: number): number[] {
    const steps: number[] = [];
    let most = 0;
    for (let row = this.#start[n]!; row < this.#start[n + 1]!; row++) {
      most = Math.max(most, maxWholeSteps(this.#rows, row));
    }
    for (let s = 1; s <= most; s++) {
      for (let row = this.#start[n]!; row < this.#start[n + 1]!; row++) {
        if (!this.#takes(row, s)) continue;
        steps.push(s);
        break;
      }
    }
    return steps;
  }

  /** Whether the model of a row may take s steps. */
  #takes(row: number, s: number): boolean {
    const rows = this.#rows;
    if (rows.open[row] === 0 || s > maxWholeSteps(rows, row) || s < fewestSteps(rows, row)) return false;
    return rows.minSteps === null || keepsMaxError(rows.users, row, s);
  }
}
