/** Long computations in a thread of their own: this one goes on to show progress and to answer signals. */
import { parentPort, Worker } from "node:worker_threads";

/** A thread that answers one request after the other. */
export interface Thread<Request, Answer> {
  /**
   * Further requests wait in the thread.
   * @param moved Memory of the request that is handed over rather than copied.
   * @throws Error with the message of what the computation threw, or that the thread has ended.
   */
  ask(request: Request, moved?: readonly ArrayBuffer[]): Promise<Answer>;
  /** Ends the thread, whatever it computes. It ends with this process too, which it does not keep running. */
  end(): Promise<void>;
}

type Message<Answer> = { readonly answer: Answer } | { readonly error: unknown };

interface Waiting<Answer> {
  readonly answered: (answer: Answer) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Starts a thread from a module that calls {@link answerRequests}.
 * @param file The module's address. Requests and answers are plain data: they are copied from thread to thread.
 */
export function startThread<Request, Answer>(file: URL): Thread<Request, Answer> {
  const worker = new Worker(file);
  worker.unref();
  const waiting: Waiting<Answer>[] = [];
  let failure: unknown;
  worker.on("message", (message: Message<Answer>) => {
    const { answered, failed } = waiting.shift()!;
    if (waiting.length === 0) worker.unref();
    "error" in message ? failed(message.error) : answered(message.answer);
  });
  worker.on("error", (error) => {
    failure = error;
  });
  worker.on("exit", () => {
    failure ??= new Error("the thread that computes has ended");
    for (const { failed } of waiting.splice(0)) failed(failure);
  });
  return {
    ask: (request, moved = []) =>
      new Promise((answered, failed) => {
        if (failure !== undefined) return failed(failure);
        worker.postMessage(request, moved);
        waiting.push({ answered, failed });
        worker.ref();
      }),
    end: async () => void (await worker.terminate()),
  };
}

/** In the thread's module: what it does with a request. @param movedOf Memory of an answer that is handed over rather than copied. */
export function answerRequests<Request, Answer>(
  compute: (request: Request) => Answer,
  movedOf: (answer: Answer) => readonly ArrayBuffer[] = () => [],
): void {
  const port = parentPort!;
  port.on("message", (request: Request) => {
    let message: Message<Answer>;
    let moved: readonly ArrayBuffer[] = [];
    try {
      const answer = compute(request);
      message = { answer };
      moved = movedOf(answer);
    } catch (error) {
      message = { error };
    }
    port.postMessage(message, moved);
  });
}
