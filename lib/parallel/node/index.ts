/** `edgesteps/parallel` on threads of Node. */

export { type NodeSolverThread, type OnThreads, solveOnThreads, startSolverThreads } from "./solve-on-threads.js";
