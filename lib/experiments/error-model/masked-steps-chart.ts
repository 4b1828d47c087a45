/** Error of a masked model against its steps, with the four laws, and how far its pictures are from drawn ones (MODEL.md §11). */

import type { ErrorFit, FittedLaw } from "../../laws/error/fit.js";
import { predict } from "../../laws/error/fit.js";
import type { Chart } from "../../report/chart.js";
import { band, layout, panelTitle, series } from "../../report/drawing.js";
import { axesOf } from "../../report/panels.js";
import type { Table } from "../../report/table.js";
import { errorLaws } from "./law-styles-chart.js";

/** @param table Of the study `maskedSteps`. @param laws Of the same study. */
export function maskedStepsChart(table: Table, laws: Table): Chart {
  const numbers = (column: string): number[] => table.rows.map((row) => Number(row[column]));
  const x = numbers("steps");
  const measured = { ...series(5), mode: "markers", name: "measured" };
  const lines = errorLaws.map(({ law, name, style }) => {
    const { initial, rate, floor } = laws.rows.find((row) => row["law"] === law)!;
    const fit = { law: law as FittedLaw, initial, rate, floor } as ErrorFit;
    return { ...series(style), mode: "lines", name, x, y: x.map((s) => predict(fit, s)) };
  });
  const drawn = ["drawnWassersteinCiLow", "drawnWassersteinCiHigh"].map(numbers);
  const made = ["wassersteinCiLow", "wassersteinCiHigh"].map(numbers);
  return {
    name: "masked-steps",
    caption: `A masked diffusion model of drawn glyphs, whose pixels are shown in so many groups, means over ${table.rows[0]!["seeds"]} sets of pictures. (a) Average error relative to the same chance with one pixel at a time, and the four laws fitted to it. (b) Sliced Wasserstein distance of its pictures from drawn ones, and of drawn ones from others; bands: 95 % intervals.`,
    data: [
      ...lines,
      { ...measured, x, y: numbers("errorMean") },
      { ...band(0, x, made[0]!, made[1]!), ...axesOf(1) },
      { ...series(0), ...axesOf(1), name: "model's pictures", x, y: numbers("wassersteinMean") },
      { ...band(2, x, drawn[0]!, drawn[1]!), ...axesOf(1) },
      { ...series(2), ...axesOf(1), mode: "lines", name: "drawn pictures", x, y: numbers("drawnWassersteinMean") },
    ],
    layout: layout({
      columns: 2,
      heightInches: 2.7,
      panels: { rows: 1, columns: 2 },
      xaxis: { type: "log", title: panelTitle(0, "Steps", "Average error"), tickvals: [1, 2, 4, 8, 16, 32, 64] },
      yaxis: { type: "log", title: { text: "Average error" }, tickvals: [0.2, 0.3, 0.5, 0.8] },
      xaxis2: {
        type: "log",
        title: panelTitle(1, "Steps", "Distance from drawn glyphs"),
        tickvals: [1, 2, 4, 8, 16, 32, 64],
      },
      yaxis2: { title: { text: "Sliced Wasserstein distance" }, rangemode: "tozero" },
    }),
    table,
  };
}
