/** Results of the catalogue's experiments, read where they were computed before. */
import { catalogue } from "../catalogue.js";
import { type Experiment, resultOf } from "../experiment.js";
import { computeOnThreads } from "./compute-on-threads.js";
import { cacheFolder, keptFound } from "./found-cache.js";

/** As `found` of the notebooks' door. @param cache As for `computeOnThreads`. */
export async function readOrComputed<Options extends object, Result>(
  experiment: Experiment<Options, Result>,
  cache: string | undefined = cacheFolder(),
): Promise<Result> {
  if (!catalogue.some((known) => known === experiment)) return resultOf(experiment);
  const { name, study, options, seed = 0 } = experiment;
  const kept = cache === undefined ? undefined : keptFound(cache, name);
  if (kept !== undefined) return study.result(kept, options, seed);
  const computed: unknown[] = [];
  for await (const [, result] of computeOnThreads([experiment as Experiment], undefined, { cache }))
    computed.push(result);
  return computed[0] as Result;
}
