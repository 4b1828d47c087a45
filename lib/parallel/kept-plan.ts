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
  /** Of the plan before, told once a second one is asked for. */
  #outcomes: Outcomes | undefined;

  constructor(problem: Problem) {
    this.#problem = problem;
  }

  /** The plan of who uses so much of the edge, 0 for the device. It stays this object's own: the next one is written over it. */
  of(demand: Float64Array): Planned {
    const { scenario, edge } = this.#problem;
    const [plan, before] = [this.#plan, this.#demand];
    this.#demand = demand;
    // of several ways of making steps the model is one column for all
    if (plan === undefined || before === undefined || edge.choice !== null) {
      this.#plan = planOf(this.#problem, demand);
      return { plan: this.#plan, totals: evaluate(scenario, this.#plan).totals };
    }
    this.#outcomes ??= this.#outcomesOf(plan);
    const g = utilityLaw(scenario.utility);
    for (let n = 0; n < demand.length; n++) {
      if (before[n] === demand[n]) continue;
      this.#replan(plan, n, demand[n]!);
      this.#tell(this.#outcomes, plan, n, g);
    }
    return { plan, totals: totalsOf(this.#outcomes) };
  }

  #outcomesOf(plan: Plan): Outcomes {
    const { scenario, count } = this.#problem;
    const column = (): Float64Array => new Float64Array(count);
    const outcomes = { time: column(), error: column(), energy: column(), utility: column() };
    const g = utilityLaw(scenario.utility);
    for (let n = 0; n < count; n++) this.#tell(outcomes, plan, n, g);
    return outcomes;
  }

  #replan({ offload, steps, computationTime }: Plan, n: number, use: number): void {
    const { scenario, edge, localWholeSteps } = this.#problem;
    const own = stepsOf(edge, n, use);
    offload[n] = own > 0 ? 1 : 0;
    steps[n] = own > 0 ? own : localWholeSteps[n]!;
    computationTime[n] = bestTime(scenario, own > 0 ? "edge" : "local", n, steps[n]!);
  }

  #tell(outcomes: Outcomes, plan: Plan, n: number, g: UtilityLaw): void {
    const { latency, error, energy, utility } = plannedOutcome(this.#problem.scenario, plan, n, g);
    outcomes.time[n] = latency;
    outcomes.error[n] = error;
    outcomes.energy[n] = energy;
    outcomes.utility[n] = utility;
  }
}

function totalsOf({ time, error, energy, utility }: Outcomes): Totals {
  return { time: sumOf(time), error: sumOf(error), energy: sumOf(energy), utility: sumOf(utility) };
}

/** Columns that may be handed over. */
export function copyOf(plan: Plan): Plan {
  const columns = Object.entries(plan) as [string, Uint8Array | Float64Array][];
  return Object.fromEntries(columns.map(([name, column]) => [name, column.slice()])) as unknown as Plan;
}
