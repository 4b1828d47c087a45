/** Cost against energy beyond the budget as V of drift plus penalty varies, with the law O(1/V)–O(V) (MODEL.md §10). */

import type { Chart } from "../../report/chart.js";
import { band, errorBars, layout, panelTitle, series } from "../../report/drawing.js";
import { axesOf } from "../../report/panels.js";
import type { Table } from "../../report/table.js";

const logarithmic = { type: "log", dtick: 1, exponentformat: "power", minexponent: 2 };

/** Devices that are beyond their budgets by no more than this on average count as within [J]. */
const KEPT = 0.1;

/** @param table Of the study `dynamicLyapunov`, V rising. */
export function dynamicLyapunovChart(table: Table): Chart {
  const column = (name: string): number[] => table.rows.map((row) => Number(row[name]));
  const x = column("tradeoff");
  const excess = column("excessMean");
  const queue = column("queueMean");
  const beyond = Math.max(...column("overBudget"));
  const { kept, costLaw, growth } = laws(table);
  const cost = "Cost above that at largest <i>V</i>";
  const V = "<i>V</i> (J²)";
  return {
    name: "dynamic-lyapunov",
    caption: `Drift plus penalty, means over ${table.rows[0]?.["seeds"]} seeds with bands and bars between the quartiles, as V varies. (a) Cost of a slot above the same world's at the largest V, and the law O(1/V): no more than B/V above the cheapest that keeps the budgets, here that of V = ${kept} J². (b) The devices' virtual queues at the end, and the law O(V): in proportion to V. (c) Cost against what devices spend a slot beyond their budgets; each point is a V in J².`,
    data: [
      { ...band(0, x, column("excessP25"), column("excessP75")), ...axesOf(0) },
      { ...series(0), ...axesOf(0), name: "measured", x, y: excess },
      { ...series(1), ...axesOf(0), mode: "lines", name: "law", x, y: costLaw },
      { ...band(0, x, column("queueP25").map(shown), column("queueP75").map(shown)), ...axesOf(1) },
      { ...series(0), ...axesOf(1), showlegend: false, x, y: queue },
      { ...series(1), ...axesOf(1), mode: "lines", showlegend: false, x, y: x.map((v) => growth * v) },
      {
        ...series(0),
        ...axesOf(2),
        mode: "lines+markers+text",
        showlegend: false,
        cliponaxis: false,
        x: column("overBudget"),
        y: excess,
        error_y: errorBars(excess, column("excessP25"), column("excessP75")),
        text: x.map((v) => ` ${v}`),
        textposition: "top right",
      },
    ],
    layout: layout({
      columns: 2,
      heightInches: 2.6,
      panels: { rows: 1, columns: 3 },
      xaxis: { title: panelTitle(0, V, "Cost"), ...logarithmic },
      xaxis2: { title: panelTitle(1, V, "Queues"), ...logarithmic },
      xaxis3: {
        title: panelTitle(2, "Beyond the budget (J)", "Trade-off"),
        range: [-0.1, 1.35].map((x) => x * beyond),
      },
      yaxis: { title: { text: cost }, range: [0, 1.3 * Math.max(...column("excessP75"), ...excess)] },
      yaxis2: { title: { text: "Virtual queue (J)" }, ...logarithmic },
      yaxis3: { title: { text: cost }, range: [-0.1, 1.3].map((y) => y * excess[0]!) },
    }),
    table,
  };
}

/** The largest V that keeps the budgets, B/V above its cost, and the least factor of V that no queue from there on exceeds. */
function laws({ rows }: Table): { kept: number; costLaw: number[]; growth: number } {
  const within = rows.findLastIndex((row) => Number(row["overBudget"]) <= KEPT);
  return {
    kept: Number(rows[within]!["tradeoff"]),
    costLaw: rows.map((row) => Number(rows[within]!["excessMean"]) + Number(row["costLaw"])),
    growth: Math.max(...rows.slice(within).map((row) => Number(row["queueMean"]) / Number(row["tradeoff"]))),
  };
}

/** A logarithmic axis has no 0. */
function shown(queue: number): number {
  return Math.max(queue, 0.1);
}
