/** A question whose cells have a function of their own, where a sweep's plan would not do. */
import type { Progress } from "../input/progress.js";

/** What is asked of which options; the cells are independent, so that they may be computed anywhere and in any order. */
export interface Study<Options, Result, Cell = unknown, Found = unknown> {
  /** All cells: quick, as every thread makes them anew. @throws InputError for an option out of range. */
  cells(options: Options, seed: number): readonly Cell[];
  /** Plain data, which nothing but the cell decides. */
  find(cell: Cell): Found;
  /** @param found Of each cell, in their order. */
  result(found: readonly Found[], options: Options, seed: number): Result;
  /** How much a cell has to do, where they differ in size; else 1. */
  work?(cell: Cell): number;
}

/** A study as a function, which computes the cells here and now. */
export function inTurn<Options, Result>(
  study: Study<Options, Result>,
): (options: Options, seed: number, progress?: Progress) => Result {
  return (options, seed, progress) => {
    const cells = study.cells(options, seed);
    const done = partDone(study, cells);
    const found = cells.map((cell) => {
      const own = study.find(cell);
      progress?.(done(cell));
      return own;
    });
    return study.result(found, options, seed);
  };
}

/** A function that is told each cell that is done, and answers which part of all the work that makes, in [0, 1]. */
export function partDone<Cell>(study: Study<never, unknown, Cell>, cells: readonly Cell[]): (cell: Cell) => number {
  const workOf = (cell: Cell): number => study.work?.(cell) ?? 1;
  const all = cells.reduce((sum, cell) => sum + workOf(cell), 0);
  let done = 0;
  return (cell) => {
    done += workOf(cell);
    return done / all;
  };
}
