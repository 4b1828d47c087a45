import type { Compute, Experiment } from "../experiments/experiment.js";
import type { Io } from "./io.js";
import { progressLine } from "./progress.js";

/** Has experiments computed, says on a terminal how far they are, and uses each one's result as soon as it is there. */
export async function useComputed(
  io: Io,
  compute: Compute,
  experiments: readonly Experiment[],
  use: (experiment: Experiment, result: unknown) => Promise<void>,
): Promise<void> {
  const progress = progressLine(io);
  const told = (name: string, done: number): void => progress.show(`${name}: ${Math.round(100 * done)} %`);
  for await (const [experiment, result] of compute(experiments, told)) {
    progress.clear();
    await use(experiment, result);
  }
  progress.clear();
}
