/** Published errors against steps with the four fitted laws, one panel a model. */

import { groups } from "d3-array";
import { tenTo } from "../../numerics/power.js";
import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { layout, panelTitle, series } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";
import { errorLaws } from "./law-styles-chart.js";

/** @param table Of the study `errorModelExamples`, six of them. */
export function errorModelFitsChart(table: Table): Chart {
  const keys = ["model", "sampler", "dataset", "metric"] as const;
  const keyOf = (row: Table["rows"][number]): string => keys.map((key) => row[key]).join("\n");
  const panels = groups(table.rows, keyOf).map(([, rows]) => rows);
  return {
    name: "error-model-fits",
    caption:
      "Published errors against reverse diffusion steps, and the four laws fitted to each by least squares on relative residuals. The paper's law, the exponential, falls short wherever the error levels off. Where four points are measured, a law with a floor has one to spare: it must come near them.",
    data: panels.flatMap((rows, panel) => traces(rows, panel)),
    layout: layout({
      columns: 2,
      heightInches: 4.4,
      panels: { rows: 2, columns: 3 },
      ...Object.fromEntries(panels.flatMap((rows, panel) => axes(rows, panel))),
    }),
    table,
  };
}

function traces(rows: Table["rows"], panel: number): PlotlyTrace[] {
  const of = (shown: string): Pick<PlotlyTrace, string> => {
    const own = rows.filter((row) => row["shown"] === shown);
    return {
      x: own.map(({ steps }) => steps),
      y: own.map(({ error }) => error),
      ...axesOf(panel),
      legendgroup: shown,
      showlegend: panel === 0,
    };
  };
  const lines = errorLaws.map(({ law, name, style }) => ({ ...series(style), mode: "lines", name, ...of(law) }));
  const points = { ...series(2), mode: "markers", marker: { color: "#000000", symbol: "circle-open", size: 7 } };
  return [...lines, { ...points, name: "measured", cliponaxis: false, ...of("measured") }];
}

function axes(rows: Table["rows"], panel: number): (readonly [string, object])[] {
  const { family, sampler, metric } = rows[0]!;
  const measured = rows.filter(({ shown }) => shown === "measured");
  const steps = measured.map((row) => Number(row["steps"]));
  const errors = measured.map((row) => Number(row["error"]));
  const title = panelTitle(panel, "Steps", `${sentence(String(family))}, ${sampler}`);
  const name = sentence(String(metric).split(" (")[0]!);
  const wide = steps.at(-1)! > 50;
  return [
    [`xaxis${suffix(panel)}`, { type: "log", tickformat: "~r", ...(wide ? { dtick: 1 } : { tickvals: steps }), title }],
    [`yaxis${suffix(panel)}`, { type: "log", tickvals: tickValues(errors), title: { text: name } }],
  ];
}

/** Round numbers for a logarithmic axis, closer together where it spans less. */
function tickValues(values: readonly number[]): number[] {
  const [low, high] = [0.7 * Math.min(...values), 1.05 * Math.max(...values)];
  const within = high / low > 10 ? [1, 2, 5] : [1, 1.2, 1.5, 2, 3, 4, 5, 7];
  const decades = Array.from({ length: 9 }, (_, i) => tenTo(i - 2));
  return decades
    .flatMap((decade) => within.map((value) => Number((value * decade).toPrecision(3))))
    .filter((value) => value >= low && value <= high);
}

function sentence(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
