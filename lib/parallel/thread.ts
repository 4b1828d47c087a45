/** Threads that solve, wherever they run: what one is asked it answers in turn. */
import { chunkOwner, memoryOfAnswer, type OwnQuestions, type SolverAnswer, type SolverRequest } from "./requests.js";

/** A thread that solves; it keeps what it owns of one problem until it is told of another. */
export interface SolverThread {
  /**
   * What it is asked, and how it answers, is the library's own plain data; further requests wait in the thread.
   * @param moved Memory of the request that is handed over rather than copied.
   * @throws Error that the thread has ended, or with the message of what it threw.
   */
  ask(request: unknown, moved?: readonly ArrayBuffer[]): Promise<unknown>;
}

/** What this needs of a browser's `Worker`. */
export interface WorkerLike {
  postMessage(message: unknown, moved: ArrayBuffer[]): void;
  onmessage: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
}

/** What it needs of the scope of its module, `self`. */
export interface ScopeLike {
  postMessage(message: unknown, moved: ArrayBuffer[]): void;
  onmessage: ((event: never) => void) | null;
}

type Message = { readonly answer: SolverAnswer } | { readonly error: string };

/**
 * A browser's worker as a thread that solves. Its module calls {@link answerSolver}:
 *
 *     new Worker(new URL("./solver.js", import.meta.url), { type: "module" })
 */
export function solverThread(worker: WorkerLike): SolverThread {
  const waiting: { readonly answered: (answer: unknown) => void; readonly failed: (error: Error) => void }[] = [];
  let failure: Error | undefined;
  worker.onmessage = ({ data }: { readonly data: Message }) => {
    const next = waiting.shift(); // none after the end
    "error" in data ? next?.failed(new Error(data.error)) : next?.answered(data.answer);
  };
  worker.onerror = ({ message }: { readonly message: string }) => {
    failure = new Error(`the thread that computes has ended: ${message}`);
    for (const { failed } of waiting.splice(0)) failed(failure);
  };
  return {
    ask: (request, moved = []) =>
      new Promise((answered, failed) => {
        if (failure !== undefined) return failed(failure);
        worker.postMessage(request, [...moved]);
        waiting.push({ answered, failed });
      }),
  };
}

/**
 * In the module of a browser's worker: answers all that {@link solveParallel} asks.
 * @param scope `self`.
 * @param questions The caller's own, which `HeldProblem` asks of a chunk.
 */
export function answerSolver(scope: ScopeLike, questions: OwnQuestions = {}): void {
  const answer = chunkOwner(questions);
  scope.onmessage = ({ data }: { readonly data: SolverRequest }) => {
    let message: Message;
    let moved: ArrayBuffer[] = [];
    try {
      const own = answer(data);
      message = { answer: own };
      moved = memoryOfAnswer(own);
    } catch (error) {
      message = { error: error instanceof Error ? error.message : String(error) };
    }
    scope.postMessage(message, moved);
  };
}
