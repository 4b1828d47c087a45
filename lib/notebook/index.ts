/** What notebooks show, and figures for print. It needs Node. */

export { type ExportOptions, exportFigures, type FigureFormat } from "../report/print/export.js";
export type { SvgText } from "../report/print/renderer.js";
export { accepts, answer, type Exercise, seal } from "./answer.js";
export { assertClose } from "./assert-close.js";
export { show, type TableDisplay, table } from "./display.js";
export { found } from "./found.js";
export type { Frame } from "./frame.js";
