/** Users whose columns threads share, beside the same users copied. */
import { expect, it } from "vitest";
import { generateColumns } from "../population/generate.js";
import { type ScenarioColumns, userColumns, withUsers } from "../scenario/columns.js";
import { METHODS } from "../solver/methods/methods.js";
import { ownThreads } from "../testing/own-threads.js";
import { memoryOf, sliceUsers } from "./chunk-users.js";
import { isDivided, solveInChunks } from "./solve-parallel.js";

function inSharedMemory<T>(value: T): T {
  if (!ArrayBuffer.isView(value)) {
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inSharedMemory(inner)])) as T;
  }
  const column = value as unknown as Float64Array;
  const shared = new SharedArrayBuffer(column.byteLength);
  const copy = new (column.constructor as new (memory: SharedArrayBuffer) => Float64Array)(shared);
  copy.set(column);
  return copy as T;
}

/** Laws of three numbers, and tables of more. */
const CASES = (["exponential", "measured"] as const).map((errorKind) => {
  const copied = generateColumns({ users: 40, seed: 3, errorKind });
  const shared = withUsers(copied, userColumns({ ...inSharedMemory(copied.users), id: copied.users.id }));
  return { errorKind, copied, shared };
});

it.each(CASES)("takes users of shared columns where they are, with nothing to hand over ($errorKind)", (scenarios) => {
  const [shared, copied] = [scenarios.shared.users, scenarios.copied.users].map((users) => sliceUsers(users, 8, 20));
  expect(shared!.workload.buffer).toBe(scenarios.shared.users.workload.buffer);
  expect(shared!.workload).toEqual(copied!.workload);
  expect(shared!.errors.parameters).toBe(scenarios.shared.users.errors.parameters);
  expect(memoryOf(shared!)).toEqual([]);
  expect(memoryOf(copied!).length).toBeGreaterThan(15);
});

it.each(CASES)("solves them alike, and leaves them as they were ($errorKind)", async ({ copied, shared }) => {
  for (const { name: method } of METHODS.filter(({ name }) => isDivided({ method: name }))) {
    const solved = (columns: ScenarioColumns): Promise<unknown> =>
      solveInChunks(columns, ownThreads(2), { method }, { size: 16, gathered: 8 });
    expect(await solved(shared)).toEqual(await solved(copied));
  }
  expect(shared.users.errors).toEqual(copied.users.errors);
});
