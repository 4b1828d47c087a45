/** The server loses a part of its capacity for a while: what that costs each policy, and until when (MODEL.md §10). */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { band, errorBars, layout, panelTitle, series } from "../../report/drawing.js";
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
  const beforeLast = { ...table, rows: table.rows.filter((row) => Number(row["slot"]) < slots - 1) };
  const [from, until] = outage(table);
  const axes = panels.flatMap(({ title, axis }, i) => [
    [`xaxis${suffix(i)}`, { title: panelTitle(i, "Slot", title), range: [0, i === 0 ? 1.12 * slots : slots] }],
    [`yaxis${suffix(i)}`, { title: { text: axis }, rangemode: "tozero" }],
  ]);
  return {
    name: "dynamic-shock",
    caption: `The server loses a part of its capacity in an outage, over ${table.rows[0]?.["seeds"]} seeds: (a) cost up to each slot, less that of the same world without outage, medians with bands between the quartiles; a request costs in the slot in which it starts. The marks at the right have also what still waits in the last slot, with its quartiles. (b) Requests that wait and (c) the price of a step, means. Policies: ${policiesInWords(policies)}.`,
    data: [
      ...policies.map((policy) => spread(beforeLast, policy)),
      ...policies.map((policy, p) => atEnd(table, policy, slots * (1.02 + 0.03 * p))),
      ...panels.flatMap(({ column }, i) =>
        policies
          .filter((policy) => policyColumn(table, policy, column).some((value) => !Number.isNaN(value)))
          .map((policy) => ({
            ...policyLine(i === 0 ? beforeLast : table, policy, column),
            ...axesOf(i),
            showlegend: i === 0,
          })),
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

function spread(table: Table, policy: string): PlotlyTrace {
  const column = (name: string): number[] => policyColumn(table, policy, name);
  return { ...band(policyStyle(policy), column("slot"), column("excessP25"), column("excessP75")), ...axesOf(0) };
}

/** A policy's cost in the end, at `x`. */
function atEnd(table: Table, policy: string, x: number): PlotlyTrace {
  const last = (name: string): number[] => policyColumn(table, policy, name).slice(-1);
  const y = last("excessMedian");
  return {
    ...series(policyStyle(policy)),
    ...axesOf(0),
    mode: "markers",
    showlegend: false,
    cliponaxis: false,
    x: [x],
    y,
    error_y: errorBars(y, last("excessP25"), last("excessP75")),
  };
}

/** Its first slot, and the one after its last. */
function outage({ rows }: Table): readonly [from: number, until: number] {
  const slots = rows.filter((row) => Number(row["capacityLeft"]) < 1).map((row) => Number(row["slot"]));
  return [Math.min(...slots), Math.max(...slots) + 1];
}
