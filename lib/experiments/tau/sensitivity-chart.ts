/** Gap and fractional users of the paper's algorithm against τ, for both relaxations and every start (MODEL.md §5). */

import type { Chart } from "../../report/chart.js";
import type { Table } from "../../report/table.js";
import { type TauPanel, tauPanels } from "./panels-chart.js";

/** Smaller gaps are drawn at this one: a logarithmic axis has no 0 [%]. */
const SMALLEST_GAP = 1e-4;

const gap = (relaxation: string): TauPanel => ({
  relaxation,
  outcome: "gap",
  centre: "gapMean",
  title: relaxation === "big-m" ? "Big-M" : "Perspective",
  shown: (x) => Math.max(SMALLEST_GAP, 100 * x),
  axis: {
    title: { text: "Gap to the optimum (%)" },
    type: "log",
    range: [-4.3, 2],
    tickvals: [1e-4, 1e-2, 1, 100],
    ticktext: ["≤0.0001", "0.01", "1", "100"],
  },
});

const fractional = (relaxation: string): TauPanel => ({
  relaxation,
  outcome: "fractional",
  centre: "fractionalMedian",
  title: relaxation === "big-m" ? "Big-M" : "Perspective",
  shown: (x) => x,
  axis: { title: { text: "Fractional users" }, range: [-0.8, 24] },
});

/** @param table Of the study `tauSensitivity`. */
export function tauSensitivityChart(table: Table): Chart {
  return tauPanels(table, {
    name: "tau-sensitivity",
    caption: (kinds) =>
      `The plan's gap to the proven optimum (mean; shaded from the 10 % to the 90 % quantile) with (a) the perspective and (b) the big-M relaxation, and users who are fractional before rounding (median, shaded alike) with (c) the perspective and (d) the big-M relaxation, against the penalty weight τ over its default, from ${kinds} of start. Crosses at the left: the continuation in τ.`,
    heightInches: 4.6,
    panels: [gap("perspective"), gap("big-m"), fractional("perspective"), fractional("big-m")],
  });
}
