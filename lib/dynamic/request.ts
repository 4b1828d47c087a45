/** A request and its life (MODEL.md §10): it waits, then runs, and is served, late or dropped in the end. */

/** Every request is in one of these states at any time. */
export type State = "waiting" | "running" | "done" | "late" | "dropped";

/** A request, from its arrival to its end. */
export interface Request {
  /** Its place in the order of arrival, from 0. */
  readonly index: number;
  /** Index of its user in the scenario. */
  readonly user: number;
  /** Index of what it asks for in the world's tasks. */
  readonly task: number;
  /** [s] */
  readonly arrival: number;
  /** Name of the service that it asks for; absent where it is its user's own. */
  readonly service?: string;
  /** Its own T^max [s]; absent where it is its task's. */
  readonly deadline?: number;
  state: State;
  /** What it was given when it started; absent before, and if it never does. */
  run?: Run;
  /** Slot at whose beginning it was dropped. */
  droppedAt?: number;
}

/** From its start on nothing of a request changes any more. */
export interface Run {
  /** Slot at whose beginning it starts. */
  readonly slot: number;
  /** 0 is local, 1 is edge. */
  readonly offload: number;
  /** Index of the server, for who goes to one of several. */
  readonly server?: number;
  /** Reverse diffusion steps, whole. */
  readonly steps: number;
  /** Those of a split task that the device makes, 0 of one that is not split; there where tasks may be split. */
  readonly deviceSteps?: number;
  /** 0 is the user's own model, k the k-th of its others; there where users have others. */
  readonly model?: number;
  /** Arrival to start [s]. */
  readonly wait: number;
  /** Arrival to the finished content at the user: wait, computation and transfers [s]. */
  readonly latency: number;
  /** Average error [1]. */
  readonly error: number;
  /** Of device, edge and radio [J]. */
  readonly energy: number;
  /** Of the device's battery alone [J]. */
  readonly deviceEnergy: number;
  /** Weighted [1]. */
  readonly utility: number;
  /** c₁·latency + c₂·error + c₃·energy − utility; late, c₃·energy and the drop cost instead. */
  readonly cost: number;
  /** Whether it ends after its deadline. */
  readonly late: boolean;
}
