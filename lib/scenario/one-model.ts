/** Users who may choose from several models, each with one of them (MODEL.md §12). */

import { InputError } from "../input/errors.js";
import { numbersOf, type ScenarioColumns, selectNumbers, type UserColumns, userColumns, withUsers } from "./columns.js";
import { ErrorCollector } from "./error-columns.js";
import { modelsOf, startsOf } from "./models.js";

/**
 * User i is user `owner[i]` with its model `modelOf(i)`, 0 its own and k the k-th of its others.
 * @param owner null where user i is user i.
 * @param own Numbers of their own; all others are the columns of `users`.
 * @throws InputError for a model that a user does not have.
 */
function withOneModel(
  users: UserColumns,
  owner: Int32Array | null,
  modelOf: (i: number) => number,
  own: Pick<UserColumns, "workload" | "maxSteps">,
): UserColumns {
  const models = users.models!;
  const { maxSteps } = users;
  const count = owner?.length ?? users.count;
  const id = owner === null ? users.id : (i: number) => users.id(owner[i]!);
  const errors = new ErrorCollector(count);
  for (let i = 0; i < count; i++) {
    const n = owner === null ? i : owner[i]!;
    const k = modelOf(i);
    if (k === 0) {
      errors.copy(users.errors, n);
      continue;
    }
    const row = models.start[n]! + k - 1;
    if (!(k > 0 && row < models.start[n + 1]!)) {
      throw new InputError(`plan.model[${i}]: must be 0 or the place of one of users[${n}].models, from 1, not ${k}`);
    }
    own.workload[i] = models.workload[row]!;
    own.maxSteps[i] = Math.min(maxSteps[n]!, models.maxSteps[row]!);
    errors.copy(models.errors, row);
  }
  return userColumns({ ...users, ...own, count, id, errors: errors.columns(), models: null });
}

/** A row for each model of each user, as a user who has no other: those of user n are from start[n] until before start[n + 1]. */
export interface Rows {
  readonly users: UserColumns;
  readonly start: Int32Array;
  /** Index of each row's user. */
  readonly owner: Int32Array;
}

/**
 * Users' own models and their others; the users themselves where nobody has others.
 * @param all Whether rows have all numbers; else what no model changes is still a column of users.
 */
export function rowsOf(users: UserColumns, all = true): Rows {
  const { count, models } = users;
  const start = startsOf(count, (n) => 1 + modelsOf(models, n));
  const owner = new Int32Array(start[count]!);
  for (let n = 0; n < count; n++) for (let row = start[n]!; row < start[n + 1]!; row++) owner[row] = n;
  if (models === null) return { users, start, owner };
  const { workload, maxSteps, maxError } = users;
  const own = selectNumbers(all ? numbersOf(users) : { workload, maxSteps, maxError }, owner);
  return { users: withOneModel(users, owner, (row) => row - start[owner[row]!]!, own), start, owner };
}

/**
 * The scenario in which each user has the model that a plan gives it; the scenario itself where nobody has others.
 * @throws InputError for a model that a user does not have, or a plan that tells none.
 */
export function asPlanned(
  scenario: ScenarioColumns,
  { model }: { readonly model?: ArrayLike<number> },
): ScenarioColumns {
  const { users } = scenario;
  if (users.models === null) return scenario;
  if (model === undefined) throw new InputError("plan.model: missing; must be given, as users have models");
  const own = { workload: users.workload.slice(), maxSteps: users.maxSteps.slice() };
  const planned = withOneModel(users, null, (n) => model[n]!, own);
  return withUsers(scenario, planned);
}
