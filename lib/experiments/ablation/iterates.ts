/** What the iterates of the algorithm do before a plan is read from them. */
import { mean, median } from "simple-statistics";
import { type Statistic, spread, spreadColumns } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import { bySize, RELAXATION, RUN, SCENARIOS, TIE, USERS } from "./columns.js";
import { type AblationRun, type AblationVariantRun, VARIANTS } from "./runs.js";

const moved: TableColumn = {
  name: "moved",
  unit: "1",
  description: "Users whose offloading differs between the first iterate and the last.",
};
const aboveDual: TableColumn = {
  name: "aboveDual",
  unit: "1",
  description: "Relaxed objective of the first iterate less the Lagrangian dual with real steps, over the scale.",
};
const MOVED: readonly Statistic[] = ["median", "largest"];
const ABOVE_DUAL: readonly Statistic[] = ["least", "largest"];

/** A row for each number of users and variant of the algorithm. */
export function ablationIterates(runs: readonly AblationRun[]): Table {
  return {
    name: "ablation-iterates",
    columns: [
      USERS,
      RELAXATION,
      ...RUN,
      SCENARIOS,
      ...spreadColumns(aboveDual, ABOVE_DUAL, "scenarios"),
      ...spreadColumns(moved, MOVED, "scenarios"),
      {
        name: "helped",
        unit: "1",
        description: "Share of the scenarios in which a later iterate has a better rounded plan than the first.",
      },
      { name: "binary", unit: "1", description: "Share of the scenarios in which the last iterate is binary." },
      {
        name: "fractionalMedian",
        unit: "1",
        description: "Users of the last iterate who are not. Median over the scenarios.",
      },
      { name: "iterationsMedian", unit: "1", description: "Convex problems solved. Median over the scenarios." },
      {
        name: "unfinished",
        unit: "1",
        description: "Share of the scenarios in which the iterates did not converge in 100 iterations.",
      },
    ],
    rows: bySize(runs).flatMap(([users, ofSize]) =>
      VARIANTS.map((variant, v) => {
        const own = ofSize.map(({ variants }) => variants[v]!);
        const column = (of: (run: AblationVariantRun) => number): number[] => own.map(of);
        const share = (holds: (run: AblationVariantRun) => boolean): number =>
          mean(column((run) => (holds(run) ? 1 : 0)));
        return {
          users,
          ...variant,
          scenarios: own.length,
          ...spread(
            "aboveDual",
            column((run) => run.aboveDual),
            ABOVE_DUAL,
          ),
          ...spread(
            "moved",
            column((run) => run.moved),
            MOVED,
          ),
          helped: share(({ quality }) => quality.first.gap - quality.ours.gap > TIE),
          binary: share(({ fractional }) => fractional === 0),
          fractionalMedian: median(column(({ fractional }) => fractional)),
          iterationsMedian: median(column(({ iterations }) => iterations)),
          unfinished: share(({ converged }) => !converged),
        };
      }),
    ),
  };
}
