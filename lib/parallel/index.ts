/** One problem by several threads, in a browser or in Node. */

export { type DrawnUsers, solveParallel } from "./solve-parallel.js";
export { answerSolver, type ScopeLike, type SolverThread, solverThread, type WorkerLike } from "./thread.js";
