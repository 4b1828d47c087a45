import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, resolve } from "node:path";
import { needPeers } from "../files/peers.js";
import { cleanedUpOnSignals } from "../files/signals.js";
import { writeAside } from "../files/write-aside.js";
import { InputError } from "../input/errors.js";
import { type Cell, formatNotebook, type Notebook, type Output, parseNotebook, storedOutput } from "./nbformat.js";
import { type Draw, ownBrowser } from "./pictures.js";
import { runSession } from "./run-session.js";

export interface NotebookOptions {
  /** Time that one notebook may take [s]; default 300. */
  readonly timeLimit?: number;
  /** Notebooks that run at once; default the number of processors. */
  readonly jobs?: number;
  /** Told which cell of which notebook starts; cells count as in {@link NotebookError}. */
  readonly onProgress?: (path: string, cell: number) => void;
}

export interface NotebookError {
  /** Position among all cells of the notebook, text too, from 1; absent where the file is at fault. */
  readonly cell?: number;
  /** Line in the cell, from 1; absent where none is to blame. */
  readonly line?: number;
  readonly message: string;
}

export interface NotebookResult {
  /** As given. */
  readonly path: string;
  readonly ok: boolean;
  /** The file has new bytes. */
  readonly changed: boolean;
  readonly error?: NotebookError;
  /** Code cells that the notebook has. */
  readonly cells: number;
}

/**
 * Runs notebooks, each in a process of its own and in its own folder, and stores the outputs of each when it ends. One browser
 * draws the pictures of all.
 * A notebook ends at the first cell that fails without the tag `raises-exception`; its file is then left as it was.
 * Empty cells don't run. Results are in the order of `paths`. Nothing is thrown for a notebook that is bad or missing.
 * @throws MissingPeersError without tslab.
 */
export async function runNotebooks(paths: readonly string[], options: NotebookOptions = {}): Promise<NotebookResult[]> {
  const { timeLimit = 300, jobs = availableParallelism(), onProgress } = options;
  needPeers("running notebooks", ["tslab", "@tslab/typescript-for-tslab"]);
  const results: NotebookResult[] = [];
  const queue = paths.entries();
  const { draw, close } = ownBrowser();
  const worker = async (): Promise<void> => {
    for (const [index, path] of queue) {
      results[index] = await store(await runNotebook(path, timeLimit, draw, onProgress));
    }
  };
  await cleanedUpOnSignals(() => Promise.all(Array.from({ length: jobs }, worker)).finally(close));
  return results;
}

/** `notebooks/03-….ipynb, cell 5, line 3: message` */
export function describeError(path: string, { cell, line, message }: NotebookError): string {
  return `${path}${cell === undefined ? "" : `, cell ${cell}`}${line === undefined ? "" : `, line ${line}`}: ${message}`;
}

/** A notebook that has run: the text of its file before and, if it is good, after. */
type Run = Omit<NotebookResult, "changed"> & { readonly before?: string; readonly after?: string };

/** Of two runs at the same time the second finds its own outputs there. */
async function store({ before, after, ...result }: Run): Promise<NotebookResult> {
  if (after === undefined) return { ...result, changed: false };
  const failed = (message: string): NotebookResult => ({ ...result, ok: false, changed: false, error: { message } });
  try {
    const now = readFileSync(result.path, "utf8");
    if (now !== before && now !== after) return failed("saved by someone else while it ran; run it again");
    return { ...result, changed: await writeAside(result.path, after) };
  } catch (error) {
    if (error instanceof InputError)
      return failed(error.message.replace(`${result.path}: `, "its outputs can't be stored: "));
    return failed(`its outputs can't be stored (${(error as NodeJS.ErrnoException).code})`);
  }
}

async function runNotebook(
  path: string,
  timeLimit: number,
  draw: Draw,
  onProgress: NotebookOptions["onProgress"],
): Promise<Run> {
  let before: string;
  let notebook: Notebook;
  try {
    before = readFileSync(path, "utf8");
    notebook = parseNotebook(before, path);
  } catch (error) {
    return { path, ok: false, error: { message: fileProblem(error, path) }, cells: 0 };
  }
  const code = notebook.cells.flatMap((cell, index) => (runs(cell) ? [{ cell, position: index + 1 }] : []));
  const folder = resolve(dirname(path));
  const cells = code.map(({ cell }) => ({
    source: cell.source,
    mayFail: cell.metadata.tags?.includes("raises-exception") ?? false,
  }));
  const onStart = (index: number): void => onProgress?.(path, code[index]!.position);
  const { outputs, error } =
    cells.length === 0 ? { outputs: [] } : await runSession(folder, cells, { timeLimit, draw, onStart });
  if (error) return { path, ok: false, error: { ...error, cell: code[error.cell]!.position }, cells: cells.length };
  return { path, ok: true, cells: cells.length, before, after: formatNotebook(withOutputs(notebook, outputs)) };
}

function runs(cell: Cell): boolean {
  return cell.cell_type === "code" && cell.source.trim() !== "";
}

function withOutputs(notebook: Notebook, outputs: readonly (readonly Output[])[]): Notebook {
  let count = 0;
  const cells = notebook.cells.map((cell) => {
    if (cell.cell_type !== "code") return cell;
    if (!runs(cell)) return { ...cell, outputs: [], execution_count: null };
    return { ...cell, outputs: outputs[count]!.map(storedOutput), execution_count: ++count };
  });
  return { ...notebook, cells };
}

function fileProblem(error: unknown, path: string): string {
  if (error instanceof InputError) return error.message.replace(`${path}: `, "");
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOENT" ? "no such file" : `can't be read (${code})`;
}
