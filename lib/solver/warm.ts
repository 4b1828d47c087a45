/**
 * The paper's algorithm, slot after slot (MODEL.md §10): the plan of `solveSca` from one half at the default τ, with the last
 * price as first guess, only changed users made ready anew, and no iterate computed that can't change the plan.
 *
 * From one half, P2⁽¹⁾ has no penalty and leaves at most one user f fractional. Let λ_down and λ_up be the prices at which the
 * edge's others fill the capacity without and with f. While the price stays between them, no other user's margin changes by
 * more than maxSteps·(λ_up − λ_down), and each is ≥ 0 to begin with; so if both lie within τ/maxSteps of λ, no other user ever
 * moves, every iterate rounds to one of the two plans of the first, and the better of them is the answer.
 */
import { changedProblem } from "../model/changes.js";
import type { Plan } from "../model/objective.js";
import { type Problem, problemOf } from "../model/problem.js";
import { bestSteps } from "../model/steps.js";
import type { ScenarioColumns } from "../scenario/columns.js";
import { realPrice } from "./real-price.js";
import { round } from "./rounding.js";
import { defaultPenalty, solveSca } from "./sca.js";
import type { RelaxedPlan } from "./solution.js";
import { startingPoint } from "./starts.js";

export interface WarmPlan {
  readonly plan: Plan;
  /** λ of the relaxation [1/step]. */
  readonly price: number;
}

/** Remembers the last problem and its price. */
export class WarmSca {
  #problem: Problem | undefined;
  #price: number | undefined;

  /**
   * @param columns A feasible scenario; users who stand where they stood and did not change cost little.
   * @throws InputError where no best computation time exists (MODEL.md §3).
   */
  solve(columns: ScenarioColumns): WarmPlan {
    const problem = this.#problem === undefined ? problemOf(columns) : changedProblem(this.#problem, columns);
    this.#problem = problem;
    const { localCost, localSteps, count } = problem;
    const { price, offload, edgeSteps } = realPrice(problem, localCost, this.#price);
    this.#price = price;
    const relaxed: RelaxedPlan = { offload, localSteps, edgeSteps };
    if (offload.some((a) => a > 0 && a < 1)) {
      const penalty = defaultPenalty(problem, relaxed);
      if (!onlyOneMoves(problem, relaxed, price, penalty)) {
        const { plan } = solveSca(problem, { penalty, start: startingPoint("half", count, 0), iterationLimit: 100 });
        return { plan, price };
      }
    }
    return { plan: round(problem, offload, price).plan, price };
  }
}

function onlyOneMoves(problem: Problem, { offload }: RelaxedPlan, price: number, penalty: number): boolean {
  const { scenario, count, edge, capacity } = problem;
  const within = (penalty / scenario.edge.maxSteps) * (1 - 1e-9);
  const demand = (λ: number, among: (a: number) => boolean): number => {
    let sum = 0;
    for (let n = 0; n < count; n++) if (among(offload[n]!)) sum += bestSteps(scenario, edge, n, λ);
    return sum;
  };
  return (
    demand(price + within, (a) => a > 0) < capacity &&
    (price <= within || demand(price - within, (a) => a === 1) > capacity)
  );
}
