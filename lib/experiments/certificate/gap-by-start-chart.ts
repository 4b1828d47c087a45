/** Certified gaps from random starts, smallest first, beside that of the start one half (MODEL.md §5, §7). */

import type { Chart } from "../../report/chart.js";
import { layout, series } from "../../report/drawing.js";
import type { Table } from "../../report/table.js";
import { ieee } from "../../report/themes/ieee.js";

/** Smaller gaps are drawn at this one: a logarithmic axis has no 0 [%]. */
const SMALLEST_GAP = 1e-4;

/** @param table Of the study `gapByStart`. */
export function gapByStartChart(table: Table): Chart {
  const gaps = (start: string, factor: number): number[] =>
    table.rows
      .filter((row) => row["start"] === start && row["penaltyFactor"] === factor)
      .map((row) => shown(row["gap"]))
      .sort((a, b) => a - b);
  const factors = [...new Set(table.rows.map((row) => row["penaltyFactor"] as number))];
  const random = factors.map((factor, i) => {
    const y = gaps("random", factor);
    return {
      ...series(i + 1),
      name: factor === 1 ? "random, default <i>τ</i>" : `random, <i>τ</i> × ${factor}`,
      x: y.map((_, k) => k + 1),
      y,
    };
  });
  const starts = Math.max(...random.map(({ y }) => y.length));
  const scenario = table.about?.["scenario"];
  const where = scenario === undefined ? "" : ` on the scenario ${scenario}`;
  const [half] = gaps("half", factors[0]!);
  const optimum = shown(table.rows[0]?.["optimumGap"]);
  const x = [1, starts];
  return {
    name: "gap-by-start",
    caption: `Certified gap of the plans that successive convex approximation finds${where} from ${starts} random starts, smallest first, at the default penalty τ and multiples of it; the lines are the start one half, the same at each of them, and in grey the proven optimum: what the bound leaves open of every plan.`,
    data: [
      { ...OPTIMUM, name: "optimum", x, y: [optimum, optimum] },
      ...random,
      { ...series(0), mode: "lines", name: "start ½", x, y: [half, half] },
    ],
    layout: layout({
      columns: 1,
      heightInches: 2.8,
      legend: { entrywidthmode: "fraction", entrywidth: 0.48 },
      xaxis: { title: { text: "Random starts, smallest gap first" }, rangemode: "tozero" },
      yaxis: {
        title: { text: "Gap (%)" },
        type: "log",
        tickvals: TICKS,
        ticktext: ["≤0.0001", ...TICKS.slice(1).map(String)],
      },
    }),
    table,
  };
}

const TICKS = [SMALLEST_GAP, 0.001, 0.01, 0.1, 1, 10, 100];
/** Wide, as the start one half may lie on it. */
const OPTIMUM = { type: "scatter", mode: "lines", line: { color: "#bbbbbb", width: 5 * ieee.lineWidth } };

/** A gap as it is drawn [%]. */
function shown(gap: unknown): number {
  return Math.max(SMALLEST_GAP, 100 * Number(gap));
}
