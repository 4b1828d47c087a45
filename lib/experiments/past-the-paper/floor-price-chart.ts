/** What a floor of quality does to the price of a step, to the cost and to the error. */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { errorBars, layout, panelTitle, series } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";

const panels = [
  { outcome: "price", style: 0, axis: "Price of a step (1/step)", title: "Price" },
  { outcome: "objectiveMore", style: 4, axis: "Added cost a user", title: "Cost of the floor" },
  { outcome: "meanError", style: 3, axis: "Average error a user", title: "Error" },
] as const;

/** @param table Of `floorPrice`. @param differences Of `floorPriceDifferences`. */
export function floorPriceChart(table: Table, differences: Table): Chart {
  const floors = table.rows.map(({ maxError }) => Number(maxError));
  const loosest = Math.max(...floors);
  const more = differences.columns.filter(({ name }) => name.startsWith("objectiveMore"));
  const rows = table.rows.map((row) => {
    const than = differences.rows.find(({ maxError }) => maxError === row["maxError"]);
    // the loosest floor costs nothing more than itself
    return { ...row, ...Object.fromEntries(more.map(({ name }) => [name, than?.[name] ?? 0])) };
  });
  const [first] = table.rows;
  const strictest = Math.min(...floors);
  return {
    name: "floor-price",
    caption: `The price of a floor of quality, the same for all users: medians over the ${first?.["scenarios"]} of ${first?.["drawn"]} scenarios that have a plan at every floor, with 95 % intervals of the median. (a) Price of an edge step. (b) Objective a user above that at ${loosest}, in the same scenario; the intervals hold together with 95 %. (c) Average error. At the strictest floor, ${strictest}, ${first?.["possible"]} scenarios have a plan: in the others the edge has too few steps.`,
    data: panels.map(({ outcome, style }, i) => line(rows, outcome, style, i)),
    layout: layout({
      columns: 2,
      heightInches: 2.3,
      panels: { rows: 1, columns: panels.length },
      showlegend: false,
      ...Object.fromEntries(
        panels.flatMap(({ axis, title }, i) => [
          [
            `xaxis${suffix(i)}`,
            {
              title: panelTitle(i, "Most error accepted", title),
              type: "log",
              tickvals: [0.15, 0.2, 0.3, 0.5, 1],
              ticktext: ["0.15", "0.2", "0.3", "0.5", "1"],
            },
          ],
          [`yaxis${suffix(i)}`, { title: { text: axis }, rangemode: "tozero" }],
        ]),
      ),
    }),
    table: { ...table, columns: [...table.columns, ...more], rows },
  };
}

function line(rows: Table["rows"], outcome: string, style: number, panel: number): PlotlyTrace {
  const column = (of: string): number[] => rows.map((row) => Number(row[`${outcome}${of}`]));
  const y = column("Median");
  return {
    ...series(style),
    ...axesOf(panel),
    x: rows.map(({ maxError }) => Number(maxError)),
    y,
    error_y: errorBars(y, column("CiLow"), column("CiHigh")),
    cliponaxis: false,
  };
}
