/** What requests ask for (MODEL.md §10): each its user's own task, or that of a service or of fewer steps that a trace names. */
import { InputError } from "../input/errors.js";
import { nearMiss } from "../input/near-miss.js";
import { show } from "../input/validation.js";
import { type ScenarioColumns, selectUsers, type UserColumns } from "../scenario/columns.js";
import { ErrorCollector } from "../scenario/error-columns.js";
import { modelColumns, pickModels } from "../scenario/models.js";
import type { Service } from "../scenario/types.js";
import type { Arrival } from "./arrivals.js";

/** The first tasks are those of the scenario's users, in their order; behind them come the others that requests ask for. */
export interface Tasks {
  /** Each task as a user who asks for it. */
  readonly columns: UserColumns;
  /** Index of the user of each task. */
  readonly user: Int32Array;
  /** Task of each arrival. */
  readonly of: Int32Array;
}

/** @throws InputError for a service that the scenario does not have. */
export function tasksOf({ users, services = {} }: ScenarioColumns, arrivals: readonly Arrival[]): Tasks {
  const known = new Map<string, number>();
  const others: Arrival[] = [];
  const of = Int32Array.from(arrivals, (arrival, i) => {
    const { user, service, maxSteps } = arrival;
    if (service === undefined && maxSteps === undefined) return user;
    if (service !== undefined && !Object.hasOwn(services, service)) {
      throw new InputError(`arrivals[${i}].service: ${unknownService(service, Object.keys(services))}`);
    }
    const key = JSON.stringify([user, service, maxSteps]);
    const task = known.get(key) ?? users.count + others.push(arrival) - 1;
    known.set(key, task);
    return task;
  });
  const user = Int32Array.from({ length: users.count + others.length }, (_, m) => others[m - users.count]?.user ?? m);
  return { columns: others.length === 0 ? users : otherTasks(users, services, user, others), user, of };
}

/** What is wrong with the name of a service. */
export function unknownService(name: string, services: readonly string[]): string {
  if (services.length === 0) return `${show(name)} is no service: the scenario has no services`;
  return `${show(name)} is no service of the scenario${nearMiss(name, services)}`;
}

/** Users and `others`, who are the last of `user`. */
function otherTasks(
  users: UserColumns,
  services: Readonly<Record<string, Service>>,
  user: Int32Array,
  others: readonly Arrival[],
): UserColumns {
  const columns = selectUsers(users, user);
  const errors = new ErrorCollector(user.length);
  for (let n = 0; n < users.count; n++) errors.copy(users.errors, n);
  for (const [i, { user: n, service, maxSteps }] of others.entries()) {
    const { errorModel, models: _, ...own } = service === undefined ? {} : services[service]!;
    if (errorModel === undefined) errors.copy(users.errors, n);
    else errors.add(errorModel);
    const numbers = { ...own, ...(maxSteps !== undefined && { maxSteps }) };
    for (const [name, value] of Object.entries(numbers)) columns[name as keyof typeof numbers][users.count + i] = value;
  }
  const theirs = others.map(({ service }) => (service === undefined ? undefined : services[service]!.models));
  const given = modelColumns(theirs.map((models) => models ?? []));
  const models = pickModels(user.length, (n) => {
    const i = n - users.count;
    return i >= 0 && theirs[i] !== undefined ? [given, i] : [users.models, user[n]!];
  });
  return { ...columns, errors: errors.columns(), models };
}
