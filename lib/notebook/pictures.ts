/** Who draws the pictures of charts that a notebook shows: a browser of its own process, or that of all notebooks of a run. */
import type { Chart } from "../report/chart.js";
import type { Renderer } from "../report/print/renderer.js";
import { startRenderer } from "../report/print/start.js";

/** A chart as a PNG in base64. @throws Error in one line without a browser to draw it with. */
export type Draw = (chart: Chart) => Promise<string>;

export interface Pictures {
  readonly draw: Draw;
  /** Ends the browser; without this it ends with the process. */
  close(): Promise<void>;
}

const PNG_DPI = 150;

/** A browser that starts with the first picture. */
export function ownBrowser(): Pictures {
  let renderer: Promise<Renderer> | undefined;
  return {
    draw: async (chart) => {
      renderer ??= startRenderer();
      return Buffer.from(await (await renderer).png(chart, PNG_DPI)).toString("base64");
    },
    close: async () => (await renderer)?.close(),
  };
}

let { draw } = ownBrowser();

/** From now on another one draws the pictures of this process. */
export function drawBy(other: Draw): void {
  draw = other;
}

export function pictureOf(chart: Chart): Promise<string> {
  return draw(chart);
}
