/** Which law fits whom: by family of models, and by kind of sampler. */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { bars, layout, panelTitle, series } from "../../report/drawing.js";
import type { Table } from "../../report/table.js";
import { listed } from "../../report/words.js";
import { errorLaws } from "./law-styles-chart.js";

type Row = Table["rows"][number];

/** Room between the families and the samplers, in rows. */
const APART = 0.6;

/** Distance of two laws' markers within a row. */
const SHIFT = 0.19;

/** @param table Of the study `errorModelFamilies`. */
export function errorModelFamiliesChart(table: Table): Chart {
  const rows = table.rows.filter((row) => row["series"] === "counted" && row["grouping"] !== "all");
  const groups = rows
    .filter((row) => row["law"] === errorLaws[0]!.law && !(row["grouping"] === "sampler" && row["fitted"] === 0))
    .map((row, i) => ({ row, at: i + (row["grouping"] === "sampler" ? APART : 0) }));
  const of = (group: Row, law: string): Row =>
    rows.find((r) => r["grouping"] === group["grouping"] && r["group"] === group["group"] && r["law"] === law)!;
  const fitted = groups.filter(({ row }) => row["fitted"] !== 0);
  const wins = errorLaws.map(({ law, name, style }) => ({
    ...bars(style),
    orientation: "h",
    name,
    legendgroup: law,
    x: fitted.map(({ row }) => (100 * Number(of(row, law)["looWins"])) / Number(row["fitted"])),
    y: fitted.map(({ at }) => at),
  }));
  const misses = errorLaws.map(({ law, style }, i): PlotlyTrace => {
    const own = fitted.map(({ row }) => of(row, law));
    const numbers = (column: string): number[] => own.map((row) => 100 * Number(row[column]));
    const [low, middle, high] = [numbers("looErrorP25"), numbers("looErrorMedian"), numbers("looErrorP75")];
    return {
      ...series(style),
      mode: "markers",
      legendgroup: law,
      showlegend: false,
      x: middle,
      y: fitted.map(({ at }) => at + (i - 1.5) * SHIFT),
      error_x: {
        type: "data",
        symmetric: false,
        array: high.map((value, k) => value - middle[k]!),
        arrayminus: middle.map((value, k) => value - low[k]!),
        thickness: 1,
        width: 0,
        color: (series(style)["line"] as { color: string }).color,
      },
      xaxis: "x2",
      yaxis: "y2",
    };
  });
  const last = groups.at(-1)!.at;
  const rowsAxis = { range: [last + 0.6, -0.6], tickvals: groups.map(({ at }) => at), ticks: "" };
  const empty = groups.filter(({ row }) => row["fitted"] === 0);
  const without = empty.map(({ row }) => String(row["group"]));
  const short = without.length === 0 ? "" : ` No series of ${listed(without)} models has four points.`;
  return {
    name: "error-model-families",
    caption: `Which error law published series follow, by family of models (above) and by kind of sampler (below); in brackets, how many series count. (a) Share of the series that each law foretells best when one point is left out. (b) Median of that leave-one-out error over the series; bars reach from the 25 % to the 75 % quantile.${short}`,
    data: [...wins, ...misses],
    layout: layout({
      columns: 2,
      heightInches: 4,
      barmode: "stack",
      xaxis: { title: panelTitle(0, "Series foretold best (%)", "Which law wins"), domain: [0, 0.44], range: [0, 100] },
      xaxis2: {
        title: panelTitle(1, "Leave-one-out error (%)", "By how much"),
        domain: [0.52, 1],
        anchor: "y2",
        type: "log",
        dtick: 1,
        tickformat: "~r",
      },
      yaxis: {
        ...rowsAxis,
        ticktext: groups.map(({ row }) => `${row["group"]} (${row["fitted"]})`),
      },
      yaxis2: { ...rowsAxis, anchor: "x2", ticktext: groups.map(() => "") },
      annotations: empty.map(({ row, at }) => ({
        text: row["longest"] === 1 ? "one point at most" : `${row["longest"]} points at most`,
        x: 2,
        y: at,
        xanchor: "left",
        xref: "x",
        yref: "y",
      })),
    }),
    table,
  };
}
