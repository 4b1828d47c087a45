import Papa from "papaparse";
import { expect, test } from "vitest";
import { InputError } from "../input/errors.js";
import { fromCsv, toCsv } from "./csv.js";
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

test("text does not run in a spreadsheet, and reads back as it was", () => {
  const words = ["=1+1", "+1", "-5", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''-", "'tis", "a=1", "−5", ""];
  const columns = [column("=x"), { ...column("word"), unit: "" }];
  const written = toCsv({ name: "t", columns, rows: words.map((word, i) => ({ "=x": -i, word })) });
  const { data } = Papa.parse<string[]>(written, { skipEmptyLines: true });
  for (const [, cell] of data) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  expect(data[0]).toEqual(["'=x", "word"]);
  expect(data[3]).toEqual(["-2", "'-5"]);
  expect(fromCsv(written, "t").rows).toEqual(words.map((word, i) => ({ "=x": 0 - i, word })));
  expect(fromCsv(written, "t", columns).rows.map(({ word }) => word)).toEqual(words);
});

test("a missing or infinite value is refused with its place", () => {
  expect(() => toCsv(table([{ x: 1, word: "a" }, { word: "b" }]))).toThrow(
    "table t, row 2, column x: undefined is neither text nor a finite number",
  );
  expect(() => toCsv(table([{ x: NaN, word: "a" }]))).toThrow("column x: NaN");
});

test("a table reads back: numbers as numbers, text as text", () => {
  const rows = [
    { x: 0.1 + 0.2, word: 'a "b", c\nd' },
    { x: -5e-324, word: "" },
    { x: 1e21, word: "none" },
  ];
  const read = fromCsv(toCsv(table(rows)), "t");
  expect(read.rows).toEqual(rows);
  expect(read.columns.map(({ name }) => name)).toEqual(["x", "word"]);
  expect(fromCsv("\uFEFFx,word\r\n1,a\r\n\r\n", "t").rows).toEqual([{ x: 1, word: "a" }]);
  expect(fromCsv("x,word\n", "t").rows).toEqual([]);
  expect(fromCsv('x\na\n""\n1\n', "t").rows).toEqual([{ x: "a" }, { x: "" }, { x: 1 }]);
});

test("columns give units and say what is text", () => {
  const columns = [{ name: "id", unit: "", description: "Who." }, column("x")];
  expect(fromCsv("x,id\n1,007\n", "t", columns)).toEqual({
    name: "t",
    columns: [column("x"), columns[0]],
    rows: [{ x: 1, id: "007" }],
  });
});

test.each([
  ["", "table t: must have a header line"],
  ["x,\n", "table t, line 1, column 2: must have a name"],
  ["x,x\n", "table t, line 1, column 2: x is there twice"],
  ['x,word\n1,"a\nb"\n2\n', "table t, line 4: has 1 cells, must have 2"],
  ["x,word\n1,a,b\n", "table t, line 2: has 3 cells, must have 2"],
  ["x,word\n1e999,a\n", "table t, line 2, column x: 1e999 is too large a number"],
  ['x,word\n1,"a\n', "table t, line 2: Quoted field unterminated"],
])("%j is refused with its place", (text, message) => {
  expect(() => fromCsv(text, "t")).toThrow(new InputError(message));
});

test("columns that are missing or unknown are refused", () => {
  expect(() => fromCsv("x,y\n", "t", [column("x")])).toThrow(
    "table t, line 1, column 2: y is unknown; must be one of x",
  );
  expect(() => fromCsv("x\n", "t", [column("x"), column("y")])).toThrow("table t, line 1: column y is missing");
});
