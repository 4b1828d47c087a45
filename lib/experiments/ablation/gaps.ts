/** How good the plans are that are read from the iterates of the algorithm. */
import { mean } from "simple-statistics";
import { medianInterval } from "../../numerics/median-interval.js";
import { type Statistic, spread, spreadColumns } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import { bySize, RELAXATION, ROUNDING, RUN, SCENARIOS, told, USERS } from "./columns.js";
import { ROUNDINGS } from "./roundings.js";
import { type AblationRun, type PlanGaps, VARIANTS } from "./runs.js";

const gap: TableColumn = {
  name: "gap",
  unit: "1",
  description: "Objective above the Lagrangian bound, over the scale; NA where too many scenarios have no plan.",
};
const aboveOptimum: TableColumn = {
  name: "aboveOptimum",
  unit: "1",
  description: "The same above the proven optimum.",
};
const QUANTILES: readonly Statistic[] = ["median", "p10", "p90"];
/** Plans up to this far above the optimum count as optimal. */
const OPTIMAL = 1e-12;

/** A row for each number of users, variant of the algorithm and rounding. A scenario without a plan has a gap above all others. */
export function ablationGaps(runs: readonly AblationRun[]): Table {
  return {
    name: "ablation",
    columns: [
      USERS,
      RELAXATION,
      ...RUN,
      ROUNDING,
      SCENARIOS,
      { name: "noPlan", unit: "1", description: "Share of the scenarios in which what is read is no plan." },
      ...spreadColumns(gap, QUANTILES, "scenarios"),
      ...spreadColumns({ ...gap, description: "Median of the gap." }, ["ciLow", "ciHigh"]),
      ...spreadColumns(aboveOptimum, QUANTILES, "scenarios"),
      { name: "optimal", unit: "1", description: "Share of the scenarios in which the plan is the optimum, to 1e-12." },
    ],
    rows: bySize(runs).flatMap(([users, ofSize]) =>
      VARIANTS.flatMap((variant, v) =>
        ROUNDINGS.map(({ name: rounding }) => {
          const own = ofSize.map(({ variants }) => variants[v]!.quality[rounding]);
          return { users, ...variant, rounding, scenarios: own.length, ...summary(own) };
        }),
      ),
    ),
  };
}

function summary(own: readonly PlanGaps[]): Record<string, number | string> {
  const gaps = own.map((quality) => quality.gap);
  const aboveOptima = own.map((quality) => quality.aboveOptimum);
  const { low, high } = medianInterval(gaps);
  return {
    noPlan: mean(gaps.map((own) => (own === Infinity ? 1 : 0))),
    ...told({
      ...spread("gap", gaps, QUANTILES),
      gapCiLow: low,
      gapCiHigh: high,
      ...spread("aboveOptimum", aboveOptima, QUANTILES),
    }),
    optimal: mean(aboveOptima.map((above) => (above <= OPTIMAL ? 1 : 0))),
  };
}
