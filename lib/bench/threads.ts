/**
 * `node lib/dist/bench/threads.js FAMILY 1000000 …`: the proven optimum and the paper's algorithm by `solve`, and by one and two threads that are
 * warm, wall time. They take turns, as machines differ from minute to minute; told are the fastest and the median of each, what two threads gain,
 * and what two gain that have nothing in common, each with the whole problem: more the machine does not give.
 */
import { isDeepStrictEqual } from "node:util";
import { startSolverThreads } from "../parallel/node/solve-on-threads.js";
import { solveParallel } from "../parallel/solve-parallel.js";
import { solve } from "../solver/solve.js";
import { FAMILIES } from "./instances.js";

const TURNS = 7;
const METHODS = ["exact", "sca"] as const;

async function timed<T>(work: () => T | Promise<T>): Promise<readonly [value: T, milliseconds: number]> {
  const before = performance.now();
  const value = await work();
  return [value, performance.now() - before];
}

interface Summary {
  readonly fastest: number;
  readonly median: number;
}

function summary(times: readonly number[]): Summary {
  const sorted = times.map(Math.round).sort((a, b) => a - b);
  return { fastest: sorted[0]!, median: sorted[sorted.length >> 1]! };
}

const threads = startSolverThreads(2);
const [family, ...sizes] = process.argv.slice(2);
const { make } = FAMILIES.find(({ name }) => name === family)!;
for (const [users, method] of sizes.flatMap((size) => METHODS.map((name) => [Number(size), name] as const))) {
  const columns = make(users, 1);
  const options = { method };
  const times: Record<"solve" | "one" | "two" | "apart", number[]> = { solve: [], one: [], two: [], apart: [] };
  for (let turn = 0; turn <= TURNS; turn++) {
    const [alone, own] = await timed(() => solve(columns, options));
    const [byOne, one] = await timed(() => solveParallel(columns, threads.slice(0, 1), options));
    const [byTwo, two] = await timed(() => solveParallel(columns, threads, options));
    const [, apart] = await timed(() =>
      Promise.all(threads.map((thread) => solveParallel(columns, [thread], options))),
    );
    if (!isDeepStrictEqual(byOne, byTwo)) throw new Error(`${users} users: one thread and two differ`);
    if (!isDeepStrictEqual(alone.plan, byTwo.plan)) throw new Error(`${users} users: the threads' plan is another`);
    if (turn === 0) continue; // compiles
    times.solve.push(own);
    times.one.push(one);
    times.two.push(two);
    times.apart.push(apart);
  }
  const [own, one, two, apart] = [times.solve, times.one, times.two, times.apart].map(summary) as [
    Summary,
    Summary,
    Summary,
    Summary,
  ];
  const gains = { fastest: one.fastest / two.fastest, median: one.median / two.median };
  const atMost = { fastest: (2 * one.fastest) / apart.fastest, median: (2 * one.median) / apart.median };
  console.log(JSON.stringify({ family, method, users, solve: own, one, two, gains, apart, atMost }));
}
await Promise.all(threads.map((thread) => thread.end()));
