/** The Lagrangian dual of P1 at a price, its plan's magnitude and a plan's distance from it, by listing every choice (MODEL.md §7). */
import { edgeSteps, type Plan, plannedOutcome } from "../model/objective.js";
import { plannedUse } from "../model/use.js";
import { Sum } from "../numerics/sum.js";
import { capacityOf } from "../scenario/capacity.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { type Kinds, kindsOf } from "../scenario/groups.js";
import { asPlanned } from "../scenario/one-model.js";
import { bestOf, lister, ROUNDINGS, UNIT_ROUNDOFF } from "./choices.js";

/** What listing every choice at a price tells. */
export interface Listed {
  /** D(λ) = −λ·capacity + Σ min over choices of φ + λ·use. */
  readonly dual: number;
  /** What D(λ), or the distance, may be wrong by. */
  readonly margin: number;
  /** Least and largest magnitude of a plan that is best for everyone at λ: they differ where choices are tied. */
  readonly magnitude: readonly [least: number, largest: number];
  /** Σ r(chosen) + λ·(unused capacity) of the plan. */
  readonly distance: number;
  /** The kinds of users who agree in every field but their id. */
  readonly kinds: Kinds;
}

/** @param price λ ≥ 0, 0 where the capacity is unlimited. @param plan A feasible one. */
export function listChoices(scenario: ScenarioColumns, price: number, plan: Plan): Listed {
  const { users, edge, weights } = scenario;
  const kinds = kindsOf(users);
  const list = lister(scenario, price);
  const count = kinds.first.length;
  const least = new Float64Array(count);
  const dual = new Sum();
  const margin = new Sum();
  const small = new Sum();
  const large = new Sum();
  for (let k = 0; k < count; k++) {
    const choices = list(kinds.first[k]!);
    const best = bestOf(choices);
    const { value, size } = choices;
    least[k] = value[best]!;
    let lowest = size[best]!;
    let highest = lowest;
    for (let i = 0; i < choices.count; i++) {
      if (value[i]! - value[best]! > choices.margin[i]! + choices.margin[best]!) continue;
      lowest = Math.min(lowest, size[i]!);
      highest = Math.max(highest, size[i]!);
    }
    const copies = kinds.copies[k]!;
    dual.add(copies * least[k]!);
    margin.add(copies * choices.margin[best]!);
    small.add(copies * lowest);
    large.add(copies * highest);
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
  };
}
