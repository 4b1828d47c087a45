/** A chart of bars of a table that has a row for each of them. */
import { groups } from "d3-array";
import type { Chart } from "./chart.js";
import { bars, layout, powersOfTen } from "./drawing.js";
import { drawnColumns } from "./drawn-columns.js";
import type { Table } from "./table.js";

/** Which columns of a table are drawn, and how. */
export interface BarChartOptions {
  /** Of the figure; default the table's. */
  readonly name?: string;
  /** A sentence for those who read or cannot see it. */
  readonly caption: string;
  /** Column with a place along the x axis for each of its values, in the order of their first rows. */
  readonly x: string;
  /** Column of what the bars show. */
  readonly y: string;
  /** Column with a bar for each of its values at each place; default one bar. */
  readonly series?: string;
  /** Bars of one place upon each other; default side by side. */
  readonly stacked?: boolean;
  /** Powers of ten along the y axis. */
  readonly log?: boolean;
  /** Heights at which a dashed line runs across. */
  readonly lines?: readonly number[];
  /** What axes and legend call columns, in place of name and unit. */
  readonly titles?: Readonly<Record<string, string>>;
  /** Columns of the page that the figure spans; default 1. */
  readonly columns?: 1 | 2;
  /** Default 2.5. */
  readonly heightInches?: number;
}

/**
 * The chart of rows such as `{ user: "A", place: "edge", steps: 12 }`:
 *
 *     barChart(plan, { caption, x: "user", y: "steps", series: "place", stacked: true })
 *
 * @throws RangeError for a column that is not there, a cell of `y` that is no number, or on an axis with powers of ten none above 0, and
 * for more series than can be told apart.
 */
export function barChart(table: Table, options: BarChartOptions): Chart {
  const { name = table.name, caption, x, y, series, stacked = false, log = false, lines = [], titles = {} } = options;
  const drawn = [...(series === undefined ? [] : [series]), x, y];
  const { titleOf, inWords, table: beside } = drawnColumns(table, name, drawn, titles);
  for (const { [y]: value } of table.rows) {
    if (typeof value === "number" && Number.isFinite(value) && (!log || value > 0)) continue;
    const right = log ? "a number > 0 on an axis with powers of ten" : "a number";
    throw new RangeError(`table ${table.name}, column ${y}: must be ${right}, not ${JSON.stringify(value)}`);
  }
  const places = [...new Set(table.rows.map((row) => inWords(x, row[x]!)))];
  const ofSeries = series === undefined ? [["", table.rows] as const] : groups(table.rows, (row) => row[series]!);
  return {
    name,
    caption,
    data: ofSeries.map(([value, rows], i) => ({
      ...bars(i),
      name: series === undefined ? titleOf(y) : inWords(series, value),
      showlegend: series !== undefined,
      x: rows.map((row) => inWords(x, row[x]!)),
      y: rows.map((row) => row[y]!),
    })),
    layout: layout({
      columns: options.columns ?? 1,
      heightInches: options.heightInches ?? 2.5,
      barmode: stacked ? "stack" : "group",
      legend: { traceorder: "normal" },
      xaxis: { type: "category", categoryorder: "array", categoryarray: places, dtick: 1, title: { text: titleOf(x) } },
      yaxis: { title: { text: titleOf(y) }, ...(log && powersOfTen(table.rows.map((row) => row[y] as number))) },
      shapes: lines.map((at) => ({
        type: "line",
        xref: "paper",
        x0: 0,
        x1: 1,
        y0: at,
        y1: at,
        line: { width: 1, dash: "dash" },
      })),
    }),
    table: beside,
  };
}
