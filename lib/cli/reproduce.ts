import { join } from "node:path";
import type { Command } from "commander";
import { verdict } from "../experiments/baselines/verdict.js";
import { catalogue } from "../experiments/catalogue.js";
import { type Compute, chartsOf, type Experiment, tablesOf } from "../experiments/experiment.js";
import { computeOnThreads } from "../experiments/node/compute-on-threads.js";
import { printable } from "../input/errors.js";
import type { Chart } from "../report/chart.js";
import type { Table } from "../report/table.js";
import { useComputed } from "./computed.js";
import { CommandFailure } from "./failure.js";
import { drawFigures } from "./figures.js";
import { checkFolder } from "./files.js";
import type { Io } from "./io.js";
import { runAndReport } from "./notebooks.js";
import { progressLine } from "./progress.js";
import { writeTables } from "./tables.js";
import { aligned, figure, percent } from "./text.js";
import { fromHere, notebookPaths } from "./workspace.js";

export function addReproduce(command: Command, io: Io, root: () => string): void {
  command
    .description(
      "Makes all results anew: the tables of the studies, all figures, and the outputs of all notebooks. A file whose bytes " +
        "stay the same is left alone. It takes some minutes.",
    )
    .action(() => reproduce(io, root(), catalogue, computeOnThreads));
}

/**
 * Experiments first, on all cores, as notebooks read what they found; then figures beside notebooks.
 * @throws CommandFailure naming the notebooks that failed, or whatever kept the figures from being made.
 */
export async function reproduce(
  io: Io,
  root: string,
  experiments: readonly Experiment[],
  compute: Compute,
): Promise<void> {
  const results = fromHere(join(root, "data/results"));
  const figures = fromHere(join(root, "figures"));
  checkFolder(figures);
  checkFolder(results);
  const tables: Table[] = [];
  const charts: Chart[] = [];
  await useComputed(io, compute, experiments, async (experiment, result) => {
    const own = tablesOf(experiment, result);
    await writeTables(io, own, results);
    tables.push(...own);
    charts.push(...chartsOf([experiment]).map(({ make }) => make(result)));
  });
  const notebooks = notebookPaths(root);
  const [ran, drawn] = await Promise.allSettled([
    runAndReport(io, root, notebooks),
    drawFigures(io, charts, { directory: figures }),
  ]);
  if (ran.status === "rejected") throw ran.reason;
  const failed = ran.value;
  if (drawn.status === "rejected") {
    progressLine(io).clear();
    for (const line of failed.flatMap((failure) => failure.split("\n"))) io.stderr.write(`${printable(line)}\n`);
    throw drawn.reason;
  }

  const baselines = tables.find(({ name }) => name === "baselines")!;
  io.stdout.write(`\n${found(verdict(baselines))}\n`);
  io.stdout.write(
    aligned(
      [
        [
          results,
          `${tables.length} tables as CSV, short ones as LaTeX too; data/README.md says what their columns are`,
        ],
        [figures, `${charts.length} figures, each as SVG, PDF, PNG, LaTeX and CSV`],
        [fromHere(join(root, "notebooks")), `${notebooks.length - failed.length} notebooks, with their outputs`],
      ],
      true,
    ),
  );
  if (failed.length > 0)
    throw new CommandFailure(
      1,
      failed.flatMap((failure) => failure.split("\n")),
    );
}

/** What was found: the proposed algorithm against the best baseline, while one limit on steps varies. */
function found({ columns, rows }: Table): string {
  const inWords = (column: string, name: string): string =>
    columns.find((candidate) => candidate.name === column)?.words?.[name] ?? name;
  return aligned([
    ["limit that varies", "best baseline", "objective", "baseline's", "gap", "baseline's", "won", "tied", "lost"],
    ...rows.map(({ axis, baseline, objective, objectiveBaseline, gap, gapBaseline, wins, ties, losses }) => [
      inWords("axis", `${axis}`),
      inWords("baseline", `${baseline}`),
      figure(Number(objective)),
      figure(Number(objectiveBaseline)),
      percent(Number(gap)),
      percent(Number(gapBaseline)),
      `${wins}`,
      `${ties}`,
      `${losses}`,
    ]),
  ]);
}
