/** Experiments of the catalogue on several threads. */
import { availableParallelism } from "node:os";
import { startCrew } from "../../sweep/node/crew.js";
import { partDone } from "../../sweep/study.js";
import type { Compute } from "../experiment.js";
import { cacheFolder, keepFound, libraryHash } from "./found-cache.js";

/** A cell, which a thread makes itself: both are indices, of the experiments that it is told and of the cells of one. */
export interface CellOf {
  readonly experiment: number;
  readonly cell: number;
}

interface Where {
  /** Default the number of cores. */
  readonly threads?: number;
  /** Keeps what the cells find; default that of the workspace, if there is one. */
  readonly cache?: string | undefined;
}

const THREAD = new URL("./cells-thread.js", import.meta.url);

/**
 * As {@link Compute}; all cells wait in one line, so that no core is idle before the last ones. What is found is kept in the cache.
 * @param experiments Of the catalogue: threads know them by their names.
 */
export async function* computeOnThreads(
  experiments: Parameters<Compute>[0],
  progress: Parameters<Compute>[1],
  { threads = availableParallelism(), cache = cacheFolder() }: Where = {},
): ReturnType<Compute> {
  const library = libraryHash();
  const all = experiments.map(({ study, options, seed = 0 }) => {
    const cells = study.cells(options, seed);
    return { cells, found: new Array<unknown>(cells.length), left: cells.length, done: partDone(study, cells) };
  });
  const crew = startCrew<readonly string[], CellOf, unknown>(
    {
      module: THREAD,
      shared: experiments.map(({ name }) => name),
      cells: all.flatMap(({ cells }, experiment) => cells.map((_, cell) => ({ experiment, cell }))),
      mostInBatch: 1, // of the next ones any may be large
    },
    threads,
  );
  try {
    for (const [i, experiment] of experiments.entries()) {
      const own = all[i]!;
      while (own.left > 0) {
        for (const { cell, found } of (await crew.next())!) {
          const its = all[cell.experiment]!;
          its.found[cell.cell] = found;
          its.left--;
          progress?.(experiments[cell.experiment]!.name, its.done(its.cells[cell.cell]));
        }
      }
      const { name, study, options, seed = 0 } = experiment;
      if (cache !== undefined) await keepFound(cache, name, library, own.found);
      yield [experiment, study.result(own.found, options, seed)];
    }
  } finally {
    await crew.end();
  }
}
