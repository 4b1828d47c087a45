import { readFileSync } from "node:fs";
import { type Cell, formatNotebook, parseNotebook } from "./nbformat.js";

/** The line with which a notebook points to the solutions of its exercises. */
const POINTER = /^Solutions: `solutions\/[^`\n]*`\.\n*/m;

/** Where the text of an exercise says how it checks itself. */
const CHECKS_ITSELF = /\banswer\("([^"]+)"/g;

/** A code cell that has not run. */
const unrun = { outputs: [], execution_count: null };

/** The tag of a cell that answers the question before it. */
export const ANSWER = "answer";

/**
 * A notebook's file for a class: without outputs, without the pointer to the solutions, with room in place of each answer and a
 * cell to work in for each exercise that checks itself.
 * @throws InputError that names `path` where the file is no tslab notebook.
 */
export function studentCopy(path: string): string {
  const notebook = parseNotebook(readFileSync(path, "utf8"), path);
  let first = true;
  const workCell = (id: string): Cell => {
    const imported = first ? `import { answer } from "edgesteps/notebook";\n\n` : "";
    first = false;
    const source = `${imported}// Exercise ${id}: your work, and last\n// answer("${id}", value);`;
    return { ...unrun, cell_type: "code", metadata: {}, id: `work-${id.replace(/[^\w-]/g, "-")}`, source };
  };
  const cells = notebook.cells.flatMap((cell): Cell[] => {
    if (cell.cell_type === "code") return [{ ...cell, ...unrun }];
    if (cell.metadata.tags?.includes(ANSWER)) return [{ ...cell, source: "*Your answer:*" }];
    const ids = [...cell.source.matchAll(CHECKS_ITSELF)].map(([, id]) => id!);
    return [{ ...cell, source: cell.source.replace(POINTER, "") }, ...[...new Set(ids)].map(workCell)];
  });
  return formatNotebook({ ...notebook, cells });
}
