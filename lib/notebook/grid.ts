import { textTable } from "../report/text-table.js";
import { escapeHtml } from "./escape-html.js";

/** A table about to be shown. */
export interface Grid {
  readonly columns: readonly string[];
  /** One for each column, or none; `""` and `1` are not shown. */
  readonly units: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** Significant digits of numbers with a fraction; digits before the point all stay. */
  readonly digits: number;
}

const MOST_ROWS = 30;

/** The table as aligned text: numbers to the right, words to the left. */
export function gridText(grid: Grid): string {
  const numeric = grid.columns.map((_, column) => isNumeric(grid, column));
  const lines = textTable([headings(grid), ...cells(grid)], (column) => numeric[column]!).slice(0, -1);
  return [lines, ...rest(grid)].join("\n");
}

/** The table as an HTML `<table>`. */
export function gridHtml(grid: Grid): string {
  const row = (tag: string, texts: readonly string[]): string => {
    const inner = texts.map((text, column) => {
      const side = isNumeric(grid, column) ? "right" : "left";
      return `<${tag} style="text-align:${side}">${escapeHtml(text)}</${tag}>`;
    });
    return `<tr>${inner.join("")}</tr>`;
  };
  const body = cells(grid).map((texts) => row("td", texts));
  const html = ["<table>", `<thead>${row("th", headings(grid))}</thead>`, "<tbody>", ...body, "</tbody>", "</table>"];
  return [...html, ...rest(grid).map((text) => `<p>${text}</p>`)].join("\n");
}

function headings({ columns, units }: Grid): readonly string[] {
  return columns.map((name, column) => {
    const unit = units[column] ?? "";
    return unit === "" || unit === "1" ? name : `${name} [${unit}]`;
  });
}

function cells({ rows, digits }: Grid): readonly (readonly string[])[] {
  return rows
    .slice(0, MOST_ROWS)
    .map((row) => row.map((value) => (typeof value === "number" ? short(value, digits) : String(value))));
}

function rest({ rows }: Grid): readonly string[] {
  return rows.length > MOST_ROWS ? [`… and ${rows.length - MOST_ROWS} more rows`] : [];
}

function isNumeric({ rows }: Grid, column: number): boolean {
  return rows.length > 0 && rows.every((row) => typeof row[column] === "number");
}

function short(value: number, digits: number): string {
  if (Number.isInteger(value) || !Number.isFinite(value)) return String(value);
  return String(Math.abs(value) >= Number(`1e${digits}`) ? Math.round(value) : Number(value.toPrecision(digits)));
}
