import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Command } from "commander";
import { printable } from "../input/errors.js";
import { openFolder } from "../sweep/node/folder.js";
import { findRows, gatherRows } from "../sweep/node/rows.js";
import { CommandFailure } from "./failure.js";
import type { Io } from "./io.js";
import { number } from "./options.js";
import { progressLine } from "./progress.js";
import { counted, infeasible, missingPlaces, warnOfFailed } from "./sweep-rows.js";

export function addMerge(command: Command, io: Io): void {
  command
    .command("merge")
    .summary("put the rows of all parts together, or say which cells are missing")
    .description("Puts the rows of a sweep that ran in parts together, or says which cells are missing (exit code 1).")
    .argument("<DIR>", "folder of a sweep")
    .option("--wait <S>", "most seconds to wait for what is missing, on a slow file system say (default 0)", number(0))
    .addHelpText("after", "\nExample:\n  edgesteps sweep merge runs --wait 65")
    .action((folder: string, { wait = 0 }: { readonly wait?: number }) => merge(io, folder, wait));
}

async function merge(io: Io, folder: string, wait: number): Promise<void> {
  const sweep = openFolder(folder);
  const progress = progressLine(io);
  const until = performance.now() + 1000 * wait;
  let rows = await findRows(sweep);
  while (rows.missing.length > 0 && performance.now() < until) {
    progress.show(`${counted(rows.missing.length)} missing`);
    await setTimeout(Math.min(1000, until - performance.now()));
    rows = await findRows(sweep);
  }
  progress.clear();
  const { missing } = rows;
  if (missing.length > 0) {
    const name = printable(folder);
    const again = `edgesteps sweep ${join(name, "plan.json")} --out ${name}`;
    throw new CommandFailure(1, [
      `${name}: ${missing.length} of ${counted(sweep.cells.length)} missing: ${missingPlaces(rows)}`,
      `They run by: ${again}`,
    ]);
  }
  await gatherRows(sweep, rows);
  io.stdout.write(`${printable(folder)}: all ${counted(sweep.cells.length)} are together${infeasible(rows)}.\n`);
  warnOfFailed(io, sweep, rows);
}
