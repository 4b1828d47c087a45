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
}

/** One trace, as Plotly reads it. */
export type PlotlyTrace = Readonly<Record<string, unknown>>;
/** The layout, as Plotly reads it [CSS px]. */
export type PlotlyLayout = Readonly<Record<string, unknown>> & { readonly width: number; readonly height: number };
