/** Quality against latency and energy: what each number of steps gives one user at both places (MODEL.md §2, §3). */
import { cost } from "../../model/cost.js";
import { userOutcome } from "../../model/objective.js";
import { maxWholeSteps } from "../../model/placement.js";
import { toProblem } from "../../model/problem.js";
import { bestTime } from "../../model/speed.js";
import type { Table } from "../../report/table.js";
import type { Scenario } from "../../scenario/types.js";
import { lagrangianBound } from "../../solver/certificate/bound.js";
import { userIndex } from "./user-index.js";

export interface StepTradeoffOptions {
  readonly scenario: Scenario;
  /** Id of the user. */
  readonly user: string;
}

/**
 * Every feasible whole number of steps at each open place, each in its best time.
 * @throws InputError for an unknown user.
 */
export function stepTradeoff({ scenario, user }: StepTradeoffOptions): Table {
  const n = userIndex(scenario, user);
  const problem = toProblem(scenario);
  const columns = problem.scenario;
  const { price } = lagrangianBound(problem);
  const rows = [problem.local, problem.edge].flatMap((place, offload) =>
    Array.from({ length: maxWholeSteps(place, n) }, (_, i) => {
      const steps = i + 1;
      const computationTime = bestTime(columns, place.name, n, steps);
      const outcome = userOutcome(columns, n, offload, steps, computationTime);
      const alone = cost(place, n, steps);
      return {
        place: place.name,
        steps,
        computationTime,
        ...outcome,
        cost: alone,
        pricedCost: alone + offload * price * steps,
      };
    }),
  );
  return {
    name: "step-tradeoff",
    columns: [
      { name: "place", unit: "", description: "local (the device) or edge." },
      { name: "steps", unit: "step", description: "Reverse diffusion steps." },
      { name: "computationTime", unit: "s", description: "The best time of computation, without transfers." },
      { name: "latency", unit: "s", description: "Computation and, at the edge, transfers." },
      { name: "error", unit: "1", description: "Average error." },
      { name: "energy", unit: "J", description: "Of the computation and, at the edge, of the device's radio." },
      { name: "utility", unit: "1", description: "Weighted utility of the steps." },
      { name: "cost", unit: "1", description: "What the user adds to the objective." },
      { name: "pricedCost", unit: "1", description: "The cost and, at the edge, the scenario's price of the steps." },
    ],
    rows,
  };
}
