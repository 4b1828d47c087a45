import type { Experiment } from "../experiments/experiment.js";

/**
 * What an experiment of the catalogue finds: read where `reproduce`, `tables` or `figures` of this very library have computed it, else
 * computed on all cores.
 *
 *     const runs = await found(baselinesExperiment);
 */
export async function found<Options extends object, Result>(experiment: Experiment<Options, Result>): Promise<Result> {
  const { readOrComputed } = await import("../experiments/node/found.js"); // needs packages that other notebooks do without
  return readOrComputed(experiment);
}
