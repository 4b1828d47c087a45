/** The rows of a table in which columns have some values, and numbers of theirs. */
import type { Table } from "./table.js";

/**
 * `rowsWhere(runs.rows, { method: "sca", seed: 1 })`
 *
 * @throws RangeError for a column that no row has.
 */
export function rowsWhere<Row extends object>(rows: readonly Row[], values: Readonly<Partial<Row>>): Row[] {
  const wanted = Object.entries(values) as [keyof Row & string, unknown][];
  for (const [name] of wanted) mustHave(rows, name);
  return rows.filter((row) => wanted.every(([name, value]) => row[name] === value));
}

/**
 * A column of these rows: `numbersOf(runs.rows, "gap", { method: "sca" })`
 *
 * @throws RangeError for a column that no row has, and a cell that is no number.
 */
export function numbersOf(rows: Table["rows"], column: string, values: Table["rows"][number] = {}): number[] {
  mustHave(rows, column);
  return rowsWhere(rows, values).map(({ [column]: value }) => {
    if (typeof value === "number") return value;
    throw new RangeError(`column ${column}: must be a number, not ${JSON.stringify(value)}`);
  });
}

function mustHave(rows: readonly object[], name: string): void {
  if (rows.length > 0 && !rows.some((row) => name in row)) {
    throw new RangeError(`no column is named ${JSON.stringify(name)}`);
  }
}
