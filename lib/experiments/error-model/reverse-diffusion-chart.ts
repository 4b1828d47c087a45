/** Samples in the plane: one run stopped early beside shorter runs with coarser steps (MODEL.md §11). */

import { groups } from "d3-array";
import { ringMixture } from "../../diffusion/targets.js";
import type { Chart } from "../../report/chart.js";
import { layout, series } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";
import { ieee } from "../../report/themes/ieee.js";

/** @param table Of the study `reverseDiffusion`: a panel for each number of steps, a row of panels for each sense. */
export function reverseDiffusionChart(table: Table): Chart {
  const panels = ["early", "coarse"].map((sense) =>
    groups(
      table.rows.filter((row) => row["sense"] === sense),
      (row) => row["steps"] as number,
    ).map(([steps, rows]) => ({ sense, steps, rows })),
  );
  const all = panels.flat();
  const axis = { range: [-3.5, 3.5], tickvals: [-2, 0, 2] };
  const axes = all.flatMap(({ sense, steps }, p) => [
    [
      `xaxis${suffix(p)}`,
      { ...axis, title: { text: `(${"abcdefgh"[p]}) ${sense === "early" ? `${steps} steps done` : inAll(steps)}` } },
    ],
    [`yaxis${suffix(p)}`, axis],
  ]);
  return {
    name: "reverse-diffusion",
    caption:
      "Samples on their way from noise to a ring of eight narrow Gaussians, by DDIM with the exact score from the same noise; circles: around the Gaussians' means. Above: one run of many steps, looked at early, is still blurred by noise. Below: runs with coarser steps end without noise, but in the wrong places.",
    data: all.flatMap(({ sense, rows }, p) => {
      const style = series(sense === "early" ? 0 : 4);
      const samples = {
        ...style,
        mode: "markers",
        marker: { ...(style["marker"] as object), symbol: "circle", size: 2, maxdisplayed: 0 },
        showlegend: false,
        ...axesOf(p),
        x: rows.map((row) => row["x"]),
        y: rows.map((row) => row["y"]),
      };
      return [samples, { ...target, ...axesOf(p), showlegend: p === 0 }];
    }),
    layout: layout({
      columns: 2,
      heightInches: 3.6,
      legend: { x: 1, xanchor: "right" },
      panels: { rows: panels.length, columns: panels[0]!.length },
      annotations: panels.map((row, i) => rowTitle(i * panels[0]!.length, row[0]!.sense)),
      ...Object.fromEntries(axes),
    }),
    table,
  };
}

/** Where the samples should end. */
const { means } = ringMixture();
const target = {
  type: "scatter",
  mode: "markers",
  name: "target",
  marker: { symbol: "circle-open", size: 2 * ieee.markerSize, color: ieee.ink, line: { width: ieee.ruleWidth } },
  x: [...means].filter((_, i) => i % 2 === 0),
  y: [...means].filter((_, i) => i % 2 === 1),
};

/** Above a row of panels, which begins with panel `first`. */
function rowTitle(first: number, sense: string): object {
  const text = sense === "early" ? "One run, stopped early" : "Shorter runs with coarser steps";
  const refs = { xref: `x${suffix(first)} domain`, yref: `y${suffix(first)} domain` };
  return { text, ...refs, x: 0, y: 1, xanchor: "left", yanchor: "bottom", yshift: 3 };
}

function inAll(steps: number): string {
  return steps === 1 ? "1 step in all" : `${steps} steps in all`;
}
