/** A sweep's rows as summaries take them. */
import { InputError } from "../input/errors.js";
import type { Table } from "../report/table.js";

/**
 * The rows of a sweep's table without those of cells that came to no plan, and without those that stand beside them: where one
 * method fails in a replication of a point, what the others found there is left out too, so that all have the same draws.
 * `about.leftOut` counts them. `summarise` and `pairedDifferences` take the rest.
 * @throws InputError for a table without the columns of a sweep.
 */
export function finished(table: Table): Table {
  const names = table.columns.map(({ name }) => name);
  const end = names.indexOf("replication");
  if (end < 0 || !names.includes("message")) throw new InputError(`table ${table.name}: is not of a sweep`);
  const keyOf = (row: Table["rows"][number]): string =>
    JSON.stringify(names.slice(1, end + 1).map((name) => row[name]));
  const failed = new Set(table.rows.filter(({ message }) => message !== "").map(keyOf));
  const rows = table.rows.filter((row) => !failed.has(keyOf(row)));
  return { ...table, rows, about: { ...table.about, leftOut: table.rows.length - rows.length } };
}
