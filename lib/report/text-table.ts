import { printable } from "../input/errors.js";

/**
 * Rows of cells as lines of text, each ended by "\n": columns are as wide as their widest cell and two spaces apart, control
 * characters in cells are shown as escapes.
 * @param right Whether a column (from 0) stands to the right; default all but the first.
 */
export function textTable(
  rows: readonly (readonly string[])[],
  right: (column: number) => boolean = (column) => column > 0,
): string {
  const shown = rows.map((row) => row.map((cell) => printable(cell)));
  const widths: number[] = [];
  for (const row of shown) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  const pad = (cell: string, i: number): string => (right(i) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!));
  return shown.map((row) => `${row.map(pad).join("  ").trimEnd()}\n`).join("");
}
