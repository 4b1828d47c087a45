import { expect, test } from "vitest";
import type { Chart } from "./chart.js";
import { band, bars, errorBars, layout, panelTitle, series } from "./drawing.js";
import { restyled } from "./restyled.js";
import { plotlyTemplate } from "./template.js";
import { px, type Theme } from "./theme.js";
import { ieee } from "./themes/ieee.js";
import { slides } from "./themes/slides.js";

const chart: Chart = {
  name: "sample",
  caption: "A sample.",
  data: [
    { ...series(1), x: Float64Array.of(1, 2), y: [3, null], error_y: errorBars([3, 4], [2, 3], [4, 6]) },
    { ...bars(1), x: ["a"], y: [1], width: [0.4], textfont: { size: 6 } },
    band(2, [0, 1], [0, 1], [2, 3]),
    { type: "histogram", xbins: { size: 5 }, marker: { size: [4, 8] } },
  ],
  layout: layout({
    columns: 1,
    heightInches: 3,
    panels: { rows: 2, columns: 1 },
    xaxis: { title: { ...panelTitle(0, "Steps"), standoff: 3 }, range: [0, 10], dtick: 2 },
    annotations: [{ text: "gap", x: 5, y: 6, xshift: 2 }],
    shapes: [{ type: "line", x0: 1, x1: 2, line: { width: 1, dash: "3px,2px" } }],
  }),
  table: { name: "sample", columns: [], rows: [] },
};

test("without wishes a chart stays as it is", () => {
  expect(restyled(chart)).toEqual(chart);
});

test("on a slide lengths are in the slide's proportion, and data, positions and colours as before", () => {
  const { data, layout: made } = restyled(chart, { theme: slides });
  expect(data).toMatchObject([
    {
      line: { width: expect.closeTo(slides.lineWidth, 9), dash: slides.series[1]!.dash, color: ieee.series[1]!.color },
      marker: { size: expect.closeTo(slides.markerSize, 9), symbol: "square", maxdisplayed: 12 },
      x: Float64Array.of(1, 2),
      y: [3, null],
      error_y: { array: [1, 2], arrayminus: [1, 1], thickness: 2.5 },
    },
    { x: ["a"], y: [1], width: [0.4], textfont: { size: 12 } },
    {
      ...chart.data[2]!,
      line: { color: `${ieee.series[2]!.color}66`, width: expect.closeTo(2.5 * ieee.ruleWidth, 9) },
    },
    { xbins: { size: 5 }, marker: { size: [expect.closeTo((4 * 20) / 9, 9), expect.closeTo((8 * 20) / 9, 9)] } },
  ]);
  expect(made).toMatchObject({
    width: 12 * 96,
    height: 6.75 * 96,
    template: plotlyTemplate(slides),
    xaxis: { title: { text: "Steps<br>(a)", standoff: 6 }, range: [0, 10], dtick: 2 },
    annotations: [{ text: "gap", x: 5, y: 6, xshift: 4 }],
    shapes: [{ x0: 1, x1: 2, line: { width: 2.5, dash: "7.5px,5px" } }],
  });
  const { grid } = made as unknown as { grid: { xgap: number; ygap: number } };
  expect(grid.xgap * made.width).toBeCloseTo(slides.panelGap.x, 9);
  expect((grid.ygap * made.height) / 2).toBeCloseTo(slides.panelGap.y, 9);
});

test("a chart over two columns has their width, the height that is asked for, and the room between panels as before", () => {
  const wide = layout({ columns: 2, heightInches: 2, panels: { rows: 2, columns: 1 } });
  const { layout: made } = restyled(chart, { columns: 2, heightInches: 2 });
  expect(made).toMatchObject({ width: wide.width, height: 192, template: plotlyTemplate(ieee) });
  expect(made["grid"]).toEqual({
    ...(wide["grid"] as object),
    ygap: expect.closeTo((wide["grid"] as { ygap: number }).ygap, 12),
    xgap: expect.closeTo((wide["grid"] as { xgap: number }).xgap, 12),
  });
});

test("a Plotly layout is merged in, the rest stays", () => {
  const { layout: made } = restyled(chart, { layout: { xaxis: { range: [0, 5] }, showlegend: false } });
  expect(made["xaxis"]).toEqual({ ...(chart.layout["xaxis"] as object), range: [0, 5] });
  expect(made).toMatchObject({ showlegend: false, shapes: chart.layout["shapes"] });
});

test("a chart that has another theme already is refused", () => {
  expect(() => restyled(restyled(chart, { theme: slides }))).toThrow(
    "chart sample: only a chart as it was made can be restyled, in the theme ieee",
  );
});

const own: Theme = {
  ...ieee,
  textSize: px(10),
  fontFamily: "Georgia, serif",
  ink: "#202020",
  paper: "#fffff0",
  series: ieee.series.map((_, i) => ({ color: `#11223${i}`, symbol: "hexagon", dash: `${i + 1}px`, pattern: "+" })),
};

test("a theme that is spread and changed changes text, ticks, fonts, axes and series", () => {
  const { data, layout: made } = restyled(chart, { theme: own });
  expect(data).toMatchObject([
    { line: { color: "#112231", dash: "2px" }, marker: { color: "#112231", symbol: "hexagon" } },
    { marker: { color: "#112231", pattern: { shape: "+" } } },
    { fillcolor: "#11223233" },
    {},
  ]);
  const font = { family: "Georgia, serif", size: px(10), color: "#202020" };
  const axis = { title: { font }, ticklen: px((2.5 * 10) / 8), tickcolor: "#202020", linecolor: "#202020" };
  expect(made["template"]).toMatchObject({
    layout: {
      font,
      xaxis: axis,
      yaxis: axis,
      legend: { font },
      annotationdefaults: { font },
      paper_bgcolor: "#fffff0",
    },
    data: { bar: [{ marker: { line: { color: "#202020" } } }] },
  });
});

test("charts that are made in such a theme look the same, and go back", () => {
  const made = { ...chart, data: [series(3, own), bars(4, own), band(5, [0], [1], [2], own)] };
  const sized = { ...made, layout: layout({ columns: 1, heightInches: 3 }, own) };
  expect(restyled(sized, { from: own })).toEqual(sized);
  expect(restyled(sized, { from: own, theme: ieee }).data).toEqual([series(3), bars(4), band(5, [0], [1], [2])]);
  expect(() => restyled(sized)).toThrow("in the theme ieee");
  expect(() => restyled(chart, { from: own })).toThrow("in the theme that is given as from");
});

test("colours beside the series: those of a series follow it, ink and paper theirs, others stay", () => {
  const guide = { type: "scatter", line: { color: "#000000", width: 1 }, marker: { color: "#d55e00" } };
  const grey = {
    type: "scatter",
    marker: { color: "#808080", line: { color: "#ffffff" } },
    textfont: { color: "#000000" },
  };
  expect(restyled({ ...chart, data: [guide, grey] }, { theme: own }).data).toEqual([
    { type: "scatter", line: { color: "#202020", width: 1 }, marker: { color: "#112234" } },
    { type: "scatter", marker: { color: "#808080", line: { color: "#fffff0" } }, textfont: { color: "#000000" } },
  ]);
});

test("more series than the theme has are refused", () => {
  const theme = { ...ieee, series: ieee.series.slice(0, 2) };
  expect(() => restyled(chart, { theme })).toThrow("chart sample: its series 2 is beyond the theme's 2");
});
