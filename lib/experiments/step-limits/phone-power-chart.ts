/** What the assumed power of a phone changes: objective, offloading and energy of the optimum (data/README.md). */

import { presets } from "../../population/presets.js";
import type { Chart } from "../../report/chart.js";
import { errorBars, layout, panelTitle, series, sideBySide } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import { type Statistic, spreadName, summarise } from "../../report/summary.js";
import type { Table } from "../../report/table.js";
import { counted } from "../../report/words.js";

const panels = [
  { outcome: "objective", title: "Objective", axis: "Objective a user", factor: 1 },
  { outcome: "offloaded", title: "Offloading", axis: "Users at the edge (%)", factor: 100 },
  { outcome: "deviceEnergy", title: "Energy on devices", axis: "Energy a user (J)", factor: 1 },
];

/** @param table Of the study `phonePower`, with at most 7 weights of energy. */
export function phonePowerChart(table: Table): Chart {
  const distinct = (name: string): number[] => [...new Set(table.rows.map((row) => Number(row[name])))];
  const [weights, powers] = [distinct("energyWeight"), distinct("power")];
  const { rows } = summarise(table, {
    name: "phone-power-summary",
    by: ["energyWeight", "power"],
    of: panels.map(({ outcome }) => outcome),
    over: "scenarios",
  });
  const scenarios = rows[0]?.["scenarios"];
  const { low, high } = presets.devicePower;
  const curves = panels.flatMap(({ outcome, factor }, panel) =>
    weights.map((weight, i) => {
      const at = (statistic: Statistic): number[] =>
        rows
          .filter((row) => row["energyWeight"] === weight)
          .map((row) => factor * Number(row[spreadName(outcome, statistic)]));
      const y = at("mean");
      return {
        ...series(i),
        name: `<i>c</i><sub>3</sub> = ${weight} 1/J`,
        x: sideBySide(powers, i, weights.length),
        y,
        error_y: errorBars(y, at("p10"), at("p90")),
        showlegend: panel === 0,
        ...axesOf(panel),
      };
    }),
  );
  const axes = panels.flatMap(({ title, axis }, i) => [
    [
      `xaxis${suffix(i)}`,
      { title: panelTitle(i, "Device power (W)", title), type: "log", tickvals: TICKS, ticktext: TICKS.map(String) },
    ],
    [`yaxis${suffix(i)}`, { title: { text: axis }, rangemode: "tozero" }],
  ]);
  return {
    name: "phone-power",
    caption: `The optimum against the power that every device draws at full speed, at ${counted(weights.length, "weight")} of energy, means over ${scenarios} scenarios: (a) objective, (b) users at the edge, (c) energy of computing on devices. Bars: 10 % to 90 % quantile over the scenarios. Grey: the ${low} to ${high} W that scenarios are drawn with, an assumption.`,
    data: curves,
    layout: layout({
      columns: 2,
      heightInches: 2.5,
      panels: { rows: 1, columns: 3 },
      ...Object.fromEntries(axes),
      shapes: panels.map((_, i) => ({
        type: "rect",
        layer: "below",
        xref: `x${suffix(i)}`,
        yref: `y${suffix(i)} domain`,
        x0: low,
        x1: high,
        y0: 0,
        y1: 1,
        fillcolor: "#e6e6e6",
        line: { width: 0 },
      })),
    }),
    table,
  };
}

const TICKS = [0.5, 1, 2, 5, 10, 20, 40];
