/** Holds all phones by threads of its own, so that the page only draws: one question after the other. */
import { holdParallel } from "../../parallel/hold-parallel.js";
import { solverThread } from "../../parallel/thread.js";
import { CELLS, PRICES, strideOf } from "./census.js";
import type { Crowd, News, Question } from "./talk.js";

/** So many of the core are drawn. */
const DRAWN = 400;

let asked: Question | undefined;
let wake = (): void => {};

function tell(news: News, moved: ArrayBuffer[] = []): void {
  postMessage(news, { transfer: moved });
}

addEventListener("message", ({ data }: MessageEvent<Crowd | Question>): void => {
  if ("threads" in data) {
    run(data).catch((error: unknown) =>
      tell({ kind: "failed", message: error instanceof Error ? error.message : String(error) }),
    );
    return;
  }
  asked = data;
  wake();
});

async function run({ users, seed, threads: count }: Crowd): Promise<void> {
  const threads = Array.from({ length: count }, () =>
    solverThread(new Worker(new URL("./thread.ts", import.meta.url), { type: "module" })),
  );
  const held = await holdParallel({ population: { users, seed } }, threads, {
    onChunk: (ready, all) => tell({ kind: "progress", done: ready / all }),
  });
  const { chunkSize } = held;

  // the picture of all phones, of so many at once as are new every little while
  const stride = strideOf(users);
  const empty = () => ({ cells: new Uint32Array(CELLS.across * CELLS.up), demand: new Float64Array(PRICES.length) });
  let own = empty();
  let [next, done, last] = [0, 0, performance.now()];
  const take = async (): Promise<void> => {
    while (next < held.chunks) {
      const chunk = next++;
      const { cells, demand } = (await held.ask(chunk, "census", { first: chunk * chunkSize, stride })) as unknown as {
        readonly cells: Uint32Array;
        readonly demand: Float64Array;
      };
      for (let i = 0; i < cells.length; i++) own.cells[i]! += cells[i]!;
      for (let k = 0; k < demand.length; k++) own.demand[k]! += stride * demand[k]!;
      done++;
      if (done < held.chunks && performance.now() - last < 60) continue;
      last = performance.now();
      tell({ kind: "census", ...own, done: done / held.chunks }, [
        own.cells.buffer,
        own.demand.buffer,
      ] as ArrayBuffer[]);
      own = empty();
    }
  };
  await Promise.all(Array.from({ length: 2 * count }, take));

  let capacity = NaN;
  let certificate: Awaited<ReturnType<typeof held.certify>> | undefined;
  let core = new Float64Array(0);
  for (;;) {
    if (asked === undefined)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    const question: Question = asked!;
    asked = undefined;
    if (certificate === undefined || question.capacity !== capacity) {
      certificate = await held.certify({ capacity: question.capacity });
      capacity = question.capacity;
      core = await placesOfCore(certificate.core.map(({ user }) => user).slice(0, DRAWN));
    }
    const at = question.price === undefined ? null : await held.at(question.price, { capacity });
    tell({ kind: "answer", id: question.id, capacity, certificate, at, core });
  }

  async function placesOfCore(entered: readonly number[]): Promise<Float64Array<ArrayBuffer>> {
    const chunks = [...new Set(entered.map((user) => Math.floor(user / chunkSize)))];
    const places = chunks.map(async (chunk) => {
      const own = entered.filter((user) => Math.floor(user / chunkSize) === chunk);
      const answer = await held.ask(chunk, "places", { users: own.map((user) => user - chunk * chunkSize) });
      return Array.from(answer["places"] as Float64Array);
    });
    return Float64Array.from((await Promise.all(places)).flat());
  }
}
