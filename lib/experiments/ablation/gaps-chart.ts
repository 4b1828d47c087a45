/** Gaps against the number of users, by what a plan is read from, with a line for each start. */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { errorBars, layout, panelTitle, series } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";
import { listed } from "../../report/words.js";
import { RELAXATIONS } from "../../solver/sca/relaxations.js";
import { STARTS } from "../../solver/sca/starts.js";
import { START_LABELS } from "../tau/panels-chart.js";
import { ROUNDINGS } from "./roundings.js";

/** Rows of panels: all but the first iterate, which the table has. */
const SHOWN = ROUNDINGS.filter(({ name }) => name !== "first");

/** Lines: every start without the continuation, and the continuation, which has none. */
const LINES = [
  ...STARTS.map((start) => ({ start: start as string, label: START_LABELS[start] })),
  { start: "any", label: "continuation" },
];

/** Smaller gaps are drawn at this one, as a logarithmic axis has no 0, and where there is no plan bars end at the other [%]. */
const SMALLEST_GAP = 1e-4;
const LARGEST_GAP = 200;
/** Lines stand side by side, this part of the users apart, that their bars can be told from each other. */
const APART = 0.07;
const gapAxis = {
  title: { text: "Gap (%)" },
  type: "log",
  range: [-4.3, Math.log10(LARGEST_GAP)],
  tickvals: [1e-4, 1e-2, 1, 100],
  ticktext: ["≤0.0001", "0.01", "1", "100"],
};

/** @param table Of `ablationGaps`. */
export function ablationChart(table: Table): Chart {
  const sizes = [...new Set(table.rows.map(({ users }) => Number(users)))];
  const panels = SHOWN.flatMap((rounding) => RELAXATIONS.map((relaxation) => ({ rounding, relaxation })));
  const axes = panels.flatMap(({ rounding, relaxation }, i) => [
    [
      `xaxis${suffix(i)}`,
      {
        title: panelTitle(i, "Users", `${relaxation.label}, ${rounding.label}`),
        type: "log",
        range: [Math.log10(0.8 * Math.min(...sizes)), Math.log10(1.25 * Math.max(...sizes))],
        tickvals: sizes,
        ticktext: sizes.map(String),
      },
    ],
    [`yaxis${suffix(i)}`, gapAxis],
  ]);
  const read = listed(SHOWN.map(({ label }, row) => `(${letters(row)}) ${label}`));
  return {
    name: "ablation",
    caption: `Gap to the Lagrangian bound of the proposed algorithm's plans against the number of users, by start and for the continuation in τ: ${read}. Medians over ${table.rows[0]!["scenarios"]} scenarios, with bars from the 10 % to the 90 % quantile; a scenario in which what is read is no plan counts as a gap above all others, and a line is missing where half have none.`,
    data: panels.flatMap(({ rounding, relaxation }, i) => {
      const rows = table.rows.filter(
        (row) => row["relaxation"] === relaxation.name && row["rounding"] === rounding.name,
      );
      return traces(rows, i);
    }),
    layout: layout({
      columns: 2,
      heightInches: 6.4,
      panels: { rows: SHOWN.length, columns: RELAXATIONS.length },
      legend: { entrywidthmode: "fraction", entrywidth: 0.19, y: 1.02 },
      ...Object.fromEntries(axes),
    }),
    table: { ...table, name: "ablation" },
  };
}

/** The letters of a row of panels. */
function letters(row: number): string {
  return RELAXATIONS.map((_, column) => String.fromCharCode(97 + row * RELAXATIONS.length + column)).join(", ");
}

function traces(rows: Table["rows"], panel: number): PlotlyTrace[] {
  return LINES.map(({ start, label }, i) => {
    const own = rows.filter((row) => row["start"] === start && typeof row["gapMedian"] === "number");
    const percent = (name: string): number[] =>
      own.map((row) => Math.min(Math.max(SMALLEST_GAP, 100 * Number(row[name])), LARGEST_GAP));
    const y = percent("gapMedian");
    const upper = percent("gapP90").map((gap) => (Number.isNaN(gap) ? LARGEST_GAP : gap));
    return {
      ...series(i),
      ...axesOf(panel),
      name: label,
      legendgroup: start,
      showlegend: panel === 0,
      cliponaxis: false,
      x: own.map((row) => Number(row["users"]) * (1 + APART * (i - (LINES.length - 1) / 2))),
      y,
      error_y: errorBars(y, percent("gapP10"), upper),
    };
  });
}
