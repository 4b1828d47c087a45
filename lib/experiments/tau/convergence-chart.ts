/** Convex problems that the paper's algorithm solves against τ, for both relaxations and every start (MODEL.md §5). */

import type { Chart } from "../../report/chart.js";
import type { Table } from "../../report/table.js";
import { type TauPanel, tauPanels } from "./panels-chart.js";

const iterations = (relaxation: string): TauPanel => ({
  relaxation,
  outcome: "iterations",
  centre: "iterationsMedian",
  title: relaxation === "big-m" ? "Big-M" : "Perspective",
  shown: (x) => x,
  axis: { title: { text: "Iterations" }, type: "log", range: [-0.05, 2.05], tickvals: [1, 2, 5, 10, 20, 50, 100] },
});

/** @param table Of the study `tauSensitivity`. */
export function tauConvergenceChart(table: Table): Chart {
  return tauPanels(table, {
    name: "tau-convergence",
    caption: (kinds) =>
      `Iterations until the offloading stands still (median; shaded from the 10 % to the 90 % quantile) with (a) the perspective and (b) the big-M relaxation, against the penalty weight τ over its default, from ${kinds} of start. Crosses at the left: the continuation in τ.`,
    heightInches: 2.6,
    panels: [iterations("perspective"), iterations("big-m")],
  });
}
