/** Drift plus penalty in the long run: cost above the optimum and queues as V varies, with their bounds, and how queues settle (MODEL.md §10). */
import { groups } from "d3-array";
import type { Chart } from "../../report/chart.js";
import { errorBars, layout, panelTitle, powersOfTen, series } from "../../report/drawing.js";
import { axesOf } from "../../report/panels.js";
import type { Table } from "../../report/table.js";

/**
 * @param laws Of `dynamicLyapunovLaws`.
 * @param settling Of `dynamicLyapunovSettling`; as many V as there are styles, less one.
 */
export function dynamicLyapunovChart(laws: Table, settling: Table): Chart {
  const column = (name: string): number[] => laws.rows.map((row) => Number(row[name]));
  const [x, seeds, slots] = [column("tradeoff"), column("seeds"), column("slots")];
  const [excess, queue] = [column("excessMean"), column("queueMean")];
  const V = "<i>V</i> (J²)";
  const costs = ["excessMean", "costBoundMade", "costBound"].flatMap(column);
  const queues = ["queueMean", "queueBound", "queueEarly"].flatMap(column);
  const settled = settling.rows.map((row) => Number(row["queueMean"]) / Number(row["tradeoff"]));
  const price = column("queuePriced")[0]! / x[0]!;
  const paths = groups(settling.rows, (row) => Number(row["tradeoff"]));
  const ends = settling.rows.map((row) => Number(row["until"]));
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  return {
    name: "dynamic-lyapunov",
    caption: `Drift plus penalty in slots that are drawn independently, means over ${seeds[0]} seeds of the second half of runs of ${Math.min(...slots)} to ${Math.max(...slots)} slots, as V varies. (a) Cost of a slot above the optimum that keeps the budgets, ${column("optimumLow")[0]!.toFixed(2)}, with 95 % intervals; the bound is B/V, with B over all plans and over those that were made. (b) The virtual queues of all devices together, their bound, and where they are after a minute of slots. (c) The queues over V, mean over stretches of slots that end where the points are, V in J²; the line is what theory says they come to, the optimum's energy prices of all devices together.`,
    data: [
      {
        ...series(0),
        ...axesOf(0),
        name: "measured",
        x,
        y: excess,
        error_y: errorBars(excess, column("excessCiLow"), column("excessCiHigh")),
      },
      { ...series(1), ...axesOf(0), mode: "lines", name: "bound, plans made", x, y: column("costBoundMade") },
      { ...series(2), ...axesOf(0), mode: "lines", name: "bound", x, y: column("costBound") },
      {
        ...series(0),
        ...axesOf(1),
        showlegend: false,
        x,
        y: queue,
        error_y: errorBars(queue, column("queueCiLow"), column("queueCiHigh")),
      },
      { ...series(2), ...axesOf(1), mode: "lines", showlegend: false, x, y: column("queueBound") },
      { ...series(3), ...axesOf(1), name: "after a minute", x, y: column("queueEarly") },
      {
        ...series(paths.length),
        ...axesOf(2),
        mode: "lines",
        showlegend: false,
        x: [first, last],
        y: [price, price],
      },
      ...paths.map(([tradeoff, rows], i) => ({
        ...series(i),
        ...axesOf(2),
        mode: "lines+markers+text",
        showlegend: false,
        cliponaxis: false,
        x: rows.map((row) => Number(row["until"])),
        y: rows.map((row) => Number(row["queueMean"]) / tradeoff),
        text: rows.map((_, k) => (k === 0 ? `${tradeoff} ` : "")),
        textposition: "middle left",
      })),
    ],
    layout: layout({
      columns: 2,
      heightInches: 2.6,
      panels: { rows: 1, columns: 3 },
      xaxis: { title: panelTitle(0, V, "Cost"), ...powersOfTen(x) },
      xaxis2: { title: panelTitle(1, V, "Queues"), ...powersOfTen(x) },
      xaxis3: {
        title: panelTitle(2, "Slots", "Settling"),
        ...powersOfTen(ends),
        range: [first / 7, last * 1.5].map(Math.log10),
      },
      yaxis: { title: { text: "Cost a slot above the optimum" }, ...powersOfTen(costs) },
      yaxis2: { title: { text: "Virtual queues (J)" }, ...powersOfTen(queues) },
      yaxis3: { title: { text: "Queues over <i>V</i> (1/J)" }, ...powersOfTen(settled) },
    }),
    table: laws,
  };
}
