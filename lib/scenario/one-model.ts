/** Users who may choose from several models, each with one of them (MODEL.md §12). */

import { InputError } from "../input/errors.js";
import { indicesUpTo, type ScenarioColumns, selectUsers, type UserColumns, userColumns, withUsers } from "./columns.js";
import { ErrorCollector } from "./error-columns.js";
import { modelsOf, startsOf } from "./models.js";

/**
 * User i is user `owner[i]` with its model `model[i]`, 0 its own and k the k-th of its others.
 * @throws InputError for a model that a user does not have.
 */
export function withOneModel(users: UserColumns, owner: ArrayLike<number>, model: ArrayLike<number>): UserColumns {
  const { models } = users;
  const chosen = selectUsers({ ...users, models: null }, owner);
  if (models === null) return chosen;
  const errors = new ErrorCollector(owner.length);
  for (let i = 0; i < owner.length; i++) {
    const n = owner[i]!;
    const k = model[i]!;
    if (k === 0) {
      errors.copy(users.errors, n);
      continue;
    }
    const row = models.start[n]! + k - 1;
    if (!(k > 0 && row < models.start[n + 1]!)) {
      throw new InputError(`plan.model[${i}]: must be 0 or the place of one of users[${n}].models, from 1, not ${k}`);
    }
    chosen.workload[i] = models.workload[row]!;
    chosen.maxSteps[i] = Math.min(chosen.maxSteps[i]!, models.maxSteps[row]!);
    errors.copy(models.errors, row);
  }
  return userColumns({ ...chosen, errors: errors.columns() });
}

/** A row for each model of each user, as a user who has no other: those of user n are from start[n] until before start[n + 1]. */
export interface Rows {
  readonly users: UserColumns;
  readonly start: Int32Array;
  /** Index of each row's user. */
  readonly owner: Int32Array;
}

/** Users' own models and their others; the users themselves where nobody has others. */
export function rowsOf(users: UserColumns): Rows {
  const { count, models } = users;
  const start = startsOf(count, (n) => 1 + modelsOf(models, n));
  const owner = new Int32Array(start[count]!);
  for (let n = 0; n < count; n++) owner.fill(n, start[n]!, start[n + 1]!);
  if (models === null) return { users, start, owner };
  const model = owner.map((n, row) => row - start[n]!);
  return { users: withOneModel(users, owner, model), start, owner };
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
  return withUsers(scenario, withOneModel(users, indicesUpTo(users.count), model));
}
