/**
 * A problem that threads hold (MODEL.md §9): its users are cut into chunks, each of which one thread prepares, asks and plans. It is solved at one
 * capacity after the other: what does not depend on the capacity is done once.
 */
import { InputError } from "../input/errors.js";
import { evaluationOf } from "../model/objective.js";
import { prepare } from "../population/generate.js";
import type { GenerateOptions } from "../population/options.js";
import { capacityOf, isWork, withCapacity } from "../scenario/capacity.js";
import { collect, type ScenarioColumns, toColumns, type UserColumns } from "../scenario/columns.js";
import { comparedFirst, kindsOf } from "../scenario/groups.js";
import type { Scenario } from "../scenario/types.js";
import { type Bound, boundOf, type DualSums, noTerms } from "../solver/certificate/bound.js";
import { coreOf, coreSize, expandedCore, judge, meanCost, usesOf } from "../solver/certificate/exact.js";
import type { MethodOptions } from "../solver/methods/method.js";
import type { MethodName } from "../solver/methods/methods.js";
import type { WholePrice } from "../solver/price/whole-price.js";
import type { Start } from "../solver/sca/starts.js";
import type { SolutionOf } from "../solver/solution.js";
import { certified, type SolveOptions } from "../solver/solve.js";
import type { Prepared } from "./chunk.js";
import { type Settings, sliceUsers } from "./chunk-users.js";
import { type ChunkSource, Crew } from "./crew.js";
import { joinPlans, joinTotals, mostOf, sumOf } from "./join.js";
import {
  boundSearch,
  closeWhole,
  demandParts,
  type LevelPrice,
  levelPrice,
  openProblem,
  type Searched,
  usesByChunk,
} from "./price.js";
import { levelSizes } from "./sample.js";
import { scaOf } from "./sca.js";
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
export const SIZES: ChunkSizes = { size: 2 ** 14, gathered: 2 ** 12 };

/** What a price says by itself. */
export interface AtPrice {
  readonly price: number;
  /** What users use of the edge at it, in the capacity's unit. */
  readonly demand: number;
  /** D(price), the Lagrangian dual: no plan is better (MODEL.md §7). */
  readonly dualBound: number;
}

/** Limits of the search, as in `solve`, and who is told of its phases. */
export type HeldOptions = Pick<SolveOptions, "onPhase" | "stateLimit" | "timeLimit">;

/** A problem's chunks in their threads. They answer one question at a time. */
export class HeldChunks {
  readonly crew: Crew;
  readonly #source: ChunkSource;
  readonly #sizes: ChunkSizes;
  readonly #prepared: readonly Prepared[];
  readonly #searched: Omit<Searched, "capacity" | "settings" | "parts">;
  /** What the price before told of samples. */
  #parts: readonly number[] = [];

