/** How the gap grows with the servers, how alike their prices are, and how far simple rules are behind. */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { errorBars, layout, panelTitle, series } from "../../report/drawing.js";
import { axesOf } from "../../report/panels.js";
import type { Table } from "../../report/table.js";

const LINES = [
  { outcome: "gap", label: "gap to the bound", style: 0, panel: 0 },
  { outcome: "priceSpread", label: "dearest above cheapest price", style: 4, panel: 0 },
  { outcome: "nearestMore", label: "nearest server", style: 3, panel: 1 },
  { outcome: "leastLoadedMore", label: "least loaded server", style: 2, panel: 1 },
] as const;

/** @param table Of `serversBalance`. */
export function serversBalanceChart(table: Table): Chart {
  return {
    name: "servers-balance",
    caption: `The same users and the same edge steps in all, on one server or on several. Means over ${table.rows[0]?.["scenarios"]} scenarios with 95 % intervals. (a) Gap of the plan to the Lagrangian bound, and the part by which the dearest server's step is above the cheapest's, in per cent. (b) Objective a user that simple rules have more than the plan: the nearest server, or the least loaded that a user reaches, each with its best steps.`,
    data: LINES.map((line) => drawn(table.rows, line)),
    layout: layout({
      columns: 2,
      heightInches: 2.6,
      panels: { rows: 1, columns: 2 },
      xaxis: { title: panelTitle(0, "Servers", "Gap and prices"), rangemode: "tozero" },
      xaxis2: { title: panelTitle(1, "Servers", "Simple rules"), rangemode: "tozero" },
      yaxis: { title: { text: "Part (%)" }, rangemode: "tozero" },
      yaxis2: { title: { text: "Added cost a user" }, rangemode: "tozero" },
    }),
    table,
  };
}

function drawn(rows: Table["rows"], { outcome, label, style, panel }: (typeof LINES)[number]): PlotlyTrace {
  const column = (of: string): number[] => rows.map((row) => (panel === 0 ? 100 : 1) * Number(row[`${outcome}${of}`]));
  const y = column("Mean");
  return {
    ...series(style),
    ...axesOf(panel),
    name: label,
    x: rows.map((row) => Number(row["servers"])),
    y,
    error_y: errorBars(y, column("CiLow"), column("CiHigh")),
    cliponaxis: false,
  };
}
