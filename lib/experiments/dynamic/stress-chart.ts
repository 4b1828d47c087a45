/** Outages of some depth under some load: how far each policy is above the bound (MODEL.md §10). */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { errorBars, layout, panelTitle, series } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";
import { policiesInWords, policiesOf, policyStyle } from "./policies-chart.js";

/** @param table Of the study `dynamicStress`. */
export function dynamicStressChart(table: Table): Chart {
  const unique = (column: string): (string | number)[] => [...new Set(table.rows.map((row) => row[column]!))];
  const [patterns, loads, left] = [unique("pattern"), unique("load"), unique("capacityLeft")];
  const panels = patterns.flatMap((pattern) => loads.map((load) => ({ pattern, load })));
  const policies = policiesOf(table);
  const shown = table.rows.filter((row) => policies.includes(`${row["policy"]}`));
  const most = Math.max(...shown.map((row) => Number(row["overBoundLargest"])));
  const axes = panels.flatMap(({ pattern, load }, i) => [
    [
      `xaxis${suffix(i)}`,
      {
        title: panelTitle(i, "Part of the server left", `${pattern}, ${load} a user`),
        tickvals: [...left.keys()],
        ticktext: left.map((share) => `${100 * Number(share)} %`),
        range: [-0.3, left.length - 0.7],
      },
    ],
    [
      `yaxis${suffix(i)}`,
      {
        title: { text: "Cost over the bound" },
        type: "log",
        tickvals: [1, 1.2, 1.5, 2, 3, 4, 5],
        range: [-0.02, Math.log10(1.05 * most)],
      },
    ],
  ]);
  return {
    name: "dynamic-stress",
    caption: `An outage of some depth under some load: objective over the bound that knows the future, means over ${table.rows[0]?.["seeds"]} seeds; bars reach from the least to the largest. Columns: requests a user and slot on average; rows: how they come. Policies: ${policiesInWords(policies)}.`,
    data: panels.flatMap(({ pattern, load }, i) =>
      policies.map((name, p): PlotlyTrace => {
        const own = table.rows.filter(
          (row) => row["pattern"] === pattern && row["load"] === load && row["policy"] === name,
        );
        const column = (of: string): number[] => own.map((row) => Number(row[of]));
        const y = column("overBoundMean");
        return {
          ...series(policyStyle(name)),
          ...axesOf(i),
          name,
          legendgroup: name,
          showlegend: i === 0,
          x: own.map((_, k) => k + 0.06 * (p - (policies.length - 1) / 2)),
          y,
          error_y: errorBars(y, column("overBoundLeast"), column("overBoundLargest")),
        };
      }),
    ),
    layout: layout({
      columns: 2,
      heightInches: 4.4,
      panels: { rows: patterns.length, columns: loads.length },
      ...Object.fromEntries(axes),
    }),
    table,
  };
}
