/** Who makes the tables and charts of experiments: a thread for those of the catalogue, or this one. */
import { chartsOf, type Experiment, tablesOf } from "../experiments/experiment.js";
import { startThread } from "../files/thread.js";
import type { Progress } from "../input/progress.js";
import type { Chart } from "../report/chart.js";
import type { Table } from "../report/table.js";

export interface Studies {
  /** The tables of an experiment. */
  tables(experiment: string, progress?: Progress): Promise<readonly Table[]>;
  /** A chart of any experiment. */
  chart(name: string, progress?: Progress): Promise<Chart>;
}

export type StudyRequest = { readonly tablesOf: string } | { readonly chart: string };

/**
 * What `work` does with the studies of the catalogue, which a thread makes. An experiment that is asked for twice is
 * computed once.
 */
export async function withCatalogue<T>(work: (studies: Studies) => Promise<T>): Promise<T> {
  const thread = startThread<StudyRequest, unknown>(new URL("./studies-thread.js", import.meta.url));
  try {
    return await work({
      tables: (experiment, progress) => thread.ask({ tablesOf: experiment }, progress) as Promise<readonly Table[]>,
      chart: (name, progress) => thread.ask({ chart: name }, progress) as Promise<Chart>,
    });
  } finally {
    await thread.end();
  }
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
