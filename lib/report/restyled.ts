/** Another look for a finished chart: theme, size, and Plotly's layout. */
import type { Chart, PlotlyLayout, PlotlyTrace } from "./chart.js";
import { BAND_ALPHA } from "./drawing.js";
import { madeIn, plotlyTemplate } from "./template.js";
import { type SeriesStyle, scaledDash, type Theme } from "./theme.js";
import { ieee } from "./themes/ieee.js";

/** What is changed; all else stays. */
export interface RestyleOptions {
  /** Default `from`. */
  readonly theme?: Theme;
  /** The theme in which the chart was made; default `ieee`, as for all charts of this package. */
  readonly from?: Theme;
  /** Columns of the page to span; default as the chart does. */
  readonly columns?: 1 | 2;
  /** [inch]; default the theme's or else the chart's. */
  readonly heightInches?: number;
  /** Merged into the chart's Plotly layout, whose other parts stay: `{ yaxis: { type: "log" } }`. */
  readonly layout?: Readonly<Record<string, unknown>>;
}

/**
 * The chart in another theme or size. Each series gets the new theme's style of the same place, text its font, and what has a
 * colour of the old theme that of the new one; sizes that the chart chose itself change in proportion to the theme's. Data stay.
 *
 *     restyled(chart, { theme: { ...ieee, textSize: px(10), fontFamily: "Georgia, serif" } })
 *
 * @throws RangeError on a chart that was not made in the theme `from`, as the proportions are to that, or with more series than
 * the theme has.
 */
export function restyled(chart: Chart, options: RestyleOptions = {}): Chart {
  const { from = ieee, theme = from, heightInches = theme.heightInches, layout = {} } = options;
  if (!madeIn(chart.layout, from)) {
    const name = from === ieee ? "ieee" : "that is given as from";
    throw new RangeError(`chart ${chart.name}: only a chart as it was made can be restyled, in the theme ${name}`);
  }
  const columns = options.columns ?? (chart.layout.width > from.columnInches[1] * 96 ? 2 : 1);
  const width = theme.columnInches[columns] * 96;
  const height = heightInches === undefined ? chart.layout.height : heightInches * 96;
  const { template: _, ...own } = chart.layout;
  const change = { from, theme };
  const sized = {
    ...(changed(own, "", "layout", change) as object),
    ...grid(chart.layout, width, height, change),
    width,
    height,
    template: plotlyTemplate(theme),
  };
  const data = chart.data.map(
    (trace, i) =>
      changed(trace, "data", String(i), { ...change, series: seriesOf(trace, change, chart.name) }) as PlotlyTrace,
  );
  return { ...chart, data, layout: merged(sized, layout) };
}

interface Change {
  readonly from: Theme;
  readonly theme: Theme;
  /** The series of the trace, in either theme. */
  readonly series?: { readonly from: SeriesStyle; readonly to: SeriesStyle } | undefined;
}

/** Which series of the old theme a trace is: by its colour with the dash, symbol or pattern of that series, or by a band's fill. */
function seriesOf(trace: PlotlyTrace, { from, theme }: Change, chart: string): Change["series"] {
  const {
    line = {},
    marker = {},
    fillcolor,
  } = trace as Record<"line" | "marker", Record<string, unknown>> & PlotlyTrace;
  const pattern = marker["pattern"] as { readonly shape?: unknown } | undefined;
  const index = from.series.findIndex(
    ({ color, dash, symbol, pattern: shape }) =>
      (line["color"] === color && line["dash"] === dash) ||
      (marker["color"] === color && (marker["symbol"] === symbol || pattern?.shape === shape)) ||
      fillcolor === `${color}${BAND_ALPHA}`,
  );
  if (index < 0) return undefined;
  const to = theme.series[index];
  if (to !== undefined) return { from: from.series[index]!, to };
  throw new RangeError(`chart ${chart}: its series ${index} is beyond the theme's ${theme.series.length}`);
}

/** Panels keep the theme's room for labels. */
function grid(
  layout: PlotlyLayout,
  width: number,
  height: number,
  { from, theme }: Change,
): { readonly grid?: object } {
  const panels = layout["grid"] as Readonly<Record<string, number>> | undefined;
  if (panels === undefined) return {};
  const gap = (along: "x" | "y", old: number, now: number): number =>
    ((panels[`${along}gap`]! * theme.panelGap[along]) / from.panelGap[along]) * (old / now);
  return { grid: { ...panels, xgap: gap("x", layout.width, width), ygap: gap("y", layout.height, height) } };
}

/** A part of a chart in the new theme; data are passed on as they are. */
function changed(value: unknown, parent: string, key: string, change: Change): unknown {
  const factor = factorOf(parent, key, change);
  if (typeof value === "number") return value * factor;
  if (typeof value === "string") return word(value, parent, key, change);
  if (Array.isArray(value)) {
    return factor === 1 && typeof value[0] !== "object"
      ? value
      : value.map((item) => (typeof item === "string" ? item : changed(item, parent, key, change)));
  }
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, changed(inner, key, name, change)]));
}

/** A dash, symbol, pattern or colour in the new theme. */
function word(value: string, parent: string, key: string, change: Change): string {
  const { from, to } = change.series ?? {};
  if (key === "dash") return value === from?.dash ? to!.dash : scaledDash(value, proportion("lineWidth", change));
  if (key === "symbol") return value === from?.symbol ? to!.symbol : value;
  if (parent === "pattern" && key === "shape") return value === from?.pattern ? to!.pattern : value;
  // Numbers in cells stand on colours of their own.
  return key.endsWith("color") && parent !== "textfont" ? color(value, change) : value;
}

/** That of the trace's series, of a series that shares it with nothing else, or of ink and paper; others stay. */
function color(value: string, { from, theme, series }: Change): string {
  if (series !== undefined && value.startsWith(series.from.color))
    return value.replace(series.from.color, series.to.color);
  if (value === from.ink) return theme.ink;
  if (value === from.paper) return theme.paper;
  const index = from.series.findIndex((style) => value === style.color);
  return theme.series[index]?.color ?? value;
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
function factorOf(parent: string, key: string, change: Change): number {
  const text = proportion("textSize", change);
  const line = proportion("lineWidth", change);
  const marker = proportion("markerSize", change);
  if (parent.endsWith("font") && key === "size") return text;
  if ((parent === "marker" || parent === "pattern") && key === "size") return marker;
  if (parent.startsWith("error_")) return key === "width" ? marker : key === "thickness" ? line : 1;
  if ((parent === "line" && key === "width") || LINES.has(key)) return line;
  if (parent === "margin" || (parent === "colorbar" && key === "thickness") || GAPS.has(key)) return text;
  return 1;
}

/** To twelve digits, so that 2.5 is 2.5. */
function proportion(size: "textSize" | "lineWidth" | "markerSize", { from, theme }: Change): number {
  return Number((theme[size] / from[size]).toPrecision(12));
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
