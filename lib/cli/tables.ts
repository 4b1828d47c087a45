import { join } from "node:path";
import type { Command } from "commander";
import { catalogue } from "../experiments/catalogue.js";
import { type Experiment, tablesOf } from "../experiments/experiment.js";
import { printable } from "../input/errors.js";
import { toCsv } from "../report/csv.js";
import { toLatex } from "../report/latex.js";
import type { Table } from "../report/table.js";
import { checkFolder, writeText } from "./files.js";
import type { Io } from "./io.js";
import { progressLine } from "./progress.js";
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
    .action((names: string[], { out }: { readonly out?: string }) => {
      const chosen = selected("study", studies, names, ({ name }) => name, namesOf);
      makeTables(io, chosen, out ?? fromHere(join(root(), "data/results")));
    });
}

/** A study's name and those of its tables. */
function namesOf({ name, tables = {} }: Experiment): string {
  return [name, ...Object.keys(tables)].join(" ");
}

/** Makes the tables of experiments, and says which files have new bytes. */
export function makeTables(io: Io, experiments: readonly Experiment[], directory: string): Table[] {
  checkFolder(directory);
  const progress = progressLine(io);
  return experiments.flatMap((experiment) => {
    const { name } = experiment;
    progress.show(name);
    const tables = tablesOf(experiment, (done) => progress.show(`${name}: ${Math.round(100 * done)} %`));
    progress.clear();
    for (const table of tables) {
      const files: [ending: string, text: string][] = [["csv", toCsv(table)]];
      if (table.rows.length <= SHORT) files.push(["tex", toLatex(table)]);
      for (const [ending, text] of files) {
        const path = join(directory, `${table.name}.${ending}`);
        io.stdout.write(`${writeText(path, text) ? "written  " : "unchanged"}  ${printable(path)}\n`);
      }
    }
    return tables;
  });
}
