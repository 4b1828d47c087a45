import Papa from "papaparse";
import type { Table } from "./table.js";

/**
 * A table as CSV: a header of column names, one line a row, lines ended by "\n", numbers with the fewest digits that
 * read back to the same number. Units stand in the data's documentation.
 * @throws RangeError naming table, row and column if a value is missing or no finite number.
 */
export function toCsv(table: Table): string {
  const names = table.columns.map((column) => column.name);
  const lines = table.rows.map((row, i) =>
    names.map((name) => {
      const value = row[name];
      if (typeof value === "string" || Number.isFinite(value)) return value;
      throw new RangeError(
        `table ${table.name}, row ${i + 1}, column ${name}: ${value} is neither text nor a finite number`,
      );
    }),
  );
  return `${Papa.unparse([names, ...lines], { newline: "\n" })}\n`;
}
