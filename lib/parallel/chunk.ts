/** A chunk of the users in the thread that owns it: its columns, what its users choose, and sums over them. */
import { InputError } from "../input/errors.js";
import type { Plan, Totals } from "../model/objective.js";
import { fewestSteps } from "../model/placement.js";
import { type Problem, problemOfEach } from "../model/problem.js";
import { largestStep, leastStep, useOf } from "../model/use.js";
import { Sum } from "../numerics/sum.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { addTerms, noTerms } from "../solver/certificate/bound.js";
import { largestFinite } from "../solver/certificate/exact.js";
import { cheapestAlternative } from "../solver/certificate/reduced-cost.js";
import { WholeSearch } from "../solver/price/whole-price.js";
import { type ChunkUsers, pickUsers } from "./chunk-users.js";
import { KeptPlan } from "./kept-plan.js";
import { levelsOf } from "./sample.js";

/** All of a scenario but its users. */
export type Settings = Pick<ScenarioColumns, "name" | "utility" | "weights" | "edge">;

/** What a chunk tells of its users once they are prepared. */
export interface Prepared {
  /** How many may go to the edge. */
  readonly candidates: number;
  /** What those with a closed device use of the capacity at the least; Infinity where someone has both places closed. */
  readonly needed: number;
  readonly leastStep: number;
  readonly largestStep: number;
  /** The largest of the devices' costs. */
  readonly largestCost: number;
}

/** Users of a chunk whose choice is still open between two prices, by index; columns have an entry for each of them. */
export interface OpenUsers {
  readonly users: Int32Array;
  readonly columns: ChunkUsers;
  /** What they use of the edge at either price, in the capacity's unit. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** What the others of the level use. */
  readonly others: number;
}

/** What some users of a chunk use of the edge, by index. */
export interface Uses {
  readonly users: Int32Array;
  readonly use: Float64Array;
}

/** A chunk's terms of the dual, and of its scale. */
export interface Terms {
  readonly dual: number;
  readonly magnitude: number;
}

/** A chunk's part of the plan, and its sums. */
export interface PlanPart {
  /** null where the sums alone were asked for. */
  readonly plan: Plan | null;
  readonly totals: Totals;
}

