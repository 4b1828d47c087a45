/** Columns that threads share: of many users, and not of few. */
import { expect, it } from "vitest";
import { emptyColumn, isShared, partOf } from "./memory.js";

const MANY = 2 ** 16;

it("shares the memory of many entries, of each type", () => {
  for (const type of [Float64Array, Int32Array, Uint8Array] as const) {
    const many = emptyColumn(type as typeof Float64Array, MANY);
    const fewer = emptyColumn(type as typeof Float64Array, MANY - 1);
    expect([many.length, fewer.length]).toEqual([MANY, MANY - 1]);
    expect([isShared(many), isShared(fewer)]).toEqual([true, false]);
    expect(many.every((entry) => entry === 0)).toBe(true);
  }
});

it("takes a part where it is if it is shared, and a copy else", () => {
  const many = emptyColumn(Float64Array, MANY);
  const few = emptyColumn(Float64Array, 4);
  const parts = [many, few].map((column) => partOf(column, 1, 3));
  many[2] = 7;
  few[2] = 7;
  expect(parts.map((part) => Array.from(part))).toEqual([
    [0, 7],
    [0, 0],
  ]);
});
