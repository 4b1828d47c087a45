/** Demand against price: where the demand of the edge meets its capacity lies the price (MODEL.md §5). */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { layout, series } from "../../report/drawing.js";
import type { Table } from "../../report/table.js";

/** @param table Of the study `demandPrice`. */
export function demandPriceChart(table: Table): Chart {
  const rowsOf = (curve: string) => table.rows.filter((row) => row["curve"] === curve);
  const trace = (curve: string, index: number, name: string): PlotlyTrace => ({
    ...series(index),
    name,
    x: rowsOf(curve).map((row) => row["price"]),
    y: rowsOf(curve).map((row) => row["steps"]),
  });
  const [solution] = rowsOf("solution");
  const demand = rowsOf("demand");
  const jumps = demand.flatMap((after, i) => (after["user"] === "" ? [] : [{ before: demand[i - 1]!, after }]));
  return {
    name: "demand-price",
    caption:
      "Steps that all users together want at the edge against the price of an edge step. Demand falls smoothly as users take fewer steps and jumps where a user leaves for its device; the price is where it crosses the capacity.",
    data: [
      { ...trace("demand", 0, "demand"), mode: "lines" },
      { ...trace("capacity", 1, "capacity"), mode: "lines" },
      { ...trace("solution", 4, `<i>λ</i> = ${(solution!["price"] as number).toFixed(3)}`), mode: "markers" },
    ],
    layout: layout({
      columns: 1,
      heightInches: 2.6,
      xaxis: { title: { text: "Price of an edge step <i>λ</i> (1/step)" }, rangemode: "tozero" },
      yaxis: { title: { text: "Steps at the edge" }, rangemode: "tozero" },
      annotations: jumps.map(({ before, after }) => ({
        x: after["price"],
        y: ((before["steps"] as number) + (after["steps"] as number)) / 2,
        text: `${after["user"]} leaves`,
        xanchor: "left",
        yanchor: "middle",
        xshift: 2,
      })),
    }),
    table,
  };
}
