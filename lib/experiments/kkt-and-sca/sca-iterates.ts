/** Where each user stands at every iterate of the paper's algorithm (MODEL.md §4, §5). */
import { toProblem } from "../../model/problem.js";
import type { Table } from "../../report/table.js";
import type { Scenario } from "../../scenario/types.js";
import { solveSca } from "../../solver/sca/sca.js";
import { startingPoint } from "../../solver/sca/starts.js";

export interface ScaIteratesOptions {
  readonly scenario: Scenario;
  /** τ ≥ 0 [objective unit]. */
  readonly penalty: number;
}

/** A row for each iterate and user, from the start at ½ until the shares stand still, or 100 iterates (MODEL.md §9). */
export function scaIterates({ scenario, penalty }: ScaIteratesOptions): Table {
  const problem = toProblem(scenario);
  const start = startingPoint("half", problem.count, 0);
  const iterates = [start];
  solveSca(problem, { penalty, start, iterationLimit: 100, onSolution: ({ offload }) => iterates.push(offload) });
  return {
    name: "sca-iterates",
    columns: [
      { name: "iteration", unit: "1", description: "Number of the convex problem, from 1; 0 is the start." },
      { name: "user", unit: "", description: "Id of the user." },
      { name: "share", unit: "1", description: "Share of the user that is offloaded; 1 is the edge." },
      { name: "penaltyWeight", unit: "1", description: "Penalty weight, in the objective's unit." },
    ],
    rows: iterates.flatMap((offload, iteration) =>
      scenario.users.map(({ id }, n) => ({ iteration, user: id, share: offload[n]!, penaltyWeight: penalty })),
    ),
  };
}
