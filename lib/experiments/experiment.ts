/** An experiment: what is computed, from which options and seed, and the tables and charts that are made of it. */
import type { Progress } from "../input/progress.js";
import type { GenerateOptions } from "../population/options.js";
import type { Chart } from "../report/chart.js";
import type { Table } from "../report/table.js";
import { inTurn, type Study } from "../sweep/study.js";

export interface Experiment<Options extends object = object, Result = unknown> {
  /** Unlike any other's in the catalogue. */
  readonly name: string;
  readonly options: Options;
  /** A whole number in 0 … 2³² − 1; absent where nothing is drawn at random but what the options have a seed for. */
  readonly seed?: number;
  readonly study: Study<Options, Result>;
  /** Of a result, by name: those that are results of their own, CSV in data/results. */
  readonly tables?: Readonly<Record<string, Of<Result, Table>>>;
  /** Of a result, by name: figures. */
  readonly charts?: Readonly<Record<string, Of<Result, Chart>>>;
}

/** As a method's, its parameter may be any result's, so that every experiment is an `Experiment`. */
type Of<Result, Made> = { of(result: Result): Made }["of"];

/** Options whose scenario is generated when they are run. */
export type Drawn<Options> = Omit<Options, "scenario"> & { readonly population: GenerateOptions };

/** A study that is all one cell. */
export function oneCell<Options, Result>(
  run: (options: Options, seed: number) => Result,
): Study<Options, Result, () => Result, Result> {
  return {
    cells: (options, seed) => [() => run(options, seed)],
    find: (cell) => cell(),
    result: ([found]) => found as Result,
  };
}

/** The study with what is made of its result. */
export function madeOf<Options, Result, Made, Cell, Found>(
  study: Study<Options, Result, Cell, Found>,
  make: (result: Result, options: Options) => Made,
): Study<Options, Made, Cell, Found> {
  return { ...study, result: (found, options, seed) => make(study.result(found, options, seed), options) };
}

/** A chart that is made on demand. */
export interface ChartEntry {
  /** The chart's, and of its files. */
  readonly name: string;
  readonly experiment: Experiment;
  /** @param result Of the experiment, if somebody has it. */
  readonly make: (result?: unknown) => Chart;
}

/** Computes experiments, and yields each with its result, in their order. @param progress Told how much of one is done. */
export type Compute = (
  experiments: readonly Experiment[],
  progress?: (name: string, done: number) => void,
) => AsyncGenerator<readonly [experiment: Experiment, result: unknown]>;

/** Here, one after the other. */
export const computeInTurn: Compute = async function* (experiments, progress) {
  for (const experiment of experiments) {
    yield [experiment, resultOf(experiment, (done) => progress?.(experiment.name, done))];
  }
};

const results = new WeakMap<object, unknown>();

/** What an experiment finds at its own options and seed, computed for whoever asks first. */
export function resultOf<Options extends object, Result>(
  experiment: Experiment<Options, Result>,
  progress?: Progress,
): Result {
  if (!results.has(experiment)) {
    const { study, options, seed = 0 } = experiment;
    results.set(experiment, inTurn(study)(options, seed, progress));
  }
  return results.get(experiment) as Result;
}

/** The tables of one experiment, in its order. @param result Its own. */
export function tablesOf(experiment: Experiment, result: unknown): Table[] {
  return Object.values(experiment.tables ?? {}).map((table) => table(result));
}

/** The charts of experiments, in the order of their names. */
export function chartsOf(experiments: readonly Experiment[]): ChartEntry[] {
  const charts = experiments.flatMap((experiment) =>
    Object.entries(experiment.charts ?? {}).map(([name, chart]) => ({
      name,
      experiment,
      make: (result: unknown = resultOf(experiment)) => chart(result),
    })),
  );
  return charts.sort((a, b) => (a.name < b.name ? -1 : 1));
}
