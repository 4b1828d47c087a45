/** How much more regret one policy has than another in the same worlds (MODEL.md §10). */
import { pairedDifferences } from "../../report/paired-differences.js";
import type { Table } from "../../report/table.js";

/** Who solves against who does not, and a price that gets older against a new one in every slot. */
export const dynamicRegretPairs: readonly (readonly [policy: string, than: string])[] = [
  ["warm", "exact"],
  ["price", "warm"],
  ["static", "warm"],
  ["greedy", "warm"],
  ["random", "warm"],
  ["local", "warm"],
  ["edge", "warm"],
  ["every 1", "warm"],
  ["static", "price"],
  ["greedy", "price"],
  ["random", "greedy"],
  ["price", "every 1"],
  ["static", "every 1"],
  ["every 2", "every 1"],
  ["every 5", "every 1"],
  ["every 10", "every 1"],
  ["every 20", "every 1"],
  ["every 5", "every 2"],
  ["every 20", "every 2"],
  ["every 20", "static"],
];

/**
 * A row for each world and pair: the median over the seeds of what the policy has more, with intervals that hold for all rows at once.
 * Worlds of one seed differ far more from another seed's than policies do in one world, and a few crowds make most of the mean.
 * @param runs Of `dynamicRegretRuns`: a row a world, policy and seed.
 * @param of Columns to compare.
 */
export function dynamicRegretDifferences(
  runs: Table,
  pairs = dynamicRegretPairs,
  of: readonly string[] = ["regret"],
): Table {
  return pairedDifferences(runs, {
    name: "dynamic-regret-differences",
    by: ["world"],
    between: "policy",
    pairs,
    on: "seed",
    over: "seeds",
    of,
  });
}
