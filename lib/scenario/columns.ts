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
export function toColumns(scenario: Scenario): ScenarioColumns {
  const { users } = scenario;
  const column = (field: (user: User) => number): Float64Array => Float64Array.from(users, field);
  return {
    name: scenario.name ?? "",
    utility: scenario.utility ?? "linear",
    weights: scenario.weights,
    edge: scenario.edge,
    users: {
      count: users.length,
      id: (n) => users[n]!.id,
      workload: column((u) => u.workload),
      deviceSpeed: column((u) => u.device.speed),
      deviceCapacitance: column((u) => u.device.switchedCapacitance),
      deviceMaxSteps: column((u) => u.device.maxSteps),
      battery: column((u) => u.device.battery ?? Infinity),
      uplinkBits: column((u) => u.link.uplinkBits),
      downlinkBits: column((u) => u.link.downlinkBits),
      uplinkRate: column((u) => u.link.uplinkRate),
      downlinkRate: column((u) => u.link.downlinkRate),
      transmitPower: column((u) => u.link.transmitPower),
      receivePower: column((u) => u.link.receivePower),
      errorKind: Uint8Array.from(users, (u) => (u.errorModel.kind === "power" ? POWER : EXPONENTIAL)),
      errorInitial: column((u) => u.errorModel.initial),
      errorRate: column((u) => (u.errorModel.kind === "power" ? u.errorModel.exponent : u.errorModel.decay)),
      errorFloor: column((u) => u.errorModel.floor ?? 0),
      deadline: column((u) => u.deadline ?? Infinity),
    },
  };
}
