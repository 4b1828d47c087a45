import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const workspace: string = fileURLToPath(new URL("../..", import.meta.url));

/** A new folder beside the workspace's packages, for notebooks of a test; the caller removes it. */
export function notebookFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "edgesteps-notebooks-"));
  symlinkSync(join(workspace, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** Code, text, or code that may fail. */
export type TestCell = string | { readonly text: string } | { readonly fails: string };

/** Writes a tslab notebook without outputs. */
export function writeNotebook(path: string, cells: readonly TestCell[]): void {
  const content = cells.map((cell, index) => {
    if (typeof cell === "object" && "text" in cell) {
      return { cell_type: "markdown", id: `c${index}`, metadata: {}, source: cell.text };
    }
    const [source, metadata] = typeof cell === "string" ? [cell, {}] : [cell.fails, { tags: ["raises-exception"] }];
    return { cell_type: "code", id: `c${index}`, metadata, source, outputs: [], execution_count: null };
  });
  const kernelspec = { name: "tslab", display_name: "TypeScript", language: "typescript" };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ cells: content, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 }));
}
