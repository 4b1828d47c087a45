/** Convex problems that the paper's algorithm solves against τ, for every relaxation and start (MODEL.md §5). */

import type { Chart } from "../../report/chart.js";
import type { Table } from "../../report/table.js";
import { type TauOutcome, tauPanels } from "./panels-chart.js";

const iterations: TauOutcome = {
  outcome: "iterations",
  centre: "iterationsMedian",
  shown: (x) => x,
  axis: { title: { text: "Iterations" }, type: "log", range: [-0.05, 2.05], tickvals: [1, 2, 5, 10, 20, 50, 100] },
};

/** @param table Of the study `tauSensitivity`. */
export function tauConvergenceChart(table: Table): Chart {
  return tauPanels(table, {
    name: "tau-convergence",
    caption: (kinds, [relaxations]) =>
      `Iterations until the offloading stands still (median; bars from the 10 % to the 90 % quantile) with ${relaxations} relaxation, against the penalty weight τ over its default, from ${kinds} of start. Crosses at the left, where the axis has no τ: the continuation, which goes through many.`,
    heightInches: 2.6,
    outcomes: [iterations],
  });
}
