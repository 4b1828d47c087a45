import { nameShown } from "../input/errors.js";
import { fewestSteps } from "../model/placement.js";
import type { Problem } from "../model/problem.js";
import { useOf } from "../model/use.js";
import { Sum } from "../numerics/sum.js";
import { isWork } from "../scenario/capacity.js";

/** No plan exists: which users, and which constraint stops them (exit code 3; MODEL.md §2). */
export class InfeasibleError extends Error {
  override readonly name: string = "InfeasibleError";
  readonly constraint: "both places closed" | "stepCapacity" | "workCapacity";
  /** Ids of the users concerned. */
  readonly users: readonly string[];

  constructor(message: string, constraint: InfeasibleError["constraint"], users: readonly string[]) {
    super(message);
    this.constraint = constraint;
    this.users = users;
  }
}

/**
 * Checks that a plan exists: every user has an open place, and the edge has the capacity for the fewest steps of the users with a closed device.
 * @throws InfeasibleError
 */
export function assertFeasible({ scenario, count, local, edge, capacity }: Problem): void {
  const { id, maxError } = scenario.users;
  const deviceClosed: string[] = [];
  const bothClosed: string[] = [];
  let steps = 0;
  const needed = new Sum();
  let [floors, floorsAtEdge] = [false, false];
  for (let n = 0; n < count; n++) {
    if (local.open[n] === 1) continue;
    if (edge.open[n] === 1) {
      deviceClosed.push(id(n));
      const fewest = fewestSteps(edge, n);
      steps += fewest;
      floorsAtEdge ||= maxError[n]! < Infinity;
      needed.add(useOf(edge, n, fewest));
    } else {
      bothClosed.push(id(n));
      floors ||= maxError[n]! < Infinity;
    }
  }
  if (bothClosed.length > 0) {
    const maxError = floors ? "maxError, " : "";
    const message = `infeasible: no step fits on the device or at the edge (maxSteps, ${maxError}deadline, battery) for ${naming(bothClosed)}`;
    throw new InfeasibleError(message, "both places closed", bothClosed);
  }
  if (needed.value > capacity) {
    const { workCapacity } = scenario.edge;
    const work = isWork(scenario.edge);
    const which = work ? "workCapacity" : "stepCapacity";
    // a choice of models or splits knows what steps use, not how many they are
    const all = work && edge.choice !== null ? "the steps" : `${steps} steps`;
    const fewest = floorsAtEdge && steps !== deviceClosed.length ? `${all} to keep maxError` : "a step each";
    const need = work ? `${needed.value} FLOP, for ${fewest}` : fewest;
    const message = `infeasible: edge.${which} is ${workCapacity ?? capacity}, but ${deviceClosed.length} users can't compute on their device and need ${need}: ${naming(deviceClosed)}`;
    throw new InfeasibleError(message, which, deviceClosed);
  }
}

const MOST_NAMED = 8;

/** Ids for a message, the first few of many. */
export function naming(ids: readonly string[]): string {
  const named = ids.slice(0, MOST_NAMED).map(nameShown).join(", ");
  return ids.length > MOST_NAMED ? `${named} and ${ids.length - MOST_NAMED} more` : named;
}
