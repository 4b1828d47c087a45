/** The summary's first experiment: what each method reaches on average, and how much that varies from scenario to scenario. */
import { groups } from "d3-array";
import type { Progress } from "../../input/progress.js";
import { type Statistic, spread, spreadColumns } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import { BASELINES_KEYS, BASELINES_METHODS, BASELINES_OUTCOMES, type BaselinesOptions, baselinesRuns } from "./runs.js";

/** Gaps that differ by no more than this are a tie. */
const TIE = 1e-9;

const STATISTICS: readonly Statistic[] = ["mean", "p10", "p90"];

/**
 * One row for each axis, value and method: mean, 10 % and 90 % quantile over the scenarios of every outcome, and on how many of
 * them the proposed algorithm is better, as good, and worse.
 * @throws as {@link baselinesRuns}.
 */
export function baselines(options: BaselinesOptions, seed: number, progress?: Progress): Table {
  return baselinesSummary(baselinesRuns(options, seed, progress));
}

/** The same from the runs' table. */
export function baselinesSummary(runs: Table): Table {
  const points = groups(runs.rows, ({ axis, value }) => `${axis} ${value}`);
  const rows = points.flatMap(([, point]) => {
    const proposed = column(point, "sca", "gap");
    return BASELINES_METHODS.map((method) => {
      const ahead = column(point, method, "gap").map((gap, i) => gap - proposed[i]!);
      const { axis, value } = point[0]!;
      return {
        axis: axis!,
        value: value!,
        method,
        scenarios: ahead.length,
        ...Object.assign(
          {},
          ...BASELINES_OUTCOMES.map(({ name }) => spread(name, column(point, method, name), STATISTICS)),
        ),
        wins: ahead.filter((difference) => difference > TIE).length,
        ties: ahead.filter((difference) => Math.abs(difference) <= TIE).length,
        losses: ahead.filter((difference) => difference < -TIE).length,
      };
    });
  });
  return { name: "baselines", columns, rows };
}

const columns: readonly TableColumn[] = [
  ...BASELINES_KEYS,
  { name: "scenarios", unit: "1", description: "Scenarios, the same ones for every value and method." },
  ...BASELINES_OUTCOMES.flatMap((outcome) => spreadColumns(outcome, STATISTICS, "scenarios")),
  {
    name: "wins",
    unit: "1",
    description: "Scenarios on which the proposed algorithm's gap is smaller than the method's.",
  },
  { name: "ties", unit: "1", description: "Scenarios on which the two gaps differ by at most 1e-9." },
  { name: "losses", unit: "1", description: "Scenarios on which the proposed algorithm's gap is larger." },
];

function column(runs: Table["rows"], method: string, name: string): number[] {
  return runs.filter(({ method: own }) => own === method).map((run) => Number(run[name]));
}
