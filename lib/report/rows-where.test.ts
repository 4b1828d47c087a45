import { expect, test } from "vitest";
import { numbersOf, rowsWhere } from "./rows-where.js";

const rows = [
  { town: "Ulm", seed: 1, gap: 0.1 },
  { town: "Ulm", seed: 2, gap: 0.2 },
  { town: "Bern", seed: 1, gap: 0.3 },
  { town: "Bern", seed: 2, gap: "NA" },
];

test("rows have all the values, in their order; all rows where none is given", () => {
  expect(rowsWhere(rows, { town: "Ulm" })).toEqual(rows.slice(0, 2));
  expect(rowsWhere(rows, { town: "Bern", seed: 1 })).toEqual([rows[2]]);
  expect(rowsWhere(rows, { seed: 3 })).toEqual([]);
  expect(rowsWhere(rows, {})).toEqual(rows);
  expect(rowsWhere<{ seed: number }>([], { seed: 1 })).toEqual([]);
});

test("numbers of a column, of these rows or of all", () => {
  expect(numbersOf(rows, "gap", { seed: 1 })).toEqual([0.1, 0.3]);
  expect(numbersOf(rows, "seed")).toEqual([1, 2, 1, 2]);
});

test("a column that is not there, and a cell that is no number, are told in a line", () => {
  expect(() => numbersOf(rows, "gaps")).toThrow(new RangeError('no column is named "gaps"'));
  expect(() => numbersOf(rows, "gap", { seeds: 1 })).toThrow(new RangeError('no column is named "seeds"'));
  expect(() => numbersOf(rows, "gap")).toThrow(new RangeError('column gap: must be a number, not "NA"'));
});
