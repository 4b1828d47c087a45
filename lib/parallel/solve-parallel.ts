/** One problem by several threads (MODEL.md §9): its users are cut into chunks, each of which one thread prepares, asks and plans. */
import { evaluationOf, type Plan, type Totals } from "../model/objective.js";
import { generateColumns, prepare } from "../population/generate.js";
import type { GenerateOptions } from "../population/options.js";
import { capacityOf } from "../scenario/capacity.js";
import { collect, type ScenarioColumns, toColumns, type UserColumns } from "../scenario/columns.js";
import { comparedFirst, kindsOf } from "../scenario/groups.js";
import type { Scenario } from "../scenario/types.js";
import { boundOf, noTerms } from "../solver/certificate/bound.js";
import { coreOf, coreSize, expandedCore, judge, meanCost, usesOf } from "../solver/certificate/exact.js";
import { type MethodName, methodOf } from "../solver/methods/methods.js";
import type { SolutionOf } from "../solver/solution.js";
import { certified, checkOptions, type SolveOptions, solve } from "../solver/solve.js";
import type { PlanPart, Prepared, Settings } from "./chunk.js";
import { sliceUsers } from "./chunk-users.js";
import { type ChunkSource, Crew } from "./crew.js";
import { closeIn, levelPrice, openProblem, sumOf, usesByChunk } from "./price.js";
import { levelSizes } from "./sample.js";
import type { SolverThread } from "./thread.js";

/** Users that the threads draw themselves. */
export interface DrawnUsers {
  readonly population: GenerateOptions;
}

/** Users of a chunk; and samples of no more than `gathered` are searched by one thread. */
export interface ChunkSizes {
  readonly size: number;
  readonly gathered: number;
}

/** 2¹⁴ users are some 5 MB. */
const SIZES: ChunkSizes = { size: 2 ** 14, gathered: 2 ** 13 };

/**
 * The solution of `solve` by several threads: the same plan, price and core; sums of users agree to their last digits, and are the same
 * for any number of threads. Method `exact` is divided among them; others, and problems in which some users are alike, are solved by
 * this thread alone, and so is what a limit ends or rounding leaves open.
 *
 *     await solveParallel(columns, threads, { method: "exact" });
 *
 * @param scenario A checked scenario, its columns, or a population (`generate`'s options), whose users the threads draw.
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

/** The same in chunks of any size. */
export async function solveInChunks<Name extends MethodName = "sca">(
  scenario: Scenario | ScenarioColumns | DrawnUsers,
  threads: readonly SolverThread[],
  options: SolveOptions<Name>,
  sizes: ChunkSizes,
): Promise<SolutionOf<Name>> {
  checkOptions(options);
  const found =
    methodOf(options.method).name === "exact" ? await exact(sourceOf(scenario), threads, options, sizes) : null;
  if (found !== null) return found as SolutionOf<Name>;
  return solve<Name>("population" in scenario ? generateColumns(scenario.population) : scenario, options);
}

/** The proven optimum; null where one thread has to find it, or to say what is wrong. */
async function exact(
  source: ChunkSource | null,
  threads: readonly SolverThread[],
  { onPhase = () => {}, stateLimit = 5e7, timeLimit = Infinity }: SolveOptions,
  { size, gathered }: ChunkSizes,
): Promise<SolutionOf<"exact"> | null> {
  if (source === null || threads.length === 0) return null;
  const { settings, count } = source;
  const crew = new Crew(threads);
  const capacity = capacityOf(settings.edge);
  onPhase("prepare");
  const prepared = await crew.prepare(source, size);
  if (prepared === null) return null;
  const needed = prepared.map((own) => own.needed);
  if (needed.includes(Infinity) || sumOf(needed) > capacity) return null;
  const largestStep = most(prepared, "largestStep");
  const first = prepared.map((_, k) => sumOf(prepared.slice(0, k).map(({ candidates }) => candidates)));
  const sizes = levelSizes(sumOf(prepared.map(({ candidates }) => candidates)));
  await crew.ask("place", { first, sizes });

  onPhase("bound");
  const searched = { crew, settings, capacity, largestStep, sizes, gathered };
  let { found, open, straddle } = await levelPrice(searched, 0, capacity);
  const { price } = found;
  const terms = await crew.ask("terms", { price, own: usesByChunk(open, found.demand) });
  const sums = noTerms(capacity, price);
  for (const { dual, magnitude } of terms) {
    sums.dual.add(dual);
    sums.magnitude.add(magnitude);
  }
  let bound = boundOf(open.problem, found, sums);

  onPhase("plan");
  const limits = { stateLimit, timeLimit };
  const everyone = {
    count,
    capacity,
    leastStep: prepared.reduce((least, own) => Math.min(least, own.leastStep), Infinity),
    largestStep,
    largestCost: Math.max(meanCost(count, capacity, bound.lowerBound, price), most(prepared, "largestCost")),
  };
  let limit: number | undefined;
  let core = expandedCore(bound, limits, {
    ...everyone,
    ask: (least) => {
      limit ??= least;
    },
  });
  if (limit !== undefined) {
    // who is decided by the bracket may have a choice that matters all the same
    open = openProblem(settings, capacity, await crew.ask("near", { price, limit }));
    found = closeIn(open, straddle);
    bound = boundOf(open.problem, found, sums);
    core = expandedCore(bound, limits, everyone);
  }
  if (!core.proven) return null;
  const uses = usesOf(open.problem, bound, core.base, core.best);
  const parts = await crew.ask("plan", { own: usesByChunk(open, uses) });

  onPhase("evaluate");
  const evaluation = evaluationOf(settings, totalsOf(parts));
  if (!judge(bound, capacity, evaluation, core.best).agrees) return null;
  const plan = joinPlans(parts, count);
  const entered = coreOf(open.problem, core.best).map(({ user, copies }) => ({
    user: indexOf(open.users, user, size),
    copies,
  }));
  const details = { iterations: coreSize(entered), core: entered, endedBy: null };
  return { method: "exact", ...certified({ status: "optimal", plan }, evaluation, 0, bound), ...details };
}

