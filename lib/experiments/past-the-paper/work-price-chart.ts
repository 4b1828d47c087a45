/** Who is at the edge where its steps are limited, and where its work is, and what that saves. */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { band, errorBars, layout, panelTitle, series } from "../../report/drawing.js";
import { axesOf } from "../../report/panels.js";
import type { Table } from "../../report/table.js";

const LINES = [
  { capacity: "steps", share: "pictures", label: "pictures, steps", style: 0 },
  { capacity: "work", share: "pictures", label: "pictures, work", style: 4 },
  { capacity: "steps", share: "clips", label: "clips, steps", style: 3 },
  { capacity: "work", share: "clips", label: "clips, work", style: 2 },
] as const;

/** @param table Of `workPrice`. @param differences Of `workPriceDifferences`. */
export function workPriceChart(table: Table, differences: Table): Chart {
  const more = differences.columns.filter(({ name }) => name.startsWith("objectiveMore"));
  const rows = table.rows.map((row) => {
    const than = differences.rows.find((other) => other["stepCapacity"] === row["stepCapacity"])!;
    return { ...row, ...Object.fromEntries(more.map(({ name }) => [name, than[name]!])) };
  });
  const of = (capacity: string): Table["rows"] => rows.filter((row) => row["capacity"] === capacity);
  const axis = { type: "log", tickvals: [50, 100, 200, 400, 800], ticktext: ["50", "100", "200", "400", "800"] };
  return {
    name: "work-price",
    caption: `A capacity in steps, or in the work that its best plan takes, where some users want clips, whose steps take many times the work of a picture's. Over ${table.rows[0]?.["scenarios"]} scenarios, with 95 % intervals. (a) Mean part of those who want pictures, and of those who want clips, at the edge in the proven optimum. (b) Objective a user that the optimum under steps has more, median; the intervals hold together with 95 %.`,
    data: [
      ...LINES.map(({ capacity, share, style }) => spread(of(capacity), share, style)),
      ...LINES.map(({ capacity, share, label, style }) => line(of(capacity), share, label, style)),
      saved(of("work")),
    ],
    layout: layout({
      columns: 2,
      heightInches: 2.6,
      panels: { rows: 1, columns: 2 },
      xaxis: { title: panelTitle(0, "Edge steps of a round", "Who is at the edge"), ...axis },
      xaxis2: { title: panelTitle(1, "Edge steps of a round", "What steps cost"), ...axis },
      yaxis: { title: { text: "Part of the users" }, range: [0, 1.05] },
      yaxis2: { title: { text: "Added cost a user" }, rangemode: "tozero" },
    }),
    table: { ...table, columns: [...table.columns, ...more], rows },
  };
}

const column = (rows: Table["rows"], name: string): number[] => rows.map((row) => Number(row[name]));

function spread(rows: Table["rows"], share: string, style: number): PlotlyTrace {
  const [low, high] = [column(rows, `${share}CiLow`), column(rows, `${share}CiHigh`)];
  return { ...band(style, column(rows, "stepCapacity"), low, high), ...axesOf(0) };
}

function line(rows: Table["rows"], share: string, name: string, style: number): PlotlyTrace {
  const [x, y] = [column(rows, "stepCapacity"), column(rows, `${share}Mean`)];
  return { ...series(style), ...axesOf(0), name, x, y, cliponaxis: false };
}

function saved(rows: Table["rows"]): PlotlyTrace {
  const y = column(rows, "objectiveMoreMedian");
  return {
    ...series(5),
    ...axesOf(1),
    showlegend: false,
    x: column(rows, "stepCapacity"),
    y,
    error_y: errorBars(y, column(rows, "objectiveMoreCiLow"), column(rows, "objectiveMoreCiHigh")),
    cliponaxis: false,
  };
}
