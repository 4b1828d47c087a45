/** The Lagrangian dual of P1 at a price, its plan's magnitude and a plan's distance from it, by listing every choice (MODEL.md §7). */
import { edgeSteps, type Plan, plannedOutcome } from "../model/objective.js";
import { plannedUse } from "../model/use.js";
import { Sum } from "../numerics/sum.js";
import { capacityOf } from "../scenario/capacity.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import type { Kinds } from "../scenario/groups.js";
import { asPlanned } from "../scenario/one-model.js";
import { bestOf, leastUse, lister, ROUNDINGS, UNIT_ROUNDOFF } from "./choices.js";

/** What listing every choice of a user of each kind tells by itself. Columns are indexed by kind. */
export interface ListedKinds {
  /** min over choices of φ + λ·use. */
  readonly least: Float64Array;
  /** What that may be wrong by. */
  readonly margin: Float64Array;
  /** Least and largest magnitude of a choice that is best but for rounding. */
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  /** The least use of such choices. */
  readonly use: Float64Array;
  /** What a choice of another use costs more at the least; Infinity where there is none. */
  readonly nearest: Float64Array;
}

/** @param price λ ≥ 0, 0 where the capacity is unlimited. @param first A user of each kind. */
export function listKinds(scenario: ScenarioColumns, price: number, first: ArrayLike<number>): ListedKinds {
  const list = lister(scenario, price);
  const column = (): Float64Array => new Float64Array(first.length);
  const listed = {
    least: column(),
    margin: column(),
    lowest: column(),
    highest: column(),
    use: column(),
    nearest: column().fill(Infinity),
  };
  for (let k = 0; k < first.length; k++) {
    const choices = list(first[k]!);
    const best = bestOf(choices);
    const { use, value, size } = choices;
    const own = leastUse(choices, best);
    let lowest = size[best]!;
    let highest = lowest;
    for (let i = 0; i < choices.count; i++) {
      const r = value[i]! - value[best]!;
      if (use[i] !== own) listed.nearest[k] = Math.min(listed.nearest[k]!, Math.max(0, r));
      if (r > choices.margin[i]! + choices.margin[best]!) continue;
      lowest = Math.min(lowest, size[i]!);
      highest = Math.max(highest, size[i]!);
    }
    listed.least[k] = value[best]!;
    listed.margin[k] = choices.margin[best]!;
    listed.lowest[k] = lowest;
    listed.highest[k] = highest;
    listed.use[k] = own;
  }
  return listed;
}

/** The kinds of users who agree in every field but their id, and what listing their choices tells. */
export interface Listing {
  readonly kinds: Kinds;
  readonly listed: ListedKinds;
}

/** What listing every choice at a price tells of a plan. */
export interface Listed extends Listing {
  /** D(λ) = −λ·capacity + Σ min over choices of φ + λ·use. */
  readonly dual: number;
  /** What D(λ), or the distance, may be wrong by. */
  readonly margin: number;
  /** Least and largest magnitude of a plan that is best for everyone at λ: they differ where choices are tied. */
  readonly magnitude: readonly [least: number, largest: number];
  /** Σ r(chosen) + λ·(unused capacity) of the plan. */
  readonly distance: number;
}

/** @param price As for {@link listKinds}. @param plan A feasible one. */
export function sumListed(scenario: ScenarioColumns, price: number, plan: Plan, { kinds, listed }: Listing): Listed {
  const { users, edge, weights } = scenario;
  const { least } = listed;
  const dual = new Sum();
  const margin = new Sum();
  const small = new Sum();
  const large = new Sum();
  for (let k = 0; k < kinds.first.length; k++) {
    const copies = kinds.copies[k]!;
    dual.add(copies * least[k]!);
    margin.add(copies * listed.margin[k]!);
    small.add(copies * listed.lowest[k]!);
    large.add(copies * listed.highest[k]!);
  }
  // −λ·capacity
  const capacity = capacityOf(edge);
  const priced = price > 0 ? price * capacity : 0;
  dual.add(-priced);
  margin.add(4 * UNIT_ROUNDOFF * priced);

  const planned = asPlanned(scenario, plan);
  const distance = new Sum();
  const chosen = new Sum();
  const unused = new Sum();
  unused.add(capacity);
  for (let n = 0; n < users.count; n++) {
    const atEdge = plan.offload[n] === 1;
    const { latency, error, energy, utility } = plannedOutcome(planned, plan, n);
    const spent = weights.time * latency + weights.error * error + weights.energy * energy;
    const use = atEdge ? plannedUse(planned, n, edgeSteps(plan, n)) : 0;
    const paid = price * use;
    unused.add(-use);
    // r = cost of the choice, its use priced, − the least
    distance.add(spent - utility + paid - least[kinds.kind[n]!]!);
    chosen.add(spent + utility + paid);
  }
  // λ·(unused capacity)
  if (price > 0) distance.add(price * unused.value);
  margin.add(ROUNDINGS * UNIT_ROUNDOFF * chosen.value);
  return {
    dual: dual.value,
    margin: margin.value,
    magnitude: [small.value, large.value],
    distance: distance.value,
    kinds,
    listed,
  };
}
