/** The plan of a chunk, kept: where the next one is asked for, only users who use something else are planned again. */
import { utilityLaw } from "../laws/utility/utilities.js";
import type { UtilityLaw } from "../laws/utility/utility-law.js";
import { evaluate, type Plan, plannedOutcome, type Totals } from "../model/objective.js";
import type { Problem } from "../model/problem.js";
import { bestTime } from "../model/speed.js";
import { stepsOf } from "../model/use.js";
import { planOf } from "../solver/certificate/exact.js";
import { sumOf } from "./join.js";

/** A plan and its sums. */
export interface Planned {
  readonly plan: Plan;
  readonly totals: Totals;
}

/** What each user gets, indexed by n: latency [s], error [1], energy [J], weighted utility [1]. */
interface Outcomes {
  readonly time: Float64Array;
  readonly error: Float64Array;
  readonly energy: Float64Array;
  readonly utility: Float64Array;
}

export class KeptPlan {
  readonly #problem: Problem;
  #demand: Float64Array | undefined;
  #plan: Plan | undefined;
  readonly #outcomes: Outcomes;

  constructor(problem: Problem) {
    this.#problem = problem;
    const column = (): Float64Array => new Float64Array(problem.count);
    this.#outcomes = { time: column(), error: column(), energy: column(), utility: column() };
  }

  /** The plan of who uses so much of the edge, 0 for the device. It stays this object's own: the next one is written over it. */
  of(demand: Float64Array): Planned {
    const { scenario, edge, count } = this.#problem;
    if (edge.choice !== null) {
      // of several ways of making steps the model is one column for all
      const plan = planOf(this.#problem, demand);
      return { plan, totals: evaluate(scenario, plan).totals };
    }
    const before = this.#demand;
    const plan = this.#plan ?? planOf(this.#problem, demand);
    const g = utilityLaw(scenario.utility);
    for (let n = 0; n < count; n++) {
      if (before !== undefined) {
        if (before[n] === demand[n]) continue;
        this.#replan(plan, n, demand[n]!);
      }
      this.#tell(plan, n, g);
    }
    this.#plan = plan;
    this.#demand = demand;
    return { plan, totals: this.#totals() };
  }

  #replan({ offload, steps, computationTime }: Plan, n: number, use: number): void {
    const { scenario, edge, localWholeSteps } = this.#problem;
    const own = stepsOf(edge, n, use);
    offload[n] = own > 0 ? 1 : 0;
    steps[n] = own > 0 ? own : localWholeSteps[n]!;
    computationTime[n] = bestTime(scenario, own > 0 ? "edge" : "local", n, steps[n]!);
  }

  #tell(plan: Plan, n: number, g: UtilityLaw): void {
    const { latency, error, energy, utility } = plannedOutcome(this.#problem.scenario, plan, n, g);
    this.#outcomes.time[n] = latency;
    this.#outcomes.error[n] = error;
    this.#outcomes.energy[n] = energy;
    this.#outcomes.utility[n] = utility;
  }

  #totals(): Totals {
    const { time, error, energy, utility } = this.#outcomes;
    return { time: sumOf(time), error: sumOf(error), energy: sumOf(energy), utility: sumOf(utility) };
  }
}

/** Columns that may be handed over. */
export function copyOf(plan: Plan): Plan {
  const columns = Object.entries(plan) as [string, Uint8Array | Float64Array][];
  return Object.fromEntries(columns.map(([name, column]) => [name, column.slice()])) as unknown as Plan;
}
