/** One dynamic world under several policies, slot after slot (MODEL.md §10). */

import type { Chart, ChartFrame, PlotlyTrace } from "../../report/chart.js";
import { layout, panelTitle } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";
import { outageMark, policiesInWords, policiesOf, policyColumn, policyLine } from "./policies-chart.js";

const panels = [
  { title: "Requests", axis: "New requests", column: "arrivals" },
  { title: "Server", axis: "Edge steps", column: "capacity" },
  { title: "Queue", axis: "Requests that wait", column: "waiting" },
  { title: "Price", axis: "Price of a step (1/step)", column: "price" },
];

/** Lower prices leave a gap in their line [1/step]. */
const LOWEST_PRICE = 0.01;
const logarithmic = { type: "log", dtick: 1, range: [-2, 2], exponentformat: "none" };

/** Of capacity and arrivals, which are the same for every policy. */
const given = {
  type: "scatter",
  mode: "lines",
  line: { color: "#808080", width: 1, shape: "hvh" },
  fill: "tozeroy",
  fillcolor: "#d9d9d9",
};

/** A frame for each tenth of the day, the whole day as the picture. @param table Of the study `dynamicTimeline`. */
export function dynamicTimelineChart(table: Table): Chart {
  const all = policiesOf(table);
  const policies = all.filter((policy) => policy !== "oracle");
  const { arrivals, takers, outageFrom, outageUntil } = table.about ?? {};
  const x = policyColumn(table, policies[0]!, "slot");
  const same = (name: string): number[] => policyColumn(table, policies[0]!, name);
  // Room for the outage's name.
  const most = (column: string): number => Math.max(...table.rows.map((row) => Number(row[column])));
  const axes = panels.flatMap(({ title, axis, column }, i) => [
    [`xaxis${suffix(i)}`, { title: panelTitle(i, "Slot", title), range: [0, x.length] }],
    [
      `yaxis${suffix(i)}`,
      { title: { text: axis }, ...(column === "price" ? logarithmic : { range: [0, 1.15 * most(column)] }) },
    ],
  ]);
  const data = [
    { ...given, ...axesOf(0), showlegend: false, x, y: same("arrivals") },
    { ...given, ...axesOf(1), name: "capacity", x, y: same("capacity") },
    ...policies.flatMap((policy) => [
      { ...policyLine(table, policy, "used"), ...axesOf(1) },
      { ...policyLine(table, policy, "waiting"), ...axesOf(2) },
    ]),
    ...all.map((policy) => ({ ...prices(table, policy), ...axesOf(3), showlegend: true })),
  ];
  return {
    name: "dynamic-timeline",
    caption: `One${arrivals === undefined ? "" : ` ${arrivals}`} day at the edge: (a) requests that come, (b) the server's capacity,${takers ? ` with ${takers},` : ""} and the steps that the policies use of it, (c) requests that wait, (d) the price of a step, also that of the oracle bound, which knows the future; prices below ${LOWEST_PRICE} are left out. One world, one seed. Policies: ${policiesInWords(policies)}.`,
    data,
    layout: layout({
      columns: 2,
      heightInches: 4.4,
      panels: { rows: 2, columns: 2 },
      shapes:
        outageFrom === undefined ? [] : panels.map((_, i) => outageMark(i, Number(outageFrom), Number(outageUntil))),
      ...Object.fromEntries(axes),
    }),
    table,
    frames: Array.from({ length: STAGES }, (_, i) => stage(data, Math.round(((i + 1) / STAGES) * x.length))),
  };
}

const STAGES = 10;

/** The picture before slot `until`. */
function stage(data: readonly PlotlyTrace[], until: number): ChartFrame {
  const traces = data.map((trace) => {
    const { x, y } = trace as { readonly x: readonly number[]; readonly y: readonly unknown[] };
    const seen = x.filter((slot) => slot < until).length;
    return { ...trace, x: x.slice(0, seen), y: y.slice(0, seen) };
  });
  return { name: `slot ${until}`, data: traces };
}

/** A policy's prices: a line over slots in which nobody came, and a gap where they are lower than what is shown. */
function prices(table: Table, policy: string): PlotlyTrace {
  const own = table.rows.filter((row) => row["policy"] === policy && row["price"] !== "");
  const line = policyLine(table, policy, "price");
  const y = own.map(({ price }) => (Number(price) < LOWEST_PRICE ? null : Number(price)));
  return { ...line, x: own.map(({ slot }) => Number(slot)), y };
}
