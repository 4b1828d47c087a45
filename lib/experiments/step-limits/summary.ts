/** What the optimum reaches at each point of the limits on steps: means and spread over scenarios (MODEL.md §1). */
import type { Progress } from "../../input/progress.js";
import { summarise } from "../../report/summary.js";
import type { Table } from "../../report/table.js";
import { LIMIT_COLUMNS, LIMIT_OUTCOMES, type StepLimitsOptions, stepLimitRuns } from "./runs.js";

const outcomes = LIMIT_OUTCOMES.filter(({ name }) => name !== "gap");

/**
 * One row for each point: mean, 10 % and 90 % quantile of every outcome over the scenarios.
 * @throws as {@link stepLimitRuns}; Error if an optimum is not proven.
 */
export function stepLimits(options: StepLimitsOptions, seed: number, progress?: Progress): Table {
  return stepLimitsSummary(stepLimitRuns(options, seed, progress));
}

/** The same from the runs' table. @throws Error if an optimum is not proven. */
export function stepLimitsSummary(runs: Table): Table {
  const open = runs.rows.find(({ gap }) => gap !== 0);
  if (open !== undefined) throw new Error(`step limits: the optimum of seed ${open["seed"]} is not proven`);
  const names = (columns: Table["columns"]): string[] => columns.map(({ name }) => name);
  return summarise(runs, { name: "step-limits", by: names(LIMIT_COLUMNS), of: names(outcomes), over: "scenarios" });
}
