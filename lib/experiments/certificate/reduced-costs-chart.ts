/** The users' cheapest alternatives in order: those below the gap are the core (MODEL.md §7). */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { layout, series } from "../../report/drawing.js";
import type { Table } from "../../report/table.js";

/** Ties at the price have an alternative that costs nothing but rounding; they are drawn at this cost. */
const SMALLEST = 1e-6;
const ticks = {
  tickvals: [SMALLEST, 1e-4, 1e-2, 1],
  ticktext: ["≤10<sup>−6</sup>", "10<sup>−4</sup>", "10<sup>−2</sup>", "1"],
};

/** @param table Of the study `reducedCosts`. */
export function reducedCostsChart(table: Table): Chart {
  const { rows } = table;
  const { startExcess, finalExcess, core } = rows[0]! as Readonly<Record<string, number>>;
  const points = (index: number, name: string, within: (cost: number) => boolean): PlotlyTrace => {
    const own = rows.filter((row) => within(row["cheapestAlternative"] as number));
    const look = series(index);
    const marker = { ...(look["marker"] as object), maxdisplayed: 0, size: 4 };
    const y = own.map((row) => Math.max(row["cheapestAlternative"] as number, SMALLEST));
    return { ...look, marker, mode: "markers", name, x: own.map((row) => row["rank"]), y };
  };
  const level = (index: number, name: string, y: number): PlotlyTrace => ({
    ...series(index),
    mode: "lines",
    name,
    x: [1, rows.length],
    y: [y, y],
  });
  return {
    name: "reduced-costs",
    caption: `The cheapest alternative of each of ${rows.length} users, in order. The exact solver starts at the gap of the Lagrangian's plan and ends at that of the optimum, with ${core} users in its core; in the optimum each user above the line at the end does what it does in the Lagrangian's plan.`,
    data: [
      points(0, "below the final gap", (cost) => cost <= finalExcess!),
      points(1, "above it", (cost) => cost > finalExcess!),
      level(2, "gap at the start", startExcess!),
      level(4, "gap at the end", finalExcess!),
    ],
    layout: layout({
      columns: 1,
      heightInches: 2.8,
      legend: { entrywidthmode: "fraction", entrywidth: 0.48 },
      xaxis: { title: { text: "Users, cheapest alternative first" }, type: "log", dtick: 1, tickformat: "~g" },
      yaxis: { title: { text: "Reduced cost of the cheapest alternative" }, type: "log", ...ticks },
    }),
    table,
  };
}
