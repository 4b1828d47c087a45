/** What the optimum reaches at each point of the limits on steps: means and spread over scenarios (MODEL.md §1). */
import { mean, quantile } from "simple-statistics";
import type { Progress } from "../../input/progress.js";
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
export function stepLimitsSummary({ rows: runs }: Table): Table {
  const points = new Map<string, Table["rows"][number][]>();
  for (const run of runs) {
    if (run["gap"] !== 0) throw new Error(`step limits: the optimum of seed ${run["seed"]} is not proven`);
    const key = LIMIT_COLUMNS.map(({ name }) => run[name]).join(" ");
    const point = points.get(key);
    if (point === undefined) points.set(key, [run]);
    else point.push(run);
  }
  return {
    name: "step-limits",
    columns: [
      ...LIMIT_COLUMNS,
      { name: "scenarios", unit: "1", description: "Scenarios, the same ones at every point." },
      ...outcomes.flatMap(({ name, unit, description }) => [
        { name: `${name}Mean`, unit, description: `${description} Mean over the scenarios.` },
        { name: `${name}Low`, unit, description: `${description} 10 % quantile over the scenarios.` },
        { name: `${name}High`, unit, description: `${description} 90 % quantile over the scenarios.` },
      ]),
    ],
    rows: [...points.values()].map((point) => ({
      ...Object.fromEntries(LIMIT_COLUMNS.map(({ name }) => [name, point[0]![name]!])),
      scenarios: point.length,
      ...Object.fromEntries(
        outcomes.flatMap(({ name }) => {
          const values = point.map((run) => Number(run[name]));
          return [
            [`${name}Mean`, mean(values)],
            [`${name}Low`, quantile(values, 0.1)],
            [`${name}High`, quantile(values, 0.9)],
          ];
        }),
      ),
    })),
  };
}
