/** A scenario whose users are columns: one typed array a field, one entry a user (MODEL.md §1). */
import { UTILITIES, type UtilityName, utilityLaw } from "../laws/utility/utilities.js";
import { ErrorCollector, type ErrorColumns, selectErrors } from "./error-columns.js";
import { emptyColumn } from "./memory.js";
import { type ModelColumns, modelColumns, pickModels } from "./models.js";
import type { Edge, Model, Scenario, Service, User, Weights } from "./types.js";

/** All users' fields. Columns are indexed by n, one entry a user; absent limits are Infinity. */
export interface UserColumns {
  /** Number of users. */
  readonly count: number;
  /** A user's id. */
  readonly id: (n: number) => string;
  /** ω [FLOP/step]. */
  readonly workload: Float64Array;
  /** f [FLOP/s]. */
  readonly deviceSpeed: Float64Array;
  /** κ [W/(FLOP/s)³]. */
  readonly deviceCapacitance: Float64Array;
  /** S_max^l [steps]. */
  readonly deviceMaxSteps: Float64Array;
  /** E^max [J]; Infinity is unlimited. */
  readonly battery: Float64Array;
  /** D↑, D↓ [bit]. */
  readonly uplinkBits: Float64Array;
  readonly downlinkBits: Float64Array;
  /** D↓ of a split task [bit]; Infinity for a user who cannot split. */
  readonly latentBits: Float64Array;
  /** r↑, r↓ [bit/s]. */
  readonly uplinkRate: Float64Array;
  readonly downlinkRate: Float64Array;
  /** p↑, p↓ [W]. */
  readonly transmitPower: Float64Array;
  readonly receivePower: Float64Array;
  /** ε̄: each user's law and its parameters. */
  readonly errors: ErrorColumns;
  /** Other models of users; null where nobody has any. */
  readonly models: ModelColumns | null;
  /** T^max [s]; Infinity is none. */
  readonly deadline: Float64Array;
  /** S_n^max [steps]; Infinity is none. */
  readonly maxSteps: Float64Array;
  /** ε̄^max [1]; Infinity is none. */
  readonly maxError: Float64Array;
}

/** A scenario whose users are columns: for millions of them. Fields as in `Scenario`. */
export interface ScenarioColumns {
  readonly name: string;
  readonly utility: UtilityName;
  readonly weights: Weights;
  readonly edge: Edge;
  readonly services?: Readonly<Record<string, Service>>;
  readonly users: UserColumns;
}

/** The columns of a scenario that may be told by them. @throws As {@link toColumns}. */
export function asColumns(scenario: Scenario | ScenarioColumns): ScenarioColumns {
  return "count" in scenario.users ? (scenario as ScenarioColumns) : toColumns(scenario as Scenario);
}

/** The columns of a checked scenario. @throws InputError for an error law or a utility that is unknown all the same. */
export function toColumns({ users, ...settings }: Scenario): ScenarioColumns {
  return collect(settings, users.length, (n) => users[n]!);
}

/**
 * The columns of users who are told one by one, so that there need not be a list of them.
 * @param id A user's id, where it should not be kept for each.
 */
export function collect(
  settings: Omit<Scenario, "users">,
  count: number,
  userAt: (n: number) => User,
  id?: (n: number) => string,
): ScenarioColumns {
  const ids: string[] = [];
  const errors = new ErrorCollector(count);
  const numbers = emptyNumbers(count);
  const models: (readonly Model[])[] = [];
  for (let n = 0; n < count; n++) {
    const user = userAt(n);
    const { workload, device, link, errorModel, models: others } = user;
    if (id === undefined) ids.push(user.id);
    numbers.workload[n] = workload;
    numbers.deviceSpeed[n] = device.speed;
    numbers.deviceCapacitance[n] = device.switchedCapacitance;
    numbers.deviceMaxSteps[n] = device.maxSteps;
    numbers.battery[n] = device.battery ?? Infinity;
    numbers.uplinkBits[n] = link.uplinkBits;
    numbers.downlinkBits[n] = link.downlinkBits;
    numbers.latentBits[n] = link.latentBits ?? Infinity;
    numbers.uplinkRate[n] = link.uplinkRate;
    numbers.downlinkRate[n] = link.downlinkRate;
    numbers.transmitPower[n] = link.transmitPower;
    numbers.receivePower[n] = link.receivePower;
    errors.add(errorModel);
    numbers.deadline[n] = user.deadline ?? Infinity;
    numbers.maxSteps[n] = user.maxSteps ?? Infinity;
    numbers.maxError[n] = user.maxError ?? Infinity;
    if (others?.length) models[n] = others;
  }
  const users = userColumns({
    count,
    id: id ?? ((n: number): string => ids[n]!),
    ...numbers,
    errors: errors.columns(),
    models: models.length > 0 ? modelColumns(Array.from({ length: count }, (_, n) => models[n] ?? [])) : null,
  });
  return withUsers(settings, users);
}

