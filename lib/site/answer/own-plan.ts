/** The reader's own places, judged: what they cost, and who is to blame (MODEL.md §6, §7). */
import { cost } from "../../model/cost.js";
import { evaluate } from "../../model/objective.js";
import type { Problem } from "../../model/problem.js";
import { WholeChoice } from "../../model/whole-steps.js";
import { allocate } from "../../solver/allocation.js";
import type { Bound } from "../../solver/certificate/bound.js";
import { distanceFromBound } from "../../solver/certificate/distance.js";
import { fewestAtEdge } from "../../solver/rounding.js";

/** A plan with the best whole steps for its places. */
export interface OwnPlan {
  /** 1 for the edge. */
  readonly offload: Uint8Array;
  /** Absent where the capacity can't hold these places. */
  readonly found?: {
    readonly steps: Float64Array;
    readonly objective: number;
    /** Objective − bound, which is Σ blame + λ·(unused capacity). */
    readonly excess: number;
    /** r: what a user's choice costs more than its best at the price λ*. */
    readonly blame: Float64Array;
    /** λ·(unused capacity). */
    readonly idle: number;
  };
  /** The fewest edge steps that these places need [steps]. */
  readonly fewest: number;
}

/** @param offload 1 for the edge; who has one place open is there whatever it says. */
export function ownPlan(problem: Problem, bound: Bound, offload: Uint8Array): OwnPlan {
  const fewest = fewestAtEdge(problem, offload);
  if (fewest > problem.capacity) return { offload, fewest };
  const plan = allocate(problem, offload);
  const { objective } = evaluate(problem.scenario, plan);
  const { blame, idle } = blameOf(problem, bound.price, plan.offload, plan.steps);
  const excess = distanceFromBound(problem, bound, plan);
  return { offload, fewest, found: { steps: plan.steps, objective, excess, blame, idle } };
}

/** The terms of a plan's distance from the bound. */
export function blameOf(
  { edge, local, localWholeCost, capacity }: Problem,
  price: number,
  offload: Uint8Array,
  steps: Float64Array,
): { readonly blame: Float64Array; readonly idle: number } {
  const atEdge = new WholeChoice(edge);
  let unused = capacity;
  const blame = steps.map((s, n) => {
    let best = localWholeCost[n]!;
    if (edge.open[n] === 1) best = Math.min(best, atEdge.valueAt(n, price));
    if (offload[n] === 1) unused -= s;
    // r = φ(s) + λs·[edge] − min(V_l, V_e(λ))
    return Math.max(0, (offload[n] === 1 ? cost(edge, n, s) + price * s : cost(local, n, s)) - best);
  });
  return { blame, idle: price > 0 ? price * Math.max(0, unused) : 0 };
}
