/** `edgesteps/parallel` on threads of Node. */

export {
  type NodeSolverThread,
  type OnThreads,
  solveOnThreads,
  startSolverThreads,
  verifyOnThreads,
} from "./solve-on-threads.js";
