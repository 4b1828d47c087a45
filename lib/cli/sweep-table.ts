import type { Command } from "commander";
import { printable } from "../input/errors.js";
import { toCsv } from "../report/csv.js";
import { openFolder, type SweepFolder } from "../sweep/node/folder.js";
import { findRows, type Rows, rowsInOrder } from "../sweep/node/rows.js";
import { tableOf } from "../sweep/node/run-in-folder.js";
import { checkTarget } from "./files.js";
import type { Io } from "./io.js";
import { counted, missingPlaces, warnOfFailed, writeCsv } from "./sweep-rows.js";

export function addTable(command: Command, io: Io): void {
  command
    .command("table")
    .summary("the rows as one table (CSV)")
    .description("Writes the rows that are there as one table (CSV), in the order of their cells.")
    .argument("<DIR>", "folder of a sweep")
    .option("--out <FILE.csv>", "write into a file instead of stdout")
    .addHelpText("after", "\nExample:\n  edgesteps sweep table runs --out runs.csv")
    .action((folder: string, { out }: { readonly out?: string }) => table(io, folder, out));
}

async function table(io: Io, folder: string, out: string | undefined): Promise<void> {
  if (out !== undefined) checkTarget(out);
  const sweep = openFolder(folder);
  const rows = await findRows(sweep);
  await writeCsv(io, out, csvParts(sweep, rows));
  const { length } = rows.missing;
  if (length > 0) {
    const of = `${length} of ${counted(sweep.cells.length)}`;
    io.stderr.write(`warning: ${printable(folder)}: ${of} missing: ${missingPlaces(rows)}\n`);
  }
  warnOfFailed(io, sweep, rows);
}

async function* csvParts(sweep: SweepFolder, rows: Rows): AsyncGenerator<string> {
  const header = toCsv(tableOf(sweep.plan, []));
  yield header;
  for await (const block of rowsInOrder(sweep, rows)) yield toCsv(tableOf(sweep.plan, block)).slice(header.length);
}
