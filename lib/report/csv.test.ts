import Papa from "papaparse";
import { expect, test } from "vitest";
import { toCsv } from "./csv.js";
import type { Table } from "./table.js";

const column = (name: string) => ({ name, unit: "1", description: `The ${name}.` });
const table = (rows: Table["rows"]): Table => ({ name: "t", columns: [column("x"), column("word")], rows });

test("the header is the column names, in the columns' order and not the rows'", () => {
  expect(toCsv(table([{ word: "a", x: 1 }]))).toBe("x,word\n1,a\n");
  expect(toCsv(table([]))).toBe("x,word\n");
});

test("numbers read back to the same number", () => {
  const numbers = [0.1 + 0.2, 1 / 3, 1e21, 5e-324, -1.7976931348623157e308, 123456789];
  const { data } = Papa.parse<string[]>(toCsv(table(numbers.map((x) => ({ x, word: "" })))), { skipEmptyLines: true });
  expect(data.slice(1).map(([x]) => Number(x))).toEqual(numbers);
  expect(data[1]).toEqual(["0.30000000000000004", ""]);
});

test("text with commas, quotes and line ends is quoted", () => {
  expect(toCsv(table([{ x: 1, word: 'a "b", c\nd' }]))).toBe('x,word\n1,"a ""b"", c\nd"\n');
});

test("a missing or infinite value is refused with its place", () => {
  expect(() => toCsv(table([{ x: 1, word: "a" }, { word: "b" }]))).toThrow(
    "table t, row 2, column x: undefined is neither text nor a finite number",
  );
  expect(() => toCsv(table([{ x: Number.NaN, word: "a" }]))).toThrow("column x: NaN");
});
