/** Who takes which model where, by what the edge has, and what the choice is worth. */

import type { Chart, PlotlyTrace } from "../../report/chart.js";
import { band, errorBars, layout, panelTitle, series } from "../../report/drawing.js";
import { axesOf } from "../../report/panels.js";
import type { Table } from "../../report/table.js";

const SHARES = [
  { share: "localBase", label: "device, base", style: 0 },
  { share: "localDistilled", label: "device, distilled", style: 4 },
  { share: "edgeBase", label: "edge, base", style: 3 },
  { share: "edgeDistilled", label: "edge, distilled", style: 2 },
] as const;

const ALONE = [
  { model: "base", label: "base alone", style: 5 },
  { model: "distilled", label: "distilled alone", style: 6 },
] as const;

/** @param table Of `modelChoice`. @param differences Of `modelChoiceDifferences`. */
export function modelChoiceChart(table: Table, differences: Table): Chart {
  const more = differences.columns.filter(({ name }) => name.startsWith("objectiveMore"));
  const named = ALONE.flatMap(({ model }) =>
    more.map(({ name, ...column }) => ({
      ...column,
      name: `${model}${name[0]!.toUpperCase()}${name.slice(1)}`,
      from: name,
      model,
    })),
  );
  const rows = table.rows.map((row) => ({
    ...row,
    ...Object.fromEntries(
      named.map(({ name, from, model }) => {
        const own = differences.rows.find(
          (other) => other["stepCapacity"] === row["stepCapacity"] && other["offer"] === model,
        );
        return [name, own![from]!];
      }),
    ),
  }));
  return {
    name: "model-choice",
    caption: `Choosing each user's model: a guided base model, or the distilled one, of half the work and another measured quality a step. Over ${table.rows[0]?.["scenarios"]} scenarios of the same users at each capacity, with 95 % intervals. (a) Mean part of the users who take each model at each place in the proven optimum. (b) Objective a user that the optimum with one model alone has more, median; the intervals hold together with 95 %.`,
    data: [
      ...SHARES.map(({ share, style }) => spread(rows, share, style)),
      ...SHARES.map(({ share, label, style }) => line(rows, share, label, style)),
      ...ALONE.map(({ model, label, style }) => points(rows, `${model}ObjectiveMore`, label, style)),
    ],
    layout: layout({
      columns: 2,
      heightInches: 2.6,
      panels: { rows: 1, columns: 2 },
      xaxis: { title: panelTitle(0, "Edge steps of a round", "Who takes what"), rangemode: "tozero" },
      xaxis2: { title: panelTitle(1, "Edge steps of a round", "What one model costs"), rangemode: "tozero" },
      yaxis: { title: { text: "Part of the users" }, range: [0, 1.05] },
      yaxis2: { title: { text: "Added cost a user" }, rangemode: "tozero" },
    }),
    table: { ...table, columns: [...table.columns, ...named.map(({ from: _, model: __, ...column }) => column)], rows },
  };
}

const column = (rows: Table["rows"], name: string): number[] => rows.map((row) => Number(row[name]));

function spread(rows: Table["rows"], share: string, style: number): PlotlyTrace {
  const [low, high] = [column(rows, `${share}CiLow`), column(rows, `${share}CiHigh`)];
  return { ...band(style, column(rows, "stepCapacity"), low, high), ...axesOf(0) };
}

function line(rows: Table["rows"], share: string, name: string, style: number): PlotlyTrace {
  const [x, y] = [column(rows, "stepCapacity"), column(rows, `${share}Mean`)];
  return { ...series(style), ...axesOf(0), name, x, y, cliponaxis: false };
}

function points(rows: Table["rows"], outcome: string, name: string, style: number): PlotlyTrace {
  const y = column(rows, `${outcome}Median`);
  return {
    ...series(style),
    ...axesOf(1),
    name,
    x: column(rows, "stepCapacity"),
    y,
    error_y: errorBars(y, column(rows, `${outcome}CiLow`), column(rows, `${outcome}CiHigh`)),
    cliponaxis: false,
  };
}
