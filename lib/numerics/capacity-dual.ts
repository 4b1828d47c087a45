/**
 * The dual of a separable problem whose rows share capacities (MODEL.md §10): with prices λ_k ≥ 0,
 *     D(λ) = −Σ λ_k·B_k + Σ_n min(outside_n, min over n's options of cost + λ_k·use),
 * is concave and piecewise linear. Column generation, with a convexity row for each row n: the best responses met so far make
 * a linear program whose dual lies above D; its maximiser is asked next. Every D(λ) is a bound from below, every master's
 * value one from above.
 */
import { type MasterOptions, solveMaster } from "./capacity-master.js";
import { Sum } from "./sum.js";

/** A row's best option at given prices. Columns are indexed by row. */
export interface Responses {
  /** Index of the capacity that the option uses; −1 where the row is best off outside. */
  readonly capacity: Int32Array;
  /** Its cost without prices. */
  readonly cost: Float64Array;
  /** How much of the capacity it uses, > 0. */
  readonly use: Float64Array;
}

export interface CapacityProblem {
  /** B_k > 0; Infinity is unlimited. */
  readonly capacity: Float64Array;
  /** What each row costs without using any capacity; finite. */
  readonly outside: Float64Array;
  /** Writes each row's best option at these prices; among equals always the same. */
  respond(prices: Float64Array, answer: Responses): void;
}

export interface CapacityDual {
  /** λ, the best that were met. */
  readonly prices: Float64Array;
  /** D(λ). */
  readonly lowerBound: number;
  /** No λ has a larger D, but for rounding. */
  readonly upperBound: number;
  /** How often D was evaluated. */
  readonly evaluations: number;
}

export interface CapacityDualOptions {
  /** Ends when the bounds are this close, relative to Σ |what each row costs|. Default 10⁻⁸. */
  readonly tolerance?: number;
  /** Of D; default 200. */
  readonly mostEvaluations?: number;
  /** Told both bounds after each evaluation, and how close they are to come. */
  readonly onEvaluation?: (lowerBound: number, upperBound: number, close: number) => void;
}

/** A master is done when it is this part of the distance between the bounds from its own optimum. */
const MASTER_PART = 0.1;

/** Maximises D. @throws RangeError for a capacity that is not above 0, or a cost outside that is not finite. */
export function maximiseCapacityDual(
  problem: CapacityProblem,
  { tolerance = 1e-8, mostEvaluations = 200, onEvaluation = () => {} }: CapacityDualOptions = {},
): CapacityDual {
  const { capacity, outside } = problem;
  const rows = outside.length;
  if (!capacity.every((B) => B > 0)) throw new RangeError("capacity: must be > 0");
  if (!outside.every(Number.isFinite)) throw new RangeError("outside: must be finite");
  const pool = new OptionPool(problem);
  const answer = { capacity: new Int32Array(rows), cost: new Float64Array(rows), use: new Float64Array(rows) };
  let asked = new Float64Array(capacity.length);
  let prices = asked;
  let lowerBound = -Infinity;
  let upperBound = sumOf(outside);
  for (let evaluations = 1; ; evaluations++) {
    problem.respond(asked, answer);
    const { value, scale } = dualValue(problem, asked, answer);
    const raised = value > lowerBound;
    if (raised) {
      lowerBound = value;
      prices = asked;
    }
    const near = tolerance * scale;
    onEvaluation(lowerBound, upperBound, near);
    const added = pool.add(answer);
    // without a new option and a better bound, rounding lets it come no nearer
    if (upperBound - lowerBound <= near || evaluations >= mostEvaluations || !(added || raised)) {
      return { prices, lowerBound, upperBound: Math.max(upperBound, lowerBound), evaluations };
    }
    const { active, options, rest } = pool.master();
    const own = Float64Array.from(active, (k) => capacity[k]!);
    const { upper, λ } = solveMaster(options, own, (state) => {
      const above = Math.min(upperBound, rest + state.upper);
      return state.upper - state.lower <= MASTER_PART * Math.max(above - lowerBound, near);
    });
    upperBound = Math.min(upperBound, rest + upper);
    asked = new Float64Array(capacity.length);
    for (const [i, k] of active.entries()) asked[k] = λ[i]!;
  }
}

function dualValue(
  { capacity, outside }: CapacityProblem,
  prices: Float64Array,
  { capacity: at, cost, use }: Responses,
): { value: number; scale: number } {
  const sum = new Sum();
  let scale = 0;
  // −Σ λ_k·B_k
  for (let k = 0; k < capacity.length; k++) if (prices[k]! > 0) sum.add(-prices[k]! * capacity[k]!);
  for (let n = 0; n < outside.length; n++) {
    const value = at[n]! < 0 ? outside[n]! : cost[n]! + prices[at[n]!]! * use[n]!;
    sum.add(value);
    scale += Math.abs(value);
  }
  return { value: sum.value, scale };
}

function sumOf(values: Float64Array): number {
  const sum = new Sum();
  for (const value of values) sum.add(value);
  return sum.value;
}

interface Option {
  readonly capacity: number;
  readonly cost: number;
  readonly use: number;
}

/** The responses met so far, by row. */
class OptionPool {
  readonly #problem: CapacityProblem;
  readonly #options: Option[][];

  constructor(problem: CapacityProblem) {
    this.#problem = problem;
    this.#options = Array.from(problem.outside, () => []);
  }

  /** @returns Whether one of them is new. */
  add({ capacity, cost, use }: Responses): boolean {
    let added = false;
    for (let n = 0; n < capacity.length; n++) {
      const k = capacity[n]!;
      if (k < 0) continue;
      const own = this.#options[n]!;
      if (own.some((option) => option.capacity === k && option.use === use[n])) continue;
      own.push({ capacity: k, cost: cost[n]!, use: use[n]! });
      added = true;
    }
    return added;
  }

  /**
   * The master: capacities that the options could overfill, and rows with an option there. The others have no price, and the
   * best of a row's options there stands with the outside.
   * @returns `rest` is what the rows cost that are not in it.
   */
  master(): { active: Int32Array; options: MasterOptions; rest: number } {
    const { capacity, outside } = this.#problem;
    const most = new Float64Array(capacity.length);
    for (const own of this.#options) {
      const largest = new Map<number, number>();
      for (const { capacity: k, use } of own) largest.set(k, Math.max(use, largest.get(k) ?? 0));
      for (const [k, use] of largest) most[k]! += use;
    }
    const active = Int32Array.from(capacity.keys()).filter((k) => most[k]! > capacity[k]!);
    const place = new Int32Array(capacity.length).fill(-1);
    for (const [i, k] of active.entries()) place[k] = i;
    const rowStart = [0];
    const columns: { cost: number; place: number; use: number }[] = [];
    const rest = new Sum();
    for (const [n, own] of this.#options.entries()) {
      let free = outside[n]!;
      const bound: typeof columns = [];
      for (const { capacity: k, cost, use } of own) {
        if (place[k]! < 0) free = Math.min(free, cost);
        else bound.push({ cost, place: place[k]!, use });
      }
      if (bound.length === 0) rest.add(free);
      else {
        bound.sort((a, b) => a.place - b.place);
        columns.push({ cost: free, place: -1, use: 0 }, ...bound);
        rowStart.push(columns.length);
      }
    }
    const options = {
      rowStart: Int32Array.from(rowStart),
      cost: Float64Array.from(columns, ({ cost }) => cost),
      capacity: Int32Array.from(columns, ({ place }) => place),
      use: Float64Array.from(columns, ({ use }) => use),
    };
    return { active, options, rest: rest.value };
  }
}