/** Room for the numbers of so many users. */
export function emptyNumbers(count: number): NumberColumns {
  const empty = (): Float64Array => emptyColumn(Float64Array, count);
  return {
    workload: empty(),
    deviceSpeed: empty(),
    deviceCapacitance: empty(),
    deviceMaxSteps: empty(),
    battery: empty(),
    uplinkBits: empty(),
    downlinkBits: empty(),
    latentBits: empty(),
    uplinkRate: empty(),
    downlinkRate: empty(),
    transmitPower: empty(),
    receivePower: empty(),
    deadline: empty(),
    maxSteps: empty(),
    maxError: empty(),
  };
}

/**
 * The columns as an object of one hidden class for all, whatever made them: all that reads users is slower where there are two. A literal, so
 * that its fields are known to stay.
 */
export function userColumns(columns: UserColumns): UserColumns {
  return {
    count: columns.count,
    id: columns.id,
    errors: columns.errors,
    models: columns.models,
    workload: columns.workload,
    deviceSpeed: columns.deviceSpeed,
    deviceCapacitance: columns.deviceCapacitance,
    deviceMaxSteps: columns.deviceMaxSteps,
    battery: columns.battery,
    uplinkBits: columns.uplinkBits,
    downlinkBits: columns.downlinkBits,
    latentBits: columns.latentBits,
    uplinkRate: columns.uplinkRate,
    downlinkRate: columns.downlinkRate,
    transmitPower: columns.transmitPower,
    receivePower: columns.receivePower,
    deadline: columns.deadline,
    maxSteps: columns.maxSteps,
    maxError: columns.maxError,
  };
}

/** The scenario of these settings and users, likewise. @throws InputError for a utility that is unknown. */
export function withUsers(
  { name = "", utility = UTILITIES[0]!.kind, weights, edge, services }: Omit<Scenario, "users">,
  users: UserColumns,
): ScenarioColumns {
  utilityLaw(utility);
  return services === undefined
    ? { name, utility, weights, edge, users }
    : { name, utility, weights, edge, users, services };
}

/** The users of these indices, in this order; an index may be there more than once. */
export function selectUsers(users: UserColumns, indices: ArrayLike<number>): UserColumns {
  return userColumns({
    ...selectNumbers(numbersOf(users), indices),
    count: indices.length,
    id: (n) => users.id(indices[n]!),
    errors: selectErrors(users.errors, indices),
    models: users.models && pickModels(indices.length, (n) => [users.models, indices[n]!]),
  });
}

/** Their numbers alone, or some of these. */
export function selectNumbers<Numbers extends Partial<NumberColumns>>(
  numbers: Numbers,
  indices: ArrayLike<number>,
): Numbers {
  const selected = Object.entries(numbers).map(([name, all]) => {
    const own = column(indices.length);
    for (let n = 0; n < own.length; n++) own[n] = all[indices[n]!]!;
    return [name, own];
  });
  return Object.fromEntries(selected) as Numbers;
}

/**
 * Users of whom some are another's: user n is user `theirs[n]` of `others`, or as it was where that is −1. Ids stay.
 */
export function replaceUsers(users: UserColumns, others: UserColumns, theirs: Int32Array): UserColumns {
  const numbers = numbersOf(others);
  const replaced = Object.entries(numbersOf(users)).map(([name, column]) => {
    const from = numbers[name as keyof NumberColumns];
    return [name, column.map((own, n) => (theirs[n]! < 0 ? own : from[theirs[n]!]!))];
  });
  const errors = new ErrorCollector(users.count);
  for (let n = 0; n < users.count; n++) {
    if (theirs[n]! < 0) errors.copy(users.errors, n);
    else errors.copy(others.errors, theirs[n]!);
  }
  const models = pickModels(users.count, (n) => (theirs[n]! < 0 ? [users.models, n] : [others.models, theirs[n]!]));
  return userColumns({
    ...users,
    ...(Object.fromEntries(replaced) as NumberColumns),
    errors: errors.columns(),
    models,
  });
}

/** The columns that hold a number a user. */
export type NumberColumns = Omit<UserColumns, "count" | "id" | "errors" | "models">;

export function numbersOf({ count: _, id: __, errors: ___, models: ____, ...numbers }: UserColumns): NumberColumns {
  return numbers;
}

/** A column of so many entries that all have this value. */
export function column(count: number, value = 0): Float64Array {
  const entries = new Float64Array(count);
  return value === 0 ? entries : entries.fill(value);
}

/** 0, 1, …, one for each of so many. */
export function indicesUpTo(count: number): Int32Array {
  return new Int32Array(count).map((_, n) => n);
}

/** Those of some users whom `keep` tells, in their order: the array's own `filter` takes several times as long for millions. */
export function usersWhere(users: Int32Array, keep: (n: number) => boolean): Int32Array {
  const found = new Int32Array(users.length);
  let count = 0;
  for (let i = 0; i < users.length; i++) if (keep(users[i]!)) found[count++] = users[i]!;
  return found.subarray(0, count);
}
