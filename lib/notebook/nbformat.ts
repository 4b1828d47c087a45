import * as v from "valibot";
import { InputError } from "../input/errors.js";

/** What a cell shows, as nbformat 4.5 has it; texts are whole here and lists of lines in the file. */
export type Output =
  | { readonly output_type: "stream"; readonly name: string; readonly text: string }
  | { readonly output_type: "display_data"; readonly data: MimeBundle; readonly metadata: object }
  | { readonly output_type: "error"; readonly ename: string; readonly evalue: string; readonly traceback: string[] };

export type MimeBundle = Readonly<Record<string, unknown>>;

export interface Cell {
  readonly cell_type: "code" | "markdown" | "raw";
  readonly id?: string | undefined;
  readonly source: string;
  readonly metadata: { readonly tags?: readonly string[] | undefined };
}

export interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata: object;
  readonly nbformat: 4;
  readonly nbformat_minor: number;
}

const text = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((lines) => [lines].flat().join("")),
);

const notebookSchema: v.GenericSchema<unknown, Notebook> = v.looseObject({
  cells: v.array(
    v.looseObject({
      cell_type: v.picklist(["code", "markdown", "raw"]),
      id: v.optional(v.string()),
      source: text,
      metadata: v.looseObject({ tags: v.optional(v.array(v.string())) }),
    }),
  ),
  metadata: v.looseObject({ kernelspec: v.looseObject({ name: v.literal("tslab") }) }),
  nbformat: v.literal(4),
  nbformat_minor: v.number(),
});

/**
 * Reads a tslab notebook. A cell without an id is given one by its position.
 * @throws InputError that names `path` and the field at fault where the text is no such notebook.
 */
export function parseNotebook(json: string, path: string): Notebook {
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch {
    throw new InputError(`${path}: not JSON; a notebook is JSON of nbformat 4`);
  }
  const { success, output, issues } = v.safeParse(notebookSchema, content);
  if (!success) throw new InputError(`${path}: ${v.getDotPath(issues[0]) ?? "notebook"}: ${issues[0].message}`);
  const cells = output.cells.map((cell, index) => ({ ...cell, id: cell.id ?? `cell-${index + 1}` }));
  return { ...output, cells, nbformat_minor: Math.max(5, output.nbformat_minor) };
}

/** The text of a notebook's file as Jupyter writes it: sorted keys, one space of indent, texts as lists of lines. */
export function formatNotebook(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) => ({ ...cell, source: lines(cell.source) }));
  return `${JSON.stringify(sorted({ ...notebook, cells }), null, 1)}\n`;
}

/** An output as the file has it. */
export function storedOutput(output: Output): object {
  if (output.output_type === "stream") return { ...output, text: lines(output.text) };
  if (output.output_type === "error") return output;
  const data = Object.entries(output.data).map(([mime, value]) =>
    typeof value === "string" && /^text\/|^image\/svg|^application\/javascript$/.test(mime)
      ? [mime, lines(value)]
      : [mime, value],
  );
  return { ...output, data: Object.fromEntries(data) };
}

function lines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
