/** Users' other models (MODEL.md §12): one typed array a field, one entry a model, one user after another. */
import { ErrorCollector, type ErrorColumns, sameError } from "./error-columns.js";
import type { Model } from "./types.js";

/** Columns are indexed by row, one entry a model. */
export interface ModelColumns {
  /** The other models of user n are the rows from start[n] until before start[n + 1]. */
  readonly start: Int32Array;
  /** ω [FLOP/step]. */
  readonly workload: Float64Array;
  /** Most steps of the model [steps]; Infinity is no limit of its own. */
  readonly maxSteps: Float64Array;
  readonly errors: ErrorColumns;
  /** Names, for people. */
  readonly name: readonly string[];
}

/** The columns of users who have these models, or of whom others told: user n has `lists[n]`. */
export function modelColumns(lists: readonly (readonly Model[])[]): ModelColumns | null {
  const all = lists.flat();
  if (all.length === 0) return null;
  const errors = new ErrorCollector(all.length);
  for (const { errorModel } of all) errors.add(errorModel);
  return {
    start: startsOf(lists.length, (n) => lists[n]!.length),
    workload: Float64Array.from(all, ({ workload }) => workload),
    maxSteps: Float64Array.from(all, ({ maxSteps }) => maxSteps ?? Infinity),
    errors: errors.columns(),
    name: all.map(({ name }) => name),
  };
}

/**
 * The models of users who are picked from several columns, in this order.
 * @param from Columns and index of user n there.
 */
export function pickModels(
  count: number,
  from: (n: number) => readonly [models: ModelColumns | null, n: number],
): ModelColumns | null {
  const start = startsOf(count, (n) => modelsOf(...from(n)));
  const size = start[count]!;
  if (size === 0) return null;
  const errors = new ErrorCollector(size);
  const picked = { workload: new Float64Array(size), maxSteps: new Float64Array(size), name: [] as string[] };
  for (let n = 0; n < count; n++) {
    const [models, own] = from(n);
    for (let row = start[n]!; row < start[n + 1]!; row++) {
      const theirs = models!.start[own]! + row - start[n]!;
      picked.workload[row] = models!.workload[theirs]!;
      picked.maxSteps[row] = models!.maxSteps[theirs]!;
      picked.name.push(models!.name[theirs]!);
      errors.copy(models!.errors, theirs);
    }
  }
  return { start, ...picked, errors: errors.columns() };
}

/** Where each of so many begins that follow one another, and where the last ends. */
export function startsOf(count: number, sizeOf: (n: number) => number): Int32Array {
  const start = new Int32Array(count + 1);
  for (let n = 0; n < count; n++) start[n + 1] = start[n]! + sizeOf(n);
  return start;
}

/** How many other models user n has. */
export function modelsOf(models: ModelColumns | null, n: number): number {
  return models === null ? 0 : models.start[n + 1]! - models.start[n]!;
}

/** Whether user m of `a` has the same models as user n of `b`, in the same order; their names do not count. */
export function sameModels(a: ModelColumns | null, m: number, b: ModelColumns | null, n: number): boolean {
  const count = modelsOf(a, m);
  if (count !== modelsOf(b, n)) return false;
  for (let k = 0; k < count; k++) {
    const i = a!.start[m]! + k;
    const j = b!.start[n]! + k;
    if (a!.workload[i] !== b!.workload[j] || a!.maxSteps[i] !== b!.maxSteps[j]) return false;
    if (!sameError(a!.errors, i, b!.errors, j)) return false;
  }
  return true;
}
