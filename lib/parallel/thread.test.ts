/** Workers of a browser, in whose place two channels stand. */
import { expect, it } from "vitest";
import { generate } from "../population/generate.js";
import { solve } from "../solver/solve.js";
import { solveInChunks } from "./solve-parallel.js";
import { answerSolver, type ScopeLike, solverThread, type WorkerLike } from "./thread.js";

/** A worker whose module answers. */
function worker(): WorkerLike {
  const page: WorkerLike = {
    onmessage: null,
    onerror: null,
    postMessage: (message, transfer) => {
      const data = structuredClone(message, { transfer }) as never;
      setTimeout(() => scope.onmessage!({ data } as never));
    },
  };
  const scope: ScopeLike = {
    onmessage: null,
    postMessage: (message, transfer) => {
      const data = structuredClone(message, { transfer }) as never;
      setTimeout(() => page.onmessage!({ data } as never));
    },
  };
  answerSolver(scope);
  return page;
}

const scenario = generate({ users: 40, seed: 2 });
const sizes = { size: 7, gathered: 64 };

it("answer as solve", async () => {
  const threads = [worker(), worker()].map(solverThread);
  const { plan, status } = await solveInChunks(scenario, threads, { method: "exact" }, sizes);
  const alone = solve(scenario, { method: "exact" });
  expect({ plan, status }).toEqual({ plan: alone.plan, status: alone.status });
});

it("say what they throw, or that they have ended", async () => {
  const own = worker();
  const thread = solverThread(own);
  await expect(thread.ask({ kind: "unknown" })).resolves.toEqual([]);
  await expect(thread.ask({ kind: "prepare", chunk: 0, given: {} })).rejects.toThrow("drawn is not a function");
  const waits = thread.ask({ kind: "demand", level: 0, price: 1 });
  own.onerror!({ message: "out of memory" } as never);
  await expect(waits).rejects.toThrow("the thread that computes has ended: out of memory");
  await expect(solveInChunks(scenario, [thread], { method: "exact" }, sizes)).rejects.toThrow("has ended");
});
