/** Cost against energy beyond the budget as V of drift plus penalty varies, with the law O(1/V)–O(V) (MODEL.md §10). */
import type { Table } from "../study/table.js";
import type { Chart } from "./chart.js";
import { axesOf } from "./panels.js";
import { layout, panelTitle, series } from "./theme.js";

const logarithmic = { type: "log", dtick: 1, exponentformat: "power", minexponent: 2 };

/** @param table Of the study `dynamicLyapunov`. */
export function dynamicLyapunovChart(table: Table): Chart {
  const column = (name: string): number[] => table.rows.map((row) => Number(row[name]));
  const x = column("tradeoff");
  const cost = column("cost");
  const queue = column("queue");
  const least = cost.at(-1)!;
  const V = "<i>V</i> (J²)";
  return {
    name: "dynamic-lyapunov",
    caption: `Drift plus penalty, means over ${table.rows[0]?.["seeds"]} seeds, as V varies: (a) cost, with the law least + B/V, (b) the devices' virtual queues at the end, with a line in proportion to V, (c) cost against energy beyond the budget.`,
    data: [
      { ...series(0), ...axesOf(0), name: "measured", x, y: cost },
      { ...series(1), ...axesOf(0), mode: "lines", name: "law", x, y: column("costLaw").map((law) => least + law) },
      { ...series(0), ...axesOf(1), showlegend: false, x, y: queue },
      { ...series(1), ...axesOf(1), mode: "lines", showlegend: false, x, y: x.map((v) => (queue[0]! * v) / x[0]!) },
      { ...series(0), ...axesOf(2), showlegend: false, x: column("overBudget"), y: cost },
    ],
    layout: layout({
      columns: 2,
      heightInches: 2.6,
      panels: { rows: 1, columns: 3 },
      xaxis: { title: panelTitle(0, V, "Cost"), ...logarithmic },
      xaxis2: { title: panelTitle(1, V, "Queues"), ...logarithmic },
      xaxis3: { title: panelTitle(2, "Beyond the budget (J)", "Trade-off"), rangemode: "tozero" },
      yaxis: { title: { text: "Cost of a slot" } },
      yaxis2: { title: { text: "Virtual queue (J)" }, ...logarithmic },
      yaxis3: { title: { text: "Cost of a slot" } },
    }),
    table,
  };
}
