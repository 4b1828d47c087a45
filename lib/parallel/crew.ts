/** Several threads, each of which owns some chunks of the users: asked together, their answers are in the order of chunks. */
import type { GenerateOptions } from "../population/options.js";
import type { Prepared } from "./chunk.js";
import { memoryOf, type Settings } from "./chunk-users.js";
import type { AnswerOf, Given, Kind, OwnAnswer, RequestOf, SolverRequest } from "./requests.js";
import type { SolverThread } from "./thread.js";

/** Whose users they are: chunk by chunk from their columns, or drawn by the threads themselves. */
export interface ChunkSource {
  readonly settings: Settings;
  /** Number of all users. */
  readonly count: number;
  readonly population: GenerateOptions | null;
  /** The users from `first` until before `end`. */
  given(first: number, end: number): Given;
}

/** So much of all chunks a thread that has its part leaves to slower ones. */
const LEFT = 1 / 16;

export class Crew {
  readonly #threads: readonly SolverThread[];
  /** Who has which chunk. */
  readonly #owner: SolverThread[] = [];

  constructor(threads: readonly SolverThread[]) {
    this.#threads = threads;
  }

  /**
   * Has the users prepared; each thread takes the next chunk as soon as it has done its last, but leaves the last few to those who have fewer:
   * what is asked later takes as long as who has most.
   * @param size Users of a chunk: sums hang on it, not on the number of threads.
   * @param onChunk Told how many chunks are ready, of how many.
   * @returns What each chunk tells; null where something is wrong with a user.
   */
  async prepare(
    { settings, count, population, given }: ChunkSource,
    size: number,
    onChunk: (ready: number, all: number) => void,
  ): Promise<Prepared[] | null> {
    const prepared = new Array<Prepared>(Math.ceil(count / size));
    const part = prepared.length / this.#threads.length;
    const few = prepared.length * LEFT;
    let next = 0;
    let ready = 0;
    let wrong = false;
    const work = async (thread: SolverThread): Promise<void> => {
      let taken = 0;
      const takes = async (): Promise<void> => {
        while (next < prepared.length && !wrong && (taken < part || prepared.length - next > few)) {
          const chunk = next++;
          taken++;
          const own = given(chunk * size, Math.min(count, (chunk + 1) * size));
          const request: SolverRequest = { kind: "prepare", chunk, given: own };
          const answer = await thread.ask(request, "users" in own ? memoryOf(own.users) : []);
          if (answer === null) {
            wrong = true;
            continue;
          }
          prepared[chunk] = answer as Prepared;
          this.#owner[chunk] = thread;
          onChunk(++ready, prepared.length);
        }
      };
      await thread.ask({ kind: "begin", settings, population });
      // the next chunk is there when one is done
      await Promise.all([takes(), takes()]);
    };
    await Promise.all(this.#threads.map(work));
    return wrong ? null : prepared;
  }

  /** Has the threads forget what they own. */
  async release({ settings }: ChunkSource): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.ask({ kind: "begin", settings, population: null })));
  }

  /** What each chunk answers. */
  async ask<K extends Kind>(kind: K, request: RequestOf<K>): Promise<AnswerOf<K>[]> {
    const asked = this.#threads.map((thread) => thread.ask({ kind, ...request } as unknown as SolverRequest));
    const answers: AnswerOf<K>[] = [];
    for (const own of (await Promise.all(asked)) as (readonly OwnAnswer[])[]) {
      for (const { chunk, answer } of own) answers[chunk] = answer as AnswerOf<K>;
    }
    return answers;
  }

  /** What one chunk answers to a question of the caller's own. */
  async askOne(chunk: number, name: string, request: unknown): Promise<unknown> {
    return this.#owner[chunk]!.ask({ kind: "own", chunk, name, request });
  }
}
