/**
 * The price λ of the capacity when steps are whole (MODEL.md §7): the smallest λ ≥ 0 at which what the users demand of
 * the edge fits into it. A user is at the edge while V_e(λ) = min_s φ_e(s) + λs is below its local value.
 *
 * Once a bracket is found, only users whose demand differs between its ends are asked again; when few steps are left between
 * the ends, their prices are listed and sorted.
 */

import { cornersOf } from "../../model/corners.js";
import { fewestSteps, maxWholeSteps } from "../../model/placement.js";
import { copiesOf, type Problem } from "../../model/problem.js";
import { fewestStepsPrice, hasCorners } from "../../model/steps.js";
import { SAME_USE, sharesWork, stepsOf, useOf } from "../../model/use.js";
import { ABOVE, BELOW, COST, KEPT, keptChoices, STEPS, stepSaving, WholeChoice } from "../../model/whole-steps.js";
import { type Bracket, falsePosition } from "../../numerics/root.js";
import { Sum } from "../../numerics/sum.js";
import { column, usersWhere } from "../../scenario/columns.js";
import { type Drop, dropsOf } from "./drops.js";
import { type End, geometricMiddle, PriceSearch, totalOf } from "./search.js";

/** The price with what users demand at it, indexed by n. */
export interface WholePrice {
  readonly price: number;
  /** What users use of the edge at this price, in the capacity's unit, 0 on its device; the sum fits into the capacity. */
  readonly demand: Float64Array;
  /** What users give up just at this price, by index, a user once. */
  readonly tied: readonly Drop[];
  /** Brackets around the price, the narrowest last. */
  readonly brackets: readonly PriceBracket[];
}

/** A bracket around the price. */
export interface PriceBracket {
  readonly low: number;
  readonly high: number;
  /** Users whose demand differs between the ends, by index. */
  readonly undecided: Int32Array;
}

/** Below this many steps between the ends of the bracket, their prices are listed and sorted. */
const LIST = 256;
/** Differences of uses are known to this part of their sum. */
const SUMMED = 1e-12;
/** The bracket is as good as closed: what is left between its ends is a tie. */
const CLOSED = 1e-10;

/**
 * @param localValue Cost of staying on the device; Infinity keeps a user at the edge, −Infinity keeps it away.
 * @param near A price to look at first, as from a problem that differs little.
 */
export function wholePrice(problem: Problem, localValue: Float64Array, near?: number): WholePrice {
  return new WholeSearch(problem, localValue).find(near);
}

export class WholeSearch extends PriceSearch<WholePrice> {
  readonly #choice: WholeChoice;

  constructor(problem: Problem, localValue: Float64Array) {
    super(problem, localValue);
    this.#choice = new WholeChoice(problem.edge);
  }

  protected override demandOf(n: number, price: number): number {
    const { edge } = this.problem;
    // ŝ_e(λ) while V_e(λ) < V_l, else 0
    return this.#choice.valueAt(n, price) < this.localValue[n]! ? useOf(edge, n, this.#choice.steps) : 0;
  }

  /** As for all searches; who takes what it took when it was asked last is told by columns, without a call. */
  override pass(users: Int32Array, price: number, demand: Float64Array): number {
    const { copies, edge } = this.problem;
    if (edge.choice !== null || sharesWork(edge)) return super.pass(users, price, demand);
    const kept = keptChoices(edge);
    const { localValue } = this;
    let sum = 0;
    for (let i = 0; i < users.length; i++) {
      const n = users[i]!;
      const at = KEPT * n;
      const s = kept[at + STEPS]!;
      const stays = price > kept[at + ABOVE]! && price < kept[at + BELOW]!;
      const use = !stays ? this.demandOf(n, price) : kept[at + COST]! + price * s < localValue[n]! ? s : 0;
      demand[n] = use;
      sum += copies === null ? use : use * copies[n]!;
    }
    return sum;
  }

