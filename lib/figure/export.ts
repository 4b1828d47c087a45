import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { isSame, writeAside } from "../files/write-aside.js";
import { toCsv } from "../study/csv.js";
import type { Chart } from "./chart.js";
import { packaged } from "./export/browser.js";
import { openRenderer, type Renderer } from "./export/renderer.js";

export type FigureFormat = "svg" | "pdf" | "png";

export interface ExportOptions {
  /** Made if it isn't there. */
  readonly directory: string;
  /** Default all three; the CSV is always written. */
  readonly formats?: readonly FigureFormat[];
}

const PNG_DPI = 300;

/**
 * Writes each chart as `<name>.svg`, `.pdf` and `.png` (300 dpi) with its numbers as `<name>.csv`, and answers with the
 * paths of the files that have new bytes. On Linux x64 the same chart gives the same bytes on every run; with another
 * browser a figure whose CSV did not change is left alone.
 * @throws Error on a name that is no plain file name or comes twice, on a number that is not finite, or without a browser;
 * of a chart that fails no file is touched.
 */
export async function exportFigures(charts: readonly Chart[], options: ExportOptions): Promise<readonly string[]> {
  const { directory, formats = ["svg", "pdf", "png"] } = options;
  checkNames(charts);
  mkdirSync(directory, { recursive: true });
  const written: string[] = [];
  let renderer: Renderer | undefined;
  try {
    for (const chart of charts) {
      const path = (ending: string): string => join(directory, `${chart.name}.${ending}`);
      const csv = toCsv(chart.table);
      const upToDate = isSame(path("csv"), csv) && formats.every((format) => existsSync(path(format)));
      if (upToDate && !packaged) continue;
      renderer ??= await openRenderer();
      const files: [path: string, bytes: string | Uint8Array][] = [];
      for (const format of formats) files.push([path(format), await draw(renderer, chart, format)]);
      files.push([path("csv"), csv]);
      for (const [file, bytes] of files) if (writeAside(file, bytes)) written.push(file);
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

function draw(renderer: Renderer, chart: Chart, format: FigureFormat): Promise<string | Uint8Array> {
  return format === "png" ? renderer.png(chart, PNG_DPI) : renderer[format](chart);
}
