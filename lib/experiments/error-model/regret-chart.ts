/** What it costs to plan with the wrong error law. */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { errorBars, LIGHT_GREYS, layout, panelTitle, series } from "../../report/drawing.js";
import type { Table } from "../../report/table.js";
import { capital, counted, listed } from "../../report/words.js";
import { errorLaws } from "./law-styles-chart.js";

type Row = Table["rows"][number];

const allowances = [
  { limits: "measured", name: "steps as measured", title: "Steps as measured (%)", style: 0 },
  { limits: "extrapolated", name: "more steps than measured", title: "More steps (%)", style: 4 },
] as const;

/** Of the logarithm [%]. */
const COLOR_BAR = {
  title: { text: "Regret (%)" },
  x: 0.93,
  tickvals: [-1, 0, 1, 2],
  ticktext: ["0.1", "1", "10", "100"],
};

/** @param table Of the study `errorModelRegret`. */
export function errorModelRegretChart(table: Table): Chart {
  const judged = table.rows.filter((row) => row["belief"] === "exponential" && row["truth"] === row["best"]);
  const scenarios = table.rows[0]?.["scenarios"];
  const curves = new Set(judged.map(curveOf));
  const sources = [...new Set(judged.map(({ source }) => String(source)))];
  return {
    name: "error-model-regret",
    caption: `The price of planning with the wrong error law: objective above the proven optimum, over the scale of its scenario. (a) ${capital(counted(curves.size, "curve"))} of ${counted(sources.length, "source")} (${listed(sources)}), in the order of their price if tasks may take more steps than were measured, and at the same place if not: the plan is made under the exponential law's fit, and judged under the fit that foretells the curve best; means over ${scenarios} scenarios with bars from the least to the largest. (b, c) Every law believed against every law true, means over all curves and scenarios: (b) if no task may take more steps than were measured, (c) if it may.`,
    data: [
      ...allowances.map((one) => points(judged, one)),
      ...allowances.map((one, i) => map(table.rows, one.limits, i + 2)),
    ],
    layout: layout({
      columns: 2,
      heightInches: 2.9,
      xaxis: {
        title: panelTitle(0, "Curve, by regret with more steps", "Planned as exponential"),
        rangemode: "tozero",
        domain: [0, 0.37],
      },
      yaxis: { title: { text: "Regret (%)" }, rangemode: "tozero" },
      ...Object.fromEntries(allowances.flatMap(({ title }, i) => mapAxes(i + 2, title))),
      coloraxis: { colorscale: LIGHT_GREYS, cmin: -1.5, cmax: 2, colorbar: COLOR_BAR },
    }),
    table,
  };
}

/** What tells a curve from others. */
function curveOf({ model, sampler, dataset, metric }: Row): string {
  return [model, sampler, dataset, metric].join();
}

function points(judged: readonly Row[], { limits, name, style }: (typeof allowances)[number]): PlotlyTrace {
  const percent = (column: string): number[] => own.map((row) => 100 * Number(row[column]));
  const ofLimits = (limits: string): Row[] => judged.filter((row) => row["limits"] === limits);
  const curves = ofLimits("extrapolated")
    .toSorted((a, b) => Number(a["regretMean"]) - Number(b["regretMean"]))
    .map(curveOf);
  const own = ofLimits(limits).toSorted((a, b) => curves.indexOf(curveOf(a)) - curves.indexOf(curveOf(b)));
  const y = percent("regretMean");
  const look = series(style);
  return {
    ...look,
    mode: "markers",
    marker: { ...(look["marker"] as object), maxdisplayed: 0 },
    name,
    x: own.map((_, i) => i + 1),
    y,
    error_y: errorBars(y, percent("regretLeast"), percent("regretLargest")),
    cliponaxis: false,
  };
}

function map(rows: readonly Row[], of: string, panel: number): PlotlyTrace {
  const mean = (belief: string, truth: string): number => {
    const own = rows.filter((r) => r["limits"] === of && r["belief"] === belief && r["truth"] === truth);
    return own.reduce((sum, r) => sum + 100 * Number(r["regretMean"]), 0) / own.length;
  };
  const values = errorLaws.map(({ law: belief }) => errorLaws.map(({ law: truth }) => mean(belief, truth)));
  return {
    type: "heatmap",
    x: errorLaws.map(({ name }) => name),
    y: errorLaws.map(({ name }) => name),
    z: values.map((row) => row.map((value) => (value === 0 ? null : Math.log10(value)))),
    text: values.map((row) =>
      row.map((value) => (value === 0 ? "0" : value.toFixed(value < 1 ? 2 : value < 10 ? 1 : 0))),
    ),
    texttemplate: "%{text}",
    textfont: { color: "#000000" },
    coloraxis: "coloraxis",
    xaxis: `x${panel}`,
    yaxis: `y${panel}`,
    xgap: 1,
    ygap: 1,
  };
}

function mapAxes(panel: number, title: string): (readonly [string, object])[] {
  const short = errorLaws.map((law) => law.short);
  const names = errorLaws.map(({ name }) => name);
  const category = { type: "category", tickvals: names, ticks: "", showline: false };
  const domain = panel === 2 ? [0.47, 0.69] : [0.7, 0.92];
  return [
    [
      `xaxis${panel}`,
      {
        ...category,
        ticktext: short,
        title: panelTitle(panel - 1, "True law", title),
        tickangle: 0,
        domain,
        anchor: `y${panel}`,
      },
    ],
    [
      `yaxis${panel}`,
      {
        ...category,
        ticktext: panel === 2 ? short : short.map(() => ""),
        title: { text: panel === 2 ? "Law believed" : "" },
        autorange: "reversed",
        anchor: `x${panel}`,
      },
    ],
  ];
}
