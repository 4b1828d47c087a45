import { nameShown } from "../input/errors.js";
import type { Problem } from "../model/problem.js";

/** No plan exists: which users, and which constraint stops them (exit code 3; MODEL.md §2). */
export class InfeasibleError extends Error {
  override readonly name: string = "InfeasibleError";
  readonly constraint: "both places closed" | "stepCapacity";
  /** Ids of the users concerned. */
  readonly users: readonly string[];

  constructor(message: string, constraint: InfeasibleError["constraint"], users: readonly string[]) {
    super(message);
    this.constraint = constraint;
    this.users = users;
  }
}

/**
 * Checks that a plan exists: every user has an open place, and the users with a closed device fit at the edge.
 * @throws InfeasibleError
 */
export function assertFeasible({ scenario, count, local, edge, capacity }: Problem): void {
  const { id } = scenario.users;
  const deviceClosed: string[] = [];
  const bothClosed: string[] = [];
  for (let n = 0; n < count; n++) {
    if (local.open[n] === 1) continue;
    (edge.open[n] === 1 ? deviceClosed : bothClosed).push(id(n));
  }
  if (bothClosed.length > 0) {
    const message = `infeasible: no step fits on the device or at the edge (maxSteps, deadline, battery) for ${naming(bothClosed)}`;
    throw new InfeasibleError(message, "both places closed", bothClosed);
  }
  if (deviceClosed.length > capacity) {
    const message = `infeasible: edge.stepCapacity is ${capacity}, but ${deviceClosed.length} users can't compute on their device and need a step each: ${naming(deviceClosed)}`;
    throw new InfeasibleError(message, "stepCapacity", deviceClosed);
  }
}

const MOST_NAMED = 8;

function naming(ids: readonly string[]): string {
  const named = ids.slice(0, MOST_NAMED).map(nameShown).join(", ");
  return ids.length > MOST_NAMED ? `${named} and ${ids.length - MOST_NAMED} more` : named;
}
