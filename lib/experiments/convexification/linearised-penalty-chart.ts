/** The penalty and its tangents: what is linearised never charges less than the penalty itself (MODEL.md §4). */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { layout, series } from "../../report/drawing.js";
import type { Table } from "../../report/table.js";
import { ieee } from "../../report/themes/ieee.js";

/** @param table Of the study `linearisedPenalty`. */
export function linearisedPenaltyChart(table: Table): Chart {
  const around = [...new Set(table.rows.map((row) => row["around"] as number))];
  const tangents = around.flatMap((at, i) => {
    const rows = table.rows.filter((row) => row["around"] === at);
    const touching = rows.filter((row) => row["offload"] === at);
    const style = series(i < 2 ? i : i + 1);
    return [
      { ...style, ...curve(rows, "tangent"), showlegend: false },
      {
        ...style,
        ...curve(touching, "tangent"),
        mode: "markers",
        showlegend: false,
      },
    ];
  });
  const rows = table.rows.filter((row) => row["around"] === around[0]);
  const penalty = {
    ...curve(rows, "penalty"),
    type: "scatter",
    showlegend: false,
    line: { color: "#000000", width: 2 * ieee.lineWidth },
  };
  return {
    name: "linearised-penalty",
    caption:
      "The concave penalty a(1 - a) of one user and its tangents. Each tangent touches the penalty at the last iterate and lies above it everywhere else.",
    data: [penalty, ...tangents],
    layout: layout({
      columns: 1,
      heightInches: 2.6,
      xaxis: { title: { text: "Offloaded share <i>a</i>" }, range: [-0.02, 1.3], tickvals: [0, 0.2, 0.4, 0.6, 0.8, 1] },
      yaxis: { title: { text: "Penalty at <i>τ</i> = 1" }, range: [-0.02, 1.05] },
      annotations: [
        { x: 0.5, y: 0.1, text: "penalty <i>a</i>(1 − <i>a</i>)" },
        ...around.map((at) => label(table.rows.filter((row) => row["around"] === at))),
      ],
    }),
    table,
  };
}

/** Where a tangent touches, at its higher end. */
function label(rows: Table["rows"]): object {
  const [first, last] = [rows[0]!, rows.at(-1)!];
  const left = Number(first["tangent"]) > Number(last["tangent"]);
  const { offload: x, tangent: y, around } = left ? first : last;
  const text = `tangent at ${around}`;
  return { x, y, text, xanchor: "left", yanchor: left ? "bottom" : "middle", xshift: 3 };
}

function curve(rows: Table["rows"], column: string): PlotlyTrace {
  return { x: rows.map((row) => row["offload"]), y: rows.map((row) => row[column]), mode: "lines" };
}
