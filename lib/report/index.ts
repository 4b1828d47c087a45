/** Tables and charts of your own, as ours are made: summed up, written as CSV and LaTeX, drawn, and given another look. */
export { type BarChartOptions, barChart } from "./bar-chart.js";
export type { Chart, ChartFrame, PlotlyLayout, PlotlyTrace } from "./chart.js";
export { fromCsv, toCsv } from "./csv.js";
export { type CurveChartOptions, curveChart } from "./curve-chart.js";
export { band, bars, errorBars, type LayoutOptions, layout, panelTitle, series } from "./drawing.js";
export { type IntervalChartOptions, intervalChart } from "./interval-chart.js";
export { type LatexOptions, toLatex } from "./latex.js";
export { type LineChartOptions, lineChart } from "./line-chart.js";
export { type PairedDifferencesOptions, pairedDifferences } from "./paired-differences.js";
export { axesOf, suffix } from "./panels.js";
export { type RestyleOptions, restyled } from "./restyled.js";
export { numbersOf, rowsWhere } from "./rows-where.js";
export { plotlyJson } from "./spec.js";
export {
  type SpreadEnding,
  type Statistic,
  type SummaryOptions,
  spread,
  spreadColumns,
  spreadName,
  summarise,
} from "./summary.js";
export { type Table, type TableColumn, tableOf } from "./table.js";
export { plotlyTemplate } from "./template.js";
export { figureTex } from "./tex.js";
export { textTable } from "./text-table.js";
export { px, type SeriesStyle, type Theme } from "./theme.js";
export { ieee } from "./themes/ieee.js";
export { slides } from "./themes/slides.js";
export { themes } from "./themes/themes.js";
