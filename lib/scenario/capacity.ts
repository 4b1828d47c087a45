/** What limits the edge of a scheduling round (MODEL.md §1, §12): steps of all tasks together, or their work. */
import type { Edge } from "./types.js";

/** A sum of uses so close above a work capacity counts as within it, as steps do above s̄: sums are rounded. */
const ROUNDED = 1 + 1e-12;

/** Whether the capacity is work [FLOP] rather than steps. */
export function isWork({ workCapacity }: Edge): boolean {
  return workCapacity !== undefined;
}

/** The most that edge tasks use together: B [steps], or W(1 + 10⁻¹²) [FLOP]; Infinity is unlimited. */
export function capacityOf({ stepCapacity, workCapacity }: Edge): number {
  return workCapacity === undefined ? (stepCapacity ?? Infinity) : (workCapacity ?? Infinity) * ROUNDED;
}

/** The edge with another capacity of the same kind [steps or FLOP]. @param capacity Infinity is unlimited. */
export function withCapacity(edge: Edge, capacity: number): Edge {
  const limit = capacity < Infinity ? capacity : null;
  return isWork(edge) ? { ...edge, workCapacity: limit } : { ...edge, stepCapacity: limit };
}