/** Where the users come from; null where some of them are alike, who are told once. */
function sourceOf(scenario: Scenario | ScenarioColumns | DrawnUsers): ChunkSource | null {
  if ("population" in scenario) {
    const { population } = scenario;
    const { settings, userAt } = prepare(population);
    const some = Array.from(comparedFirst(population.users), userAt);
    const compared = toColumns({ ...settings, users: some });
    const given = (first: number, end: number) => ({ first, count: end - first });
    return hasAlike(compared.users)
      ? null
      : { settings: settingsOf(compared), count: population.users, population, given };
  }
  const columns = "count" in scenario.users ? (scenario as ScenarioColumns) : null;
  if (columns !== null) {
    const { users } = columns;
    const given = (first: number, end: number) => ({ users: sliceUsers(users, first, end) });
    if (hasAlike(users, comparedFirst(users.count))) return null;
    return { settings: settingsOf(columns), count: users.count, population: null, given };
  }
  const { users, ...others } = scenario as Scenario;
  const compared = toColumns({ ...others, users: Array.from(comparedFirst(users.length), (n) => users[n]!) });
  const given = (first: number, end: number) => {
    const { id: _, ...own } = collect(others, end - first, (i) => users[first + i]!, String).users;
    return { users: own };
  };
  return hasAlike(compared.users)
    ? null
    : { settings: settingsOf(compared), count: users.length, population: null, given };
}

function hasAlike(users: UserColumns, compared?: Int32Array): boolean {
  return kindsOf(users, compared).copies.some((copies) => copies > 1);
}

function settingsOf({ name, utility, weights, edge }: ScenarioColumns): Settings {
  return { name, utility, weights, edge };
}

function most(prepared: readonly Prepared[], name: "largestStep" | "largestCost"): number {
  return prepared.reduce((largest, own) => Math.max(largest, own[name]), 0);
}

/** The sums of all chunks, in their order. */
function totalsOf(parts: readonly PlanPart[]): Totals {
  const total = (name: keyof Totals): number => sumOf(parts.map(({ totals }) => totals[name]));
  return { time: total("time"), error: total("error"), energy: total("energy"), utility: total("utility") };
}

/** The plan of all chunks; a column that one of them does not have is 0 there. */
function joinPlans(parts: readonly PlanPart[], count: number): Plan {
  const plan: Record<string, Uint8Array | Float64Array> = {};
  let at = 0;
  for (const { plan: own } of parts) {
    for (const [name, column] of Object.entries(own) as [string, Uint8Array | Float64Array][]) {
      plan[name] ??= column instanceof Uint8Array ? new Uint8Array(count) : new Float64Array(count);
      plan[name].set(column, at);
    }
    at += own.offload.length;
  }
  return plan as unknown as Plan;
}

/** The index among all users of an open one. */
function indexOf(users: readonly Int32Array[], open: number, size: number): number {
  let chunk = 0;
  let at = open;
  while (at >= users[chunk]!.length) at -= users[chunk++]!.length;
  return chunk * size + users[chunk]![at]!;
}
