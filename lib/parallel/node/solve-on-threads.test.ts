/** Threads of Node, which start from the built library. */
import { expect, it } from "vitest";
import { solveParallel } from "../../dist/parallel/index.js";
import { solveOnThreads, startSolverThreads } from "../../dist/parallel/node/index.js";
import { generateColumns } from "../../population/generate.js";
import { solve } from "../../solver/solve.js";
import { MORE_IN_FULL, shortOrFull, someOrAll } from "../../testing/long.js";

/** A chunk and some. */
const population = { users: shortOrFull(17_000, 20_000), seed: 5, deadlineShare: 0.1 };

it("solves the same on one, two and three threads, and on threads that are there already", MORE_IN_FULL, async () => {
  const columns = generateColumns(population);
  const alone = solve(columns, { method: "exact" });
  const one = await solveOnThreads(columns, { method: "exact", workers: 1 });
  expect({ status: one.status, core: one.core, price: one.price }).toEqual({
    status: "optimal",
    core: alone.core,
    price: alone.price,
  });
  expect(JSON.stringify(one.plan) === JSON.stringify(alone.plan), "the same plan").toBe(true);
  expect(Math.abs(one.objective - alone.objective)).toBeLessThanOrEqual(1e-13 * alone.scale);
  const bytes = JSON.stringify(one);
  for (const workers of someOrAll(1, [2, 3])) {
    const more = await solveOnThreads({ population }, { method: "exact", workers });
    expect(JSON.stringify(more) === bytes, `${workers} threads`).toBe(true);
  }
  const threads = startSolverThreads(2);
  for (const scenario of someOrAll(1, [columns, { population }])) {
    expect(JSON.stringify(await solveParallel(scenario, threads, { method: "exact" })) === bytes).toBe(true);
  }
  await Promise.all(threads.map((thread) => thread.end()));
  await expect(solveParallel(columns, threads, { method: "exact" })).rejects.toThrow(
    "the thread that computes has ended",
  );
  // what the caller gave is still its own
  expect(columns.users.workload.length).toBe(population.users);
});
