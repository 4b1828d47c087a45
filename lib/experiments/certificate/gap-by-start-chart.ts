/** Certified gaps from random starts, smallest first, beside that of the start one half (MODEL.md §5, §7). */

import type { Chart } from "../../report/chart.js";
import { layout, series } from "../../report/drawing.js";
import type { Table } from "../../report/table.js";

/** @param table Of the study `gapByStart`. */
export function gapByStartChart(table: Table): Chart {
  const gaps = (start: string, factor: number): number[] =>
    table.rows
      .filter((row) => row["start"] === start && row["penaltyFactor"] === factor)
      .map((row) => 100 * (row["gap"] as number))
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
  return {
    name: "gap-by-start",
    caption: `Certified gap of the plans that successive convex approximation finds${where} from ${starts} random starts, smallest first, at the default penalty τ and multiples of it; the line is the start one half, the same at each of them.`,
    data: [...random, { ...series(0), mode: "lines", name: "start ½", x: [1, starts], y: [half, half] }],
    layout: layout({
      columns: 1,
      heightInches: 2.8,
      legend: { entrywidthmode: "fraction", entrywidth: 0.48 },
      xaxis: { title: { text: "Random starts, smallest gap first" }, rangemode: "tozero" },
      yaxis: { title: { text: "Gap (%)" }, type: "log", dtick: 1, tickformat: "~g" },
    }),
    table,
  };
}
