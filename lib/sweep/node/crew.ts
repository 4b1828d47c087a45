/** Threads that run a sweep's cells in batches. */
import { startThread, type Thread } from "../../files/thread.js";
import type { Cell } from "../cells.js";
import type { SweepPlan } from "../plan.js";
import { failedRow, type Row } from "../run.js";

/** What a thread is told: first the plan, then cells, with whose rows it answers. */
export type CrewRequest = { readonly plan: SweepPlan } | { readonly cells: readonly Cell[] };

export interface Crew {
  /** Rows of some cells as they come, in any order; none when all have come. @throws Error if no thread can be started. */
  next(): Promise<readonly Row[] | undefined>;
  /** Ends all threads, whatever they compute. */
  end(): Promise<void>;
}

/** A batch is to take so long [s], and has at most so many cells. */
const BATCH_SECONDS = 0.1;
const MOST_IN_BATCH = 64;

const MODULE = new URL("./crew-thread.js", import.meta.url);

/**
 * Begins to run cells of a checked plan. A cell that ends its thread, by using up the memory say, has a row that failed.
 * @param size How many threads. @param module What they run.
 */
export function startCrew(plan: SweepPlan, cells: readonly Cell[], size: number, module: URL = MODULE): Crew {
  const threads: Thread<CrewRequest, readonly Row[]>[] = [];
  /** Those whose batch ended a thread: they run one by one. */
  const again: Cell[] = [];
  const ready: (readonly Row[])[] = [];
  let given = 0;
  let ended = false;
  let state: "works" | "done" | { readonly failure: unknown } = "works";
  let wake = (): void => {};

  const start = async (): Promise<Thread<CrewRequest, readonly Row[]>> => {
    const thread = startThread<CrewRequest, readonly Row[]>(module);
    threads.push(thread);
    await thread.ask({ plan });
    return thread;
  };
  const batch = (secondsEach: number): readonly Cell[] => {
    if (given === cells.length) return again.splice(0, 1);
    const count = Math.max(1, Math.min(MOST_IN_BATCH, Math.floor(BATCH_SECONDS / secondsEach)));
    const own = cells.slice(given, given + count);
    given += own.length;
    return own;
  };
  const work = async (): Promise<void> => {
    let thread = await start();
    let secondsEach = Infinity;
    for (let own = batch(secondsEach); own.length > 0; own = batch(secondsEach)) {
      const since = performance.now();
      try {
        ready.push(await thread.ask({ cells: own }));
        secondsEach = (performance.now() - since) / 1000 / own.length;
      } catch (error) {
        if (ended) return;
        await thread.end();
        thread = await start();
        secondsEach = Infinity;
        if (own.length === 1) ready.push([failedRow(plan, own[0]!, error)]);
        else again.push(...own);
      }
      wake();
    }
    await thread.end();
  };
  void Promise.all(Array.from({ length: Math.min(size, cells.length) }, work))
    .then(
      () => "done" as const,
      (failure: unknown) => ({ failure }),
    )
    .then((end) => {
      state = end;
      wake();
    });
  return {
    next: async () => {
      while (ready.length === 0 && state === "works") {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (typeof state === "object") throw state.failure;
      return ready.shift();
    },
    end: async () => {
      ended = true;
      await Promise.all(threads.map((thread) => thread.end()));
    },
  };
}
