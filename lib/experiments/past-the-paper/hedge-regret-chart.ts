/** What hedging between two error laws saves, by how sure one is, and what each plan risks. */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { band, errorBars, layout, panelTitle, series } from "../../report/drawing.js";
import { axesOf } from "../../report/panels.js";
import type { Table } from "../../report/table.js";
import { HEDGES } from "./hedge-regret.js";

/** A style for each of {@link HEDGES}: those of the laws' own charts, and two of their own. */
const STYLES = [0, 4, 3, 2];

/** What the second panel has from left to right. */
const OUTCOMES = [
  { outcome: "regretExponential", label: "if exponential" },
  { outcome: "regretPower", label: "if power" },
  { outcome: "expected", label: "expected" },
  { outcome: "largest", label: "larger" },
];

/** Plans stand so far apart there, that their bars can be told from each other. */
const APART = 0.17;

/** @param table Of `hedgeRegret`. */
export function hedgeRegretChart(table: Table): Chart {
  const probabilities = table.rows.map(({ probability }) => Number(probability));
  // of the second panel: the one nearest to the toss of a coin
  const even = probabilities.reduce((best, p) => (Math.abs(p - 0.5) < Math.abs(best - 0.5) ? p : best));
  const of = (plan: string): Table["rows"] => table.rows.filter((row) => row["plan"] === plan);
  return {
    name: "hedge-regret",
    caption: `Regret of plans where one of two error laws holds: objective a user above the optimum for the law that does. Each plan is the optimum for the exponential law, for the power law, for what is expected of both (mixture), or for the worse of both at each number of steps (worst). Means over ${table.rows[0]?.["scenarios"]} scenarios with 95 % intervals. (a) Expected regret against the probability that the exponential law holds. (b) At a probability of ${even}: regret if either law holds, expected, and under the law under which it is larger.`,
    data: [
      ...HEDGES.map((plan, i) => spread(of(plan), STYLES[i]!)),
      ...HEDGES.map((plan, i) => line(of(plan), plan, STYLES[i]!)),
      ...HEDGES.map((plan, i) => points(of(plan).find((row) => row["probability"] === even)!, plan, i)),
    ],
    layout: layout({
      columns: 2,
      heightInches: 2.6,
      panels: { rows: 1, columns: 2 },
      xaxis: { title: panelTitle(0, "Probability of the exponential law", "Expected"), rangemode: "tozero" },
      xaxis2: {
        title: panelTitle(1, "Which regret", "By the law that holds"),
        tickvals: OUTCOMES.map((_, k) => k),
        ticktext: OUTCOMES.map(({ label }) => label),
        ticks: "",
        range: [-0.5, OUTCOMES.length - 0.5],
      },
      yaxis: { title: { text: "Expected regret a user" }, rangemode: "tozero" },
      yaxis2: { title: { text: "Regret a user" }, rangemode: "tozero" },
    }),
    table,
  };
}

const column = (rows: Table["rows"], name: string): number[] => rows.map((row) => Number(row[name]));

function spread(rows: Table["rows"], style: number): PlotlyTrace {
  const low = column(rows, "expectedCiLow");
  return { ...band(style, column(rows, "probability"), low, column(rows, "expectedCiHigh")), ...axesOf(0) };
}

function line(rows: Table["rows"], name: string, style: number): PlotlyTrace {
  const [x, y] = [column(rows, "probability"), column(rows, "expectedMean")];
  return { ...series(style), ...axesOf(0), name, legendgroup: name, x, y, cliponaxis: false };
}

function points(row: Table["rows"][number], name: string, i: number): PlotlyTrace {
  const of = (ending: string): number[] => OUTCOMES.map(({ outcome }) => Number(row[`${outcome}${ending}`]));
  const y = of("Mean");
  return {
    ...series(STYLES[i]!),
    ...axesOf(1),
    mode: "markers",
    name,
    legendgroup: name,
    showlegend: false,
    x: OUTCOMES.map((_, k) => k + APART * (i - (HEDGES.length - 1) / 2)),
    y,
    error_y: errorBars(y, of("CiLow"), of("CiHigh")),
    cliponaxis: false,
  };
}
