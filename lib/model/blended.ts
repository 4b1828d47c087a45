/**
 * What big-M takes in place of users who have several ways of making their steps (MODEL.md §12): one model, and a task at one place, which
 * are no dearer than any of these ways.
 */
import {
  column,
  indicesUpTo,
  type ScenarioColumns,
  selectUsers,
  type UserColumns,
  userColumns,
  withUsers,
} from "../scenario/columns.js";
import { ErrorCollector } from "../scenario/error-columns.js";
import { rowsOf } from "../scenario/one-model.js";
import { computingCost } from "./cost.js";
import { averageError } from "./error.js";
import type { SplitWays } from "./least-of-splits.js";
import { maxWholeSteps, type Places, placeOf } from "./placement.js";
import { places } from "./places.js";
import type { Problem } from "./problem.js";

/** A scenario and its places. */
export interface Blended {
  readonly scenario: ScenarioColumns;
  readonly places: Places;
}

/**
 * Each user has the least of all its workloads, and for each number of steps the least error. Who may split has the smaller of content and
 * latent going down, no maxError, and an error and a transfer with which k steps at the edge cost no more than any split with as many there.
 */
export function blended({ scenario, count, local, edge }: Problem): Blended {
  const { users } = scenario;
  const own = selectUsers({ ...users, models: null }, indicesUpTo(count));
  const { users: rows, start } = rowsOf(users);
  const mostSteps = new Int32Array(count).fill(1);
  const laws = new ErrorCollector(count);
  const splits = "costsOf" in edge.choice! ? (edge.choice as SplitWays) : null;
  for (let n = 0; n < count; n++) {
    const [first, end] = [start[n]!, start[n + 1]!];
    for (const place of [local.choice?.rows ?? local, edge.choice!.rows]) {
      for (let row = first; row < end; row++) mostSteps[n] = Math.max(mostSteps[n]!, maxWholeSteps(place, row));
    }
    own.latentBits[n] = Infinity;
    if (users.latentBits[n]! < Infinity && splits !== null) {
      own.downlinkBits[n] = Math.min(users.downlinkBits[n]!, users.latentBits[n]!);
      own.maxError[n] = Infinity;
      for (let row = first; row < end; row++) mostSteps[n] = Math.max(mostSteps[n]!, splits.ends(row)?.[1] ?? 0);
    }
    if (end - first === 1) {
      laws.copy(users.errors, n);
      continue;
    }
    own.workload[n] = Math.min(...rows.workload.subarray(first, end));
    own.maxSteps[n] = Math.max(...rows.maxSteps.subarray(first, end));
    laws.add(tableOf(mostSteps[n]!, (s) => leastError(rows, first, end, s)));
  }
  const blend = withUsers(scenario, userColumns({ ...own, errors: laws.columns() }));
  if (splits === null) return { scenario: blend, places: places(blend) };
  return unsplit(blend, users.latentBits, splits, start, mostSteps);
}

/**
 * The same with the error and the transfer of those who may split. No k steps at the edge are dearer than φ(k, j) if
 *     c₂ε̄(k) ≤ φ(k, j) − (c₁T_tx + c₃E_tx) − h_e(k) + w₂g(k);
 * what an error of 0 leaves above that is taken off the transfer.
 */
function unsplit(
  blend: ScenarioColumns,
  latentBits: Float64Array,
  choice: SplitWays,
  start: Int32Array,
  mostSteps: Int32Array,
): Blended {
  const { users, weights } = blend;
  const { edge } = places(blend);
  const { fixedCost, utility, utilityWeight } = edge;
  const laws = new ErrorCollector(users.count);
  const transfer = fixedCost.slice();
  for (let n = 0; n < users.count; n++) {
    if (latentBits[n] === Infinity) {
      laws.copy(users.errors, n);
      continue;
    }
    const least = column(mostSteps[n]! + 1, Infinity);
    for (let row = start[n]!; row < start[n + 1]!; row++) {
      const { cost } = choice.costsOf(row);
      for (let k = 1; k < least.length; k++) if (cost[k]! < least[k]!) least[k] = cost[k]!;
    }
    /** Less than the transfer. */
    const own = (k: number): number =>
      least[k]! < Infinity ? least[k]! - computingCost(edge, n, k) + utilityWeight * utility.value(k) : Infinity;
    const error = (k: number): number => {
      const allowed = weights.error > 0 ? (own(k) - fixedCost[n]!) / weights.error : Infinity;
      return Math.max(0, Math.min(averageError(users, n, k), allowed));
    };
    const table = tableOf(mostSteps[n]!, error);
    for (const [i, k] of table.steps.entries())
      transfer[n] = Math.min(transfer[n]!, own(k) - weights.error * table.error[i]!);
    laws.add(table);
  }
  const scenario = withUsers(blend, userColumns({ ...users, errors: laws.columns() }));
  const found = places(scenario);
  return { scenario, places: { local: found.local, edge: placeOf({ ...found.edge, fixedCost: transfer }) } };
}

function tableOf(most: number, error: (s: number) => number) {
  const steps = Array.from({ length: most }, (_, i) => i + 1);
  return { kind: "table" as const, steps, error: steps.map(error) };
}

/** min over models that may take s steps of ε̄(s); the models are rows. */
function leastError(rows: UserColumns, first: number, end: number, s: number): number {
  let least = Infinity;
  for (let row = first; row < end; row++)
    if (s <= rows.maxSteps[row]!) least = Math.min(least, averageError(rows, row, s));
  return least;
}
