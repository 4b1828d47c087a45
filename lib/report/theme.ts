/** What figures look like, as data: a theme says all of it in plain fields, from which Plotly's template follows. */

/** How one series looks; no two of a theme share a colour, a marker, a dash or a bar pattern. */
export interface SeriesStyle {
  /** `#rrggbb` */
  readonly color: string;
  /** Plotly marker symbol. */
  readonly symbol: string;
  /** Plotly dash: `solid` or lengths in CSS pixels. */
  readonly dash: string;
  /** Plotly bar pattern; `""` is a plain fill. */
  readonly pattern: string;
}

/** A look: one of your own is one of ours spread and changed, `{ ...ieee, textSize: px(10), fontFamily: "Georgia, serif" }`. */
export interface Theme {
  /** Size of all text [CSS px]; ticks and margins are in proportion to it. */
  readonly textSize: number;
  /** CSS font families, the first that is there. */
  readonly fontFamily: string;
  /** Colour of text, axes and outlines, `#rrggbb`. */
  readonly ink: string;
  /** Colour behind everything, `#rrggbb`. */
  readonly paper: string;
  /** Plotly colour scale of heat maps and contours. */
  readonly colorscale: string;
  /** Width of a figure over one and over two columns [inch]. */
  readonly columnInches: { readonly 1: number; readonly 2: number };
  /** Height of every figure [inch]; absent where each chart has its own. */
  readonly heightInches?: number;
  /** Room between panels for the labels of their axes [CSS px]. */
  readonly panelGap: { readonly x: number; readonly y: number };
  /** Width of axes, ticks and outlines [CSS px]. */
  readonly ruleWidth: number;
  /** [CSS px] */
  readonly lineWidth: number;
  /** [CSS px] */
  readonly markerSize: number;
  /** In the order in which charts use them. */
  readonly series: readonly SeriesStyle[];
}

/** CSS pixels of a length in points (72 to the inch). */
export const px = (points: number): number => (points * 96) / 72;

/** A dash pattern for lines that are `factor` times as wide. */
export function scaledDash(dash: string, factor: number): string {
  return dash.replace(/[\d.]+(?=px)/g, (length) => `${Number(length) * factor}`);
}
