/** One problem by several threads, in a browser or in Node. */

export type { AtPrice, DrawnUsers, HeldOptions } from "./held-chunks.js";
export {
  type AskedCapacity,
  type Certificate,
  type HeldProblem,
  type HoldOptions,
  holdParallel,
} from "./hold-parallel.js";
export type { OwnData, OwnQuestions } from "./requests.js";
export { solveParallel } from "./solve-parallel.js";
export { answerSolver, type ScopeLike, type SolverThread, solverThread, type WorkerLike } from "./thread.js";
export { verifyParallel } from "./verify-parallel.js";
