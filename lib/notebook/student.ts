import { readFileSync } from "node:fs";
import { formatNotebook, parseNotebook } from "./nbformat.js";

/** The line with which a notebook points to the solutions of its exercises. */
const POINTER = /^Solutions: `solutions\/[^`\n]*`\.\n*/m;

/**
 * A notebook's file for a class: all cells, without outputs and without the pointer to the solutions.
 * @throws InputError that names `path` where the file is no tslab notebook.
 */
export function studentCopy(path: string): string {
  const notebook = parseNotebook(readFileSync(path, "utf8"), path);
  const cells = notebook.cells.map((cell) =>
    cell.cell_type === "code"
      ? { ...cell, outputs: [], execution_count: null }
      : { ...cell, source: cell.source.replace(POINTER, "") },
  );
  return formatNotebook({ ...notebook, cells });
}
