/** Threads that run cells in batches. */
import { answerRequests, startThread, type Thread } from "../../files/thread.js";

/** What a thread is told: first what all cells share, then cells, which it answers with what it finds of each. */
type CrewRequest<Shared, Cell> = { readonly shared: Shared } | { readonly cells: readonly Cell[] };

/** A cell and what was found of it. */
export interface Done<Cell, Found> {
  readonly cell: Cell;
  readonly found: Found;
}

/** Plain data, as all of it is copied from thread to thread. */
export interface CrewWork<Shared, Cell, Found> {
  /** The address of a module that calls {@link answerCells}. */
  readonly module: URL;
  readonly shared: Shared;
  readonly cells: readonly Cell[];
  /** What is found of a cell that throws, or that ends its thread by using up the memory, say; else the first such cell ends all. */
  readonly failed?: (cell: Cell, error: unknown) => Found;
  /** Most cells of a batch. */
  readonly mostInBatch?: number;
}

export interface Crew<Cell, Found> {
  /** Some cells as they come, in any order; none when all have come. @throws Error if no thread can be started, or a cell fails. */
  next(): Promise<readonly Done<Cell, Found>[] | undefined>;
  /** Ends all threads, whatever they compute. */
  end(): Promise<void>;
}

/** A batch is to take so long [s]. */
const BATCH_SECONDS = 0.2;

/** Begins to run cells. @param size How many threads. */
export function startCrew<Shared, Cell, Found>(
  { module, shared, cells, failed, mostInBatch = 256 }: CrewWork<Shared, Cell, Found>,
  size: number,
): Crew<Cell, Found> {
  type CrewThread = Thread<CrewRequest<Shared, Cell>, readonly Found[]>;
  const threads: CrewThread[] = [];
  /** Those whose batch ended a thread: they run one by one. */
  const again: Cell[] = [];
  const ready: (readonly Done<Cell, Found>[])[] = [];
  let given = 0;
  let ended = false;
  let state: "works" | "done" | { readonly failure: unknown } = "works";
  let wake = (): void => {};

  const start = async (): Promise<CrewThread> => {
    const thread: CrewThread = startThread(module);
    threads.push(thread);
    await thread.ask({ shared });
    return thread;
  };
  const batch = (secondsEach: number): readonly Cell[] => {
    if (given === cells.length) return again.splice(0, 1);
    const count = Math.max(1, Math.min(mostInBatch, Math.floor(BATCH_SECONDS / secondsEach)));
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
        const found = await thread.ask({ cells: own });
        ready.push(own.map((cell, i) => ({ cell, found: found[i]! })));
        secondsEach = (performance.now() - since) / 1000 / own.length;
      } catch (error) {
        if (ended) return;
        if (failed === undefined) throw error;
        await thread.end();
        thread = await start();
        secondsEach = Infinity;
        if (own.length === 1) ready.push([{ cell: own[0]!, found: failed(own[0]!, error) }]);
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

/** In the thread's module: what it finds of a cell, once it is told what all share. */
export function answerCells<Shared, Cell, Found>(prepare: (shared: Shared) => (cell: Cell) => Found): void {
  let find: (cell: Cell) => Found;
  answerRequests((request: CrewRequest<Shared, Cell>): readonly Found[] => {
    if ("cells" in request) return request.cells.map(find);
    find = prepare(request.shared);
    return [];
  });
}
