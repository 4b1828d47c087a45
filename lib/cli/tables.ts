import { join } from "node:path";
import type { Command } from "commander";
import { catalogue } from "../experiments/catalogue.js";
import type { Experiment } from "../experiments/experiment.js";
import { writeTogether } from "../files/write-aside.js";
import { printable } from "../input/errors.js";
import { toCsv } from "../report/csv.js";
import { toLatex } from "../report/latex.js";
import type { Table } from "../report/table.js";
import { checkFolder } from "./files.js";
import type { Io } from "./io.js";
import { progressLine } from "./progress.js";
import { askAll, type Studies, withCatalogue } from "./studies.js";
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
      await withCatalogue((studies) => makeTables(io, studies, chosen, directory));
    });
}

/** A study's name and those of its tables. */
function namesOf({ name, tables = {} }: Experiment): string {
  return [name, ...Object.keys(tables)].join(" ");
}

/** Has the tables of experiments made, and says which files have new bytes. Those of one experiment are written together. */
export async function makeTables(
  io: Io,
  studies: Studies,
  experiments: readonly { readonly name: string }[],
  directory: string,
): Promise<Table[]> {
  checkFolder(directory);
  const progress = progressLine(io);
  const all: Table[] = [];
  const asked = askAll(experiments, ({ name }) =>
    studies.tables(name, (done) => progress.show(`${name}: ${Math.round(100 * done)} %`)),
  );
  for (const made of asked) {
    const tables = await made;
    progress.clear();
    const files = tables.flatMap((table) => filesOf(table, directory));
    const written = await writeTogether(files);
    for (const [path] of files)
      io.stdout.write(`${written.includes(path) ? "written  " : "unchanged"}  ${printable(path)}\n`);
    all.push(...tables);
  }
  return all;
}

function filesOf(table: Table, directory: string): readonly (readonly [path: string, text: string])[] {
  const path = (ending: string): string => join(directory, `${table.name}.${ending}`);
  const csv = [path("csv"), toCsv(table)] as const;
  return table.rows.length <= SHORT ? [csv, [path("tex"), toLatex(table)]] : [csv];
}
