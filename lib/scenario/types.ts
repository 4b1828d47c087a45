/**
 * What is given (MODEL.md §1). All quantities are SI: seconds, joules, watts, bits, FLOP and FLOP/s.
 * These types mirror the scenario JSON field by field.
 */
import type { ErrorModel } from "../laws/error/error-laws.js";
import type { UtilityName } from "../laws/utility/utilities.js";

/** Weights of the objective (MODEL.md §1): c₁ [1/s], c₂ [1], c₃ [1/J], w₁ and w₂ [per unit of utility]. All ≥ 0. */
export interface Weights {
  /** c₁, cost of a second of latency [1/s]. */
  readonly time: number;
  /** c₂, cost of a unit of average error [1]. */
  readonly error: number;
  /** c₃, cost of a joule [1/J]. */
  readonly energy: number;
  /** w₁, worth of a unit of utility made on the device. */
  readonly localUtility: number;
  /** w₂, worth of a unit of utility made at the edge. */
  readonly edgeUtility: number;
}

/** The edge server. */
export interface Edge {
  /** f_e, the most that one task gets [FLOP/s], > 0. */
  readonly speed: number;
  /** κ_e [W/(FLOP/s)³], ≥ 0. */
  readonly switchedCapacitance: number;
  /** S_max^e for one task [steps], integer ≥ 0; 0 closes the edge. */
  readonly maxSteps: number;
  /** S_max^e for all tasks of one scheduling round together [steps], integer ≥ 0; `null` is unlimited. */
  readonly stepCapacity?: number | null;
  /** In its place, W: their work together [FLOP], ≥ 0, of which a step of user n uses ω_n; `null` is unlimited. */
  readonly workCapacity?: number | null;
  /** Whether tasks may be split: the first steps at the edge, the others on the device, to which the latent goes down (MODEL.md §12). Default false. */
  readonly split?: boolean;
}

/** A user's device. */
export interface Device {
  /** f_n [FLOP/s], > 0. */
  readonly speed: number;
  /** κ_n [W/(FLOP/s)³], ≥ 0. */
  readonly switchedCapacitance: number;
  /** S_max^l [steps], integer ≥ 0; 0 closes the device. */
  readonly maxSteps: number;
  /** E_n^max, energy this request may take from the battery [J], ≥ 0; absent is unlimited. */
  readonly battery?: number;
}

/** The radio link: the request goes up, the content comes down. */
export interface Link {
  /** D↑ [bit], ≥ 0. */
  readonly uplinkBits: number;
  /** D↓ [bit], ≥ 0. */
  readonly downlinkBits: number;
  /** r↑ [bit/s], > 0. */
  readonly uplinkRate: number;
  /** r↓ [bit/s], > 0. */
  readonly downlinkRate: number;
  /** p↑ [W], ≥ 0. */
  readonly transmitPower: number;
  /** p↓ [W], ≥ 0. */
  readonly receivePower: number;
  /** D↓ of a split task: its latent goes down in place of the content [bit], ≥ 0; absent is a user who cannot split. Without `edge.split` it has no effect. */
  readonly latentBits?: number;
}

/** Another diffusion model that may make a user's content in place of its own (MODEL.md §12). */
export interface Model {
  /** Unique among the user's. */
  readonly name: string;
  /** ω, work of one reverse diffusion step [FLOP/step], > 0. */
  readonly workload: number;
  /** One of the error laws, with its parameters. */
  readonly errorModel: ErrorModel;
  /** Most steps of this model [steps], integer ≥ 1; absent is as many as its user's own may take. */
  readonly maxSteps?: number;
}

/** One request, its user's device and link. */
export interface User {
  /** Unique within the scenario. */
  readonly id: string;
  /** ω_n, work of one reverse diffusion step [FLOP/step], > 0. */
  readonly workload: number;
  readonly device: Device;
  readonly link: Link;
  /** One of the error laws, with its parameters. */
  readonly errorModel: ErrorModel;
  /** T_n^max, latency limit with transfers [s], > 0; absent is none. */
  readonly deadline?: number;
  /** S_n^max, most steps that the request asks for [steps], integer ≥ 1; absent is as many as a place does. */
  readonly maxSteps?: number;
  /** ε̄^max, most average error that the request accepts [1], ≥ 0; absent is any. */
  readonly maxError?: number;
  /** Other models, of which one may be chosen in place of the user's own `workload` and `errorModel`; absent is none. */
  readonly models?: readonly Model[];
}

/** What a request of a trace asks for in place of its user's own (MODEL.md §10); what is absent stays the user's. */
export interface Service {
  /** ω [FLOP/step], > 0. */
  readonly workload?: number;
  /** D↑, D↓ [bit], ≥ 0. */
  readonly uplinkBits?: number;
  readonly downlinkBits?: number;
  /** D↓ of a split task [bit], ≥ 0. */
  readonly latentBits?: number;
  readonly errorModel?: ErrorModel;
  /** T^max [s], > 0. */
  readonly deadline?: number;
  /** S_n^max [steps], integer ≥ 1. */
  readonly maxSteps?: number;
  /** ε̄^max [1], ≥ 0. */
  readonly maxError?: number;
  /** In place of all of the user's other models. */
  readonly models?: readonly Model[];
}

/** A round of requests, as the JSON says it. */
export interface Scenario {
  /** Where the JSON Schema of the file is, for editors. */
  readonly $schema?: string;
  readonly name?: string;
  /** What else there is to say, and where the numbers are from. */
  readonly notes?: string;
  readonly source?: string;
  /** g of s reverse diffusion steps; default `linear`. */
  readonly utility?: UtilityName;
  readonly weights: Weights;
  readonly edge: Edge;
  /** What a trace of requests may name, beside its users; a single round has no use for them. */
  readonly services?: Readonly<Record<string, Service>>;
  /** At least one. */
  readonly users: readonly User[];
}
