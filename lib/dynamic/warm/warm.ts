/**
 * The paper's algorithm, slot after slot (MODEL.md §10): the plan of `solveSca` from one half at the default τ, with the last
 * price as first guess, only changed users made ready anew, and no iterate computed that can't change the plan.
 *
 * From one half, P2⁽¹⁾ has no penalty and leaves at most one user f fractional. Let λ_down and λ_up be the prices at which the
 * edge's others fill the capacity without and with f. While the price stays between them, no other user's margin changes by
 * more than maxSteps·(λ_up − λ_down), and each is ≥ 0 to begin with; so if both lie within τ/maxSteps of λ, no other user ever
 * moves, every iterate rounds to one of the two plans of the first, and the better of them is the answer.
 */

import { convexOf } from "../../model/convex.js";
import { cost } from "../../model/cost.js";
import { evaluate, type Plan } from "../../model/objective.js";
import { type Problem, problemOf } from "../../model/problem.js";
import { handOnChoices } from "../../model/whole-steps.js";
import { Sum } from "../../numerics/sum.js";
import type { ScenarioColumns } from "../../scenario/columns.js";
import { allocatedSteps, timed } from "../../solver/allocation.js";
import { fewestAtEdge } from "../../solver/rounding.js";
import type { RelaxedPlan } from "../../solver/sca/iterate.js";
import { defaultPenalty, solveSca } from "../../solver/sca/sca.js";
import { startingPoint } from "../../solver/sca/starts.js";
import { changedProblem, changedUsers } from "./changes.js";
import { leastPenalty, onlyOneMoves } from "./one-mover.js";
import { WarmPrice } from "./warm-price.js";

/** The plan of a slot, with its price. */
export interface WarmPlan {
  readonly plan: Plan;
  /** λ of the relaxation [1/step]. */
  readonly price: number;
}

/** Remembers the last problem, its price, and what users took of its edge. */
export class WarmSca {
  #problem: Problem | undefined;
  readonly #price = new WarmPrice();
  /** The last plan, with NaN steps of users who changed. */
  #last: Plan | undefined;

  /**
   * @param columns A feasible scenario; users who stand where they stood and did not change cost little.
   * @throws InputError where no best computation time exists (MODEL.md §3).
   */
  solve(columns: ScenarioColumns): WarmPlan {
    const changed = this.#problem === undefined ? null : changedUsers(this.#problem.scenario, columns);
    const problem = changed === null ? problemOf(columns) : changedProblem(this.#problem!, columns, changed);
    if (changed !== null) handOnChoices(this.#problem!.edge, problem.edge, changed);
    this.#problem = problem;
    if (changed === null) this.#last = undefined;
    else if (this.#last !== undefined) {
      const steps = this.#last.steps.slice();
      for (const n of changed) steps[n] = NaN;
      this.#last = { ...this.#last, steps };
    }
    const found = this.#found(problem, changed);
    this.#last = found.plan;
    return found;
  }

  #found(problem: Problem, changed: Int32Array | null): WarmPlan {
    const { price, offload, edgeSteps } = this.#price.find(convexOf(problem), changed);
    const down = new Uint8Array(problem.count);
    let split = -1;
    for (let n = 0; n < down.length; n++) {
      if (offload[n] === 1) down[n] = 1;
      else if (offload[n]! > 0) split = n;
    }
    const planOf = (places: Uint8Array, steps: Float64Array): WarmPlan => ({
      plan: timed(problem, places, steps, this.#last),
      price,
    });
    const steps = allocatedSteps(problem, down, price);
    if (split < 0) return planOf(down, steps);

    const relaxed: RelaxedPlan = { offload, localSteps: problem.localSteps, edgeSteps };
    if (!onlyOneMoves(problem, relaxed, price, leastPenalty(problem, relaxed))) {
      const penalty = defaultPenalty(problem, relaxed);
      const start = startingPoint("half", problem.count, 0);
      if (!onlyOneMoves(problem, relaxed, price, penalty))
        return { plan: solveSca(problem, { penalty, start, iterationLimit: 100 }).plan, price };
    }
    const up = Uint8Array.from(down);
    up[split] = 1;
    if (fewestAtEdge(problem, up) > problem.capacity) return planOf(down, steps);
    const others = allocatedSteps(problem, up, price);
    if (problem.edge.choice === null)
      return difference(problem, up, others, down, steps) < 0 ? planOf(up, others) : planOf(down, steps);
    // where steps are made in several ways a plan tells more than its steps
    const [a, b] = [planOf(up, others), planOf(down, steps)];
    const objective = ({ plan }: WarmPlan): number => evaluate(problem.scenario, plan).objective;
    return objective(a) < objective(b) ? a : b;
  }
}

/** What places `a` with these steps cost more than places `b`, from the users in whom they differ. */
function difference(
  { count, local, edge }: Problem,
  a: Uint8Array,
  stepsOfA: Float64Array,
  b: Uint8Array,
  stepsOfB: Float64Array,
): number {
  const sum = new Sum();
  for (let n = 0; n < count; n++) {
    if (a[n] === b[n] && stepsOfA[n] === stepsOfB[n]) continue;
    sum.add(cost(a[n] === 1 ? edge : local, n, stepsOfA[n]!));
    sum.add(-cost(b[n] === 1 ? edge : local, n, stepsOfB[n]!));
  }
  return sum.value;
}
