/** Samples in the plane: one run stopped early beside shorter runs with coarser steps (MODEL.md §11). */

import { groups } from "d3-array";
import type { Chart } from "../../report/chart.js";
import { layout, series } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";

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
      "Samples on their way from noise to a ring of eight narrow Gaussians, by DDIM with the exact score from the same noise. Above: one run of many steps, looked at early, is still blurred by noise. Below: runs with coarser steps end without noise, but in the wrong places.",
    data: all.map(({ sense, rows }, p) => {
      const style = series(sense === "early" ? 0 : 4);
      return {
        ...style,
        mode: "markers",
        marker: { ...(style["marker"] as object), symbol: "circle", size: 2, maxdisplayed: 0 },
        showlegend: false,
        ...axesOf(p),
        x: rows.map((row) => row["x"]),
        y: rows.map((row) => row["y"]),
      };
    }),
    layout: layout({
      columns: 2,
      heightInches: 3.5,
      panels: { rows: panels.length, columns: panels[0]!.length },
      ...Object.fromEntries(axes),
    }),
    table,
  };
}

function inAll(steps: number): string {
  return steps === 1 ? "1 step in all" : `${steps} steps in all`;
}
