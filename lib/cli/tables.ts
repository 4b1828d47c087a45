import { join } from "node:path";
import type { Command } from "commander";
import { catalogue } from "../experiments/catalogue.js";
import { type Experiment, tablesOf } from "../experiments/experiment.js";
import { computeOnThreads } from "../experiments/node/compute-on-threads.js";
import { writeTogether } from "../files/write-aside.js";
import { printable } from "../input/errors.js";
import { toCsv } from "../report/csv.js";
import { toLatex } from "../report/latex.js";
import type { Table } from "../report/table.js";
import { useComputed } from "./computed.js";
import { checkFolder } from "./files.js";
import type { Io } from "./io.js";
import { fromHere, selected } from "./workspace.js";

/** Longer tables are for programs and figures; a paper has no room for them [rows]. */
const SHORT = 30;

/** Those whose tables are results of their own. */
const studies = catalogue.filter(({ tables }) => tables !== undefined);

export function addTables(command: Command, io: Io, root: () => string): void {
  command
    .description(
      `Makes the tables of studies as CSV, and those of at most ${SHORT} rows as LaTeX (booktabs) too. Without names: of all studies.`,
    )
    .argument("[NAME...]", "how a study's name begins, or a part of it or of its tables' names")
    .option("--out <DIR>", "folder to write into (default: data/results of the workspace)")
    .addHelpText(
      "after",
      `
Studies:
${studies.map(({ name }) => `  ${name}`).join("\n")}

Examples:
  edgesteps tables baselines --out paper
The library's toLatex(table, { columns, digits, caption, label }) chooses columns.`,
    )
    .action(async (names: string[], { out }: { readonly out?: string }) => {
      const chosen = selected("study", studies, names, ({ name }) => name, namesOf);
      const directory = out ?? fromHere(join(root(), "data/results"));
      checkFolder(directory);
      await useComputed(io, computeOnThreads, chosen, async (experiment, result) => {
        await writeTables(io, tablesOf(experiment, result), directory);
      });
    });
}

/** A study's name and those of its tables. */
function namesOf({ name, tables = {} }: Experiment): string {
  return [name, ...Object.keys(tables)].join(" ");
}

/** Writes the tables of an experiment together, and says which files have new bytes. */
export async function writeTables(io: Io, tables: readonly Table[], directory: string): Promise<void> {
  const files = tables.flatMap((table) => filesOf(table, directory));
  const written = await writeTogether(files);
  for (const [path] of files)
    io.stdout.write(`${written.includes(path) ? "written  " : "unchanged"}  ${printable(path)}\n`);
}

function filesOf(table: Table, directory: string): readonly (readonly [path: string, text: string])[] {
  const path = (ending: string): string => join(directory, `${table.name}.${ending}`);
  const csv = [path("csv"), toCsv(table)] as const;
  return table.rows.length <= SHORT ? [csv, [path("tex"), toLatex(table)]] : [csv];
}
