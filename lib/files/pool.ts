/** Threads that share the work. */
import type { Progress } from "../input/progress.js";
import { startThread, type Thread } from "./thread.js";

export interface Pool<Request, Answer> {
  /**
   * @param key Requests of one key go to one thread, which may keep what it found.
   * @throws Error as a thread's `ask`.
   */
  ask(key: string, request: Request, progress?: Progress): Promise<Answer>;
  /** Ends all threads, whatever they compute. */
  end(): Promise<void>;
}

interface Waiting<Request, Answer> {
  readonly key: string;
  readonly give: (thread: Thread<Request, Answer>) => Promise<void>;
  readonly refuse: (error: Error) => void;
}

/** @param file As for `startThread`. @param size Most threads; one is started when the others are busy. */
export function startPool<Request, Answer>(file: URL, size: number): Pool<Request, Answer> {
  const threads: Thread<Request, Answer>[] = [];
  const idle = new Set<Thread<Request, Answer>>();
  const ownerOf = new Map<string, Thread<Request, Answer>>();
  const waiting = new Set<Waiting<Request, Answer>>();

  const free = (): Thread<Request, Answer> | undefined => {
    if (idle.size === 0 && threads.length < size) {
      const thread = startThread<Request, Answer>(file);
      threads.push(thread);
      idle.add(thread);
    }
    return idle.values().next().value;
  };
  const serve = (): void => {
    for (const one of waiting) {
      const thread = ownerOf.get(one.key) ?? free();
      if (thread === undefined || !idle.has(thread)) continue;
      waiting.delete(one);
      idle.delete(thread);
      ownerOf.set(one.key, thread);
      void one.give(thread).finally(() => {
        idle.add(thread);
        serve();
      });
    }
  };
  return {
    ask: (key, request, progress) =>
      new Promise((resolve, reject) => {
        const give = (thread: Thread<Request, Answer>): Promise<void> =>
          thread.ask(request, progress).then(resolve, reject);
        waiting.add({ key, give, refuse: reject });
        serve();
      }),
    end: async () => {
      for (const { refuse } of waiting) refuse(new Error("the threads that compute have ended"));
      waiting.clear();
      await Promise.all(threads.map((thread) => thread.end()));
    },
  };
}
