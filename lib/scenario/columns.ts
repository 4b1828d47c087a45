/** A scenario whose users are columns: one typed array a field, one entry a user (MODEL.md §1). */
import type { Edge, Scenario, User, UtilityKind, Weights } from "./types.js";

/** Codes of {@link UserColumns.errorKind}. */
export const EXPONENTIAL = 0;
export const POWER = 1;

/** All users' fields; absent limits are Infinity. */
export interface UserColumns {
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
  /** r↑, r↓ [bit/s]. */
  readonly uplinkRate: Float64Array;
  readonly downlinkRate: Float64Array;
  /** p↑, p↓ [W]. */
  readonly transmitPower: Float64Array;
  readonly receivePower: Float64Array;
  /** {@link EXPONENTIAL} or {@link POWER}. */
  readonly errorKind: Uint8Array;
  readonly errorInitial: Float64Array;
  /** Decay [1/step] or exponent [1]. */
  readonly errorRate: Float64Array;
  readonly errorFloor: Float64Array;
  /** T^max [s]; Infinity is none. */
  readonly deadline: Float64Array;
}

export interface ScenarioColumns {
  readonly name: string;
  readonly utility: UtilityKind;
  readonly weights: Weights;
  readonly edge: Edge;
  readonly users: UserColumns;
}

/** The columns of a checked scenario. */
export function toColumns({ users, ...settings }: Scenario): ScenarioColumns {
  return collect(settings, users.length, (n) => users[n]!);
}

/**
 * The columns of users who are told one by one, so that there need not be a list of them.
 * @param id A user's id, where it should not be kept for each.
 */
export function collect(
  { name = "", utility = "linear", weights, edge }: Omit<Scenario, "users">,
  count: number,
  userAt: (n: number) => User,
  id?: (n: number) => string,
): ScenarioColumns {
  const column = (): Float64Array => new Float64Array(count);
  const ids: string[] = [];
  const users = {
    count,
    id: id ?? ((n: number): string => ids[n]!),
    workload: column(),
    deviceSpeed: column(),
    deviceCapacitance: column(),
    deviceMaxSteps: column(),
    battery: column(),
    uplinkBits: column(),
    downlinkBits: column(),
    uplinkRate: column(),
    downlinkRate: column(),
    transmitPower: column(),
    receivePower: column(),
    errorKind: new Uint8Array(count),
    errorInitial: column(),
    errorRate: column(),
    errorFloor: column(),
    deadline: column(),
  };
  for (let n = 0; n < count; n++) {
    const { id: own, workload, device, link, errorModel, deadline = Infinity } = userAt(n);
    if (id === undefined) ids.push(own);
    users.workload[n] = workload;
    users.deviceSpeed[n] = device.speed;
    users.deviceCapacitance[n] = device.switchedCapacitance;
    users.deviceMaxSteps[n] = device.maxSteps;
    users.battery[n] = device.battery ?? Infinity;
    users.uplinkBits[n] = link.uplinkBits;
    users.downlinkBits[n] = link.downlinkBits;
    users.uplinkRate[n] = link.uplinkRate;
    users.downlinkRate[n] = link.downlinkRate;
    users.transmitPower[n] = link.transmitPower;
    users.receivePower[n] = link.receivePower;
    users.errorKind[n] = errorModel.kind === "power" ? POWER : EXPONENTIAL;
    users.errorInitial[n] = errorModel.initial;
    users.errorRate[n] = errorModel.kind === "power" ? errorModel.exponent : errorModel.decay;
    users.errorFloor[n] = errorModel.floor ?? 0;
    users.deadline[n] = deadline;
  }
  return { name, utility, weights, edge, users };
}

/** The users of these indices, in this order; an index may be there more than once. */
export function selectUsers({ count: _, id, ...fields }: UserColumns, indices: ArrayLike<number>): UserColumns {
  const selected = Object.entries(fields).map(([name, column]) => {
    const own = column instanceof Uint8Array ? new Uint8Array(indices.length) : new Float64Array(indices.length);
    for (let n = 0; n < own.length; n++) own[n] = column[indices[n]!]!;
    return [name, own];
  });
  return { count: indices.length, id: (n) => id(indices[n]!), ...Object.fromEntries(selected) };
}
