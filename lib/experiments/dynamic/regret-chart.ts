/** How far policies stay behind the best possible, and how stale a price may get (MODEL.md §10). */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { band, errorBars, layout, panelTitle, series, sideBySide } from "../../report/drawing.js";
import { axesOf } from "../../report/panels.js";
import type { Table } from "../../report/table.js";
import { counted } from "../../report/words.js";
import { policiesInWords } from "./policies-chart.js";

const REFRESHED = /^every (\d+)$/;
/** Between the worlds of one policy, which stand side by side, and half the width of each. */
const SHIFT = 0.22;
const HALF = 0.09;

const logarithmic = { type: "log", tickvals: [1, 2, 5, 10, 20, 50, 100] };

/** @param table Of the study `dynamicRegret`. */
export function dynamicRegretChart(table: Table): Chart {
  const unique = (column: string): string[] => [...new Set(table.rows.map((row) => String(row[column])))];
  const worlds = unique("world");
  const policies = unique("policy").filter((policy) => !REFRESHED.test(policy));
  return {
    name: "dynamic-regret",
    caption: `Regret: objective above the best possible, in ${counted(worlds.length, "world")}, medians over ${table.rows[0]?.["seeds"]} seeds. Marks are at most: above the bound that knows the future; bars are their quartiles. (a) The policies: ${policiesInWords(policies)}. Boxes reach down to what it is at least: above a plan that knows the future. (b) A price that is solved for every m slots and kept in between.`,
    data: [
      ...worlds.map((world, w) => bothSides(table.rows, world, w, policies, shiftOf(worlds, w))),
      ...worlds.map((world, w) => refreshed(table.rows, world, w, worlds.length)),
      ...worlds.map((world, w) => byPolicy(table.rows, world, w, policies, shiftOf(worlds, w))),
    ],
    layout: layout({
      columns: 2,
      heightInches: 2.7,
      xaxis: {
        title: panelTitle(0, "Policy", "Policies"),
        tickvals: [...policies.keys()],
        ticktext: policies,
        tickangle: 0,
        range: [-0.6, policies.length - 0.4],
        domain: [0, 0.56],
      },
      xaxis2: {
        title: panelTitle(1, "Slots <i>m</i> between two solves", "Stale prices"),
        ...logarithmic,
        domain: [0.67, 1],
      },
      yaxis: { title: { text: "Regret (%)" }, ...logarithmic },
      yaxis2: { title: { text: "Regret (%)" }, rangemode: "tozero", anchor: "x2" },
    }),
    table,
  };
}

type Rows = Table["rows"];

function shiftOf(worlds: readonly string[], w: number): number {
  return SHIFT * (w - (worlds.length - 1) / 2);
}

/** A box for each policy, from what its regret is at least to what it is at most. */
function bothSides(rows: Rows, world: string, style: number, policies: readonly string[], shift: number): PlotlyTrace {
  const boxes = policies.map((policy, i) => {
    const row = rows.find((own) => own["world"] === world && own["policy"] === policy)!;
    const [low, high] = [row["regretAtLeastMedian"], row["regretMedian"]].map((regret) => 100 * Number(regret));
    const x = [i + shift - HALF, i + shift + HALF];
    return band(style, x, [low!, low!], [high!, high!]) as { readonly x: number[]; readonly y: number[] };
  });
  const apart = (values: readonly (readonly number[])[]): (number | null)[] => values.flatMap((own) => [...own, null]);
  return {
    ...band(style, [], [], []),
    ...axesOf(0),
    x: apart(boxes.map(({ x }) => x)),
    y: apart(boxes.map(({ y }) => y)),
  };
}

function byPolicy(rows: Rows, world: string, style: number, policies: readonly string[], shift: number): PlotlyTrace {
  const own = policies.map((policy) => rows.find((row) => row["world"] === world && row["policy"] === policy)!);
  const percent = (name: string): number[] => own.map((row) => 100 * Number(row[name]));
  const y = percent("regretMedian");
  return {
    ...series(style),
    mode: "markers",
    ...axesOf(0),
    name: world,
    legendgroup: world,
    x: own.map((_, i) => i + shift),
    y,
    error_y: errorBars(y, percent("regretP25"), percent("regretP75")),
  };
}

function refreshed(rows: Rows, world: string, style: number, worlds: number): PlotlyTrace {
  const own = rows.filter((row) => row["world"] === world && REFRESHED.test(String(row["policy"])));
  const percent = (name: string): number[] => own.map((row) => 100 * Number(row[name]));
  const y = percent("regretMedian");
  const slots = own.map((row) => Number(REFRESHED.exec(String(row["policy"]))![1]));
  return {
    ...series(style),
    ...axesOf(1),
    showlegend: false,
    cliponaxis: false,
    x: sideBySide(slots, style, worlds),
    y,
    error_y: errorBars(y, percent("regretP25"), percent("regretP75")),
  };
}
