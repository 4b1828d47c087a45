/** A scenario of several servers made ready to solve (MODEL.md §13). */
import { type Problem, problemBeside, problemOf } from "../model/problem.js";
import { WholeChoice } from "../model/whole-steps.js";
import type { ServersColumns } from "./columns.js";

/** Where a user computes on its device. */
export const DEVICE = -1;

/** Columns are indexed by n, one entry a user; lists of servers by e. */
export interface ServersProblem {
  readonly scenario: ServersColumns;
  /** Number of users. */
  readonly count: number;
  /** By server, the problem in which it is the only edge; closed to all where it has no step. */
  readonly at: readonly Problem[];
  /** B_e [steps]; Infinity is unlimited. */
  readonly capacity: Float64Array;
  /** The device's best whole steps and their cost V_l; NaN and Infinity where it is closed. */
  readonly localWholeSteps: Float64Array;
  readonly localWholeCost: Float64Array;
  /** By server, 1 for who could compute there if it had a step. */
  readonly reached: readonly Uint8Array[];
  /** By server, V_ne(0); Infinity where it is closed. */
  readonly least: readonly Float64Array[];
}

/** @throws InputError where no best computation time exists (MODEL.md §3). */
export function toServersProblem(scenario: ServersColumns): ServersProblem {
  const { device: columns, at: before } = scenario;
  const { count } = columns.users;
  const device = problemOf(columns);
  const reached: Uint8Array[] = [];
  const at = before.map((own) => {
    const problem = problemBeside(own, device);
    reached.push(problem.edge.open.slice());
    if (problem.capacity < 1) problem.edge.open.fill(0);
    return problem;
  });
  const least = at.map(({ edge }) => {
    const choice = new WholeChoice(edge);
    const value = new Float64Array(count).fill(Infinity);
    for (let n = 0; n < count; n++) if (edge.open[n] === 1) value[n] = choice.valueAt(n, 0);
    return value;
  });
  const { localWholeSteps, localWholeCost } = device;
  return {
    scenario,
    count,
    at,
    capacity: Float64Array.from(at, ({ capacity }) => capacity),
    localWholeSteps,
    localWholeCost,
    reached,
    least,
  };
}
