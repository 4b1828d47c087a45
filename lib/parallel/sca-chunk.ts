/** What a chunk of the users does in the paper's algorithm: its part of each iterate, and of the plans that these are rounded to. */
import type { Plan, Totals } from "../model/objective.js";
import type { Place } from "../model/placement.js";
import type { Problem } from "../model/problem.js";
import { bendsBeforeTurn, flatPrice, useSlope } from "../model/steps.js";
import { useOf } from "../model/use.js";
import { Sum } from "../numerics/sum.js";
import { placedValues } from "../solver/allocation.js";
import { distanceTerms } from "../solver/certificate/distance.js";
import { addWanted, type Others, type RealPrice, RealSearch, type Wanted } from "../solver/price/real-price.js";
import { WholeSearch } from "../solver/price/whole-price.js";
import { fewestAtEdge, type Placements, placementsOf } from "../solver/rounding.js";
import type { RelaxedPlan } from "../solver/sca/iterate.js";
import { addRelaxedTerms, penalisedValues } from "../solver/sca/perspective.js";
import { type KktParts, kktParts, relaxedMagnitudes } from "../solver/sca/residuals.js";
import { binaryViolation, largestChange, penaltySlopes, withinPlaces } from "../solver/sca/sca.js";
import { type Start, startingPoint } from "../solver/sca/starts.js";
import { ChunkSearch, type IsOpen, type Uses } from "./chunk-search.js";
import { sumOf } from "./join.js";
import { copyOf, KeptPlan } from "./kept-plan.js";

/** The search for an iterate's price, and for that of the plan that it is rounded to. */
export type ScaSearch = "relaxed" | "placed";

/** Where the open users of an iterate are, by index in the chunk. */
export interface Settled extends Pick<RelaxedPlan, "offload" | "edgeSteps"> {
  readonly users: Int32Array;
}

/** A chunk's terms of the relaxation. */
export interface RelaxedTerms {
  readonly objective: number;
  readonly dual: number;
}

/** What a chunk says of an iterate. */
export interface JudgedPart {
  readonly kkt: KktParts;
  /** max |Δa|. */
  readonly change: number;
  /** Σ a(1 − a). */
  readonly violation: number;
}

/** What it says of the placements that an iterate is rounded to. */
export interface RoundedPart {
  readonly fractional: boolean;
  /** What users need at the least where the fractional one is at the edge. */
  readonly fewest: number;
}

/** A chunk's part of the solution, which is handed over. */
export interface ScaPart {
  readonly linearisedAt: Float64Array;
  readonly relaxed: RelaxedPlan;
  readonly plan: Plan;
  /** Σ r(chosen). */
  readonly reducedCost: number;
  /** What the plan uses of the capacity. */
  readonly used: number;
}

export class ScaChunk {
  readonly #problem: Problem;
  readonly #levels: readonly Int32Array[];
  readonly #kept: KeptPlan;
  #relaxed!: ChunkSearch<RealSearch>;
  #fixed!: ChunkSearch<WholeSearch>;
  /** a⁽ⁱ⁾, and the iterate before. */
  #offload: Float64Array = new Float64Array();
  #linearisedAt: Float64Array = this.#offload;
  /** π. */
  #penaltySlope: Float64Array = this.#offload;
  #point!: RealPrice & { readonly wanted: Wanted };
  #placements!: Placements;
  /** What users use in plans, by their number. */
  readonly #plans = new Map<number, Float64Array>();

  /** @param levels Who may go to the edge; a sample of them, and so on. */
  constructor(problem: Problem, levels: readonly Int32Array[]) {
    this.#problem = problem;
    this.#levels = levels;
    this.#kept = new KeptPlan(problem);
  }

  search(of: ScaSearch): ChunkSearch {
    return of === "relaxed" ? this.#relaxed : this.#fixed;
  }

  /** @param first Index of the chunk's first user among all. */
  start(start: Start, seed: number, first: number): null {
    this.#offload = withinPlaces(this.#problem, startingPoint(start, this.#problem.count, seed, first));
    return null;
  }

