/** The themes: what figures look like, as data. */
import type { SeriesStyle, Theme } from "./theme.js";

/** CSS pixels of a length in points (72 to the inch). */
export const px = (points: number): number => (points * 96) / 72;

/** Colours are those of Okabe and Ito without yellow (too pale for lines), ordered so that neighbours differ in grey. */
const series: readonly SeriesStyle[] = [
  { color: "#0072b2", symbol: "circle", dash: "solid", pattern: "" },
  { color: "#e69f00", symbol: "square", dash: "6px,2px", pattern: "/" },
  { color: "#000000", symbol: "triangle-up", dash: "1.5px,1.5px", pattern: "x" },
  { color: "#009e73", symbol: "diamond", dash: "6px,2px,1.5px,2px", pattern: "\\" },
  { color: "#d55e00", symbol: "x", dash: "3px,3px", pattern: "-" },
  { color: "#cc79a7", symbol: "triangle-down", dash: "10px,3px", pattern: "|" },
  { color: "#56b4e9", symbol: "star", dash: "6px,2px,1.5px,2px,1.5px,2px", pattern: "." },
];

/** Text of `text` points in black on white, thin axes with outward ticks; lengths in proportion to the text, lines `rule` points wide. */
function template(text: number, rule: number): Theme["template"] {
  const ink = "#000000";
  const length = (pointsAt8: number): number => px((pointsAt8 * text) / 8);
  const font = { family: "Arimo, Arial, Helvetica, sans-serif", size: px(text), color: ink };
  const ticks = {
    ticks: "outside",
    ticklen: length(2.5),
    tickwidth: px(rule),
    tickcolor: ink,
    exponentformat: "power",
  };
  const axis = {
    ...ticks,
    showline: true,
    linecolor: ink,
    linewidth: px(rule),
    showgrid: false,
    zeroline: false,
    automargin: true,
    nticks: 6,
    minexponent: 5,
    title: { font, standoff: length(4) },
  };
  const colorbar = {
    ...ticks,
    thickness: length(6),
    outlinewidth: px(rule),
    outlinecolor: ink,
    title: { font, side: "right" },
  };
  return {
    layout: {
      font,
      paper_bgcolor: "#ffffff",
      plot_bgcolor: "#ffffff",
      margin: { l: length(2), r: length(6), t: length(4), b: length(4), pad: 0 },
      xaxis: axis,
      yaxis: axis,
      legend: {
        font,
        orientation: "h",
        x: 0,
        xanchor: "left",
        y: 1,
        yanchor: "bottom",
        itemwidth: length(22.5),
      },
      annotationdefaults: { font, showarrow: false },
      colorscale: { sequential: "Cividis" },
      coloraxis: { colorbar },
      bargap: 0.25,
      hovermode: "closest",
    },
    data: {
      bar: [{ marker: { line: { width: px(rule), color: ink } } }],
      // Plotly would otherwise leave out points that it thinks too close to a line.
      scatter: [{ line: { simplify: false } }],
      heatmap: [{ colorscale: "Cividis", colorbar }],
      contour: [{ colorscale: "Cividis", colorbar }],
    },
  };
}

/** Figures for IEEE papers: columns of 3.5 in and 7.16 in, 8 pt text at final size. */
export const ieee: Theme = {
  textSize: px(8),
  columnInches: { 1: 3.5, 2: 7.16 },
  panelGap: { x: px(48), y: px(50) },
  lineWidth: px(1),
  markerSize: px(4.5),
  template: template(8, 0.5),
  series,
};

/** Figures for slides of 13.33 in by 7.5 in: as wide and high (16:9), and the text as large, as fits below a title line. */
export const slides: Theme = {
  textSize: px(16),
  columnInches: { 1: 12, 2: 12 },
  heightInches: 6.75,
  panelGap: { x: px(80), y: px(80) },
  lineWidth: px(2.5),
  markerSize: px(10),
  template: template(16, 1),
  series: series.map((style) => ({ ...style, dash: scaledDash(style.dash, 2.5) })),
};

/** A dash pattern for lines that are `factor` times as wide. */
export function scaledDash(dash: string, factor: number): string {
  return dash.replace(/[\d.]+(?=px)/g, (length) => `${Number(length) * factor}`);
}

export const themes: { readonly ieee: Theme; readonly slides: Theme } = { ieee, slides };
