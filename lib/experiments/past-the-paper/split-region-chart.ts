/** Who splits its task, and what that saves, over the size of the latent. */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { band, layout, panelTitle, series } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";

const STYLES = [0, 4, 2, 3, 5];

const ROWS = [
  { column: "split", title: "Part of the users" },
  { column: "gain", title: "Saved cost a user" },
] as const;

/** @param table Of `splitRegion`. */
export function splitRegionChart(table: Table): Chart {
  const limits = [...new Set(table.rows.map((row) => Number(row["deviceMaxSteps"])))];
  const capacities = [...new Set(table.rows.map((row) => Number(row["stepCapacity"])))];
  const panels = ROWS.flatMap((row, i) => limits.map((most, k) => ({ ...row, most, panel: i * limits.length + k })));
  const lines = panels.flatMap((panel) => capacities.map((capacity, i) => ({ ...panel, capacity, style: STYLES[i]! })));
  const axes = panels.map(({ title, most, panel }) => [
    [`xaxis${suffix(panel)}`, { title: panelTitle(panel, "Latent over picture", `At most ${most} device steps`) }],
    [`yaxis${suffix(panel)}`, { title: { text: title }, rangemode: "tozero" }],
  ]);
  return {
    name: "split-region",
    caption: `Tasks that are split between edge and device in the proven optimum, over the size of the latent relative to the picture and the edge steps of a round, where devices have as many steps as anyone wants (a, c) and ${limits.at(-1)} (b, d). Means of ${table.rows[0]?.["scenarios"]} scenarios, with Student's 95 % intervals. (a, b) Part of the users whose task is split. (c, d) Objective a user that the optimum without splits has more.`,
    data: [
      ...lines.map((own) => spread(rowsOf(table, own), own)),
      ...lines.map((own) => line(rowsOf(table, own), own)),
    ],
    layout: layout({
      columns: 2,
      heightInches: 4.6,
      panels: { rows: ROWS.length, columns: limits.length },
      ...Object.fromEntries(axes.flat()),
    }),
    table,
  };
}

interface Line {
  readonly column: string;
  readonly most: number;
  readonly panel: number;
  readonly capacity: number;
  readonly style: number;
}

function rowsOf({ rows }: Table, { most, capacity }: Line): Table["rows"] {
  return rows.filter((row) => row["deviceMaxSteps"] === most && row["stepCapacity"] === capacity);
}

const numbers = (rows: Table["rows"], name: string): number[] => rows.map((row) => Number(row[name]));

function spread(rows: Table["rows"], { column, panel, style }: Line): PlotlyTrace {
  const [low, high] = [numbers(rows, `${column}CiLow`), numbers(rows, `${column}CiHigh`)];
  return { ...band(style, numbers(rows, "latentSize"), low, high), ...axesOf(panel) };
}

function line(rows: Table["rows"], { column, panel, capacity, style }: Line): PlotlyTrace {
  const [x, y] = [numbers(rows, "latentSize"), numbers(rows, `${column}Mean`)];
  const name = `${capacity} edge steps`;
  return { ...series(style), ...axesOf(panel), name, showlegend: panel === 0, x, y, cliponaxis: false };
}
