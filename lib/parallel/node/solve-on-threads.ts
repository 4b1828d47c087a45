/** `solveParallel` and `verifyParallel` on threads of Node. */
import { availableParallelism } from "node:os";
import { startThread } from "../../files/thread.js";
import type { Plan } from "../../model/objective.js";
import type { ScenarioColumns } from "../../scenario/columns.js";
import type { Scenario } from "../../scenario/types.js";
import type { MethodName } from "../../solver/methods/methods.js";
import type { SolutionOf } from "../../solver/solution.js";
import type { SolveOptions } from "../../solver/solve.js";
import type { Claims, Verification } from "../../verify/verify.js";
import type { DrawnUsers } from "../held-chunks.js";
import { solveParallel } from "../solve-parallel.js";
import type { SolverThread } from "../thread.js";
import { verifyParallel } from "../verify-parallel.js";

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

/** How threads share work. */
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
  return onThreads(workers, (threads) => solveParallel(scenario, threads, options as SolveOptions<Name>));
}

/** `verifyParallel` on threads that are there for it alone. @throws InputError as `verify`; Error where a thread ends. */
export function verifyOnThreads(
  scenario: Scenario | ScenarioColumns,
  plan: Plan,
  claims: Claims,
  { workers }: OnThreads = {},
): Promise<Verification> {
  return onThreads(workers, (threads) => verifyParallel(scenario, plan, claims, threads));
}

/** Does work on threads that end with it. */
async function onThreads<T>(
  workers: number | undefined,
  work: (threads: readonly SolverThread[]) => Promise<T>,
): Promise<T> {
  const threads = startSolverThreads(workers);
  try {
    return await work(threads);
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}
