/** Gap against the number of users, with the line of slope −1 that theory draws (MODEL.md §7). */

import type { Chart } from "../../report/chart.js";
import { band, layout, powersOfTen, series } from "../../report/drawing.js";
import type { Table } from "../../report/table.js";

const plans = [
  { plan: "theorem", name: "theorem's bound", style: 2 },
  { plan: "lagrangian", name: "Lagrangian's plan", style: 0 },
  { plan: "sca", name: "SCA's plan", style: 1 },
  { plan: "optimum", name: "optimum", style: 3 },
];

/** @param table Of the study `gapByUsers`. */
export function gapByUsersChart(table: Table): Chart {
  const column = (plan: string, name: string): number[] =>
    table.rows.filter((row) => row["plan"] === plan).map((row) => row[name] as number);
  const bands = plans.map(({ plan, style }) =>
    band(style, column(plan, "users"), column(plan, "mean"), column(plan, "largest")),
  );
  const lines = plans.map(({ plan, name, style }) => ({
    ...series(style),
    name,
    x: column(plan, "users"),
    y: column(plan, "mean"),
  }));
  const [users, scenarios] = ["users", "scenarios"].map((name) => column("optimum", name));
  const gaps = plans.flatMap(({ plan }) => [...column(plan, "mean"), ...column(plan, "largest")]);
  return {
    name: "gap-by-users",
    caption: `Gap to the Lagrangian bound against the number of users, means over seeded scenarios, shaded up to the largest of them: over ${scenarios![0]} scenarios with ${users![0]} users, and fewer the larger they are, ${scenarios!.at(-1)} with ${users!.at(-1)}. The Lagrangian's plan stays below the theorem's line, which falls like 1/N; the plan of successive convex approximation (SCA) levels off; the optimum falls faster.`,
    data: [...bands, ...lines],
    layout: layout({
      columns: 1,
      heightInches: 3,
      legend: { entrywidthmode: "fraction", entrywidth: 0.48 },
      xaxis: { title: { text: "Users" }, ...powersOfTen(users!) },
      yaxis: { title: { text: "Gap" }, ...powersOfTen(gaps, 2) },
    }),
    table,
  };
}
