/** What the bound, the proven optimum and the paper's algorithm cost as the number of users grows. */

import type { Chart } from "../../report/chart.js";
import { layout, series } from "../../report/drawing.js";
import type { Table } from "../../report/table.js";

const lines = [
  { column: "sca", name: "SCA", family: "plain" },
  { column: "exact", name: "Proven optimum", family: "plain" },
  { column: "bound", name: "Lower bound", family: "plain" },
  { column: "exact", name: "Proven optimum, all features", family: "all" },
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
  const power = { type: "log", dtick: 1, exponentformat: "power" };
  return {
    name: "benchmark-scaling",
    caption:
      "Time of the lower bound, of the proven optimum and of successive convex approximation against the number of users, with that of one evaluation of the objective.",
    data: [...drawn, evaluation],
    layout: layout({
      columns: 1,
      heightInches: 3,
      xaxis: { title: { text: "Users" }, ...power },
      yaxis: { title: { text: "Time (s)" }, ...power },
    }),
    table,
  };
}
