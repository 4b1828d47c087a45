import type { Table } from "./table.js";

/**
 * A chart as data: a Plotly specification and the table of what it shows.
 * A browser can draw it; `report/print` prints it.
 */
export interface Chart {
  /** File name without ending, e.g. `baselines-edge-capacity`. */
  readonly name: string;
  /** One sentence for a paper's caption or a reader who can't see it. */
  readonly caption: string;
  /** Plotly traces. */
  readonly data: readonly PlotlyTrace[];
  /** Plotly layout; `width` and `height` in CSS pixels at 96 per inch. */
  readonly layout: PlotlyLayout;
  /** The numbers that are drawn, for the CSV beside the figure. */
  readonly table: Table;
  /** Where the picture moves, its stages in order: all traces of each, those of the last in `data` too. Printed figures leave them out. */
  readonly frames?: readonly ChartFrame[] | undefined;
}

/** A stage of a picture that moves. */
export interface ChartFrame {
  /** What the slider calls it. */
  readonly name: string;
  /** As many traces as the chart has, in the same order. */
  readonly data: readonly PlotlyTrace[];
}

/** One trace, as Plotly reads it. */
export type PlotlyTrace = Readonly<Record<string, unknown>>;
/** The layout, as Plotly reads it [CSS px]. */
export type PlotlyLayout = Readonly<Record<string, unknown>> & { readonly width: number; readonly height: number };
