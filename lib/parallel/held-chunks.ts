/**
 * A problem that threads hold (MODEL.md §9): its users are cut into chunks, each of which one thread prepares, asks and plans. It is solved at one
 * capacity after the other: what does not depend on the capacity is done once.
 */
import { InputError } from "../input/errors.js";
import { evaluationOf, type Plan, type Totals } from "../model/objective.js";
import { prepare } from "../population/generate.js";
import type { GenerateOptions } from "../population/options.js";
import { capacityOf, isWork, withCapacity } from "../scenario/capacity.js";
import { collect, type ScenarioColumns, toColumns, type UserColumns } from "../scenario/columns.js";
import { comparedFirst, kindsOf } from "../scenario/groups.js";
import type { Scenario } from "../scenario/types.js";
import { boundOf, noTerms } from "../solver/certificate/bound.js";
import { coreOf, coreSize, expandedCore, judge, meanCost, usesOf } from "../solver/certificate/exact.js";
import type { SolutionOf } from "../solver/solution.js";
import { certified, type SolveOptions } from "../solver/solve.js";
import type { PlanPart, Prepared, Settings } from "./chunk.js";
import { sliceUsers } from "./chunk-users.js";
import { type ChunkSource, Crew } from "./crew.js";
import { closeIn, demandParts, levelPrice, openProblem, type Searched, sumOf, usesByChunk } from "./price.js";
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
export const SIZES: ChunkSizes = { size: 2 ** 14, gathered: 2 ** 13 };

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
      largestStep: most(prepared, "largestStep"),
      sizes: levels,
      gathered: sizes.gathered,
      samples: new Map(),
    };
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
    const demand = sumOf(await crew.ask("demand", { level: 0, price }));
    const open = await crew.ask("undecided", { level: 0, last: "none" });
    const own = open.map(({ users }) => ({ users, use: new Float64Array(users.length) }));
    const sums = noTerms(capacity, price);
    for (const { dual } of await crew.ask("terms", { price, own })) sums.dual.add(dual);
    return { price, demand, dualBound: sums.dual.value };
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
    const prepared = this.#prepared;
    const { count } = this.#source;
    const settings = this.#settings(given);
    const capacity = capacityOf(settings.edge);
    const needed = prepared.map((own) => own.needed);
    if (needed.includes(Infinity) || sumOf(needed) > capacity) return null;
    const { largestStep } = this.#searched;

    onPhase("bound");
    const searched = { ...this.#searched, settings, capacity, parts: warm ? this.#parts : null };
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
    const parts = await crew.ask("plan", { own: usesByChunk(open, uses), whole });

    onPhase("evaluate");
    const evaluation = evaluationOf(settings, totalsOf(parts));
    if (!judge(bound, capacity, evaluation, core.best).agrees) return null;
    if (warm && price > 0) this.#parts = await demandParts(searched, price, capacity - core.base.slack);
    const plan = joinPlans(parts, whole ? count : 0);
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
    if (own === null) continue;
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
