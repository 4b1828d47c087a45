/** What no handover costs by how fast users walk, and who then still reaches a server. */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { errorBars, layout, panelTitle, series } from "../../report/drawing.js";
import { axesOf } from "../../report/panels.js";
import type { Table } from "../../report/table.js";

const LINES = [
  { outcome: "gain", label: "", panel: 0, styles: [0, 1] },
  { outcome: "edgeShare", label: "", panel: 1, styles: [0, 1] },
  { outcome: "homeShare", label: ", home alone", panel: 1, styles: [2, 3] },
] as const;

/** @param table Of `handoverGain`, with two numbers of servers. */
export function handoverGainChart(table: Table): Chart {
  const counts = [...new Set(table.rows.map((row) => Number(row["servers"])))];
  return {
    name: "handover-gain",
    caption: `The same requests of the same walking users, who may start at any server in reach or at their first one alone. Means over ${table.rows[0]?.["worlds"]} worlds with 95 % intervals, by the mean speed of who walks. (a) Objective a request that no handover has more. (b) Part of the requests that a server computes, with handover and at home alone.`,
    data: LINES.flatMap((line) => counts.map((servers, i) => drawn(table.rows, line, servers, i))),
    layout: layout({
      columns: 2,
      heightInches: 2.6,
      panels: { rows: 1, columns: 2 },
      xaxis: { title: panelTitle(0, "Speed (m/s)", "No handover"), rangemode: "tozero" },
      xaxis2: { title: panelTitle(1, "Speed (m/s)", "At a server"), rangemode: "tozero" },
      yaxis: { title: { text: "Added cost a request" }, rangemode: "tozero" },
      yaxis2: { title: { text: "Part of the requests (%)" }, rangemode: "tozero" },
    }),
    table,
  };
}

function drawn(
  rows: Table["rows"],
  { outcome, label, panel, styles }: (typeof LINES)[number],
  servers: number,
  i: number,
): PlotlyTrace {
  const own = rows.filter((row) => row["servers"] === servers);
  const column = (of: string): number[] => own.map((row) => (panel === 1 ? 100 : 1) * Number(row[`${outcome}${of}`]));
  const y = column("Mean");
  return {
    ...series(styles[i]!),
    ...axesOf(panel),
    name: `${servers} servers${label}`,
    x: own.map((row) => Number(row["speed"])),
    y,
    error_y: errorBars(y, column("CiLow"), column("CiHigh")),
    // told once for both panels
    ...(panel === 1 && label === "" && { showlegend: false }),
    cliponaxis: false,
  };
}
