/** What the table of `capacityPrice` says in short: what a step is worth at each capacity, and how much a larger one still saves. */
import { groups } from "d3-array";
import { mean } from "simple-statistics";
import { type Statistic, spread, spreadColumns } from "../../report/summary.js";
import type { Table } from "../../report/table.js";

type Row = Table["rows"][number];

const STATISTICS: readonly Statistic[] = ["mean", "p10", "p90"];

/** In the order of the columns, with what is measured in a row of the runs; the first row is the scenario's own. */
const outcomes: readonly {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  readonly of: (row: Row, first: Row) => number;
}[] = [
  {
    name: "price",
    unit: "1/step",
    description: "Price of an edge step.",
    of: ({ price }) => Number(price),
  },
  {
    name: "fall",
    unit: "1/step",
    description: "Fall of the relaxation's optimum for a step more, by central difference.",
    of: ({ centralDifference }) => Number(centralDifference),
  },
  {
    name: "left",
    unit: "1",
    description: "Objective a user above that without a limit on the capacity.",
    of: ({ left, users }) => Number(left) / Number(users),
  },
  {
    name: "reached",
    unit: "1",
    description: "Part of what the first capacity leaves to save that is saved.",
    of: ({ left }, first) => 1 - Number(left) / Number(first["left"]),
  },
];

/**
 * One row for each capacity: mean, 10 % and 90 % quantile over the scenarios.
 * @param table Of `capacityPrice`, with rising capacities.
 */
export function capacityWorth({ rows: runs }: Table): Table {
  const points = groups(runs, ({ capacity }) => Number(capacity));
  const first = new Map(points[0]?.[1].map((row) => [row["seed"], row]));
  return {
    name: "capacity-worth",
    columns: [
      { name: "capacityPerUser", unit: "step", description: "Steps of all tasks at the edge together, a user." },
      { name: "scenarios", unit: "1", description: "Scenarios, the same ones at every capacity." },
      { name: "zeroPrice", unit: "1", description: "Share of the scenarios in which the price is 0." },
      ...outcomes.flatMap((outcome) => spreadColumns(outcome, STATISTICS, "scenarios")),
    ],
    rows: points.map(([capacity, rows]) => ({
      capacityPerUser: capacity / Number(rows[0]!["users"]),
      scenarios: rows.length,
      zeroPrice: mean(rows.map(({ price }) => (price === 0 ? 1 : 0))),
      ...Object.assign(
        {},
        ...outcomes.map(({ name, of }) =>
          spread(
            name,
            rows.map((row) => of(row, first.get(row["seed"])!)),
            STATISTICS,
          ),
        ),
      ),
    })),
  };
}
