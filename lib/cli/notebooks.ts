import { existsSync } from "node:fs";
import { basename, dirname } from "node:path";
import { type Command, Option } from "commander";
import { printable } from "../input/errors.js";
import { changedNotebooks, fingerprints, recordRun } from "../notebook/changed.js";
import { describeError, type NotebookResult, runNotebooks } from "../notebook/run.js";
import { CommandFailure } from "./failure.js";
import type { Io } from "./io.js";
import { progressLine } from "./progress.js";
import { copyForStudents } from "./student-copies.js";
import { fromHere, notebookPaths, selected } from "./workspace.js";

export function addNotebooks(command: Command, io: Io, root: () => string): void {
  command
    .description("Runs notebooks, solutions too, and stores their outputs in them. Without names: all.")
    .argument("[NAME...]", "how a notebook's file name begins, or a part of it; 01 is enough; or a file of your own")
    .option("--changed", "only those that changed, or whose library or scenarios did, since they last ran well")
    .addOption(
      new Option("--student <DIR>", "run nothing; copy them into DIR, without outputs and solutions").conflicts(
        "changed",
      ),
    )
    .addHelpText(
      "after",
      `
Examples:
  edgesteps notebooks
  edgesteps notebooks 01 02
  edgesteps notebooks notebooks/my/first.ipynb
  edgesteps notebooks --changed
  edgesteps notebooks --student class

Exit code 1: a notebook failed; the message names the notebook, the cell and the
line. Its file stays as it was.`,
    )
    .action((names: string[], options: NotebooksOptions) => run(io, root(), names, options));
}

interface NotebooksOptions {
  readonly changed?: boolean;
  readonly student?: string;
}

async function run(
  io: Io,
  root: string,
  names: readonly string[],
  { changed = false, student }: NotebooksOptions,
): Promise<void> {
  const name = (path: string): string => basename(path, ".ipynb");
  const wanted = names.map((text) => (text.endsWith(".ipynb") && existsSync(text) ? fromHere(text) : text));
  const choose = (from: readonly string[]): string[] => selected("notebook", from, wanted, name, (path) => path);
  const all = [...notebookPaths(root), ...ownNotebooks(root, wanted)];
  if (student !== undefined) {
    return copyForStudents(io, root, choose(all.filter((path) => basename(dirname(path)) !== "solutions")), student);
  }
  const paths = choose(all);
  const failures = await runAndReport(
    io,
    root,
    changed ? changedNotebooks(root, paths, fingerprints(root, paths)) : paths,
  );
  if (failures.length > 0)
    throw new CommandFailure(
      1,
      failures.flatMap((failure) => failure.split("\n")),
    );
}

/** Notebooks that are named by their file and are none of the workspace's: a person's own. */
function ownNotebooks(root: string, names: readonly string[]): string[] {
  const known = new Set(notebookPaths(root));
  const files = names.filter((name) => name.endsWith(".ipynb") && existsSync(name));
  return [...new Set(files)].filter((path) => !known.has(path));
}

/** Runs notebooks two at a time, says how each went and answers with a line for each that failed. */
export async function runAndReport(io: Io, root: string, paths: readonly string[]): Promise<string[]> {
  if (paths.length === 0) io.stdout.write("no notebook has to run\n");
  const progress = progressLine(io);
  const now = fingerprints(root, paths);
  const results = await runNotebooks(paths, {
    jobs: 2,
    onProgress: (path, cell) => progress.show(`${path}, cell ${cell}`),
  });
  progress.clear();
  for (const result of results) io.stdout.write(`${outcome(result)}\n`);
  const good = results.filter(({ ok }) => ok).map(({ path }) => path);
  await recordRun(root, good, now);
  return results.flatMap(({ path, error }) => (error ? [describeError(path, error)] : []));
}

function outcome({ path, ok, changed, cells }: NotebookResult): string {
  if (!ok) return `failed     ${printable(path)}`;
  return `${changed ? "written  " : "unchanged"}  ${printable(path)}, ${cells} code cells`;
}
