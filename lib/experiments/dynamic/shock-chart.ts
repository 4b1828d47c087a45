/** The server loses a part of its capacity for a while: what that costs each policy, and until when (MODEL.md §10). */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { band, layout, panelTitle } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";
import { policiesOf, policyColumn, policyLine, policyStyle } from "./policies-chart.js";

const panels = [
  { column: "excessMean", title: "Cost", axis: "Cost beyond the calm world's" },
  { column: "waiting", title: "Queue", axis: "Requests that wait" },
  { column: "price", title: "Price", axis: "Price of a step (1/step)" },
];

/** @param table Of the study `dynamicShock`. */
export function dynamicShockChart(table: Table): Chart {
  const policies = policiesOf(table);
  const slots = table.rows.length / policies.length;
  const axes = panels.flatMap(({ title, axis }, i) => [
    [`xaxis${suffix(i)}`, { title: panelTitle(i, "Slot", title), range: [0, slots] }],
    [`yaxis${suffix(i)}`, { title: { text: axis }, rangemode: "tozero" }],
  ]);
  return {
    name: "dynamic-shock",
    caption: `The server loses a part of its capacity while it is shaded, means over ${table.rows[0]?.["seeds"]} seeds: (a) cost up to each slot, less that of the same world without outage, with bands between the quartiles; a request costs in the slot in which it starts, and in the last slot if it still waits; (b) requests that wait, (c) the price of a step.`,
    data: [
      ...policies.map((policy) => spread(table, policy)),
      ...panels.flatMap(({ column }, i) =>
        policies
          .filter((policy) => policyColumn(table, policy, column).some((value) => !Number.isNaN(value)))
          .map((policy) => ({ ...policyLine(table, policy, column), ...axesOf(i), showlegend: i === 0 })),
      ),
    ],
    layout: layout({
      columns: 2,
      heightInches: 2.7,
      panels: { rows: 1, columns: 3 },
      shapes: panels.map((_, i) => outage(table, i)),
      ...Object.fromEntries(axes),
    }),
    table,
  };
}

function spread(table: Table, policy: string): PlotlyTrace {
  const column = (name: string): number[] => policyColumn(table, policy, name);
  return { ...band(policyStyle(policy), column("slot"), column("excessP25"), column("excessP75")), ...axesOf(0) };
}

function outage({ rows }: Table, panel: number): object {
  const slots = rows.filter((row) => Number(row["capacityLeft"]) < 1).map((row) => Number(row["slot"]));
  return {
    type: "rect",
    layer: "below",
    xref: `x${suffix(panel)}`,
    yref: `y${suffix(panel)} domain`,
    x0: slots[0],
    x1: slots.at(-1)! + 1,
    y0: 0,
    y1: 1,
    fillcolor: "#ececec",
    line: { width: 0 },
  };
}
