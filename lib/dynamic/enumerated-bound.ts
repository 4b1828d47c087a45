/**
 * The oracle bound worked out from its prices by trying every whole step, at every place, of every request in every slot until
 * its deadline or the end (MODEL.md §10). It knows the world and lists choices as `check` does; of the search that found the
 * prices it shares nothing.
 */
import { Sum } from "../numerics/sum.js";
import { bestOf, lister, UNIT_ROUNDOFF } from "../verify/choices.js";
import { columnsAt, wait } from "./slot.js";
import { capacityIn, deadlineAt, decisionSlot, type World } from "./world.js";

/** D(λ) of the oracle bound. */
export interface EnumeratedBound {
  /** −Σ λ_k·B_k + Σ_n the least that any choice costs request n. */
  readonly value: number;
  /** What rounding can make of it in another program. */
  readonly margin: number;
}

/** Of a request whose places are all closed in a slot. */
const NO_CHOICE = { value: Infinity, margin: 0 };

/**
 * Linear in the pairs of a request and a slot.
 * @param prices λ of each slot, finite and ≥ 0, 0 where the capacity is unlimited.
 */
export function enumeratedBound(world: World, prices: ArrayLike<number>): EnumeratedBound {
  const { arrivals, tasks, slotSeconds, slots, dropCost, scenario } = world;
  const { weights } = scenario;
  const value = new Sum();
  const margin = new Sum();
  const least = Array.from(tasks.of, (task) => dropCost[task]!);
  const rounding = new Float64Array(arrivals.length);
  let alive: number[] = [];
  let next = 0;
  for (let k = 0; k < slots; k++) {
    const price = prices[k]!;
    // −λ_k·B_k
    if (price > 0) {
      const all = price * capacityIn(world, k);
      value.add(-all);
      margin.add(4 * UNIT_ROUNDOFF * all);
    }
    while (next < arrivals.length && decisionSlot(arrivals[next]!.time, slotSeconds) <= k) alive.push(next++);
    alive = alive.filter((n) => wait(k, slotSeconds, arrivals[n]!.time) < deadlineAt(world, n));
    const states = statesOf(world, k, alive);
    const list = lister(columnsAt(world, states.task, states.slot, states.deadline), price);
    const best = states.task.map((_, i) => {
      const choices = list(i);
      const at = bestOf(choices);
      return at < 0 ? NO_CHOICE : { value: choices.value[at]!, margin: choices.margin[at]! };
    });
    for (const [i, n] of alive.entries()) {
      const paid = weights.time * wait(k, slotSeconds, arrivals[n]!.time);
      const own = best[states.of[i]!]!;
      if (paid + own.value < least[n]!) least[n] = paid + own.value;
      rounding[n] = Math.max(rounding[n]!, own.margin + 4 * UNIT_ROUNDOFF * paid);
    }
  }
  for (const [n, own] of least.entries()) {
    value.add(own);
    margin.add(rounding[n]! + UNIT_ROUNDOFF * Math.abs(own));
  }
  // two programs round
  return { value: value.value, margin: 2 * margin.value };
}

/** What differs between requests in a slot: of those without a deadline the task alone, else the time that is left as well. */
function statesOf(world: World, k: number, alive: readonly number[]) {
  const { arrivals, tasks, slotSeconds } = world;
  const [task, slot, deadline]: [number[], number[], number[]] = [[], [], []];
  const known = new Map<string, number>();
  const of = alive.map((n) => {
    const own = tasks.of[n]!;
    const left = deadlineAt(world, n) - wait(k, slotSeconds, arrivals[n]!.time);
    const key = `${own} ${left}`;
    const found = known.get(key) ?? task.length;
    if (found === task.length) {
      task.push(own);
      slot.push(k);
      deadline.push(left);
      known.set(key, found);
    }
    return found;
  });
  return { task, slot, deadline, of };
}
