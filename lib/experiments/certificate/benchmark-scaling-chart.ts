/** What the bound, the proven optimum and the paper's algorithm cost as the number of users grows. */

import type { Chart } from "../../report/chart.js";
import { layout, powersOfTen, series } from "../../report/drawing.js";
import type { Table } from "../../report/table.js";

const lines = [
  { column: "sca", name: "SCA", family: "plain" },
  { column: "exact", name: "Proven optimum", family: "plain" },
  { column: "bound", name: "Lower bound", family: "plain" },
  { column: "exact", name: "All features, proven", family: "all" },
];

/** @param table Of the benchmark `scaling`. */
export function benchmarkScalingChart(table: Table): Chart {
  const of = (family: string): Table["rows"] => table.rows.filter((row) => row["family"] === family);
  const drawn = lines.map(({ column, name, family }, i) => ({
    ...series(i),
    name,
    x: of(family).map((row) => row["users"]),
    y: of(family).map((row) => Number(row[column]) * Number(row["evaluationSeconds"])),
  }));
  const evaluation = {
    ...series(lines.length),
    name: "One evaluation",
    x: of("plain").map((row) => row["users"]),
    y: of("plain").map((row) => row["evaluationSeconds"]),
  };
  const all = [...drawn, evaluation];
  const times = all.flatMap(({ y }) => y.map(Number)).filter((seconds) => seconds > 0);
  return {
    name: "benchmark-scaling",
    caption:
      "Time of the lower bound, of the proven optimum and of successive convex approximation (SCA) against the number of users, with that of one evaluation of the objective. Each is the shortest of several runs, or of a single one with more than a million users, so it has no spread. All features: power-law error, logarithmic utility, deadlines and batteries.",
    data: all,
    layout: layout({
      columns: 1,
      heightInches: 3,
      legend: { entrywidthmode: "fraction", entrywidth: 0.48 },
      xaxis: { title: { text: "Users" }, ...powersOfTen(of("plain").map(({ users }) => Number(users))) },
      yaxis: { title: { text: "Time (s)" }, ...powersOfTen(times) },
    }),
    table,
  };
}
