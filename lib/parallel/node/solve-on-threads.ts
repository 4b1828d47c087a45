/** `solveParallel` on threads of Node. */
import { availableParallelism } from "node:os";
import { startThread } from "../../files/thread.js";
import type { ScenarioColumns } from "../../scenario/columns.js";
import type { Scenario } from "../../scenario/types.js";
import type { MethodName } from "../../solver/methods/methods.js";
import type { SolutionOf } from "../../solver/solution.js";
import type { SolveOptions } from "../../solver/solve.js";
import type { DrawnUsers } from "../held-chunks.js";
import { solveParallel } from "../solve-parallel.js";
import type { SolverThread } from "../thread.js";

const THREAD = new URL("./solver-thread.js", import.meta.url);

/** A thread of Node that solves. It does not keep the process running. */
export interface NodeSolverThread extends SolverThread {
  /** Ends it, whatever it computes. */
  end(): Promise<void>;
}

/** Starts so many threads, for one problem after the other. @param count Default one a core. */
export function startSolverThreads(count: number = availableParallelism()): NodeSolverThread[] {
  return Array.from({ length: count }, () => startThread(THREAD));
}

/** How a problem is solved on threads. */
export interface OnThreads {
  /** How many; default one a core. */
  readonly workers?: number;
}

/**
 * `solveParallel` on threads that are there for this problem alone.
 *
 *     const { plan } = await solveOnThreads({ population: { users: 1e6, seed: 1 } }, { method: "exact", workers: 2 });
 *
 * @throws InputError, InfeasibleError as `solve`; Error where a thread ends.
 */
export async function solveOnThreads<Name extends MethodName = "sca">(
  scenario: Scenario | ScenarioColumns | DrawnUsers,
  { workers, ...options }: SolveOptions<Name> & OnThreads = {},
): Promise<SolutionOf<Name>> {
  const threads = startSolverThreads(workers);
  try {
    return await solveParallel(scenario, threads, options as SolveOptions<Name>);
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}
