/** Tables, charts and their look, as data; CSV and LaTeX of them. */

export type { Chart, PlotlyLayout, PlotlyTrace } from "./chart.js";
export { type LatexOptions, toLatex } from "./latex.js";
export { type RestyleOptions, restyled } from "./restyled.js";
export { plotlyJson } from "./spec.js";
export type { Table, TableColumn } from "./table.js";
export { figureTex } from "./tex.js";
export type { SeriesStyle, Theme } from "./theme.js";
export { ieee, slides, themes } from "./themes.js";
