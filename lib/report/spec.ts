import { printable } from "../input/errors.js";
import type { Chart } from "./chart.js";

/** What XML forbids in an SVG's text, and other controls. */
const CONTROLS = /[^\P{Cc}\t\n\r]|[\p{Cs}\uFFFE\uFFFF]/gu;

/**
 * A chart's traces, layout and frames as JSON for Plotly: typed arrays become arrays, what is no finite number becomes `null`
 * (a gap), numbers keep `digits` significant digits if that is given, and control characters are shown as escapes.
 */
export function plotlyJson(chart: Chart, digits?: number): string {
  return JSON.stringify({ data: chart.data, layout: chart.layout, frames: chart.frames }, (_key, value: unknown) => {
    if (typeof value === "string") return value.replace(CONTROLS, (character) => printable(character));
    if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
    if (typeof value === "number" && digits !== undefined && Number.isFinite(value)) {
      return Number(value.toPrecision(digits));
    }
    return value;
  });
}
