/** How the paper's algorithm converges at several penalties (MODEL.md §4, §5). */
import { toProblem } from "../../model/problem.js";
import type { Table } from "../../report/table.js";
import type { Scenario } from "../../scenario/types.js";
import { solvePerspective } from "../../solver/sca/perspective.js";
import { defaultPenalty, solveSca } from "../../solver/sca/sca.js";
import { type Start, startingPoint } from "../../solver/sca/starts.js";

export interface ScaConvergenceOptions {
  readonly scenario: Scenario;
  /** τ of each run, as multiples of the default. */
  readonly penaltyFactors: readonly number[];
  readonly start: Start;
  /** Most P2 problems of a run. */
  readonly iterationLimit: number;
}

/** @param seed Used by the start `random` alone. */
export function scaConvergence(options: ScaConvergenceOptions, seed: number): Table {
  const { scenario, penaltyFactors, start, iterationLimit } = options;
  const problem = toProblem(scenario);
  const relaxation = solvePerspective(problem, new Float64Array(problem.count));
  const unit = defaultPenalty(problem, relaxation);
  return {
    name: "sca-convergence",
    about: { users: scenario.users.length },
    columns: [
      { name: "penaltyFactor", unit: "1", description: "Penalty weight as a multiple of the default." },
      { name: "penaltyWeight", unit: "1", description: "Penalty weight, in the objective's unit." },
      { name: "iteration", unit: "1", description: "Number of the convex problem, from 1." },
      { name: "objective", unit: "1", description: "Objective of the relaxation at the iterate, without penalty." },
      { name: "penalisedObjective", unit: "1", description: "Objective with the concave penalty." },
      { name: "relaxationOptimum", unit: "1", description: "The objective's lowest value, reached without penalty." },
      { name: "binaryViolation", unit: "1", description: "Sum over users of offload (1 - offload)." },
      { name: "price", unit: "1/step", description: "Price of an edge step." },
      { name: "roundedObjective", unit: "1", description: "Objective of the best plan rounded from the iterate." },
    ],
    rows: penaltyFactors.flatMap((factor) => {
      const penalty = factor * unit;
      const { trace } = solveSca(problem, {
        penalty,
        start: startingPoint(start, problem.count, seed),
        iterationLimit,
      });
      return trace.map((iterate) => ({
        penaltyFactor: factor,
        penaltyWeight: penalty,
        iteration: iterate.iteration,
        objective: iterate.objective,
        penalisedObjective: iterate.penalisedObjective,
        relaxationOptimum: relaxation.objective,
        binaryViolation: iterate.binaryViolation,
        price: iterate.price,
        roundedObjective: iterate.roundedObjective,
      }));
    }),
  };
}
