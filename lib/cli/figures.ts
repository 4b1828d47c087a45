import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { type CatalogueEntry, catalogue } from "../figure/catalogue.js";
import { InputError } from "../scenario/errors.js";
import { CommandFailure } from "./failure.js";
import type { Io } from "./io.js";
import { progressLine } from "./progress.js";
import { fromHere, selected } from "./workspace.js";

export function addFigures(program: Command, io: Io, root: () => string): void {
  program
    .command("figures")
    .summary("make figures for print (SVG, PDF, PNG) with their numbers (CSV)")
    .description("Makes figures as SVG, PDF and PNG with their numbers as CSV. Without names: all.")
    .argument("[NAME...]", "how a figure's name begins, or a part of it")
    .option("--out <DIR>", "folder to write into (default: figures of the workspace)")
    .addHelpText(
      "after",
      `
Figures:
${catalogue.map(({ name }) => `  ${name}`).join("\n")}

Examples:
  edgesteps figures
  edgesteps figures baselines --out my-figures`,
    )
    .action((names: string[], { out }: { readonly out?: string }) => {
      const entries = selected("figure", catalogue, names, ({ name }) => name);
      return makeFigures(io, entries, out ?? fromHere(join(root(), "figures")));
    });
}

/** Makes figures, each as soon as its numbers are there, and says which files have new bytes. */
export async function makeFigures(io: Io, entries: readonly CatalogueEntry[], directory: string): Promise<void> {
  if (existsSync(directory) && !statSync(directory).isDirectory()) {
    throw new InputError(`${directory}: is a file, not a directory`);
  }
  const { exportFigures } = await import("../figure/export.js"); // starts slowly
  const progress = progressLine(io);
  const charts = entries.map(({ name, make }) => {
    progress.show(name);
    return make((done) => progress.show(`${name}: ${Math.round(100 * done)} %`));
  });
  progress.show("drawing");
  const written = await exportFigures(charts, { directory }).catch(explained);
  progress.clear();
  for (const { name } of charts) {
    const path = join(directory, name);
    const endings = written.filter((file) => file.startsWith(`${path}.`)).map((file) => file.slice(path.length));
    io.stdout.write(endings.length === 0 ? `unchanged  ${path}\n` : `written    ${path}${endings.join(", ")}\n`);
  }
}

/** A plain error explains itself: no browser, say, or a folder that can't be written. */
function explained(error: unknown): never {
  if (error instanceof Error && error.constructor === Error) throw new CommandFailure(1, error.message);
  throw error;
}