/** The chunk's users, ready to be asked. @param users Taken over. @returns null where something is wrong with them. */
export function prepareChunk({ name, utility, weights, edge }: Settings, users: ChunkUsers): Chunk | null {
  try {
    // objects that are no copies, and a literal: then all chunks' have one hidden class
    return new Chunk(problemOfEach({ name, utility, weights, edge, users: Object.assign(users, { id: String }) }));
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

export class Chunk {
  readonly prepared: Prepared;
  readonly problem: Problem;
  readonly #search: WholeSearch;
  readonly #candidates: Int32Array;
  #levels: readonly Int32Array[] = [];
  /** What users use at the price that was asked last, and before it; and together. */
  #last: Float64Array;
  #before: Float64Array;
  #sums: readonly [last: number, before: number] = [0, 0];
  /** Those at the low and at the high end of the bracket. */
  #ends: readonly [low: Float64Array, high: Float64Array];
  /** What they use together at the high end. */
  #high = 0;
  #open: Int32Array = new Int32Array();
  #kept: KeptPlan | undefined;

  constructor(problem: Problem) {
    this.problem = problem;
    this.#search = new WholeSearch(problem, problem.localWholeCost);
    this.#candidates = this.#search.candidates();
    this.#last = new Float64Array(problem.count);
    this.#before = new Float64Array(problem.count);
    this.#ends = [this.#last, this.#last];
    this.prepared = {
      candidates: this.#candidates.length,
      needed: neededBy(problem),
      leastStep: leastStep(problem.edge),
      largestStep: largestStep(problem.edge),
      largestCost: largestFinite(problem.localWholeCost),
    };
  }

  /** @param first How many candidates the chunks before it have. @param sizes Of the levels of all. */
  place(first: number, sizes: readonly number[]): null {
    this.#levels = levelsOf(this.#candidates, first, sizes);
    return null;
  }

  /** What the users of a level use of the edge at a price. */
  demand(level: number, price: number): number {
    [this.#last, this.#before] = [this.#before, this.#last];
    this.#sums = [this.#search.pass(this.#levels[level]!, price, this.#last), this.#sums[0]];
    return this.#sums[0];
  }

  /** A price at which none of a level is there any more, or uses more than it must. */
  priceOfNone(level: number): number {
    return this.#search.priceOfNone(this.#levels[level]!);
  }

  /** All users of a level, before any price. */
  everyone(level: number): OpenUsers {
    const users = this.#levels[level]!;
    return { ...this.#opened(users), others: 0 };
  }

  /**
   * Users of a level who do not use the same at the two prices that were asked last.
   * @param last Which end of the bracket was asked last; "none" where the last price is the answer.
   */
  undecided(level: number, last: "low" | "high" | "none"): OpenUsers {
    const other = last === "none" ? this.#last : this.#before;
    this.#ends = last === "low" ? [this.#last, other] : [other, this.#last];
    this.#high = this.#sums[last === "low" ? 1 : 0];
    const [low, high] = this.#ends;
    const users = this.#levels[level]!;
    const open = new Int32Array(users.length);
    let count = 0;
    for (const n of users) if (low[n] !== high[n]) open[count++] = n;
    this.#open = open.slice(0, count);
    return this.#openUsers();
  }

  /** They, and who has another choice that costs no more than `limit` above its own at the price. */
  near(price: number, limit: number): OpenUsers {
    const [, use] = this.#ends;
    const open = new Set(this.#open);
    for (let user = 0; user < this.problem.count; user++) {
      if (open.has(user)) continue;
      if (cheapestAlternative(this.problem, price, { user, use: use[user]!, copies: 1 }) <= limit) open.add(user);
    }
    this.#open = Int32Array.from(open).sort();
    return this.#openUsers();
  }

  #openUsers(): OpenUsers {
    const [, use] = this.#ends;
    const others = new Sum();
    others.add(this.#high);
    for (const n of this.#open) others.add(-use[n]!);
    return { ...this.#opened(this.#open), others: others.value };
  }

  #opened(users: Int32Array): Omit<OpenUsers, "others"> {
    const [low, high] = this.#ends.map((use) => Float64Array.from(users, (n) => use[n]!)) as [
      Float64Array,
      Float64Array,
    ];
    return { users, columns: pickUsers([[this.problem.scenario.users, users]]), low, high };
  }

  /** The terms of the dual. @param own What the open users use at the price. */
  terms(price: number, own: Uses): Terms {
    const sums = noTerms(0, 0);
    addTerms(this.problem, { price, demand: this.#with(own) }, sums);
    return { dual: sums.dual.value, magnitude: sums.magnitude.value };
  }

  /** The plan. @param own What the open users use in it. @param whole Whether more than its sums is told. */
  plan(own: Uses, whole: boolean): PlanPart {
    this.#kept ??= new KeptPlan(this.problem);
    const { plan, totals } = this.#kept.of(this.#with(own));
    return { plan: whole ? copyOf(plan) : null, totals };
  }

  /** What all users use. */
  #with({ users, use }: Uses): Float64Array {
    const demand = this.#ends[1].slice();
    for (let i = 0; i < users.length; i++) demand[users[i]!] = use[i]!;
    return demand;
  }
}

/** Columns that may be handed over. */
function copyOf(plan: Plan): Plan {
  const columns = Object.entries(plan) as [string, Uint8Array | Float64Array][];
  return Object.fromEntries(columns.map(([name, column]) => [name, column.slice()])) as unknown as Plan;
}

function neededBy({ count, local, edge }: Problem): number {
  const needed = new Sum();
  for (let n = 0; n < count; n++) {
    if (local.open[n] === 1) continue;
    if (edge.open[n] === 0) return Infinity;
    needed.add(useOf(edge, n, fewestSteps(edge, n)));
  }
  return needed.value;
}
