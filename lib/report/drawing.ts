/** What a chart is drawn with, in the look of a theme: layouts, series, bars, bands, error bars, titles of panels. */
import { tenTo } from "../numerics/power.js";
import type { PlotlyLayout, PlotlyTrace } from "./chart.js";
import { suffix } from "./panels.js";
import { plotlyTemplate } from "./template.js";
import { px, type SeriesStyle, type Theme } from "./theme.js";
import { ieee } from "./themes/ieee.js";

/** What a layout is made of; everything beyond these three is Plotly's layout and wins over the theme. */
export interface LayoutOptions extends Readonly<Record<string, unknown>> {
  /** Columns of the page that the figure spans. */
  readonly columns: 1 | 2;
  readonly heightInches: number;
  /** A grid of panels on axes x/y, x2/y2, … row by row, with room for their labels. */
  readonly panels?: { readonly rows: number; readonly columns: number };
}

/**
 * A Plotly layout in the theme's size and look.
 *
 *     layout({ columns: 1, heightInches: 2.5, xaxis: { title: { text: "Steps" } }, yaxis: { type: "log" } })
 */
export function layout(options: LayoutOptions, theme: Theme = ieee): PlotlyLayout {
  const { columns, heightInches, panels, ...rest } = options;
  const width = theme.columnInches[columns] * 96;
  const height = heightInches * 96;
  const grid = panels && {
    ...panels,
    pattern: "independent",
    xgap: (theme.panelGap.x * panels.columns) / width,
    ygap: (theme.panelGap.y * panels.rows) / height,
  };
  return { ...(grid && { grid }), ...rest, width, height, template: plotlyTemplate(theme) };
}

/** The style of series `index` (from 0). @throws RangeError beyond the styles that can be told apart. */
function style(index: number, theme: Theme): SeriesStyle {
  const found = theme.series[index];
  if (found === undefined) {
    throw new RangeError(`series ${index}: a chart shows at most ${theme.series.length} series that can be told apart`);
  }
  return found;
}

/**
 * Line and marker of series `index` (from 0), to spread into a `scatter` trace: `{ ...series(0), name: "SCA", x, y }`.
 * @throws RangeError as there are 7 styles.
 */
export function series(index: number, theme: Theme = ieee): PlotlyTrace {
  const { color, dash, symbol } = style(index, theme);
  return {
    type: "scatter",
    mode: "lines+markers",
    line: { color, dash, width: theme.lineWidth },
    marker: { color, symbol, size: theme.markerSize, maxdisplayed: 12 },
  };
}

/** Fill of series `index` (from 0), to spread into a `bar` trace. @throws RangeError as there are 7 styles. */
export function bars(index: number, theme: Theme = ieee): PlotlyTrace {
  const { color, pattern } = style(index, theme);
  return {
    type: "bar",
    marker: { color, pattern: { shape: pattern, fillmode: "replace", size: px(4), solidity: 0.4 } },
  };
}

/** A colour scale that black numbers can be read on, in grey too. */
export const LIGHT_GREYS: readonly (readonly [at: number, color: string])[] = [
  [0, "#ffffff"],
  [1, "#909090"],
];

/** Opacity of bands, as the last two digits of `#rrggbbaa`. */
export const BAND_ALPHA = "33";

/** Of the edges of bands, likewise. */
const EDGE_ALPHA = "66";

/**
 * The spread of series `index` as a shaded band from `lower` to `upper`; put it before the series' own trace. Its edge tells it
 * from others that it lies over, in grey too.
 */
export function band(
  index: number,
  x: ArrayLike<number>,
  lower: ArrayLike<number>,
  upper: ArrayLike<number>,
  theme: Theme = ieee,
): PlotlyTrace {
  return {
    type: "scatter",
    mode: "lines",
    x: [...Array.from(x), ...Array.from(x).reverse()],
    y: [...Array.from(upper), ...Array.from(lower).reverse()],
    fill: "toself",
    fillcolor: `${style(index, theme).color}${BAND_ALPHA}`,
    line: { color: `${style(index, theme).color}${EDGE_ALPHA}`, width: theme.ruleWidth },
    showlegend: false,
    hoverinfo: "skip",
  };
}

/**
 * Plotly's `error_y` (or `error_x`) from `lower` to `upper` around `y`: `{ ...series(0), x, y, error_y: errorBars(y, lower, upper) }`.
 * @throws RangeError where `y` lies outside, as a mean may lie outside the quartiles.
 */
export function errorBars(
  y: ArrayLike<number>,
  lower: ArrayLike<number>,
  upper: ArrayLike<number>,
): Readonly<Record<string, unknown>> {
  for (const [i, value] of Array.from(y).entries()) {
    const rounding = 1e-9 * Math.abs(value);
    if (value < lower[i]! - rounding || value > upper[i]! + rounding) {
      throw new RangeError(
        `error bar ${i + 1}: from ${lower[i]} to ${upper[i]}, without the ${value} that it is around`,
      );
    }
  }
  return {
    type: "data",
    symmetric: false,
    array: Array.from(y, (value, i) => upper[i]! - value),
    arrayminus: Array.from(y, (value, i) => value - lower[i]!),
    thickness: px(0.75),
    width: px(1.5),
  };
}

/** Title of panel `index`'s x axis with the panel's letter below it: "Capacity (steps)", then "(a) Energy". */
export function panelTitle(index: number, axisTitle: string, title = ""): { readonly text: string } {
  return { text: `${axisTitle}<br>(${String.fromCharCode(97 + index)}) ${title}`.trim() };
}

/** Places of series `index` of `count` on an axis with powers of ten, that error bars of the same `x` stand side by side, e^`apart` apart. */
export function sideBySide(x: ArrayLike<number>, index: number, count: number, apart = 0.07): number[] {
  return Array.from(x, (at) => at * Math.exp(apart * (index - (count - 1) / 2)));
}

/** An axis of powers of ten around `values` > 0, of which every `every`-th has a tick, all written as powers. */
export function powersOfTen(values: Iterable<number>, every = 1): Readonly<Record<string, unknown>> {
  const exponents = Array.from(values, (value) => Math.log10(value)).filter(Number.isFinite);
  const first = Math.floor(Math.min(...exponents) / every) * every;
  const count = Math.floor((Math.ceil(Math.max(...exponents)) - first) / every) + 1;
  const ticks = Array.from({ length: count }, (_, i) => first + i * every);
  return {
    type: "log",
    tickvals: ticks.map(tenTo),
    ticktext: ticks.map((exponent) => `10<sup>${String(exponent).replace("-", "−")}</sup>`),
  };
}

/** Shapes that break the foot of panel `panel`'s y axis: it does not begin at 0. */
export function brokenAxis(panel: number, theme: Theme = ieee): object[] {
  const refs = { xref: `x${suffix(panel)} domain`, yref: `y${suffix(panel)} domain` };
  const line = { color: theme.ink, width: theme.lineWidth };
  return [0.03, 0.06].map((y) => ({ type: "line", ...refs, x0: -0.025, x1: 0.025, y0: y, y1: y + 0.03, line }));
}