  constructor(crew: Crew, source: ChunkSource, sizes: ChunkSizes, prepared: readonly Prepared[], levels: number[]) {
    this.crew = crew;
    this.#source = source;
    this.#sizes = sizes;
    this.#prepared = prepared;
    this.#searched = {
      crew,
      largestStep: mostOf(prepared.map((own) => own.largestStep)),
      sizes: levels,
      gathered: sizes.gathered,
      samples: new Map(),
    };
  }

  /** Has the threads forget them. */
  release(): Promise<void> {
    return this.crew.release(this.#source);
  }

  /** How many chunks there are. */
  get count(): number {
    return this.#prepared.length;
  }

  #settings(capacity: number | undefined): Settings {
    const { settings } = this.#source;
    return capacity === undefined ? settings : { ...settings, edge: withCapacity(settings.edge, capacity) };
  }

  /** What a price says of all users. @param given Capacity in place of the scenario's. */
  async at(price: number, given?: number): Promise<AtPrice> {
    const { crew } = this;
    const capacity = capacityOf(this.#settings(given).edge);
    const of = "bound";
    const demand = sumOf(await crew.ask("demand", { of, level: 0, price, begins: true }));
    const open = await crew.ask("undecided", { of, level: 0, ends: null });
    const own = open.map(({ users }) => ({ users, use: new Float64Array(users.length) }));
    const sums = noTerms(capacity, price);
    for (const { dual } of await crew.ask("terms", { price, own })) sums.dual.add(dual);
    return { price, demand, dualBound: sums.dual.value };
  }

  /** What a search is told of the scenario with a capacity; null where there is no plan. */
  #searchedAt(given: number | undefined, parts: readonly number[] | null): Searched | null {
    const settings = this.#settings(given);
    const capacity = capacityOf(settings.edge);
    const needed = this.#prepared.map((own) => own.needed);
    if (needed.includes(Infinity) || sumOf(needed) > capacity) return null;
    return { ...this.#searched, settings, capacity, parts };
  }

  /** The Lagrangian bound. */
  async #bounded(
    searched: Searched,
  ): Promise<LevelPrice<WholePrice> & { readonly bound: Bound; readonly sums: DualSums }> {
    const { crew, capacity } = searched;
    const level = await levelPrice(searched, boundSearch, 0, capacity);
    const { found, open } = level;
    const { price } = found;
    const sums = noTerms(capacity, price);
    for (const { dual, magnitude } of await crew.ask("terms", { price, own: usesByChunk(open, found.demand) })) {
      sums.dual.add(dual);
      sums.magnitude.add(magnitude);
    }
    return { ...level, bound: boundOf(open.problem, found, sums), sums };
  }

  /**
   * The paper's algorithm in the perspective form; null where one thread has to run it, as costs are not smooth and convex.
   * @param method As which the solution is told. @param start a⁽⁰⁾.
   */
  async sca<Name extends MethodName>(
    method: Name,
    { onPhase = () => {}, ...options }: MethodOptions & Pick<SolveOptions, "onPhase">,
    start: Start,
  ): Promise<(Omit<SolutionOf<"sca">, "method"> & { readonly method: Name }) | null> {
    const searched = this.#searchedAt(undefined, null);
    if (searched === null || (await this.crew.ask("smooth", {})).includes(false)) return null;
    onPhase("bound");
    const { bound } = await this.#bounded(searched);
    onPhase("plan");
    const first = this.#prepared.map((_, k) => k * this.#sizes.size);
    // its samples are of another search
    const own = { ...searched, samples: new Map() };
    const found = await scaOf(own, bound, { count: this.#source.count, first }, options, start);
    if (found !== null) onPhase("evaluate");
    return found && { method, ...found };
  }

  /**
   * The proven optimum; null where one thread has to find it, or to say what is wrong.
   * @param given Capacity in place of the scenario's.
   * @param asked.whole Whether the plan is told; else it stays in the threads.
   * @param asked.warm Whether what the price before told of samples is used: the bracket is another, and with it the core.
   */
  async exact(
    given: number | undefined,
    { whole, warm }: { readonly whole: boolean; readonly warm: boolean },
    { onPhase = () => {}, stateLimit = 5e7, timeLimit = Infinity }: HeldOptions,
  ): Promise<SolutionOf<"exact"> | null> {
    const { crew } = this;
    const { count } = this.#source;
    const searched = this.#searchedAt(given, warm ? this.#parts : null);
    if (searched === null) return null;
    const { settings, capacity, largestStep } = searched;

    onPhase("bound");
    let { bound, found, open, straddle, sums } = await this.#bounded(searched);
    const { price } = bound;

    onPhase("plan");
    const limits = { stateLimit, timeLimit };
    const everyone = {
      count,
      capacity,
      leastStep: this.#prepared.reduce((least, own) => Math.min(least, own.leastStep), Infinity),
      largestStep,
      largestCost: Math.max(
        meanCost(count, capacity, bound.lowerBound, price),
        mostOf(this.#prepared.map((own) => own.largestCost)),
      ),
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
      found = closeWhole({ open, straddle });
      bound = boundOf(open.problem, found, sums);
      core = expandedCore(bound, limits, everyone);
    }
    if (!core.proven) return null;
    const uses = usesOf(open.problem, bound, core.base, core.best);
    const parts = await crew.ask("plan", { own: usesByChunk(open, uses), whole });

    onPhase("evaluate");
    const evaluation = evaluationOf(settings, joinTotals(parts.map(({ totals }) => totals)));
    if (!judge(bound, capacity, evaluation, core.best).agrees) return null;
    if (warm && price > 0) this.#parts = await demandParts(searched, price, capacity - core.base.slack);
    const plan = joinPlans(parts.flatMap((part) => part.plan ?? []));
    const { size } = this.#sizes;
    const entered = coreOf(open.problem, core.best).map(({ user, copies }) => ({
      user: indexOf(open.users, user, size),
      copies,
    }));
    const details = { iterations: coreSize(entered), core: entered, endedBy: null };
    return { method: "exact", ...certified({ status: "optimal", plan }, evaluation, 0, bound), ...details };
  }
}

/**
 * Has the threads prepare a problem; null where they can't divide it, as some users are alike or something is wrong with one.
 * @param onChunk Told how many chunks are ready, of how many.
 */
export async function holdChunks(
  scenario: Scenario | ScenarioColumns | DrawnUsers,
  threads: readonly SolverThread[],
  sizes: ChunkSizes,
  onPhase: NonNullable<SolveOptions["onPhase"]> = () => {},
  onChunk: (ready: number, all: number) => void = () => {},
): Promise<HeldChunks | null> {
  const source = sourceOf(scenario);
  if (source === null || threads.length === 0) return null;
  const crew = new Crew(threads);
  onPhase("prepare");
  const prepared = await crew.prepare(source, sizes.size, onChunk);
  if (prepared === null) return null;
  const first = prepared.map((_, k) => sumOf(prepared.slice(0, k).map(({ candidates }) => candidates)));
  const levels = levelSizes(sumOf(prepared.map(({ candidates }) => candidates)));
  await crew.ask("place", { first, sizes: levels });
  return new HeldChunks(crew, source, sizes, prepared, levels);
}

/** The scenario with another capacity of the same kind. @throws InputError unless it may have it. */
export function capacitySet<S extends Scenario | ScenarioColumns | DrawnUsers>(scenario: S, capacity: number): S {
  const edge = "population" in scenario ? undefined : scenario.edge;
  const work = edge !== undefined && isWork(edge);
  if (!(capacity >= 0 && (capacity === Infinity || work || Number.isSafeInteger(capacity))))
    throw new InputError(
      `capacity: must be ${work ? "a number" : "a whole number"} >= 0, or Infinity, not ${capacity}`,
    );
  if (edge !== undefined) return { ...scenario, edge: withCapacity(edge, capacity) };
  const { population } = scenario as DrawnUsers;
  return { population: { ...population, stepCapacity: capacity < Infinity ? capacity : null } } as S;
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

/** The index among all users of an open one. */
function indexOf(users: readonly Int32Array[], open: number, size: number): number {
  let chunk = 0;
  let at = open;
  while (at >= users[chunk]!.length) at -= users[chunk++]!.length;
  return chunk * size + users[chunk]![at]!;
}
