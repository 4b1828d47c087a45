/** A problem that stays on its threads, to be solved at one capacity after the other. */
import { nonNegative } from "../input/checks.js";
import { toProblem } from "../model/problem.js";
import { generateColumns } from "../population/generate.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import type { Scenario } from "../scenario/types.js";
import { addTerms, noTerms } from "../solver/certificate/bound.js";
import { WholeSearch } from "../solver/price/whole-price.js";
import type { SolutionOf } from "../solver/solution.js";
import { checkOptions, solve } from "../solver/solve.js";
import {
  type AtPrice,
  type ChunkSizes,
  capacitySet,
  type DrawnUsers,
  type HeldChunks,
  type HeldOptions,
  holdChunks,
  SIZES,
} from "./held-chunks.js";
import type { OwnData } from "./requests.js";
import type { SolverThread } from "./thread.js";

/** A capacity in place of the scenario's. */
export interface AskedCapacity {
  /** [steps, or FLOP under workCapacity]; Infinity is unlimited. */
  readonly capacity?: number;
}

/**
 * A problem that threads hold. It answers one question at a time, the next waits; an answer does not depend on what was asked before, but for
 * rounding where two choices cost the same.
 */
export interface HeldProblem {
  /** How many chunks the threads have; 0 where this thread solves alone. */
  readonly chunks: number;
  /** User n is in chunk ⌊n / chunkSize⌋. */
  readonly chunkSize: number;
  /**
   * The proven optimum, as {@link solveParallel} finds it.
   * @throws InputError and InfeasibleError as `solve`; InputError where the scenario can't have the capacity.
   * @throws Error where a thread ends.
   */
  solve(options?: AskedCapacity & HeldOptions): Promise<SolutionOf<"exact">>;
  /**
   * The same optimum and price, but the plan stays with the threads, and the search begins from what the price before told: the core may be
   * another.
   */
  certify(options?: AskedCapacity & HeldOptions): Promise<Certificate>;
  /** What a price says by itself: demand, and the bound that it proves. @throws As `solve`. */
  at(price: number, options?: AskedCapacity): Promise<AtPrice>;
  /** A question of the caller's own to one chunk (see `answerSolver`); it does not wait for others. */
  ask(chunk: number, name: string, request: unknown): Promise<OwnData>;
}

/** All of a solution but its plan. */
export type Certificate = Omit<SolutionOf<"exact">, "plan">;

/** How a problem is held. */
export interface HoldOptions {
  /** Told how many chunks are ready, of how many. */
  readonly onChunk?: (ready: number, all: number) => void;
}

/**
 * Has threads prepare a problem and keep it.
 *
 *     const held = await holdParallel({ population: { users: 1e6, seed: 1 } }, threads);
 *     const { price, gap } = await held.solve({ capacity: 12_000_000 });
 *
 * @param scenario As of `solveParallel`; its columns must not change until the last answer.
 * @param threads As of `solveParallel`. Until the last answer the threads may hold no other problem.
 * @throws InputError as `generate`, where users are drawn.
 */
export async function holdParallel(
  scenario: Scenario | ScenarioColumns | DrawnUsers,
  threads: readonly SolverThread[],
  options: HoldOptions = {},
): Promise<HeldProblem> {
  return holdInChunks(scenario, threads, options, SIZES);
}

/** The same in chunks of any size. */
export async function holdInChunks(
  scenario: Scenario | ScenarioColumns | DrawnUsers,
  threads: readonly SolverThread[],
  { onChunk }: HoldOptions,
  sizes: ChunkSizes,
): Promise<HeldProblem> {
  return new Held(scenario, await holdChunks(scenario, threads, sizes, undefined, onChunk), sizes.size);
}

class Held implements HeldProblem {
  readonly chunks: number;
  readonly chunkSize: number;
  readonly #scenario: Scenario | ScenarioColumns | DrawnUsers;
  readonly #held: HeldChunks | null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(scenario: Scenario | ScenarioColumns | DrawnUsers, held: HeldChunks | null, chunkSize: number) {
    this.chunkSize = chunkSize;
    this.#scenario = scenario;
    this.#held = held;
    this.chunks = held?.count ?? 0;
  }

  solve(options: AskedCapacity & HeldOptions = {}): Promise<SolutionOf<"exact">> {
    return this.#inTurn(() => this.#exact(options, true));
  }

  async certify(options: AskedCapacity & HeldOptions = {}): Promise<Certificate> {
    const { plan: _, ...certificate } = await this.#inTurn(() => this.#exact(options, false));
    return certificate;
  }

  async #exact({ capacity, ...options }: AskedCapacity & HeldOptions, whole: boolean): Promise<SolutionOf<"exact">> {
    checkOptions(options);
    const set = this.#with(capacity);
    const found = (await this.#held?.exact(capacity, { whole, warm: !whole }, options)) ?? null;
    return found ?? solve(columnsOf(set), { ...options, method: "exact" });
  }

  at(price: number, { capacity }: AskedCapacity = {}): Promise<AtPrice> {
    return this.#inTurn(async () => {
      nonNegative("price", price);
      const set = this.#with(capacity);
      return this.#held === null ? alone(columnsOf(set), price) : this.#held.at(price, capacity);
    });
  }

  async ask(chunk: number, name: string, request: unknown): Promise<OwnData> {
    if (this.#held === null) throw new Error("no thread holds a chunk");
    return (await this.#held.crew.askOne(chunk, name, request)) as OwnData;
  }

  #with(capacity: number | undefined): Scenario | ScenarioColumns | DrawnUsers {
    return capacity === undefined ? this.#scenario : capacitySet(this.#scenario, capacity);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const own = this.#last.then(work);
    this.#last = own.catch(() => {});
    return own;
  }
}

function columnsOf(scenario: Scenario | ScenarioColumns | DrawnUsers): Scenario | ScenarioColumns {
  return "population" in scenario ? generateColumns(scenario.population) : scenario;
}

/** What a price says, by this thread. */
function alone(scenario: Scenario | ScenarioColumns, price: number): AtPrice {
  const problem = toProblem(scenario);
  const basis = problem.kinds?.problem ?? problem;
  const search = new WholeSearch(basis, basis.localWholeCost);
  const demand = new Float64Array(basis.count);
  const total = search.pass(search.candidates(), price, demand);
  const sums = noTerms(basis.capacity, price);
  addTerms(basis, { price, demand }, sums);
  return { price, demand: total, dualBound: sums.dual.value };
}
