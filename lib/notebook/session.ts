/**
 * One notebook's session: the process that `run` starts for a notebook, with tslab's converter, executor and message
 * handler but without Jupyter. It is sent the sources, says which cell starts, and answers with all outputs.
 */

import { setImmediate, setTimeout } from "node:timers/promises";
import { inspect } from "node:util";
import vm from "node:vm";
import { Worker } from "node:worker_threads";
import { createExecutor } from "tslab/dist/executor.js";
import { JupyterHandlerImpl } from "tslab/dist/jupyter.js";
import type { Chart } from "../report/chart.js";
import { plotlyJson } from "../report/spec.js";
import { createMendedConverter } from "./converter.js";
import type { Output } from "./nbformat.js";
import { type Draw, drawBy } from "./pictures.js";
import { ShownOutputs } from "./shown-outputs.js";
import { sourceLine } from "./source-line.js";

/** A code cell to run; `mayFail` is the tag `raises-exception`. */
export interface SessionCell {
  readonly source: string;
  readonly mayFail: boolean;
}

/** A failed cell: its index among the cells that were sent, and the line in it where that is known. */
export interface SessionError {
  readonly cell: number;
  readonly line?: number;
  readonly message: string;
}

export type SessionMessage =
  | { readonly started: number }
  | { readonly chart: Chart; readonly id: number }
  | { readonly outputs: readonly (readonly Output[])[]; readonly error?: SessionError };

/** What became of the chart of this id: a PNG in base64, or a problem. */
export interface Drawn {
  readonly id: number;
  readonly png?: string;
  readonly problem?: string;
}

/** tslab drops what it is given for 200 ms after a failed cell. */
const AFTER_FAILURE_MS = 250;

interface Failure {
  readonly line?: number;
  readonly column?: number;
  readonly name: string;
  readonly message: string;
}

let cell = 0;
let failure: Failure | undefined;
/** Ends the wait for the cell, which may never come to its end after an error outside its own course. */
let giveUp = (): void => {};
let source = "";
let script = "";
const shown = new ShownOutputs();
const frames = new WeakMap<Error, NodeJS.CallSite[]>();

// A cell's script is named after it; printed errors have no frames, which would tell the machine's paths.
const runInThisContext = vm.runInThisContext;
vm.runInThisContext = (code, options) => {
  script = code;
  return runInThisContext(code, { ...(typeof options === "object" && options), filename: scriptName() });
};
Error.prepareStackTrace = (error, sites) => {
  frames.set(error, sites);
  return String(error);
};
for (const event of ["uncaughtException", "unhandledRejection"]) {
  process.on(event, (value) => {
    thrown(value);
    giveUp();
  });
}
new Worker(new URL("./parent-watch.js", import.meta.url)).unref();
process.once("message", (cells: readonly SessionCell[]) => {
  drawBy(drawElsewhere());
  return run(cells);
});

async function run(cells: readonly SessionCell[]): Promise<void> {
  const converter = createMendedConverter({ isJS: false, isBrowser: false });
  const converters = { node: converter, browser: converter, close: converter.close };
  const executor = createExecutor(process.cwd(), converters, { log: console.log, error: report });
  const handler = new JupyterHandlerImpl(executor, false);
  for (cell = 0; cell < cells.length; cell++) {
    const { source: code, mayFail } = cells[cell]!;
    source = code;
    shown.startCell();
    failure = undefined;
    await tell({ started: cell });
    const givenUp = new Promise<void>((resolve) => {
      giveUp = resolve;
    });
    const request = { code } as Parameters<typeof handler.handleExecute>[0];
    await Promise.race([handler.handleExecute(request, shown.stream, shown.display), givenUp]);
    await setImmediate(); // a promise that nobody awaits has now been reported
    const failed: Failure | undefined = failure;
    if (failed === undefined) continue;
    if (!mayFail) return end(describe(failed));
    const { name, message } = failed;
    shown.add({ output_type: "error", ename: name, evalue: message, traceback: [`${name}: ${message}`] });
    await setTimeout(AFTER_FAILURE_MS);
  }
  await end();
}

async function end(error?: SessionError): Promise<void> {
  await tell({ outputs: shown.cells, ...(error && { error }) });
  process.exit(); // TypeScript's file watchers would keep the process
}

/** Has charts drawn by the process that runs the notebooks. */
function drawElsewhere(): Draw {
  const waiting: { readonly drawn: (png: string) => void; readonly failed: (error: Error) => void }[] = [];
  process.on("message", ({ id, png, problem = "" }: Drawn) => {
    const { drawn, failed } = waiting[id]!;
    png === undefined ? failed(new Error(problem)) : drawn(png);
  });
  return (chart) =>
    new Promise((drawn, failed) => {
      const id = waiting.push({ drawn, failed }) - 1;
      // as plain JSON, which draws the same, and without the rows that no picture needs
      void tell({ chart: { ...chart, ...JSON.parse(plotlyJson(chart)), table: { ...chart.table, rows: [] } }, id });
    });
}

function tell(message: SessionMessage): Promise<void> {
  return new Promise((resolve) => process.send!(message, undefined, undefined, () => resolve()));
}

function describe({ line, name, message }: Failure): SessionError {
  const text = (name === "Error" ? message : `${name}: ${message}`).trim().replace(/\s*\n\s*/g, " ");
  return { cell, ...(line !== undefined && { line }), message: text };
}

/** What tslab prints of a failed cell: each type error as format, file, line, column and text, else what was thrown. */
function report(first: unknown, ...rest: unknown[]): void {
  if (rest.length === 0) {
    thrown(first);
    return;
  }
  const [file, line, column, text] = rest as [string, number, number, string];
  failure ??= { line, column, name: "TypeScript", message: "" };
  if (failure.line !== line || failure.column !== column) return; // another error, seen when this one is mended
  failure = { ...failure, message: `${failure.message}${failure.message && "\n"}${file}${text}` };
}

function thrown(value: unknown): void {
  if (failure !== undefined) return;
  if (!(value instanceof Error)) {
    failure = { name: "Error", message: `thrown ${inspect(value)}` };
    return;
  }
  void value.stack; // fills `frames`
  const site = frames.get(value)?.find((frame) => frame.getFileName() === scriptName());
  const line = site && sourceLine(source, script, site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1);
  failure = { ...(line !== undefined && { line }), name: value.name, message: value.message };
}

function scriptName(): string {
  return `cell ${cell + 1}`;
}
