/** Gaps against the number of users, by what a plan is read from, with a line for each start. */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { band, layout, panelTitle, series } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";
import { listed } from "../../report/words.js";
import { RELAXATIONS } from "../../solver/sca/relaxations.js";
import { ROUNDINGS, type RoundingName } from "./roundings.js";

/** Rows of panels: all but the first iterate, which the table has. */
const SHOWN = ROUNDINGS.filter(({ name }) => name !== ("first" satisfies RoundingName));

/** Lines, by the start. */
const LINES = [
  { start: "half", label: "½" },
  { start: "local", label: "all local" },
  { start: "edge", label: "all at the edge" },
  { start: "random", label: "random" },
  { start: "any", label: "continuation" },
];

/** Smaller gaps are drawn at this one: a logarithmic axis has no 0 [%]. */
const SMALLEST_GAP = 1e-4;
const gapAxis = {
  title: { text: "Gap (%)" },
  type: "log",
  range: [-4.3, 2.3],
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
        tickvals: sizes,
        ticktext: sizes.map(String),
      },
    ],
    [`yaxis${suffix(i)}`, gapAxis],
  ]);
  const read = listed(SHOWN.map(({ label }, row) => `(${letters(row)}) ${label}`));
  return {
    name: "ablation",
    caption: `Gap to the Lagrangian bound of the proposed algorithm's plans against the number of users, by start and for the continuation in τ: ${read}. Medians over ${table.rows[0]!["scenarios"]} scenarios, shaded from the 10 % to the 90 % quantile; where half of the scenarios have no plan there is no median, where a tenth have none no upper quantile.`,
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
  const drawn = LINES.map(({ start, label }, i) => {
    const own = rows.filter((row) => row["start"] === start && typeof row["gapMedian"] === "number");
    return { own, label, start, i };
  });
  const users = (own: Table["rows"]): number[] => own.map((row) => Number(row["users"]));
  const percent = (own: Table["rows"], name: string): number[] =>
    own.map((row) => Math.max(SMALLEST_GAP, 100 * Number(row[name])));
  const bands = drawn.map(({ own, i }) => {
    const whole = own.filter((row) => typeof row["gapP90"] === "number");
    return { ...band(i, users(whole), percent(whole, "gapP10"), percent(whole, "gapP90")), ...axesOf(panel) };
  });
  const lines = drawn.map(({ own, label, start, i }) => ({
    ...series(i),
    ...axesOf(panel),
    name: label,
    legendgroup: start,
    showlegend: panel === 0,
    cliponaxis: false,
    x: users(own),
    y: percent(own, "gapMedian"),
  }));
  return [...bands, ...lines];
}
