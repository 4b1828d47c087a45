/** A problem that differs from an earlier one in some users: only those are made ready anew. */

import { type Limits, noLimits, type Place, placeOf } from "../../model/placement.js";
import { type Problem, problemOf } from "../../model/problem.js";
import { capacityOf, withCapacity } from "../../scenario/capacity.js";
import { numbersOf, type ScenarioColumns, selectUsers, type UserColumns, withUsers } from "../../scenario/columns.js";
import { type ErrorColumns, sameError } from "../../scenario/error-columns.js";

/** Users whose fields differ, by index; null where the settings, or more than half of the users, do. */
export function changedUsers(before: ScenarioColumns, after: ScenarioColumns): Int32Array | null {
  if (!sameSettings(before, after)) return null;
  const { count, errors } = before.users;
  const changed = new Uint8Array(count);
  const numbers = numbersOf(before.users);
  for (const [name, own] of Object.entries(numbers)) mark(own, after.users[name as keyof typeof numbers], changed);
  markErrors(errors, after.users.errors, changed);
  let found = 0;
  for (let n = 0; n < count; n++) found += changed[n]!;
  if (2 * found > count) return null;
  const users = new Int32Array(found);
  for (let n = count - 1; n >= 0; n--) if (changed[n] === 1) users[--found] = n;
  return users;
}

function mark(before: Float64Array, after: Float64Array, changed: Uint8Array): void {
  if (before === after) return;
  for (let n = 0; n < changed.length; n++) if (before[n] !== after[n]) changed[n] = 1;
}

function markErrors(before: ErrorColumns, after: ErrorColumns, changed: Uint8Array): void {
  if (before === after) return;
  for (let n = 0; n < changed.length; n++) if (!sameError(before, n, after, n)) changed[n] = 1;
}

/**
 * The same as `problemOf(columns)`, but that identical users are not told once.
 * @param changed As of {@link changedUsers}.
 * @throws InputError where no best computation time exists (MODEL.md §3).
 */
export function changedProblem(previous: Problem, columns: ScenarioColumns, changed: Int32Array): Problem {
  const part = problemOf(withUsers(columns, selectUsers(columns.users, changed)));
  const merged = (own: Float64Array, theirs: Float64Array): Float64Array => scatter(own, theirs, changed);
  return {
    scenario: columns,
    count: columns.users.count,
    local: mergedPlace(previous.local, part.local, columns.users, changed),
    edge: mergedPlace(previous.edge, part.edge, columns.users, changed),
    capacity: capacityOf(columns.edge),
    localWholeSteps: merged(previous.localWholeSteps, part.localWholeSteps),
    localWholeCost: merged(previous.localWholeCost, part.localWholeCost),
    localSteps: merged(previous.localSteps, part.localSteps),
    localCost: merged(previous.localCost, part.localCost),
    copies: null,
    kinds: null,
  };
}

/** Without a cost of time the message for users who have no best time would number them wrong: those start anew, as do several models and splits. */
function sameSettings(a: ScenarioColumns, b: ScenarioColumns): boolean {
  const fixed = ({ weights, utility, edge, users }: ScenarioColumns): string =>
    JSON.stringify([weights, utility, withCapacity(edge, 0), users.count]);
  const oneWay = a.users.models === null && b.users.models === null && a.edge.split !== true;
  return oneWay && a.weights.time > 0 && fixed(a) === fixed(b);
}

function mergedPlace(own: Place, part: Place, users: UserColumns, changed: Int32Array): Place {
  return placeOf({
    ...own,
    users,
    open: scatter(own.open, part.open, changed),
    minSteps: mergedSteps(own.minSteps, part.minSteps, changed, own.open.length),
    maxSteps: scatter(own.maxSteps, part.maxSteps, changed),
    stepCost: scatter(own.stepCost, part.stepCost, changed),
    fixedCost: scatter(own.fixedCost, part.fixedCost, changed),
    limits: mergedLimits(own.limits, part.limits, changed, own.open.length),
    perStep: own.perStep === null ? null : users.workload,
  });
}

function mergedSteps(
  own: Float64Array | null,
  part: Float64Array | null,
  changed: Int32Array,
  count: number,
): Float64Array | null {
  if (own === null && part === null) return null;
  return scatter(own ?? new Float64Array(count).fill(1), part ?? new Float64Array(changed.length).fill(1), changed);
}

function mergedLimits(own: Limits | null, part: Limits | null, changed: Int32Array, count: number): Limits | null {
  if (own === null && part === null) return null;
  const a = own ?? noLimits(count);
  const b = part ?? noLimits(changed.length);
  return {
    turn: scatter(a.turn, b.turn, changed),
    regime: scatter(a.regime, b.regime, changed),
    coefficient: scatter(a.coefficient, b.coefficient, changed),
    constant: scatter(a.constant, b.constant, changed),
  };
}

/** A copy in which the users of these indices have the entries of `part`. */
function scatter<T extends Float64Array | Uint8Array>(own: T, part: T, indices: Int32Array): T {
  const copy = own.slice() as T;
  for (let i = 0; i < indices.length; i++) copy[indices[i]!] = part[i]!;
  return copy;
}
