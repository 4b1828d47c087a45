import type { ScenarioColumns } from "../scenario/columns.js";
import { scenarioHash } from "../scenario/hash.js";
import type { Diagnostic } from "../solver/diagnose.js";
import { perspective } from "../solver/sca/perspective.js";
import type { Relaxation } from "../solver/sca/relaxation.js";
import type { Solution } from "../solver/solution.js";
import { relaxedObjective } from "../solver/solve.js";

/**
 * A solution as JSON has it (MODEL.md §7, §9): lists for columns, `null` for a place that is closed and for what a method
 * does not have.
 * @param relaxation Whose optimum stands beside a method without a relaxation.
 */
export function solutionJson(
  scenario: ScenarioColumns,
  solution: Solution,
  diagnostics: readonly Diagnostic[],
  relaxation: Relaxation = perspective,
): object {
  const { users } = scenario;
  const { plan } = solution;
  const sca = "trace" in solution ? solution : null;
  return {
    status: solution.status,
    method: solution.method,
    relaxation: relaxation.name,
    objective: solution.objective,
    lowerBound: solution.lowerBound,
    dualBound: solution.dualBound,
    excess: solution.excess,
    gap: solution.gap,
    scale: solution.scale,
    price: solution.price,
    relaxedObjective: sca ? sca.relaxedObjective : relaxedObjective(scenario, relaxation),
    penalty: sca?.penalty ?? null,
    binaryViolation: sca ? sca.binaryViolation : 0,
    iterations: solution.iterations,
    totals: solution.totals,
    users: Array.from({ length: users.count }, (_, n) => users.id(n)),
    offload: [...plan.offload],
    steps: [...plan.steps],
    computationTime: [...plan.computationTime],
    ...(plan.deviceSteps !== undefined && { deviceSteps: [...plan.deviceSteps] }),
    ...(plan.deviceTime !== undefined && { deviceTime: [...plan.deviceTime] }),
    ...(plan.model !== undefined && { model: [...plan.model] }),
    relaxed: sca && {
      offload: [...sca.relaxed.offload],
      localSteps: [...sca.relaxed.localSteps],
      edgeSteps: [...sca.relaxed.edgeSteps],
    },
    linearisedAt: sca && [...sca.linearisedAt],
    residuals: sca?.residuals ?? null,
    core: "core" in solution ? solution.core : null,
    diagnostics,
    trace: sca ? sca.trace : [],
    version: solution.version,
    scenarioHash: scenarioHash(scenario),
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
    dualBound: solution.dualBound,
    excess: solution.excess,
    gap: solution.gap,
    scale: solution.scale,
    price: solution.price,
    offloadedShare: offloaded / users.count,
    iterations: solution.iterations,
    totals: solution.totals,
    seconds,
    peakMemory: process.resourceUsage().maxRSS * 1024,
    version: solution.version,
  };
}
