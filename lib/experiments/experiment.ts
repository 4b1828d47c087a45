/** An experiment: what is computed, from which options and seed, and the tables and charts that are made of it. */
import type { Progress } from "../input/progress.js";
import type { GenerateOptions } from "../population/options.js";
import type { Chart } from "../report/chart.js";
import type { Table } from "../report/table.js";

export interface Experiment<Options extends object = object, Result = unknown> {
  /** Unlike any other's in the catalogue. */
  readonly name: string;
  readonly options: Options;
  /** A whole number in 0 … 2³² − 1; absent where nothing is drawn at random but what the options have a seed for. */
  readonly seed?: number;
  run(options: Options, seed: number, progress?: Progress): Result;
  /** Of a result, by name: those that are results of their own, CSV in data/results. */
  readonly tables?: Readonly<Record<string, Of<Result, Table>>>;
  /** Of a result, by name: figures. */
  readonly charts?: Readonly<Record<string, Of<Result, Chart>>>;
}

/** As a method's, its parameter may be any result's, so that every experiment is an `Experiment`. */
type Of<Result, Made> = { of(result: Result): Made }["of"];

/** Options whose scenario is generated when they are run. */
export type Drawn<Options> = Omit<Options, "scenario"> & { readonly population: GenerateOptions };

/** A chart that is made on demand. */
export interface ChartEntry {
  /** The chart's, and of its files. */
  readonly name: string;
  readonly make: (progress?: Progress) => Chart;
}

const results = new WeakMap<object, unknown>();

/** What an experiment finds at its own options and seed, computed for whoever asks first. */
export function resultOf<Options extends object, Result>(
  experiment: Experiment<Options, Result>,
  progress?: Progress,
): Result {
  if (!results.has(experiment)) {
    const { options, seed = 0 } = experiment;
    results.set(experiment, experiment.run(options, seed, progress));
  }
  return results.get(experiment) as Result;
}

/** The tables of one experiment, in its order. */
export function tablesOf(experiment: Experiment, progress?: Progress): Table[] {
  return Object.values(experiment.tables ?? {}).map((table) => table(resultOf(experiment, progress)));
}

/** The charts of experiments, in the order of their names. */
export function chartsOf(experiments: readonly Experiment[]): ChartEntry[] {
  const charts = experiments.flatMap((experiment) =>
    Object.entries(experiment.charts ?? {}).map(([name, chart]) => ({
      name,
      make: (progress?: Progress) => chart(resultOf(experiment, progress)),
    })),
  );
  return charts.sort((a, b) => (a.name < b.name ? -1 : 1));
}
