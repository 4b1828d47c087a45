/** Long computations in a thread of their own: this one goes on to show progress and to answer signals. */
import { parentPort, Worker } from "node:worker_threads";
import type { Progress } from "../input/progress.js";

/** A thread that answers one request after the other. */
export interface Thread<Request, Answer> {
  /** @throws Error with the message of what the computation threw, or that the thread has ended. */
  ask(request: Request, progress?: Progress): Promise<Answer>;
  /** Ends the thread, whatever it computes. It ends with this process too, which it does not keep running. */
  end(): Promise<void>;
}

type Message<Answer> = { readonly progress: number } | { readonly answer: Answer } | { readonly error: unknown };

/**
 * Starts a thread from a module that calls {@link answerRequests}.
 * @param file The module's address. Requests and answers are plain data: they are copied from thread to thread.
 */
export function startThread<Request, Answer>(file: URL): Thread<Request, Answer> {
  const worker = new Worker(file);
  worker.unref();
  let failure: unknown;
  let waiting: { readonly message: (message: Message<Answer>) => void; readonly end: () => void } | undefined;
  worker.on("message", (message: Message<Answer>) => waiting?.message(message));
  worker.on("error", (error) => {
    failure = error;
  });
  worker.on("exit", () => {
    failure ??= new Error("the thread that computes has ended");
    waiting?.end();
  });

  const send = (request: Request, progress?: Progress): Promise<Answer> =>
    new Promise<Answer>((resolve, reject) => {
      if (failure !== undefined) return reject(failure);
      const message = (message: Message<Answer>): void => {
        if ("progress" in message) progress?.(message.progress);
        else if ("error" in message) reject(message.error);
        else resolve(message.answer);
      };
      waiting = { message, end: () => reject(failure) };
      worker.ref();
      worker.postMessage(request);
    }).finally(() => {
      waiting = undefined;
      worker.unref();
    });
  let last: Promise<unknown> = Promise.resolve();
  return {
    ask: (request, progress) => {
      const answer = last.then(() => send(request, progress));
      last = answer.catch(() => undefined);
      return answer;
    },
    end: async () => void (await worker.terminate()),
  };
}

/** In the thread's module: what it does with a request. */
export function answerRequests<Request, Answer>(compute: (request: Request, progress: Progress) => Answer): void {
  const port = parentPort!;
  port.on("message", (request: Request) => {
    let told = 0;
    const progress = (done: number): void => {
      if (Math.floor(100 * done) <= told) return; // a message for each percent is enough
      told = Math.floor(100 * done);
      port.postMessage({ progress: done });
    };
    let message: Message<Answer>;
    try {
      message = { answer: compute(request, progress) };
    } catch (error) {
      message = { error };
    }
    port.postMessage(message);
  });
}
