import type { Chart } from "./chart.js";

/**
 * A chart's traces and layout as JSON for Plotly: typed arrays become arrays, what is no finite number becomes `null`
 * (a gap), and numbers keep `digits` significant digits if that is given.
 */
export function plotlyJson(chart: Chart, digits?: number): string {
  return JSON.stringify({ data: chart.data, layout: chart.layout }, (_key, value: unknown) => {
    if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
    if (typeof value === "number" && digits !== undefined && Number.isFinite(value)) {
      return Number(value.toPrecision(digits));
    }
    return value;
  });
}
