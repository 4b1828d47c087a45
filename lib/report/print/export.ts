import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { withFile } from "../../files/file-error.js";
import { needPeers } from "../../files/peers.js";
import { cleanedUpOnSignals } from "../../files/signals.js";
import { isSame, writeTogether } from "../../files/write-aside.js";
import type { Chart } from "../chart.js";
import { toCsv } from "../csv.js";
import { packaged } from "./packaged.js";
import { BROWSER_PEERS } from "./peers.js";
import type { Renderer, SvgText } from "./renderer.js";
import { startRenderer } from "./start.js";

/** Ending of a file that a figure is written to. */
export type FigureFormat = "svg" | "pdf" | "png" | "tex";

const FORMATS: readonly FigureFormat[] = ["svg", "pdf", "png", "tex"];

/** Where figures go, and how. */
export interface ExportOptions {
  /** Made if it isn't there. */
  readonly directory: string;
  /** Default all; the CSV is always written. */
  readonly formats?: readonly FigureFormat[];
  /** Pixels of the PNG to the inch; default 300. */
  readonly dpi?: number;
  /** What the text of the SVG is; default text. */
  readonly text?: SvgText;
  /** Draw with another browser than the packaged one even where the CSV did not change; default false. */
  readonly redraw?: boolean;
}

/**
 * Writes each chart as `<name>.svg`, `.pdf` and `.png`, a figure environment for LaTeX as `<name>.tex` and its numbers as
 * `<name>.csv`, and answers with the paths of the files that have new bytes. On Linux x64 the same chart gives the same
 * bytes on every run; with another browser a figure whose CSV did not change is left alone unless `redraw`.
 * @throws Error on a name that is no plain file name or comes twice, on a number that is not finite, or without a browser;
 * of a chart that fails no file is touched. InputError where a file can't be written, MissingPeersError where a package that
 * the formats need is not installed.
 */
export async function exportFigures(charts: readonly Chart[], options: ExportOptions): Promise<readonly string[]> {
  const { directory } = options;
  checkNames(charts);
  needPeers("drawing figures", peersOf(options));
  withFile(directory, "can't be made", () => mkdirSync(directory, { recursive: true }));
  return cleanedUpOnSignals(() => drawAll(charts, options));
}

async function drawAll(charts: readonly Chart[], options: ExportOptions): Promise<readonly string[]> {
  const { directory, formats = FORMATS, redraw = false } = options;
  const written: string[] = [];
  let renderer: Renderer | undefined;
  try {
    for (const chart of charts) {
      const path = (ending: string): string => join(directory, `${chart.name}.${ending}`);
      const csv = toCsv(chart.table);
      const upToDate = isSame(path("csv"), csv) && formats.every((format) => existsSync(path(format)));
      if (upToDate && !packaged && !redraw) continue;
      const files: [path: string, bytes: string | Uint8Array][] = [];
      for (const format of formats) {
        if (format !== "tex") renderer ??= await startRenderer();
        files.push([path(format), await made(chart, format, renderer, options)]);
      }
      files.push([path("csv"), csv]);
      written.push(...(await writeTogether(files)));
    }
  } finally {
    await renderer?.close();
  }
  return written;
}

function checkNames(charts: readonly Chart[]): void {
  const seen = new Set<string>();
  for (const { name } of charts) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
      throw new Error(`figure "${name}": a name is made of small letters and digits, joined by hyphens`);
    }
    if (seen.has(name)) throw new Error(`figure "${name}": two figures have this name`);
    seen.add(name);
  }
}

function peersOf({ formats = FORMATS, text }: ExportOptions): readonly string[] {
  return [
    ...(formats.some((format) => format !== "tex") ? BROWSER_PEERS : []),
    ...(formats.includes("pdf") ? ["pdf-lib"] : []),
    ...(text === "outlines" ? ["opentype.js"] : []),
    ...(formats.includes("tex") ? ["unicode2latex"] : []),
  ];
}

async function made(
  chart: Chart,
  format: FigureFormat,
  renderer: Renderer | undefined,
  { dpi = 300, text = "text" }: ExportOptions,
): Promise<string | Uint8Array> {
  switch (format) {
    case "tex":
      return (await import("../tex.js")).figureTex(chart);
    case "svg":
      return renderer!.svg(chart, text);
    case "pdf":
      return renderer!.pdf(chart);
    case "png":
      return renderer!.png(chart, dpi);
  }
}
