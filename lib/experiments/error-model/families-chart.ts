/** Which law fits whom: by source, by family of models, and by kind of sampler. */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { bars, layout, panelTitle, series } from "../../report/drawing.js";
import type { Table } from "../../report/table.js";
import { counted, listed } from "../../report/words.js";
import { errorLaws } from "./law-styles-chart.js";

type Row = Table["rows"][number];

/** Room between the groupings, in rows. */
const APART = 0.6;

/** Distance of two laws' markers within a row. */
const SHIFT = 0.19;

const GROUPINGS = ["source", "family", "sampler"];

/** @param table Of the study `errorModelFamilies`. */
export function errorModelFamiliesChart(table: Table): Chart {
  const rows = table.rows.filter((row) => row["series"] === "counted" && row["grouping"] !== "all");
  const groups = rows.filter((row) => row["law"] === errorLaws[0]!.law && row["fitted"] !== 0);
  const judged = groups
    .filter((row) => row["judged"] !== 0)
    .map((row, i) => ({ row, at: i + APART * GROUPINGS.indexOf(String(row["grouping"])) }));
  const of = (group: Row, law: string): Row =>
    rows.find((r) => r["grouping"] === group["grouping"] && r["group"] === group["group"] && r["law"] === law)!;
  const wins = errorLaws.map(({ law, name, style }) => ({
    ...bars(style),
    orientation: "h",
    name,
    legendgroup: law,
    x: judged.map(({ row }) => of(row, law)["looWins"]!),
    y: judged.map(({ at }) => at),
  }));
  const misses = errorLaws.map(({ law, style }, i): PlotlyTrace => {
    const own = judged.map(({ row }) => of(row, law));
    const numbers = (column: string): number[] => own.map((row) => 100 * Number(row[column]));
    const [low, middle, high] = [numbers("looErrorP25"), numbers("looErrorMedian"), numbers("looErrorP75")];
    return {
      ...series(style),
      mode: "markers",
      legendgroup: law,
      showlegend: false,
      x: middle,
      y: judged.map(({ at }) => at + (i - 1.5) * SHIFT),
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
  const last = judged.at(-1)!.at;
  const rowsAxis = { range: [last + 0.6, -0.6], tickvals: judged.map(({ at }) => at), ticks: "" };
  const unjudged = (grouping: string): string[] =>
    groups.filter((row) => row["grouping"] === grouping && row["judged"] === 0).map((row) => String(row["group"]));
  const missing = [
    [counted(unjudged("source").length, "more source"), unjudged("source").length],
    [`the families ${listed(unjudged("family"))}`, unjudged("family").length],
    [`samplers that are ${listed(unjudged("sampler"))}`, unjudged("sampler").length],
  ].flatMap(([name, count]) => (count === 0 ? [] : [String(name)]));
  const short =
    missing.length === 0
      ? ""
      : ` The series of ${listed(missing)} have too few points: two more than a law has parameters are needed.`;
  return {
    name: "error-model-families",
    caption: `Which error law published series follow, by source (above), by family of models and by kind of sampler (below); in brackets, how many of the counted series can judge all four laws. (a) Series that each law foretells best when one point is left out. (b) Median of that leave-one-out error over the judged series; bars reach from the 25 % to the 75 % quantile.${short}`,
    data: [...wins, ...misses],
    layout: layout({
      columns: 2,
      heightInches: 3.4,
      barmode: "stack",
      xaxis: { title: panelTitle(0, "Series foretold best", "Which law wins"), domain: [0, 0.42], rangemode: "tozero" },
      xaxis2: {
        title: panelTitle(1, "Leave-one-out error (%)", "By how much"),
        domain: [0.5, 1],
        anchor: "y2",
        type: "log",
        dtick: 1,
        tickformat: "~r",
      },
      yaxis: {
        ...rowsAxis,
        ticktext: judged.map(({ row }) => `${row["group"]} (${row["judged"]} of ${row["fitted"]})`),
      },
      yaxis2: { ...rowsAxis, anchor: "x2", ticktext: judged.map(() => "") },
    }),
    table,
  };
}
