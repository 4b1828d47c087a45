/** What an edge step is worth against the capacity, how much of its worth is reached, and one step at a time (MODEL.md §7). */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { band, brokenAxis, layout, panelTitle, series } from "../../report/drawing.js";
import { axesOf } from "../../report/panels.js";
import type { Table } from "../../report/table.js";
import { capacityWorth } from "./capacity-worth.js";

/** Lower prices are drawn at this one: a logarithmic axis has no 0 [1/step]. */
const LOWEST_PRICE = 0.01;

/**
 * @param table Of `capacityPrice`: several scenarios, rising capacities.
 * @param closeUp The same of one scenario at consecutive capacities.
 */
export function capacityPriceChart(table: Table, closeUp: Table): Chart {
  const worth = capacityWorth(table).rows;
  const column = (name: string): number[] => worth.map((row) => Number(row[name]));
  const price = (name: string): number[] => column(name).map((value) => Math.max(value, LOWEST_PRICE));
  const percent = (name: string): number[] => column(name).map((share) => 100 * share);
  const close = (name: string): number[] => closeUp.rows.map((row) => Number(row[name]));
  const [x, steps] = [column("capacityPerUser"), close("capacity")];
  return {
    name: "capacity-price",
    caption: `What an edge step is worth. (a) Its price λ against the capacity, and what the relaxed optimum falls by for a step more, by central differences: means of ${worth[0]?.["scenarios"]} scenarios. (b) How much of what a capacity above ${x[0]} steps a user can save is saved, mean, and in how many of the scenarios λ = 0: more capacity is worth nothing. Bands: 10 % to 90 % quantile over the scenarios. (c) ${closeUp.about?.["scenario"] ?? "One scenario"}, one step at a time: λ, shaded from what the next step saves by the Lagrangian bound to what the last one did, and what the next step really saves of the optimum; its axis does not begin at 0.`,
    data: [
      { ...band(0, x, price("priceP10"), price("priceP90")), ...axesOf(0) },
      { ...line(0), mode: "lines", name: "price <i>λ</i>", x, y: price("priceMean"), ...axesOf(0) },
      { ...line(4), mode: "markers", name: "relaxed optimum's fall", x, y: price("fallMean"), ...axesOf(0) },
      { ...band(3, x, percent("reachedP10"), percent("reachedP90")), ...axesOf(1) },
      { ...line(3), name: "saving reached", x, y: percent("reachedMean"), ...axesOf(1) },
      { ...line(5), name: "scenarios with <i>λ</i> = 0", x, y: percent("zeroPrice"), ...axesOf(1) },
      { ...band(0, steps, close("nextStep"), close("lastStep")), ...axesOf(2) },
      { ...line(0), mode: "lines", x: steps, y: close("price"), showlegend: false, ...axesOf(2) },
      { ...line(1), name: "optimum's fall", x: steps, y: close("saved"), ...axesOf(2) },
    ],
    layout: layout({
      columns: 2,
      heightInches: 2.6,
      panels: { rows: 1, columns: 3 },
      xaxis: { title: panelTitle(0, CAPACITY, "Worth of a step"), rangemode: "tozero" },
      xaxis2: { title: panelTitle(1, CAPACITY, "Saving reached"), rangemode: "tozero" },
      xaxis3: { title: panelTitle(2, "Edge capacity (steps)", "One step at a time") },
      yaxis: { title: { text: "Worth of a step (1/step)" }, type: "log", ...PRICE_TICKS },
      yaxis2: { title: { text: "Share (%)" }, rangemode: "tozero" },
      yaxis3: { title: { text: "Worth of a step (1/step)" } },
      shapes: brokenAxis(2),
    }),
    table: { ...table, rows: [...table.rows, ...closeUp.rows] },
  };
}

const CAPACITY = "Edge capacity (steps a user)";
const PRICE_TICKS = { tickvals: [0.01, 0.1, 1, 10], ticktext: ["≤0.01", "0.1", "1", "10"] };

function line(style: number): PlotlyTrace {
  const look = series(style);
  return { ...look, marker: { ...(look["marker"] as object), maxdisplayed: 0 }, cliponaxis: false };
}
