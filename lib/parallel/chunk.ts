/** A chunk of the users in the thread that owns it: its columns, what its users choose, and sums over them. */
import { InputError } from "../input/errors.js";
import { isConvex } from "../model/convex.js";
import type { Plan, Totals } from "../model/objective.js";
import { fewestSteps } from "../model/placement.js";
import { type Problem, problemOfEach } from "../model/problem.js";
import { hasKinks } from "../model/steps.js";
import { largestStep, leastStep, useOf } from "../model/use.js";
import { Sum } from "../numerics/sum.js";
import { addTerms, noTerms } from "../solver/certificate/bound.js";
import { largestFinite } from "../solver/certificate/exact.js";
import { cheapestAlternative } from "../solver/certificate/reduced-cost.js";
import { WholeSearch } from "../solver/price/whole-price.js";
import { ChunkSearch, type OpenUsers, type Uses } from "./chunk-search.js";
import { type ChunkUsers, type Settings, scenarioOf } from "./chunk-users.js";
import { copyOf, KeptPlan } from "./kept-plan.js";
import { levelsOf } from "./sample.js";
import { ScaChunk, type ScaSearch } from "./sca-chunk.js";

/** Price searches by what they are for: the bound, or an iterate of the paper's algorithm and the plans that it is rounded to. */
export type SearchName = "bound" | ScaSearch;

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

/** The chunk's users, ready to be asked. @returns null where something is wrong with them. */
export function prepareChunk(settings: Settings, users: ChunkUsers): Chunk | null {
  try {
    return new Chunk(problemOfEach(scenarioOf(settings, users)));
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

export class Chunk {
  readonly prepared: Prepared;
  readonly problem: Problem;
  /** The search for the price of the bound. */
  readonly #whole: WholeSearch;
  #levels: readonly Int32Array[];
  #bound!: ChunkSearch;
  #sca: ScaChunk | undefined;
  #kept: KeptPlan | undefined;

  constructor(problem: Problem) {
    const { edge, localWholeCost } = problem;
    this.problem = problem;
    this.#whole = new WholeSearch(problem, localWholeCost);
    this.#levels = [this.#whole.candidates()];
    this.prepared = {
      candidates: this.#levels[0]!.length,
      needed: neededBy(problem),
      leastStep: leastStep(edge),
      largestStep: largestStep(edge),
      largestCost: largestFinite(localWholeCost),
    };
  }

  /** @param first How many candidates the chunks before it have. @param sizes Of the levels of all. */
  place(first: number, sizes: readonly number[]): null {
    this.#levels = levelsOf(this.#levels[0]!, first, sizes);
    this.#bound = new ChunkSearch(this.#whole, this.#levels);
    return null;
  }

  /** Whether costs are smooth and convex, but where a limit begins to bind. */
  isSmooth(): boolean {
    const { problem } = this;
    return isConvex(problem) && this.#levels[0]!.every((n) => !hasKinks(problem.edge, n));
  }

  /** Its part of the paper's algorithm. */
  get sca(): ScaChunk {
    this.#sca ??= new ScaChunk(this.problem, this.#levels);
    return this.#sca;
  }

  /** Its part of a price search. */
  search(of: SearchName): ChunkSearch {
    return of === "bound" ? this.#bound : this.sca.search(of);
  }

  /** Who is undecided, and who has another choice that costs no more than `limit` above its own at the price. */
  near(price: number, limit: number): OpenUsers {
    return this.#bound.openAlso(
      (user, use) => cheapestAlternative(this.problem, price, { user, use, copies: 1 }) <= limit,
    );
  }

  /** The terms of the dual. @param own What the open users use at the price. */
  terms(price: number, own: Uses): Terms {
    const sums = noTerms(0, 0);
    addTerms(this.problem, { price, demand: this.#bound.with(own) }, sums);
    return { dual: sums.dual.value, magnitude: sums.magnitude.value };
  }

  /** The plan. @param own What the open users use in it. @param whole Whether more than its sums is told. */
  plan(own: Uses, whole: boolean): PlanPart {
    this.#kept ??= new KeptPlan(this.problem);
    const { plan, totals } = this.#kept.of(this.#bound.with(own));
    return { plan: whole ? copyOf(plan) : null, totals };
  }
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
