/** Another look for a finished chart: theme, size, and Plotly's layout. */
import type { Chart, PlotlyLayout } from "./chart.js";
import type { Theme } from "./theme.js";
import { ieee, scaledDash } from "./themes.js";

export interface RestyleOptions {
  /** Default `ieee`, in which all charts are made. */
  readonly theme?: Theme;
  /** Columns of the page to span; default as the chart does. */
  readonly columns?: 1 | 2;
  /** [inch]; default the theme's or else the chart's. */
  readonly heightInches?: number;
  /** Merged into the chart's Plotly layout, whose other parts stay: `{ yaxis: { type: "log" } }`. */
  readonly layout?: Readonly<Record<string, unknown>>;
}

/**
 * The chart in another theme or size: sizes of text, lines and markers change in proportion to the theme's, while data,
 * colours and symbols stay.
 * @throws RangeError on a chart that was not made in the theme `ieee`, as the proportions are to that.
 */
export function restyled(chart: Chart, options: RestyleOptions = {}): Chart {
  const { theme = ieee, heightInches = theme.heightInches, layout = {} } = options;
  if (chart.layout["template"] !== ieee.template) {
    throw new RangeError(`chart ${chart.name}: only a chart as it was made can be restyled, in the theme ieee`);
  }
  const columns = options.columns ?? (chart.layout.width > ieee.columnInches[1] * 96 ? 2 : 1);
  const width = theme.columnInches[columns] * 96;
  const height = heightInches === undefined ? chart.layout.height : heightInches * 96;
  const { template: _, ...own } = chart.layout;
  const lengths = scaled(own, "", "layout", theme) as object;
  const sized = { ...lengths, ...grid(chart.layout, width, height, theme), width, height, template: theme.template };
  return { ...chart, data: scaled(chart.data, "", "data", theme) as Chart["data"], layout: merged(sized, layout) };
}

/** Panels keep the theme's room for labels. */
function grid(from: PlotlyLayout, width: number, height: number, theme: Theme): { readonly grid?: object } {
  const panels = from["grid"] as Readonly<Record<string, number>> | undefined;
  if (panels === undefined) return {};
  const gap = (along: "x" | "y", old: number, now: number): number =>
    ((panels[`${along}gap`]! * theme.panelGap[along]) / ieee.panelGap[along]) * (old / now);
  return { grid: { ...panels, xgap: gap("x", from.width, width), ygap: gap("y", from.height, height) } };
}

/** A part of a chart with its lengths in the theme's proportion; data are passed on as they are. */
function scaled(value: unknown, parent: string, key: string, theme: Theme): unknown {
  const factor = factorOf(parent, key, theme);
  if (typeof value === "number") return value * factor;
  if (typeof value === "string") return key === "dash" ? scaledDash(value, proportion("lineWidth", theme)) : value;
  if (Array.isArray(value)) {
    return factor === 1 && typeof value[0] !== "object" ? value : value.map((item) => scaled(item, parent, key, theme));
  }
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, scaled(inner, key, name, theme)]));
}

const LINES = new Set([
  "linewidth",
  "tickwidth",
  "gridwidth",
  "zerolinewidth",
  "outlinewidth",
  "borderwidth",
  "arrowwidth",
]);
const GAPS = new Set([
  "xshift",
  "yshift",
  "ax",
  "ay",
  "standoff",
  "ticklen",
  "borderpad",
  "xpad",
  "ypad",
  "tracegroupgap",
]);

/** What a length grows by: `parent` and `key` are Plotly's names of it. */
function factorOf(parent: string, key: string, theme: Theme): number {
  const text = proportion("textSize", theme);
  const line = proportion("lineWidth", theme);
  const marker = proportion("markerSize", theme);
  if (parent.endsWith("font") && key === "size") return text;
  if ((parent === "marker" || parent === "pattern") && key === "size") return marker;
  if (parent.startsWith("error_")) return key === "width" ? marker : key === "thickness" ? line : 1;
  if ((parent === "line" && key === "width") || LINES.has(key)) return line;
  if (parent === "margin" || (parent === "colorbar" && key === "thickness") || GAPS.has(key)) return text;
  return 1;
}

/** To twelve digits, so that 2.5 is 2.5. */
function proportion(size: "textSize" | "lineWidth" | "markerSize", theme: Theme): number {
  return Number((theme[size] / ieee[size]).toPrecision(12));
}

/** `over` put into `base`, object by object. */
function merged(base: PlotlyLayout, over: Readonly<Record<string, unknown>>): PlotlyLayout {
  const into = (below: unknown, above: unknown): unknown => {
    if (!isPlain(below) || !isPlain(above)) return above;
    const entries = Object.entries(above).map(([key, value]) => [key, into(below[key], value)]);
    return { ...below, ...Object.fromEntries(entries) };
  };
  return into(base, over) as PlotlyLayout;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object" && !Array.isArray(value) && !ArrayBuffer.isView(value);
}
