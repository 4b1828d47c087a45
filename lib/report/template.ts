import type { PlotlyLayout } from "./chart.js";
import { px, type Theme } from "./theme.js";

/** The theme's Plotly template, the defaults of axes, legend, annotations and traces: thin axes with outward ticks. */
export function plotlyTemplate(theme: Theme): Readonly<Record<string, unknown>> {
  const { textSize, fontFamily, ink, paper, colorscale, ruleWidth } = theme;
  const points = (textSize * 72) / 96;
  const length = (pointsAt8: number): number => px((pointsAt8 * points) / 8);
  const font = { family: fontFamily, size: textSize, color: ink };
  const ticks = {
    ticks: "outside",
    ticklen: length(2.5),
    tickwidth: ruleWidth,
    tickcolor: ink,
    exponentformat: "power",
  };
  const axis = {
    ...ticks,
    showline: true,
    linecolor: ink,
    linewidth: ruleWidth,
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
    outlinewidth: ruleWidth,
    outlinecolor: ink,
    title: { font, side: "right" },
  };
  return {
    layout: {
      font,
      paper_bgcolor: paper,
      plot_bgcolor: paper,
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
      colorscale: { sequential: colorscale },
      coloraxis: { colorbar },
      bargap: 0.25,
      hovermode: "closest",
    },
    data: {
      bar: [{ marker: { line: { width: ruleWidth, color: ink } } }],
      // Plotly would otherwise leave out points that it thinks too close to a line.
      scatter: [{ line: { simplify: false } }],
      heatmap: [{ colorscale, colorbar }],
      contour: [{ colorscale, colorbar }],
    },
  };
}

/** Whether a layout was made in the theme, by its template. */
export function madeIn(layout: PlotlyLayout, theme: Theme): boolean {
  return JSON.stringify(layout["template"]) === JSON.stringify(plotlyTemplate(theme));
}
