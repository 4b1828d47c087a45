/**
 * Tables as people's programs write them: separated by commas, semicolons or tabs, with a byte order mark, a spreadsheet's line
 * `sep=;`, any line ends, quotes, and rows that are empty.
 */
import Papa from "papaparse";
import { decimal } from "./decimal.js";
import { InputError } from "./errors.js";
import { type Problems, problemList } from "./problems.js";

const SEPARATORS = [",", ";", "\t"];

/** What a reader makes of a table. Cells have no spaces around them. */
export interface CsvReader {
  /** Names of columns that the reader looks for: by them the separator is told where the header leaves it open. */
  readonly known: readonly string[];
  /** Told the names in the header. @throws InputError for a header that will not do. */
  readonly onHeader: (names: readonly string[], line: number) => void;
  /** Told each row that is not empty, as many cells as there are names, and the line where it begins. */
  readonly onRow: (cells: readonly string[], line: number, problems: Problems) => void;
}

/**
 * Reads the table in a CSV text, row by row.
 * @throws InputError naming line by line what is wrong, at most ten problems.
 */
export function readCsv(text: string, { known, onHeader, onRow }: CsvReader): void {
  const plain = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const told = /^"?sep=([^\n"])"?[,;\t]*\n/i.exec(plain);
  const body = told === null ? plain : plain.slice(told[0].length);
  const separator = told?.[1] ?? separatorOf(body, known);
  const problems = problemList();
  let width: number | undefined;
  let next = told === null ? 1 : 2;
  let read = 0;
  Papa.parse<string[]>(body, {
    delimiter: separator,
    newline: "\n",
    step: ({ data, errors, meta }) => {
      const line = next;
      next += lineEnds(body, read, meta.cursor);
      read = meta.cursor;
      if (errors.length > 0) return problems.add(() => `line ${line}: ${quoteProblem(errors[0]!.code)}`);
      const cells = data.map((cell) => cell.trim());
      const filled = cells.findLastIndex((cell) => cell !== "") + 1;
      if (filled === 0) return;
      if (width === undefined) {
        width = filled;
        refuseRepeats(cells, known, line);
        return onHeader(cells.slice(0, width), line);
      }
      // cells that are empty and below no name say nothing
      if (cells.length < width || filled > width) {
        const hint = filled > width && separator === "," && hasParts(cells) ? `; ${POINT}` : "";
        return problems.add(() => `line ${line}: has ${counted(cells.length)}, but the header has ${width}${hint}`);
      }
      onRow(cells.slice(0, width), line, problems);
    },
  });
  problems.refuseAny();
}

const POINT = "if a number has a decimal comma, write it with a point";

/** Where most of the header's names are known, else where it has most cells: the separator of a table. */
function separatorOf(text: string, known: readonly string[]): string {
  const [header = ""] = /^.*\S.*$/m.exec(text) ?? [];
  const scores = SEPARATORS.map((separator) => {
    const { data } = Papa.parse<string[]>(header, { delimiter: separator, newline: "\n" });
    const names = (data[0] ?? []).map((name) => name.trim());
    return { separator, found: names.filter((name) => known.includes(name)).length, cells: names.length };
  });
  scores.sort((a, b) => b.found - a.found || b.cells - a.cells);
  return scores[0]!.separator;
}

/** @throws InputError for a known column that is there twice. */
function refuseRepeats(names: readonly string[], known: readonly string[], line: number): void {
  const repeated = known.find((name) => names.indexOf(name) < names.lastIndexOf(name));
  if (repeated !== undefined) throw new InputError(`line ${line}: ${repeated}: is there twice`);
}

/** Whether two neighbours may be the parts of a number before and after a comma. */
function hasParts(cells: readonly string[]): boolean {
  return cells.some(
    (cell, i) => /^[-+]?\d+$/.test(cell) && /^\d/.test(cells[i + 1] ?? "") && !Number.isNaN(decimal(cells[i + 1]!)),
  );
}

function counted(cells: number): string {
  return `${cells} ${cells === 1 ? "cell" : "cells"}`;
}

function quoteProblem(code: string): string {
  return code === "MissingQuotes"
    ? "a quote begins here that does not end"
    : 'a quoted cell goes on after its quote; write a quote in it as ""';
}

function lineEnds(text: string, from: number, until: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < until; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