  protected override leavingBound(n: number): number {
    const { edge } = this.problem;
    const fewest = fewestSteps(edge, n);
    const ω = edge.choice === null ? useOf(edge, n, 1) : fewest;
    if (this.localValue[n] === Infinity) {
      if (hasCorners(edge, n)) {
        const corners = cornersOf(edge);
        return corners.saving(corners.upTo(n, fewest) + 2) / useOf(edge, n, 1);
      }
      // the saving of a step more, φ_e(s_min) − φ_e(s_min + 1), is below −φ_e′(s_min)
      if (maxWholeSteps(edge, n) === fewest) return 0;
      return Math.max(fewestStepsPrice(edge, n), stepSaving(edge, n, fewest + 1) / ω); // less by rounding alone
    }
    // (V_l − V_e(0))/ω: V_e(λ) ≥ V_e(0) + λω, as s ≥ 1
    return (this.localValue[n]! - this.#choice.valueAt(n, 0)) / ω;
  }

  protected override answer(price: number, _users: Int32Array, demand: Float64Array): WholePrice {
    return { price, demand, tied: [], brackets: [] };
  }

  /** Users whose demand is the same at both ends may be left out, and what they use of the capacity too. */
  override close(users: Int32Array, capacity: number, bracket: Bracket, lowEnd: End, highEnd: End): WholePrice {
    const [low, high] = [{ ...lowEnd }, { ...highEnd }];
    const { copies, edge } = this.problem;
    const work = sharesWork(edge);
    const [atLow, atHigh] = [low.demand, high.demand];
    const differ = (n: number): boolean => atLow[n] !== atHigh[n];
    let undecided = usersWhere(users, differ);
    const brackets: PriceBracket[] = [];
    const keep = (): number => brackets.push({ ...bracket, undecided });
    keep();
    const at = column(undecided.length);
    /** Steps between the ends. */
    const between = (): number => {
      if (!work) return low.excess - high.excess;
      const steps = (n: number): number => stepsOf(edge, n, atLow[n]! - atHigh[n]!);
      return undecided.reduce((sum, n) => sum + steps(n) * copiesOf(this.problem, n), 0);
    };
    falsePosition(
      (price) => {
        let change = 0;
        for (let i = 0; i < undecided.length; i++) {
          const n = undecided[i]!;
          at[i] = this.demandOf(n, price);
          // Σ demand(λ) − Σ demand(high)
          change += (at[i]! - atHigh[n]!) * copiesOf(this.problem, n);
        }
        const excess = high.excess + change;
        const end = excess <= 0 ? high : low;
        end.excess = excess;
        for (let i = 0; i < undecided.length; i++) end.demand[undecided[i]!] = at[i]!;
        return excess;
      },
      bracket,
      low.excess,
      high.excess,
      {
        done: () => {
          const last = brackets.at(-1)!;
          if (bracket.low !== last.low || bracket.high !== last.high) {
            undecided = usersWhere(undecided, differ);
            if (2 * undecided.length < last.undecided.length) keep();
          }
          return between() <= LIST || bracket.high - bracket.low <= CLOSED * bracket.high;
        },
        middle: geometricMiddle,
      },
    );
    if (brackets.at(-1)!.undecided !== undecided) keep();

    const drops = [...undecided].flatMap((n) =>
      dropsOf(this.problem, this.localValue[n]!, n, atLow[n]!, atHigh[n]!, bracket),
    );
    drops.sort((a, b) => a.price - b.price || a.user - b.user);
    const { demand } = low;
    const sum = new Sum();
    const all = work ? totalOf(users, demand, copies) : low.excess + capacity;
    sum.add(all);
    /** Whether what is left fits; real uses are summed up once more where that is in sight, as differences leave some rounding. */
    const fits = (): boolean => {
      if (!work) return sum.value <= capacity;
      return sum.value <= capacity + SUMMED * all && totalOf(users, demand, copies) <= capacity;
    };
    for (let i = 0; i < drops.length; ) {
      const { price } = drops[i]!;
      const first = i;
      do {
        const { user, use, times } = drops[i++]!;
        const before = demand[user]!;
        const rest = before - use * times;
        // nothing, but for rounding
        const left = rest > SAME_USE * before ? useOf(edge, user, stepsOf(edge, user, rest)) : 0;
        const given = before - left;
        demand[user] = left;
        sum.add(-given * copiesOf(this.problem, user));
      } while (i < drops.length && drops[i]!.price === price);
      // λ: the smallest price at which Σ demand fits into the capacity
      if (fits()) return { price, demand, tied: drops.slice(first, i), brackets };
    }
    return { price: bracket.high, demand, tied: [], brackets };
  }
}
