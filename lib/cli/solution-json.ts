import type { Scenario } from "../scenario/types.js";
import type { Solution } from "../solver/solution.js";

/** A solution as JSON has it (MODEL.md §7, §9): lists for columns, `null` for a place that is closed. */
export function solutionJson(scenario: Scenario, solution: Solution): object {
  const { plan, relaxed } = solution;
  return {
    status: solution.status,
    method: solution.method,
    objective: solution.objective,
    lowerBound: solution.lowerBound,
    gap: solution.gap,
    price: solution.price,
    relaxedObjective: solution.relaxedObjective,
    penalty: solution.penalty,
    binaryViolation: solution.binaryViolation,
    iterations: solution.iterations,
    totals: solution.totals,
    users: scenario.users.map(({ id }) => id),
    offload: [...plan.offload],
    steps: [...plan.steps],
    computationTime: [...plan.computationTime],
    relaxed: relaxed && {
      offload: [...relaxed.offload],
      localSteps: [...relaxed.localSteps],
      edgeSteps: [...relaxed.edgeSteps],
    },
    residuals: solution.residuals,
    diagnostics: solution.diagnostics,
    trace: solution.trace,
    version: solution.version,
    scenarioHash: solution.scenarioHash,
  };
}
