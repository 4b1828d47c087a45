/** A chart of lines, with bands, of a summary that has a row for each of their points. */
import { groups } from "d3-array";
import type { Chart, PlotlyTrace } from "./chart.js";
import { band as bandOf, layout, panelTitle, powersOfTen, series as seriesOf } from "./drawing.js";
import { drawnColumns } from "./drawn-columns.js";
import { axesOf, suffix } from "./panels.js";
import type { Table } from "./table.js";
import { ieee } from "./themes/ieee.js";

/** Which columns of a table are drawn, and how. */
export interface LineChartOptions {
  /** Of the figure; default the table's. */
  readonly name?: string;
  /** A sentence for those who read or cannot see it. */
  readonly caption: string;
  /** Column along the x axis. */
  readonly x: string;
  /** Column of what the lines show, e.g. `gapMedian`. */
  readonly y: string;
  /** Column with a line for each of its values; default a line for all. */
  readonly series?: string;
  /** Column with a panel for each of its values, side by side; default one panel. */
  readonly panels?: string;
  /** Columns of the lower and the upper end of a band around each line, e.g. `["gapP10", "gapP90"]`. */
  readonly band?: readonly [lower: string, upper: string];
  /** Axes with powers of ten; default neither. */
  readonly log?: "x" | "y" | "xy";
  /** What axes and legend call columns, in place of name and unit. */
  readonly titles?: Readonly<Record<string, string>>;
  /** Columns of the page that the figure spans; default 1, with panels 2. */
  readonly columns?: 1 | 2;
  /** Default 2.5. */
  readonly heightInches?: number;
}

type Row = Table["rows"][number];

/**
 * The chart of a summary:
 *
 *     lineChart(summary, { caption, x: "penaltyFactor", y: "gapMedian", series: "edge.stepCapacity", band: ["gapP10", "gapP90"], log: "xy" })
 *
 * On an axis with powers of ten a band whose lower end is 0 goes down to the least number that is drawn.
 * @throws RangeError for a column that is not there, a cell that is no number or has no place on such an axis, two rows of one line at
 * the same x, and more lines than can be told apart.
 */
export function lineChart(table: Table, options: LineChartOptions): Chart {
  const { name = table.name, caption, x, y, series, panels, band = [], log = "", titles = {} } = options;
  const drawn = [...[panels, series].filter((column) => column !== undefined), x, y, ...band];
  const { titleOf, inWords, table: beside } = drawnColumns(table, name, drawn, titles);
  const numbersOf = (own: readonly Row[], column: string): number[] =>
    own.map(({ [column]: value }) => {
      const onLog = log.includes(column === x ? "x" : "y");
      if (typeof value === "number" && (!onLog || value > 0 || (value === 0 && column === band[0]))) return value;
      const range = onLog ? "must be > 0 on an axis with powers of ten" : "must be a number";
      throw new RangeError(`table ${table.name}, column ${column}: ${range}, not ${JSON.stringify(value)}`);
    });

  const ofPanels = by(table.rows, panels);
  const names = by(table.rows, series).map(([value]) => value);
  const floor = Math.min(
    ...[y, ...band].flatMap((column) => numbersOf(table.rows, column)).filter((value) => value > 0),
  );
  const lines = ofPanels.flatMap(([, inPanel], panel) =>
    by(inPanel, series).map(([value, own]) => {
      const rows = own.toSorted((a, b) => Number(a[x]) - Number(b[x]));
      const at = numbersOf(rows, x);
      const again = at.find((place, i) => place === at[i + 1]);
      if (again !== undefined) {
        const more = "summarise over what else varies, or have series or panels of it";
        throw new RangeError(`table ${table.name}: several rows of one line have ${x} ${again}: ${more}`);
      }
      return { panel, index: names.indexOf(value), value, rows, at };
    }),
  );
  const bands = lines.flatMap(({ panel, index, rows, at }): PlotlyTrace[] => {
    if (band.length === 0) return [];
    const [lower, upper] = band.map((column) => numbersOf(rows, column)) as [number[], number[]];
    const shown = log.includes("y") ? lower.map((value) => (value === 0 ? floor : value)) : lower;
    return [{ ...bandOf(index, at, shown, upper), ...axesOf(panel) }];
  });
  const traces = lines.map(({ panel, index, value, rows, at }): PlotlyTrace => {
    const first = lines.find((line) => line.index === index)!;
    return {
      ...seriesOf(index),
      ...axesOf(panel),
      name: series === undefined ? titleOf(y) : inWords(series, value!),
      legendgroup: `${index}`,
      showlegend: series !== undefined && first.panel === panel,
      x: at,
      y: numbersOf(rows, y),
    };
  });
  const axis = (which: "x" | "y", title: object): object => {
    if (!log.includes(which)) return { title };
    const all = (which === "x" ? [x] : [y, ...band])
      .flatMap((column) => numbersOf(table.rows, column))
      .filter((v) => v > 0);
    const decades = Math.log10(Math.max(...all) / Math.min(...all));
    return {
      title,
      ...powersOfTen(all, Math.max(1, Math.ceil(decades / (which === "x" && panels !== undefined ? 5 : 10)))),
    };
  };
  const axes = ofPanels.flatMap(([value], panel) => {
    const title =
      panels === undefined
        ? { text: titleOf(x) }
        : panelTitle(panel, titleOf(x), `${titleOf(panels)}: ${inWords(panels, value!)}`);
    return [
      [`xaxis${suffix(panel)}`, axis("x", title)],
      [
        `yaxis${suffix(panel)}`,
        { ...axis("y", panel === 0 ? { text: titleOf(y) } : {}), ...(panel > 0 && { matches: "y" }) },
      ],
    ];
  });
  return {
    name,
    caption,
    data: [...bands, ...traces],
    layout: layout({
      columns: options.columns ?? (panels === undefined ? 1 : 2),
      heightInches: options.heightInches ?? 2.5,
      ...(panels !== undefined && { panels: { rows: 1, columns: ofPanels.length } }),
      ...(series !== undefined && {
        legend: { title: { text: titleOf(series), side: "left", font: { size: ieee.textSize } } },
      }),
      ...Object.fromEntries(axes),
    }),
    table: beside,
  };
}

/** Rows by the values of a column, in the order of their first ones; all together without one. */
function by(rows: readonly Row[], column: string | undefined): [value: number | string | undefined, rows: Row[]][] {
  return column === undefined ? [[undefined, [...rows]]] : groups(rows, (row) => row[column]!);
}
