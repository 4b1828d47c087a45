import Papa from "papaparse";
import { decimal } from "../input/checks.js";
import { InputError } from "../input/errors.js";
import type { Table, TableColumn } from "./table.js";

/**
 * A table as CSV: a header of column names, one line a row, lines ended by "\n", numbers with the fewest digits that
 * read back to the same number. Text that a spreadsheet would run as a formula has an apostrophe before it, which {@link fromCsv}
 * takes off. Units stand in the data's documentation.
 * @throws RangeError naming table, row and column if a value is missing or no finite number.
 */
export function toCsv(table: Table): string {
  const names = table.columns.map((column) => column.name);
  const lines = table.rows.map((row, i) =>
    names.map((name) => {
      const value = row[name];
      if (typeof value === "string") return marked(value);
      if (Number.isFinite(value)) return value;
      throw new RangeError(
        `table ${table.name}, row ${i + 1}, column ${name}: ${value} is neither text nor a finite number`,
      );
    }),
  );
  return `${Papa.unparse([names.map(marked), ...lines], { newline: "\n" })}\n`;
}

/**
 * Marked as text, as spreadsheets do it themselves: refusing would leave a table of such ids unwritten, quotes alone would not keep
 * the formula from running. A mark that is there already gets another, so that each reads back as it was.
 */
function marked(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function unmarked(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

/**
 * A table from CSV as {@link toCsv} writes it: a cell that is a number becomes one, every other stays text. The file has no
 * units; with `columns` the table has theirs, and a column with the unit `""` is text throughout.
 *
 *     const table = fromCsv(readFileSync("data/results/tau-sensitivity.csv", "utf8"), "tau-sensitivity");
 *     tauSensitivityChart(table);
 *
 * @param name The table's.
 * @param columns Those that the header must have, in any order.
 * @throws InputError naming line and column: no header, a name that is empty or there twice, missing or unknown columns, a
 * row with more or fewer cells, a number too large, an open quote.
 */
export function fromCsv(text: string, name: string, columns?: readonly TableColumn[]): Table {
  const [header, ...lines] = linesOf(text.replace(/^\uFEFF/, ""), name);
  if (header === undefined) throw new InputError(`table ${name}: must have a header line`);
  const names = header.cells.map(unmarked);
  checkHeader(names, name, columns);
  const textual = new Set(columns?.filter(({ unit }) => unit === "").map((column) => column.name));
  const rows = lines.map(({ line, cells }) => {
    if (cells.length !== names.length) {
      throw new InputError(`table ${name}, line ${line}: has ${cells.length} cells, must have ${names.length}`);
    }
    const entries = names.map((column, i): [string, number | string] => {
      const cell = cells[i]!;
      const value = decimal(cell);
      if (textual.has(column) || Number.isNaN(value)) return [column, unmarked(cell)];
      if (Number.isFinite(value)) return [column, value];
      throw new InputError(`table ${name}, line ${line}, column ${column}: ${cell} is too large a number`);
    });
    return Object.fromEntries(entries);
  });
  const own = names.map(
    (column) => columns?.find((known) => known.name === column) ?? { name: column, unit: "", description: "" },
  );
  return { name, columns: own, rows };
}

interface Line {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Blank lines are left out, but for an empty cell of a single column. */
function linesOf(text: string, name: string): Line[] {
  const lines: Line[] = [];
  let [line, read] = [1, 0];
  Papa.parse<string[]>(text, {
    delimiter: ",",
    step: ({ data, errors, meta }) => {
      if (errors[0] !== undefined) throw new InputError(`table ${name}, line ${line}: ${errors[0].message}`);
      const blank = data.length === 1 && data[0] === "";
      if (!blank || (lines[0]?.cells.length === 1 && read < text.length)) lines.push({ line, cells: data });
      line += text.slice(read, meta.cursor).split(/\r\n|\n|\r/).length - 1;
      read = meta.cursor;
    },
  });
  return lines;
}

function checkHeader(header: readonly string[], name: string, columns?: readonly TableColumn[]): void {
  for (const [i, column] of header.entries()) {
    const where = `table ${name}, line 1, column ${i + 1}`;
    if (column === "") throw new InputError(`${where}: must have a name`);
    if (header.indexOf(column) < i) throw new InputError(`${where}: ${column} is there twice`);
    if (columns !== undefined && !columns.some((known) => known.name === column)) {
      const names = columns.map((known) => known.name).join(", ");
      throw new InputError(`${where}: ${column} is unknown; must be one of ${names}`);
    }
  }
  const missing = columns?.find((known) => !header.includes(known.name));
  if (missing !== undefined) throw new InputError(`table ${name}, line 1: column ${missing.name} is missing`);
}
