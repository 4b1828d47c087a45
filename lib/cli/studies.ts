/** Who makes the tables and charts of experiments: threads for those of the catalogue, or this one. */
import { availableParallelism } from "node:os";
import { catalogue } from "../experiments/catalogue.js";
import { chartsOf, type Experiment, tablesOf } from "../experiments/experiment.js";
import { startPool } from "../files/pool.js";
import type { Progress } from "../input/progress.js";
import type { Chart } from "../report/chart.js";
import type { Table } from "../report/table.js";

export interface Studies {
  /** The tables of an experiment. */
  tables(experiment: string, progress?: Progress): Promise<readonly Table[]>;
  /** A chart of any experiment. */
  chart(name: string, progress?: Progress): Promise<Chart>;
}

/** The experiment of each chart of the catalogue. */
const ownerOf = new Map(
  catalogue.flatMap(({ name, charts }) => Object.keys(charts ?? {}).map((chart) => [chart, name] as const)),
);

export type StudyRequest = { readonly tablesOf: string } | { readonly chart: string };

/**
 * What `work` does with the studies of the catalogue, which as many threads as there are cores make. An experiment that is
 * asked for twice is computed once.
 */
export async function withCatalogue<T>(work: (studies: Studies) => Promise<T>): Promise<T> {
  const pool = startPool<StudyRequest, unknown>(
    new URL("./studies-thread.js", import.meta.url),
    availableParallelism(),
  );
  try {
    return await work({
      tables: (experiment, progress) =>
        pool.ask(experiment, { tablesOf: experiment }, progress) as Promise<readonly Table[]>,
      chart: (name, progress) => pool.ask(ownerOf.get(name)!, { chart: name }, progress) as Promise<Chart>,
    });
  } finally {
    await pool.end();
  }
}

/** Asks for all at once. Where one fails, what becomes of the others is of no use any more. */
export function askAll<Entry, Made>(entries: readonly Entry[], ask: (entry: Entry) => Promise<Made>): Promise<Made>[] {
  const asked = entries.map(ask);
  for (const one of asked) one.catch(() => {});
  return asked;
}

/** Those of any experiments, made here. */
export function studiesOf(experiments: readonly Experiment[]): Studies {
  return {
    tables: async (experiment, progress) => made(experiments, { tablesOf: experiment }, progress) as readonly Table[],
    chart: async (name, progress) => made(experiments, { chart: name }, progress) as Chart,
  };
}

/** The tables or the chart that are asked for. */
export function made(experiments: readonly Experiment[], request: StudyRequest, progress?: Progress): unknown {
  if ("chart" in request)
    return chartsOf(experiments)
      .find(({ name }) => name === request.chart)!
      .make(progress);
  return tablesOf(experiments.find(({ name }) => name === request.tablesOf)!, progress);
}
