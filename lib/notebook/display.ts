import { createRequire } from "node:module";
import { needPeers } from "../files/peers.js";
import type { Chart, PlotlyLayout } from "../report/chart.js";
import { plotlyJson } from "../report/spec.js";
import type { Table } from "../report/table.js";
import { captionHtml } from "./caption.js";
import { runningCell } from "./cell.js";
import type { Frame } from "./frame.js";
import { type Grid, gridHtml, gridText } from "./grid.js";
import { pictureOf } from "./pictures.js";

const require = createRequire(import.meta.url);

const PLOTLY_DIGITS = 6;

/**
 * Shows a chart below the cell, with its caption under it: interactive where the reader's program knows Plotly, else as a
 * picture. Outside a notebook it prints the caption.
 * @throws Error in one line without a browser to draw the picture with.
 */
export async function show(chart: Chart): Promise<void> {
  const display = runningCell();
  if (display === undefined) {
    console.log(chart.caption);
    return;
  }
  const png = await pictureOf(chart);
  const { width, height } = chart.layout;
  display({
    data: {
      "application/vnd.plotly.v1+json": JSON.parse(plotlyJson({ ...chart, layout: withSlider(chart) }, PLOTLY_DIGITS)),
      "image/png": png,
      "text/plain": chart.caption,
    },
    metadata: { "image/png": { width: Math.round(width), height: Math.round(height) } },
  });
  display({ data: { "text/html": captionHtml(chart), "text/plain": chart.caption }, metadata: {} });
}

/** The layout, with a slider below where there are frames to move through. */
function withSlider({ frames, layout }: Chart): PlotlyLayout {
  if (frames === undefined) return layout;
  const move = { mode: "immediate", frame: { duration: 600 }, transition: { duration: 500 } };
  const steps = frames.map(({ name }) => ({ label: name, method: "animate", args: [[name], move] }));
  const slider = { active: frames.length - 1, steps, pad: { t: SLIDER / 2 } };
  return { ...layout, height: layout.height + SLIDER, sliders: [slider] };
}

/** Room for the slider below a chart [CSS px]. */
const SLIDER = 90;

/** How a table is shown. */
export interface TableDisplay {
  /** Significant digits that are shown of a number with a fraction; default 5. The data keep all of theirs. */
  readonly digits?: number;
}

/**
 * Shows a study's table, plain rows or a DataFrame below the cell, or prints it outside a notebook, and answers with the
 * danfo.js DataFrame. Its numbers are float64, but danfo's own DataFrame arithmetic is float32.
 */
export function table(
  data: Table | readonly Readonly<Record<string, number | string>>[] | Frame,
  { digits = 5 }: TableDisplay = {},
): Frame {
  const frame = "dtypes" in data ? data : dataFrame(data);
  const units = "dtypes" in data || !("rows" in data) ? [] : data.columns.map((column) => column.unit);
  const grid: Grid = { columns: frame.columns, units, rows: frame.values as Grid["rows"], digits };
  const text = gridText(grid);
  const display = runningCell();
  if (display) display({ data: { "text/html": gridHtml(grid), "text/plain": text }, metadata: {} });
  else console.log(text);
  // tslab prints what a cell's last expression answers: of a frame by its name, its size is enough.
  const size = `DataFrame of ${frame.shape[0]} rows and ${frame.shape[1]} columns`;
  return Object.defineProperty(frame, Symbol.for("nodejs.util.inspect.custom"), {
    value: () => size,
    configurable: true,
  });
}

function dataFrame(data: Table | readonly Readonly<Record<string, number | string>>[]): Frame {
  needPeers("tables in a notebook", ["danfojs-node"]);
  const danfo = require("danfojs-node") as typeof import("danfojs-node");
  const rows = "rows" in data ? data.rows : data;
  const columns = "rows" in data ? data.columns.map((column) => column.name) : Object.keys(rows[0] ?? {});
  return new danfo.DataFrame(
    rows.map((row) => columns.map((name) => row[name])),
    { columns },
  );
}
