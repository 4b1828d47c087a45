/** Questions to a sweep's rows in SQL. */
import { join } from "node:path";
import { needPeers } from "../../files/peers.js";
import { decimal } from "../../input/checks.js";
import { InputError } from "../../input/errors.js";
import type { Table } from "../../report/table.js";
import { NONE } from "../run.js";
import { openFolder } from "./folder.js";
import { QUERY_PEERS } from "./peers.js";
import { findRows } from "./rows.js";

/**
 * What a question in DuckDB's SQL to the table `cells`, which has a sweep's columns, is answered with: `NA` for null.
 *
 *     const table = await querySweep("runs", "select method, median(gap) as gap from cells group by 1 order by 1");
 *
 * Without an order of its own an answer has any.
 * @throws InputError saying what DuckDB does not understand, or that there is no sweep or no row.
 */
export async function querySweep(folder: string, sql: string): Promise<Table> {
  needPeers("a query", QUERY_PEERS);
  const { shards, repeated } = await findRows(openFolder(folder));
  if (shards.length === 0) throw new InputError(`${folder}: has no rows yet`);
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", OPTIONS);
  const connection = await instance.connect();
  try {
    const files = shards.map((name) => `'${literal(join(folder, name))}'`).join(", ");
    const one = repeated ? " qualify row_number() over (partition by cell order by status = 'failed') = 1" : "";
    await connection.run(`create view cells as select * from read_parquet([${files}])${one}`);
    const answer = await connection.runAndReadAll(sql).catch((error: Error) => {
      throw new InputError(`SQL: ${error.message.trim().replace(/\s*\n\s*/g, " ")}`);
    });
    const names = answer.columnNames();
    const again = names.find((name, i) => names.indexOf(name) < i);
    if (again !== undefined) throw new InputError(`SQL: two columns are named ${again}; name one by AS`);
    const rows = answer
      .getRowsJson()
      .map((row) => Object.fromEntries(row.map((value, i) => [names[i]!, shown(value)])));
    return { name: "query", columns: names.map((name) => ({ name, unit: "", description: "" })), rows };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Sums of several threads differ in their last digits; nothing is loaded from the net. */
const OPTIONS = { threads: "1", autoinstall_known_extensions: "false" };

/** A path as SQL quotes it, in which no letter stands for others. */
function literal(path: string): string {
  return path.replaceAll("'", "''").replace(/[*?[]/g, "[$&]");
}

/** Whole numbers and decimals come as texts, as they may have more digits than a number; those that do not become numbers. */
function shown(value: unknown): number | string {
  if (typeof value === "number") return value;
  if (value === null) return NONE;
  if (typeof value !== "string") return JSON.stringify(value);
  const number = decimal(value);
  return String(number) === value ? number : value;
}
