import { nameShown } from "../input/errors.js";
import { fewestSteps } from "../model/placement.js";
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
 * Checks that a plan exists: every user has an open place, and the edge has the fewest steps of the users with a closed device.
 * @throws InfeasibleError
 */
export function assertFeasible({ scenario, count, local, edge, capacity }: Problem): void {
  const { id, maxError } = scenario.users;
  const deviceClosed: string[] = [];
  const bothClosed: string[] = [];
  let needed = 0;
  let floors = false;
  for (let n = 0; n < count; n++) {
    if (local.open[n] === 1) continue;
    if (edge.open[n] === 1) {
      deviceClosed.push(id(n));
      needed += fewestSteps(edge, n);
    } else {
      bothClosed.push(id(n));
      floors ||= maxError[n]! < Infinity;
    }
  }
  if (bothClosed.length > 0) {
    const limits = floors ? "maxSteps, maxError, deadline, battery" : "maxSteps, deadline, battery";
    const message = `infeasible: no step fits on the device or at the edge (${limits}) for ${naming(bothClosed)}`;
    throw new InfeasibleError(message, "both places closed", bothClosed);
  }
  if (needed > capacity) {
    const steps = needed === deviceClosed.length ? "a step each" : `${needed} steps to keep maxError`;
    const message = `infeasible: edge.stepCapacity is ${capacity}, but ${deviceClosed.length} users can't compute on their device and need ${steps}: ${naming(deviceClosed)}`;
    throw new InfeasibleError(message, "stepCapacity", deviceClosed);
  }
}

const MOST_NAMED = 8;

/** Ids for a message, the first few of many. */
export function naming(ids: readonly string[]): string {
  const named = ids.slice(0, MOST_NAMED).map(nameShown).join(", ");
  return ids.length > MOST_NAMED ? `${named} and ${ids.length - MOST_NAMED} more` : named;
}
