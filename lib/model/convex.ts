/**
 * What the relaxations solve in place of a problem whose costs are not convex in the steps (MODEL.md §4, §12): convex, and no dearer for
 * anyone.
 */
import { type ScenarioColumns, selectUsers, type UserColumns } from "../scenario/columns.js";
import { ErrorCollector } from "../scenario/error-columns.js";
import { rowsOf } from "../scenario/one-model.js";
import { cornerAt, cornerOf, cornersOf } from "./corners.js";
import { cost } from "./cost.js";
import { averageError, isBent, lawOf } from "./error.js";
import { type ModelChoice, maxWholeSteps, type Place } from "./placement.js";
import { places } from "./places.js";
import type { Problem } from "./problem.js";
import { bestSteps } from "./steps.js";

const known = { convex: new WeakMap<Problem, Problem>(), shares: new WeakMap<Problem, Problem>() };

/**
 * The problem with the lower convex envelopes of its users' error laws, each over the steps that either place allows; where users
 * choose from several models, with the hulls of what whole steps cost them. The problem itself where all costs are convex.
 */
export function convexOf(problem: Problem): Problem {
  const { users } = problem.scenario;
  if (users.errors.bent === null && users.models === null) return problem;
  const found = known.convex.get(problem) ?? (users.models === null ? enveloped(problem) : hulled(problem));
  known.convex.set(problem, found);
  return found;
}

/**
 * The same for big-M, where shares of both places have one error: a user with several models has one, as light as its lightest and as
 * good as its best.
 */
export function convexSharesOf(problem: Problem): Problem {
  const { users } = problem.scenario;
  if (users.models === null) return convexOf(problem);
  const found = known.shares.get(problem) ?? convexOf(blended(problem));
  known.shares.set(problem, found);
  return found;
}

function enveloped(problem: Problem): Problem {
  const { scenario, count } = problem;
  const { users } = scenario;
  const { law, offset, parameters } = users.errors;
  const collector = new ErrorCollector(count);
  for (let n = 0; n < count; n++) {
    const most = Math.max(1, problem.local.maxSteps[n]!, problem.edge.maxSteps[n]!);
    if (!isBent(users, n)) collector.copy(users.errors, n);
    else collector.addNumbers(law[n]!, lawOf(users, n).envelope!(parameters, offset[n]!, most));
  }
  const convex = { ...users, errors: { ...collector.columns(), bent: null } };
  return withPlaces(
    problem,
    { ...scenario, users: convex },
    { ...problem.local, users: convex },
    { ...problem.edge, users: convex },
  );
}

function hulled(problem: Problem): Problem {
  const hulls = (place: Place): Place => ({ ...place, choice: new Hulls(place) });
  return withPlaces(problem, problem.scenario, hulls(problem.local), hulls(problem.edge));
}

function withPlaces(problem: Problem, scenario: ScenarioColumns, local: Place, edge: Place): Problem {
  const { count, capacity, localWholeSteps, localWholeCost, copies } = problem;
  const { steps, cost } = realOptimum(local, count);
  return {
    scenario,
    count,
    local,
    edge,
    capacity,
    localWholeSteps,
    localWholeCost,
    localSteps: steps,
    localCost: cost,
    copies,
    kinds: null,
  };
}

/** The hull of what whole steps cost a user, linear between its corners. */
class Hulls implements ModelChoice {
  readonly rows: Place;
  readonly #place: Place;

  /** @param place Where users choose from several models. */
  constructor(place: Place) {
    this.#place = place;
    this.rows = place.choice!.rows;
  }

  cost(n: number, s: number): number {
    const { steps, saving, cost } = cornersOf(this.#place, n);
    const i = cornerOf(this.#place, n, s);
    // φ(sᵢ) − (what a step saves)·(s − sᵢ)
    return s === steps[i]! ? cost[i]! : cost[i]! - saving[i + 1]! * (s - steps[i]!);
  }

  bestSteps(n: number, price: number): number {
    const corners = cornersOf(this.#place, n);
    return corners.steps[cornerAt(corners, price)]!;
  }

  wholeSteps(n: number): number[] {
    return this.#place.choice!.wholeSteps(n);
  }

  /** Of the corner at s, or the one before. */
  modelAt(n: number, s: number): { readonly model: number; readonly steps: number } {
    return this.#place.choice!.modelAt(n, cornersOf(this.#place, n).steps[cornerOf(this.#place, n, s)]!);
  }

  slopes(n: number, s: number): readonly [number, number] {
    const { steps, saving } = cornersOf(this.#place, n);
    const i = cornerOf(this.#place, n, s);
    const after = -(saving[i + 1] ?? -Infinity);
    return [s === steps[i]! ? -saving[i]! : after, after];
  }
}

/** The problem in which each user has one model: the least of all workloads, and for each number of steps the least error. */
function blended(problem: Problem): Problem {
  const { scenario, count, local, edge } = problem;
  const { users } = scenario;
  const everyone = Int32Array.from({ length: count }, (_, n) => n);
  const own = selectUsers({ ...users, models: null }, everyone);
  const { users: rows, start } = rowsOf(users);
  const collector = new ErrorCollector(count);
  for (let n = 0; n < count; n++) {
    const [first, end] = [start[n]!, start[n + 1]!];
    if (end - first === 1) {
      collector.copy(users.errors, n);
      continue;
    }
    own.workload[n] = rows.workload.subarray(first, end).reduce((least, ω) => Math.min(least, ω));
    own.maxSteps[n] = rows.maxSteps.subarray(first, end).reduce((most, s) => Math.max(most, s));

    let most = 1;
    for (const place of [local.choice!.rows, edge.choice!.rows]) {
      for (let row = first; row < end; row++) most = Math.max(most, maxWholeSteps(place, row));
    }
    const steps = Array.from({ length: most }, (_, i) => i + 1);
    collector.add({ kind: "table", steps, error: steps.map((s) => leastError(rows, first, end, s)) });
  }
  const columns = { ...scenario, users: { ...own, errors: collector.columns() } };
  const blend = places(columns);
  return withPlaces(problem, columns, { ...blend.local, open: local.open }, { ...blend.edge, open: edge.open });
}

/** min over models that may take s steps of ε̄(s); the models are rows. */
function leastError(rows: UserColumns, first: number, end: number, s: number): number {
  let least = Infinity;
  for (let row = first; row < end; row++)
    if (s <= rows.maxSteps[row]!) least = Math.min(least, averageError(rows, row, s));
  return least;
}

/** The best real steps at a place where costs are convex and steps free, and what they cost; NaN and Infinity where it is closed. */
export function realOptimum(
  place: Place,
  count: number,
): { readonly steps: Float64Array; readonly cost: Float64Array } {
  const steps = new Float64Array(count).fill(Number.NaN);
  const value = new Float64Array(count).fill(Infinity);
  for (let n = 0; n < count; n++) {
    if (place.open[n] === 0) continue;
    steps[n] = bestSteps(place, n, 0);
    value[n] = cost(place, n, steps[n]!);
  }
  return { steps, cost: value };
}
