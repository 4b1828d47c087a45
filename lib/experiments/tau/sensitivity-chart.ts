/** Gap and fractional users of the paper's algorithm against τ, for every relaxation and start (MODEL.md §5). */

import type { Chart } from "../../report/chart.js";
import type { Table } from "../../report/table.js";
import { type TauOutcome, tauPanels } from "./panels-chart.js";

/** Smaller gaps are drawn at this one: a logarithmic axis has no 0 [%]. */
const SMALLEST_GAP = 1e-4;

const gap: TauOutcome = {
  outcome: "gap",
  centre: "gapMean",
  shown: (x) => Math.max(SMALLEST_GAP, 100 * x),
  axis: {
    title: { text: "Gap to the optimum (%)" },
    type: "log",
    range: [-4.3, 2],
    tickvals: [1e-4, 1e-2, 1, 100],
    ticktext: ["≤0.0001", "0.01", "1", "100"],
  },
};

const fractional: TauOutcome = {
  outcome: "fractional",
  centre: "fractionalMedian",
  shown: (x) => x,
  axis: { title: { text: "Fractional users" }, range: [-0.8, 24] },
};

/** @param table Of the study `tauSensitivity`. */
export function tauSensitivityChart(table: Table): Chart {
  return tauPanels(table, {
    name: "tau-sensitivity",
    caption: (kinds, [gaps, users]) =>
      `The plan's gap to the proven optimum (mean; bars from the 10 % to the 90 % quantile) with ${gaps} relaxation, and users who are fractional before rounding (median, bars alike) with ${users} relaxation, against the penalty weight τ over its default, from ${kinds} of start. Crosses at the left, where the axis has no τ: the continuation, which goes through many.`,
    heightInches: 4.6,
    outcomes: [gap, fractional],
  });
}
