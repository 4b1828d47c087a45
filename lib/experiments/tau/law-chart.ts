/** What a random start costs against τ, beside the law that grows like τ² (MODEL.md §5, 2). */

import type { Chart } from "../../report/chart.js";
import { band, layout, powersOfTen, series } from "../../report/drawing.js";
import type { Table } from "../../report/table.js";

/** @param table Of the study `tauLaw`. */
export function tauLawChart(table: Table): Chart {
  const column = (name: string): number[] => table.rows.map((row) => 100 * Number(row[name]));
  const x = table.rows.map((row) => Number(row["penaltyFactor"]));
  const largest = 10 * Math.max(...column("gapMean"));
  const law = column("law").map((y) => (y <= largest ? y : NaN));
  return {
    name: "tau-law",
    caption:
      "Certified gap of the plans that the perspective form finds from random starts, against the penalty weight τ over its default (mean; shaded from the 10 % to the 90 % quantile), beside the gap expected from the users' margins at the price at which the capacity is filled, and the law of small τ, density of margins at 0 × τ²/6 a user. At small τ the gap is that of the relaxation's own rounding.",
    data: [
      band(0, x, column("gapP10"), column("gapP90")),
      { ...series(0), name: "measured", x, y: column("gapMean") },
      { ...series(1), name: "from margins", mode: "lines", x, y: column("expected") },
      { ...series(2), name: "density × <i>τ</i>²/6", mode: "lines", x, y: law },
    ],
    layout: layout({
      columns: 1,
      heightInches: 2.7,
      legend: { entrywidthmode: "fraction", entrywidth: 0.48 },
      xaxis: {
        title: { text: "<i>τ</i> over its default" },
        ...powersOfTen(x),
      },
      yaxis: { title: { text: "Gap (%)" }, ...powersOfTen([...column("gapP90"), ...column("expected")]) },
    }),
    table,
  };
}
