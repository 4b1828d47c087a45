/** One dynamic world under several policies, slot after slot (MODEL.md §10). */

import type { Chart } from "../../report/chart.js";
import { layout, panelTitle } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";
import { policiesOf, policyColumn, policyLine } from "./policies-chart.js";

const panels = [
  { title: "Requests", axis: "New requests" },
  { title: "Server", axis: "Edge steps" },
  { title: "Queue", axis: "Requests that wait" },
  { title: "Price", axis: "Price of a step (1/step)" },
];

const logarithmic = { type: "log", dtick: 1, range: [-2, 2], exponentformat: "none" };

/** Of capacity and arrivals, which are the same for every policy. */
const given = {
  type: "scatter",
  mode: "lines",
  line: { color: "#808080", width: 1, shape: "hvh" },
  fill: "tozeroy",
  fillcolor: "#d9d9d9",
};

/** @param table Of the study `dynamicTimeline`. */
export function dynamicTimelineChart(table: Table): Chart {
  const all = policiesOf(table);
  const policies = all.filter((policy) => policy !== "oracle");
  const { arrivals, takers } = table.about ?? {};
  const x = policyColumn(table, policies[0]!, "slot");
  const same = (name: string): number[] => policyColumn(table, policies[0]!, name);
  const axes = panels.flatMap(({ title, axis }, i) => [
    [`xaxis${suffix(i)}`, { title: panelTitle(i, "Slot", title), range: [0, x.length] }],
    [`yaxis${suffix(i)}`, { title: { text: axis }, ...(title === "Price" ? logarithmic : { rangemode: "tozero" }) }],
  ]);
  return {
    name: "dynamic-timeline",
    caption: `One${arrivals === undefined ? "" : ` ${arrivals}`} day at the edge: (a) requests that come, (b) the server's capacity,${takers ? ` with ${takers},` : ""} and the steps that the policies use of it, (c) requests that wait, (d) the price of a step, also that of the oracle bound, which knows the future; prices below 0.01 are not shown. One world, one seed.`,
    data: [
      { ...given, ...axesOf(0), showlegend: false, x, y: same("arrivals") },
      { ...given, ...axesOf(1), name: "capacity", x, y: same("capacity") },
      ...policies.flatMap((policy) => [
        { ...policyLine(table, policy, "used"), ...axesOf(1) },
        { ...policyLine(table, policy, "waiting"), ...axesOf(2) },
      ]),
      ...all.map((policy) => ({
        ...policyLine(table, policy, "price"),
        ...axesOf(3),
        showlegend: true,
        connectgaps: true,
      })),
    ],
    layout: layout({
      columns: 2,
      heightInches: 4.4,
      panels: { rows: 2, columns: 2 },
      ...Object.fromEntries(axes),
    }),
    table,
  };
}
