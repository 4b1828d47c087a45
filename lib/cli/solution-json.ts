import type { ScenarioColumns } from "../scenario/columns.js";
import type { Solution } from "../solver/solution.js";

/** A solution as JSON has it (MODEL.md §7, §9): lists for columns, `null` for a place that is closed. */
export function solutionJson({ users }: ScenarioColumns, solution: Solution): object {
  const { plan, relaxed } = solution;
  return {
    status: solution.status,
    method: solution.method,
    relaxation: solution.relaxation,
    objective: solution.objective,
    lowerBound: solution.lowerBound,
    gap: solution.gap,
    price: solution.price,
    relaxedObjective: solution.relaxedObjective,
    penalty: solution.penalty,
    binaryViolation: solution.binaryViolation,
    iterations: solution.iterations,
    totals: solution.totals,
    users: Array.from({ length: users.count }, (_, n) => users.id(n)),
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

/** A solution without lists of users: for millions of them. `seconds` are those of each phase. */
export function summaryJson(
  { users }: ScenarioColumns,
  solution: Solution,
  seconds: Readonly<Record<string, number>>,
): object {
  const offloaded = solution.plan.offload.reduce((sum, a) => sum + a, 0);
  return {
    status: solution.status,
    method: solution.method,
    users: users.count,
    objective: solution.objective,
    lowerBound: solution.lowerBound,
    gap: solution.gap,
    price: solution.price,
    offloadedShare: offloaded / users.count,
    iterations: solution.iterations,
    totals: solution.totals,
    seconds,
    peakMemory: process.resourceUsage().maxRSS * 1024,
    version: solution.version,
  };
}
