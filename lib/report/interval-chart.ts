/** A chart of values with their intervals, a line for each category: where they leave out 0, a difference is sure. */
import { groups } from "d3-array";
import type { Chart } from "./chart.js";
import { errorBars, layout, panelTitle, series as seriesOf } from "./drawing.js";
import { drawnColumns } from "./drawn-columns.js";
import { axesOf, suffix } from "./panels.js";
import type { Table } from "./table.js";

/** Which columns of a table are drawn, and how. */
export interface IntervalChartOptions {
  /** Of the figure; default the table's. */
  readonly name?: string;
  /** A sentence for those who read or cannot see it. */
  readonly caption: string;
  /** Column with a line for each of its values, from the top in the order of their first rows. */
  readonly category: string;
  /** Column of what the points show, along the x axis. */
  readonly value: string;
  /** Columns of the lower and the upper end of each interval, as `pairedDifferences` has them. */
  readonly interval: readonly [lower: string, upper: string];
  /** Column with a point for each of its values on each line; default one. */
  readonly series?: string;
  /** Column with a panel for each of its values, side by side, each with an axis of its own; default one panel. */
  readonly panels?: string;
  /** What axes and legend call columns, in place of name and unit. */
  readonly titles?: Readonly<Record<string, string>>;
  /** Columns of the page that the figure spans; default 1, with panels 2. */
  readonly columns?: 1 | 2;
  /** Default 3. */
  readonly heightInches?: number;
}

/** Points of one line are this far from each other [lines]. */
const APART = 0.25;

/**
 * The chart of rows such as `{ baseline: "greedy", mean: -1.2, low: -1.5, high: -0.9 }`:
 *
 *     intervalChart(differences, { caption, category: "baseline", value: "mean", interval: ["low", "high"], series: "axis" })
 *
 * @throws RangeError for a column that is not there, a cell that is no number, a value outside its interval, and for more series than can
 * be told apart.
 */
export function intervalChart(table: Table, options: IntervalChartOptions): Chart {
  const { name = table.name, caption, category, value, interval, series, panels, titles = {} } = options;
  const drawn = [...[panels, series].filter((column) => column !== undefined), category, value, ...interval];
  const { titleOf, inWords, table: beside } = drawnColumns(table, name, drawn, titles);
  const numbersOf = (rows: Table["rows"], column: string): number[] =>
    rows.map(({ [column]: cell }) => {
      if (typeof cell === "number" && Number.isFinite(cell)) return cell;
      throw new RangeError(`table ${table.name}, column ${column}: must be a number, not ${JSON.stringify(cell)}`);
    });
  const valuesOf = (column: string | undefined): readonly (number | string)[] =>
    column === undefined ? [""] : groups(table.rows, (row) => row[column]!).map(([cell]) => cell);
  const [lines, names, inPanels] = [category, series, panels].map(valuesOf) as [
    readonly (number | string)[],
    readonly (number | string)[],
    readonly (number | string)[],
  ];
  const data = inPanels.flatMap((panel, p) =>
    names.map((own, i) => {
      const rows = table.rows.filter(
        (row) => (panels === undefined || row[panels] === panel) && (series === undefined || row[series] === own),
      );
      const x = numbersOf(rows, value);
      const [low, high] = interval.map((column) => numbersOf(rows, column)) as [number[], number[]];
      return {
        ...seriesOf(i),
        ...axesOf(p),
        mode: "markers",
        name: series === undefined ? titleOf(value) : inWords(series, own),
        legendgroup: `${i}`,
        showlegend: series !== undefined && p === 0,
        x,
        y: rows.map((row) => lines.indexOf(row[category]!) + (i - (names.length - 1) / 2) * APART),
        error_x: errorBars(x, low, high),
      };
    }),
  );
  const axes = inPanels.flatMap((panel, p) => [
    [
      `xaxis${suffix(p)}`,
      {
        title: panels === undefined ? { text: titleOf(value) } : panelTitle(p, inWords(panels, panel)),
        zeroline: true,
        nticks: 4,
        tickangle: 0,
      },
    ],
    [
      `yaxis${suffix(p)}`,
      {
        range: [lines.length - 0.4, -0.6],
        tickvals: lines.map((_, k) => k),
        ticktext: lines.map((line) => inWords(category, line)),
        showticklabels: p === 0,
      },
    ],
  ]);
  return {
    name,
    caption,
    data,
    layout: layout({
      columns: options.columns ?? (panels === undefined ? 1 : 2),
      heightInches: options.heightInches ?? 3,
      ...(panels !== undefined && { panels: { rows: 1, columns: inPanels.length } }),
      ...Object.fromEntries(axes),
    }),
    table: beside,
  };
}