  /** P2 at a penalty: its search is there then. @returns Whether the penalty has no slope anywhere. */
  penalise(penalty: number): boolean {
    this.#penaltySlope = penaltySlopes(this.#offload, penalty);
    const values = penalisedValues(this.#problem, this.#penaltySlope);
    const search = new RealSearch(this.#problem, values, this.#point?.wanted);
    this.#relaxed = new ChunkSearch(search, this.#levels, isOpenAt(this.#problem.edge));
    return this.#penaltySlope.every((π) => π === 0);
  }

  /** How demand falls at the price that was asked last. */
  slope(price: number): number {
    const { search, demanded } = this.#relaxed;
    let slope = 0;
    for (const n of this.#levels[0]!)
      if (demanded[n]! > 0) slope += useSlope(this.#problem.edge, n, search.last[n]!, price);
    return slope;
  }

  /** What users who stay between the ends of the bracket demand. */
  staying(price: number): Others {
    const { search, staying } = this.#relaxed;
    const sum = { use: 0, slope: 0 };
    addWanted(this.#problem.edge, staying, price, search.last, sum);
    return sum;
  }

  /** The iterate at a price that was asked last, but for open users. @returns What users who stay use of the edge. */
  assemble(price: number): number {
    const { search, staying } = this.#relaxed;
    this.#point = search.assemble({ price, staying, tied: new Int32Array() });
    const used = new Sum();
    for (const n of staying) used.add(useOf(this.#problem.edge, n, this.#point.edgeSteps[n]!));
    return used.value;
  }

  /** The iterate with the open users. */
  settle({ users, offload, edgeSteps }: Settled): RelaxedTerms {
    for (const [i, n] of users.entries()) {
      this.#point.offload[n] = offload[i]!;
      this.#point.edgeSteps[n] = edgeSteps[i]!;
    }
    const sums = { objective: new Sum(), dual: new Sum() };
    addRelaxedTerms(this.#problem, this.#point, this.#penaltySlope, sums);
    return { objective: sums.objective.value, dual: sums.dual.value };
  }

  /** Σ of the absolute cost parts of each user. */
  magnitudes(): Float64Array {
    return relaxedMagnitudes(this.#problem, this.#relaxedPlan());
  }

  /** Makes the point the next iterate. */
  judge(): JudgedPart {
    const { offload, price } = this.#point;
    const kkt = kktParts(this.#problem, { ...this.#relaxedPlan(), price }, this.#penaltySlope);
    this.#linearisedAt = this.#offload;
    this.#offload = offload;
    return { kkt, change: largestChange(this.#linearisedAt, offload), violation: binaryViolation(offload) };
  }

  /** Where the iterate is rounded to. */
  round(): RoundedPart {
    this.#placements = placementsOf(this.#offload);
    const { up, fractional } = this.#placements;
    return { fractional, fewest: fewestAtEdge(this.#problem, up) };
  }

  /**
   * One of these placements: the search for its price is there then.
   * @param kept Plans that will be asked for again, by number. @returns Which of them have the same placements here.
   */
  placed(to: "up" | "down", kept: readonly number[]): number[] {
    const offload = this.#placements[to];
    for (const id of this.#plans.keys()) if (!kept.includes(id)) this.#plans.delete(id);
    const search = new WholeSearch(this.#problem, placedValues(offload));
    this.#fixed = new ChunkSearch(search, [search.candidates()]);
    return kept.filter((id) => this.#plans.get(id)!.every((use, n) => use > 0 === (offload[n] === 1)));
  }

  /** The plan of the placements, by its number. @param own What the open users use. */
  made(id: number, own: Uses): Totals {
    const uses = this.#fixed.with(own);
    this.#plans.set(id, uses);
    return this.#kept.of(uses).totals;
  }

  /** What the solution says of these users. @param id Of the plan. @param price Of the bound. */
  solution(id: number, price: number): ScaPart {
    const uses = this.#plans.get(id)!;
    const plan = copyOf(this.#kept.of(uses).plan);
    const { offload, localSteps, edgeSteps } = this.#relaxedPlan();
    return {
      linearisedAt: this.#linearisedAt,
      relaxed: { offload, localSteps: localSteps.slice(), edgeSteps },
      plan,
      reducedCost: sumOf(distanceTerms(this.#problem, { price }, plan).reducedCosts),
      used: sumOf(uses),
    };
  }

  #relaxedPlan(): RelaxedPlan {
    const { offload, edgeSteps } = this.#point;
    return { offload, localSteps: this.#problem.localSteps, edgeSteps };
  }
}

/** Users are open in real steps who leave between the ends, or whose steps may be on a flat piece there. */
function isOpenAt(edge: Place): IsOpen {
  return (n, atLow, atHigh, { low, high }) => {
    const flat = atLow > 0 && !bendsBeforeTurn(edge, n) ? flatPrice(edge, n) : NaN;
    return atLow > 0 !== atHigh > 0 || (flat > low && flat <= high);
  };
}
