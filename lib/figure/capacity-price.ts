/** What an edge step is worth against the capacity, how much of its worth is reached, and one step at a time (MODEL.md §7). */
import { mean, quantile } from "simple-statistics";
import type { Table } from "../study/table.js";
import type { Chart, PlotlyTrace } from "./chart.js";
import { band, layout, panelTitle, series } from "./theme.js";

type Row = Table["rows"][number];

/** Lower prices are drawn at this one: a logarithmic axis has no 0 [1/step]. */
const LOWEST_PRICE = 0.01;

/**
 * @param table Of `capacityPrice`: several scenarios with the same capacities.
 * @param closeUp The same of one scenario at consecutive capacities.
 */
export function capacityPriceChart(table: Table, closeUp: Table): Chart {
  const capacities = [...new Set(table.rows.map((row) => Number(row["capacity"])))];
  const x = capacities.map((capacity) => capacity / Number(table.rows[0]!["users"]));
  const first = new Map(table.rows.filter((row) => row["capacity"] === capacities[0]).map((row) => [row["seed"], row]));
  const scenarios = first.size;
  /** A function of the rows of each capacity. */
  const at = (of: (row: Row) => number, over: (values: number[]) => number): number[] =>
    capacities.map((capacity) => over(table.rows.filter((row) => row["capacity"] === capacity).map(of)));
  const drawn = (name: string) => (row: Row) => Math.max(Number(row[name]), LOWEST_PRICE);
  const reached = (row: Row): number => 100 * (1 - Number(row["left"]) / Number(first.get(row["seed"])!["left"]));
  const enough = (row: Row): number => (row["price"] === 0 ? 100 : 0);
  const low = (values: number[]): number => quantile(values, 0.1);
  const high = (values: number[]): number => quantile(values, 0.9);
  const close = (name: string): number[] => closeUp.rows.map((row) => Number(row[name]));
  const [from, to] = [capacities[0]!, capacities.at(-1)!].map((capacity) => capacity / Number(table.rows[0]!["users"]));
  return {
    name: "capacity-price",
    caption: `What an edge step is worth. (a) Its price λ against the capacity, mean of ${scenarios} scenarios, and what the relaxed optimum really falls by for a step more, by central differences. (b) How much of what a capacity above ${from} steps a user can save is saved, mean, and in how many of the scenarios the price is 0: more capacity is worth nothing. Bands: 10 % to 90 % quantile over the scenarios. (c) campus-30, one step at a time: the price, the interval between what the last step saved and the next one would by the Lagrangian bound, and what the next step really saves of the optimum.`,
    data: [
      { ...band(0, x, at(drawn("price"), low), at(drawn("price"), high)), ...axesOf(0) },
      { ...line(0), mode: "lines", name: "price <i>λ</i>", x, y: at(drawn("price"), mean), ...axesOf(0) },
      {
        ...line(4),
        mode: "markers",
        name: "relaxed optimum's fall",
        x,
        y: at(drawn("centralDifference"), mean),
        ...axesOf(0),
      },
      { ...band(3, x, at(reached, low), at(reached, high)), ...axesOf(1) },
      { ...line(3), name: "saving reached", x, y: at(reached, mean), ...axesOf(1) },
      { ...line(5), name: "scenarios with <i>λ</i> = 0", x, y: at(enough, mean), ...axesOf(1) },
      { ...band(0, close("capacity"), close("nextStep"), close("lastStep")), ...axesOf(2) },
      { ...line(0), mode: "lines", x: close("capacity"), y: close("price"), showlegend: false, ...axesOf(2) },
      { ...line(1), name: "optimum's fall", x: close("capacity"), y: close("saved"), ...axesOf(2) },
    ],
    layout: layout({
      columns: 2,
      heightInches: 2.6,
      panels: { rows: 1, columns: 3 },
      xaxis: { title: panelTitle(0, CAPACITY, "Worth of a step"), rangemode: "tozero" },
      xaxis2: { title: panelTitle(1, CAPACITY, `Saving, from ${from} to ${to}`), rangemode: "tozero" },
      xaxis3: { title: panelTitle(2, "Edge capacity (steps)", "One step at a time") },
      yaxis: { title: { text: "Worth of a step (1/step)" }, type: "log", ...PRICE_TICKS },
      yaxis2: { title: { text: "Reached (%)" }, rangemode: "tozero" },
      yaxis3: { title: { text: "Worth of a step (1/step)" } },
    }),
    table: { ...table, rows: [...table.rows, ...closeUp.rows] },
  };
}

const PRICE_TICKS = { tickvals: [0.01, 0.1, 1, 10], ticktext: ["≤0.01", "0.1", "1", "10"] };

const CAPACITY = "Edge capacity (steps a user)";

function line(style: number): PlotlyTrace {
  const look = series(style);
  return { ...look, marker: { ...(look["marker"] as object), maxdisplayed: 0 }, cliponaxis: false };
}

function axesOf(panel: number): { readonly xaxis: string; readonly yaxis: string } {
  const suffix = panel === 0 ? "" : String(panel + 1);
  return { xaxis: `x${suffix}`, yaxis: `y${suffix}` };
}
