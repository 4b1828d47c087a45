/** The reader's own places, judged: what they cost, and who is to blame (MODEL.md §6, §7). */
import { evaluate } from "../../model/objective.js";
import type { Problem } from "../../model/problem.js";
import { allocate } from "../../solver/allocation.js";
import type { Bound } from "../../solver/certificate/bound.js";
import { distanceFromBound, distanceTerms } from "../../solver/certificate/distance.js";
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
  const { reducedCosts: blame, idle } = distanceTerms(problem, bound, plan);
  const excess = distanceFromBound(problem, bound, plan);
  return { offload, fewest, found: { steps: plan.steps, objective, excess, blame, idle } };
}
