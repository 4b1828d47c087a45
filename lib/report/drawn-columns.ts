/** The columns of a table that a chart draws: what axes and legend call them, and what stands beside the figure. */
import { columnFinder, type Table } from "./table.js";

export interface DrawnColumns {
  /** A column's title: as asked, or its name and unit. */
  readonly titleOf: (column: string) => string;
  /** A cell in the column's words, where it has any. */
  readonly inWords: (column: string, cell: number | string) => string;
  /** These columns alone, under the chart's name. */
  readonly table: Table;
}

/**
 * @param drawn Names in the order in which the CSV has them. @param titles In place of names and units.
 * @throws RangeError for a name that no column has.
 */
export function drawnColumns(
  table: Table,
  name: string,
  drawn: readonly string[],
  titles: Readonly<Record<string, string>>,
): DrawnColumns {
  const columnOf = columnFinder(table);
  return {
    titleOf: (column) => {
      const { unit } = columnOf(column);
      return titles[column] ?? (unit === "" || unit === "1" ? column : `${column} (${unit})`);
    },
    inWords: (column, cell) => columnOf(column).words?.[cell] ?? `${cell}`,
    table: {
      ...table,
      name,
      columns: drawn.map(columnOf),
      rows: table.rows.map((row) => Object.fromEntries(drawn.map((column) => [column, row[column]!]))),
    },
  };
}
