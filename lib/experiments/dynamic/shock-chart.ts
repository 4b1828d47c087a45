/** The server loses a part of its capacity for a while: what that costs each policy, and until when (MODEL.md §10). */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { errorBars, layout, panelTitle, series } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";
import { outageMark, policiesInWords, policiesOf, policyColumn, policyLine, policyStyle } from "./policies-chart.js";

const panels = [
  { column: "excessMedian", title: "Cost", axis: "Cost beyond the calm world's" },
  { column: "waiting", title: "Queue", axis: "Requests that wait" },
  { column: "price", title: "Price", axis: "Price of a step (1/step)" },
];

/** @param table Of the study `dynamicShock`. */
export function dynamicShockChart(table: Table): Chart {
  const policies = policiesOf(table);
  const slots = table.rows.length / policies.length;
  const [from, until] = outage(table);
  // Room for the outage's name.
  const most = (column: string): number => Math.max(...table.rows.map((row) => Number(row[column])));
  const axes = panels.flatMap(({ column, title, axis }, i) => [
    [`xaxis${suffix(i)}`, { title: panelTitle(i, "Slot", title), range: [0, i === 0 ? 1.12 * slots : slots] }],
    [`yaxis${suffix(i)}`, { title: { text: axis }, ...(i > 0 && { range: [0, 1.15 * most(column)] }) }],
  ]);
  return {
    name: "dynamic-shock",
    caption: `The server loses a part of its capacity in an outage, over ${table.rows[0]?.["seeds"]} seeds: (a) cost up to each slot, less that of the same world without outage, medians with bars between the quartiles at every tenth slot; a request costs in the slot in which it starts. The marks at the right have also what still waits in the last slot, with its quartiles. (b) Requests that wait and (c) the price of a step, means. Policies: ${policiesInWords(policies)}.`,
    data: [
      ...policies.flatMap((policy, p) => excess(table, policy, p, slots * (1.02 + 0.03 * p))),
      ...panels
        .slice(1)
        .flatMap(({ column }, i) =>
          policies
            .filter((policy) => policyColumn(table, policy, column).some((value) => !Number.isNaN(value)))
            .map((policy) => ({ ...policyLine(table, policy, column), ...axesOf(i + 1), showlegend: i === 0 })),
        ),
    ],
    layout: layout({
      columns: 2,
      heightInches: 2.7,
      panels: { rows: 1, columns: 3 },
      shapes: panels.map((_, i) => outageMark(i, from, until)),
      ...Object.fromEntries(axes),
    }),
    table,
  };
}

/** Policy `p`'s cost up to each slot but the last, and marks at every tenth slot and, for the last, at `end`. */
function excess(table: Table, policy: string, p: number, end: number): PlotlyTrace[] {
  const slots = policyColumn(table, policy, "slot");
  const last = slots.length - 1;
  const marked = slots.filter((slot) => slot === last || (slot < last && slot % 10 === 2 * p + 1));
  const atMarks = (name: string): number[] => marked.map((slot) => policyColumn(table, policy, name)[slot]!);
  const look = { ...series(policyStyle(policy)), ...axesOf(0), legendgroup: policy, showlegend: false };
  const line = policyColumn(table, policy, "excessMedian").slice(0, -1);
  const y = atMarks("excessMedian");
  return [
    { ...look, mode: "lines", x: slots.slice(0, -1), y: line },
    {
      ...look,
      mode: "markers",
      cliponaxis: false,
      x: marked.map((slot) => (slot === last ? end : slot)),
      y,
      error_y: errorBars(y, atMarks("excessP25"), atMarks("excessP75")),
    },
  ];
}

/** Its first slot, and the one after its last. */
function outage({ rows }: Table): readonly [from: number, until: number] {
  const slots = rows.filter((row) => Number(row["capacityLeft"]) < 1).map((row) => Number(row["slot"]));
  return [Math.min(...slots), Math.max(...slots) + 1];
}
