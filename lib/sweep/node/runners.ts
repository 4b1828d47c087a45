/** Every runner: the command line reads this list. */
import type { Runner } from "./runner.js";
import { slurm } from "./slurm.js";

export const RUNNERS: readonly Runner[] = [slurm];
