import type { Command } from "commander";
import { toCsv } from "../report/csv.js";
import { querySweep } from "../sweep/node/query.js";
import { checkTarget } from "./files.js";
import type { Io } from "./io.js";
import { writeCsv } from "./sweep-rows.js";

export function addQuery(command: Command, io: Io): void {
  command
    .description(
      "Answers a question to the rows of a sweep, in DuckDB's SQL to the table cells, as a table (CSV). Columns are those of sweep table; " +
        "numbers that a cell does not have are null.",
    )
    .argument("<DIR>", "folder of a sweep, complete or not")
    .argument("<SQL>", "the question")
    .option("--out <FILE.csv>", "write into a file instead of stdout")
    .addHelpText(
      "after",
      `
Examples:
  edgesteps query runs "select method, median(gap) from cells group by 1 order by 1"
  edgesteps query runs 'select "edge.stepCapacity", avg(price) from cells group by 1 order by 1'
  edgesteps query runs "select status, count(*) from cells group by 1" --out states.csv

Paths are names between double quotes. Rows come in any order unless ORDER BY
says one.`,
    )
    .action(async (folder: string, sql: string, { out }: { readonly out?: string }) => {
      if (out !== undefined) checkTarget(out);
      await writeCsv(io, out, toCsv(await querySweep(folder, sql)));
    });
}
