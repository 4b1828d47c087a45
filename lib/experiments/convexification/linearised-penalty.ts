/** The penalty a(1 − a) and its tangents, which successive convex approximation puts in its place (MODEL.md §4). */
import type { Table } from "../../report/table.js";

export interface LinearisedPenaltyOptions {
  /** a⁽ⁱ⁾ of each tangent, in [0, 1]. */
  readonly around: readonly number[];
}

/** At τ = 1: the penalty and each tangent at a = 0, 0.01, …, 1. */
export function linearisedPenalty({ around }: LinearisedPenaltyOptions): Table {
  return {
    name: "linearised-penalty",
    columns: [
      { name: "around", unit: "1", description: "The last iterate, where the tangent touches the penalty." },
      { name: "offload", unit: "1", description: "Share of the user that is offloaded." },
      { name: "penalty", unit: "1", description: "offload (1 - offload), at a penalty weight of 1." },
      {
        name: "tangent",
        unit: "1",
        description: "First-order Taylor expansion of the penalty around the last iterate.",
      },
    ],
    rows: around.flatMap((at) =>
      grid.map((a) => ({
        around: at,
        offload: a,
        penalty: a * (1 - a),
        tangent: at * (1 - at) + (1 - 2 * at) * (a - at),
      })),
    ),
  };
}

const grid: readonly number[] = Array.from({ length: 101 }, (_, i) => i / 100);
