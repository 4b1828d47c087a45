/** How a plan is read from the iterates of the paper's algorithm: from the last one as it stands, up to all that we add (MODEL.md §6). */
import { violations } from "../../model/constraints.js";
import type { Plan } from "../../model/objective.js";
import type { Problem } from "../../model/problem.js";
import { allocate, timed } from "../../solver/allocation.js";
import { fewestAtEdge } from "../../solver/rounding.js";
import type { RelaxedPlan } from "../../solver/sca/iterate.js";
import type { ScaRun } from "../../solver/sca/sca.js";

/** A run of the algorithm, and the same ended after its first iterate. */
export interface Iterates {
  readonly run: ScaRun;
  readonly first: ScaRun;
}

/** From nothing of ours to all of it. */
export type RoundingName = "none" | "steps" | "first" | "ours";

/** A way to read a plan. */
export interface Rounding {
  readonly name: RoundingName;
  /** For charts. */
  readonly label: string;
  /** One sentence for a table's reader. */
  readonly description: string;
  /** Null where what is read breaks a constraint of P1; it is not repaired. */
  plan(problem: Problem, iterates: Iterates): Plan | null;
}

export const ROUNDINGS: readonly Rounding[] = [
  {
    name: "none",
    label: "last iterate as it stands",
    description: "the last iterate as it stands: a ≥ ½ is the edge, steps x + y rounded down",
    plan: (problem, { run }) => {
      const plan = timed(problem, places(run.relaxed), wholeSteps(run.relaxed));
      return violations(problem.scenario, plan).length === 0 ? plan : null;
    },
  },
  {
    name: "steps",
    label: "last iterate, best whole steps",
    description: "the same places with the best whole steps",
    plan: (problem, { run }) => {
      const offload = places(run.relaxed);
      return fewestAtEdge(problem, offload) > problem.capacity ? null : allocate(problem, offload);
    },
  },
  {
    name: "first",
    label: "first iterate rounded",
    description: "the first iterate alone, rounded as in MODEL.md §6",
    plan: (_, { first }) => first.plan,
  },
  {
    name: "ours",
    label: "every iterate rounded",
    description: "every iterate rounded as in MODEL.md §6, the best plan kept",
    plan: (_, { run }) => run.plan,
  },
];

/** The edge where a ≥ ½. */
function places({ offload }: RelaxedPlan): Uint8Array {
  return Uint8Array.from(offload, (a) => (a >= 0.5 ? 1 : 0));
}

/** ⌊(x + y)(1 + 10⁻¹²)⌋, x + y the steps that P2 gives a user at both places together. */
function wholeSteps({ offload, localSteps, edgeSteps }: RelaxedPlan): Float64Array {
  return offload.map((a, n) => {
    const x = a < 1 ? (1 - a) * localSteps[n]! : 0;
    const y = a > 0 ? a * edgeSteps[n]! : 0;
    return Math.floor((x + y) * (1 + 1e-12));
  });
}
