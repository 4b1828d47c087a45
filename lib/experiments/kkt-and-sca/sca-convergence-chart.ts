/** Convergence of the paper's algorithm at several penalties, one panel a quantity (MODEL.md §4, §5). */

import { groups } from "d3-array";
import { tenTo } from "../../numerics/power.js";
import type { Chart } from "../../report/chart.js";
import { layout, panelTitle, series } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";
import { counted } from "../../report/words.js";

type Row = Table["rows"][number];

const aboveOptimum = (name: string) => (row: Row) => (row[name] as number) - (row["relaxationOptimum"] as number);
const panels: readonly {
  readonly title: string;
  readonly axis: string;
  readonly log?: boolean;
  readonly value: (row: Row) => unknown;
}[] = [
  { title: "Objective", axis: "Above the relaxation", value: aboveOptimum("objective") },
  { title: "Penalised objective", axis: "Above the relaxation", log: true, value: aboveOptimum("penalisedObjective") },
  { title: "Binary violation", axis: "Σ <i>a</i>(1 − <i>a</i>)", value: (row) => row["binaryViolation"] },
  { title: "Price of an edge step", axis: "<i>λ</i> (1/step)", value: (row) => row["price"] },
];

const logarithmic = {
  type: "log",
  tickformat: "~g",
  tickvals: Array.from({ length: 13 }, (_, i) => [1, 2, 5].map((digit) => digit * tenTo(i - 6))).flat(),
};

/** @param table Of the study `scaConvergence`. */
export function scaConvergenceChart(table: Table): Chart {
  const byFactor = groups(table.rows, (row) => row["penaltyFactor"] as number);
  const data = panels.flatMap(({ value }, p) =>
    byFactor.map(([factor, rows], i) => {
      return {
        ...series(i),
        name: `<i>τ</i> = ${(rows[0]!["penaltyWeight"] as number).toPrecision(3)} (${factor === 1 ? "" : `${factor} × `}default)`,
        legendgroup: String(factor),
        showlegend: p === 0,
        ...axesOf(p),
        x: rows.map((row) => row["iteration"]),
        y: rows.map(value),
      };
    }),
  );
  const axes = panels.flatMap(({ title, axis, log }, p) => [
    [`xaxis${suffix(p)}`, { title: panelTitle(p, "Iteration", title), dtick: 2 }],
    [`yaxis${suffix(p)}`, { title: { text: axis }, ...(log ? logarithmic : { rangemode: "tozero" }) }],
  ]);
  const users = table.about?.["users"];
  const who = users === undefined ? "" : ` of ${counted(Number(users), "user")}`;
  const optimum = Number(table.rows[0]?.["relaxationOptimum"]).toPrecision(4);
  return {
    name: "sca-convergence",
    caption: `Successive convex approximation${who} at several penalties from the same start: (a) the objective and (b) the penalised objective, both above the relaxation's optimum, ${optimum}, (c) the binary violation before rounding, (d) the price of an edge step.`,
    data,
    layout: layout({ columns: 2, heightInches: 4, panels: { rows: 2, columns: 2 }, ...Object.fromEntries(axes) }),
    table,
  };
}
