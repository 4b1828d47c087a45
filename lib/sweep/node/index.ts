/** Sweeps on several threads and in folders; needs Node. */

export { querySweep } from "./query.js";
export { readSweep, sweepOnThreads, type ThreadOptions } from "./run-in-folder.js";
