/** The plan of a chunk, kept: where the next one is asked for, only users who use something else are planned again. */
import { evaluate, type Plan, type Totals, userOutcome } from "../model/objective.js";
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
    this.#plan ??= planOf(this.#problem, demand);
    for (let n = 0; n < count; n++) if (before === undefined || before[n] !== demand[n]) this.#set(n, demand[n]!);
    this.#demand = demand;
    return { plan: this.#plan, totals: this.#totals() };
  }

  #set(n: number, use: number): void {
    const { scenario, edge, localWholeSteps } = this.#problem;
    const { offload, steps, computationTime } = this.#plan!;
    const own = stepsOf(edge, n, use);
    offload[n] = own > 0 ? 1 : 0;
    steps[n] = own > 0 ? own : localWholeSteps[n]!;
    computationTime[n] = bestTime(scenario, own > 0 ? "edge" : "local", n, steps[n]!);
    const { latency, error, energy, utility } = userOutcome(scenario, n, offload[n]!, steps[n]!, computationTime[n]!);
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
