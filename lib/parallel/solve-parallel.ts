/** One problem by several threads (MODEL.md §9). */
import { generateColumns } from "../population/generate.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import type { Scenario } from "../scenario/types.js";
import { type MethodName, methodOf } from "../solver/methods/methods.js";
import { perspective } from "../solver/sca/perspective.js";
import type { SolutionOf } from "../solver/solution.js";
import { checkOptions, type SolveOptions, solve } from "../solver/solve.js";
import { type ChunkSizes, type DrawnUsers, type HeldChunks, holdChunks, SIZES } from "./held-chunks.js";
import type { SolverThread } from "./thread.js";

/**
 * The solution of `solve` by several threads: the same plan, price and core; sums of users agree to their last digits, and are the same
 * for any number of threads. Method `exact` is divided among them, and the paper's algorithm in the perspective form where costs are smooth
 * and convex (its iterates agree to 1e-9); others, and problems in which some users are alike, are solved by this thread alone, and so is what
 * a limit ends or rounding leaves open.
 *
 *     await solveParallel(columns, threads, { method: "exact" });
 *
 * @param scenario A checked scenario, its columns, or a population (`generate`'s options), whose users the threads draw. Columns of many users
 * may lie in memory that threads share: they must not change until the answer is there.
 * @param threads They solve one problem at a time, and may solve others after it.
 * @throws InputError and InfeasibleError as `solve`.
 * @throws Error where a thread ends.
 */
export async function solveParallel<Name extends MethodName = "sca">(
  scenario: Scenario | ScenarioColumns | DrawnUsers,
  threads: readonly SolverThread[],
  options: SolveOptions<Name> = {},
): Promise<SolutionOf<Name>> {
  return solveInChunks(scenario, threads, options, SIZES);
}

/** Methods that are divided among threads. */
const IN_CHUNKS: {
  readonly [Name in MethodName]?: (held: HeldChunks, options: SolveOptions) => Promise<SolutionOf<Name> | null>;
} = {
  exact: (held, options) => held.exact(undefined, { whole: true, warm: false }, options),
  sca: (held, options) => held.sca("sca", options, options.start ?? "half"),
  "random-init": (held, options) => held.sca("random-init", options, "random"),
};

/** Whether {@link solveParallel} divides a method among threads; then it depends on the scenario. */
export function isDivided({ method, relaxation = perspective, continuation = false }: SolveOptions): boolean {
  const inChunks = relaxation === perspective && !continuation;
  return IN_CHUNKS[methodOf(method).name] !== undefined && (method === "exact" || inChunks);
}

/** The same in chunks of any size. */
export async function solveInChunks<Name extends MethodName = "sca">(
  scenario: Scenario | ScenarioColumns | DrawnUsers,
  threads: readonly SolverThread[],
  options: SolveOptions<Name>,
  sizes: ChunkSizes,
): Promise<SolutionOf<Name>> {
  checkOptions(options);
  if (isDivided(options)) {
    const held = await holdChunks(scenario, threads, sizes, options.onPhase);
    const found = held && (await IN_CHUNKS[methodOf(options.method).name]!(held, options));
    if (found !== null) return found as SolutionOf<Name>;
    await held?.release();
  }
  return solve<Name>("population" in scenario ? generateColumns(scenario.population) : scenario, options);
}
