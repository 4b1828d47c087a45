/** Error of real reverse diffusion: runs stopped early against coarser steps, exact score and learned denoiser (MODEL.md §11). */

import { type ErrorLawName, errorLaw } from "../../laws/error/error-laws.js";
import type { Chart } from "../../report/chart.js";
import { band, layout, panelTitle, powersOfTen, series } from "../../report/drawing.js";
import { axesOf, suffix } from "../../report/panels.js";
import type { Table } from "../../report/table.js";

type Row = Table["rows"][number];

/** One line of a panel. */
interface Line {
  readonly name: string;
  readonly style: number;
  readonly schedule: string;
  readonly sampler: string;
}

const samplers: readonly Line[] = [
  { name: "DDPM", style: 3, schedule: "geometric", sampler: "ddpm" },
  { name: "DDIM", style: 0, schedule: "geometric", sampler: "ddim" },
  { name: "Heun", style: 4, schedule: "geometric", sampler: "heun" },
  { name: "DPM-Solver++(2M)", style: 1, schedule: "geometric", sampler: "dpm-solver" },
];
const stopped: readonly Line[] = [
  ...samplers.slice(0, 2),
  { name: "DDIM, cosine schedule", style: 2, schedule: "cosine", sampler: "ddim" },
  { name: "DDIM, linear schedule", style: 5, schedule: "linear", sampler: "ddim" },
];

const panels = [
  { model: "mixture", sense: "early", title: "Exact score, stopped early", lines: stopped },
  { model: "mixture", sense: "coarse", title: "Exact score, coarser steps", lines: samplers },
  { model: "glyphs", sense: "early", title: "Learned denoiser, stopped early", lines: stopped },
  { model: "glyphs", sense: "coarse", title: "Learned denoiser, coarser steps", lines: samplers },
];

const guide = { type: "scatter", mode: "lines", line: { color: "#000000", width: 1 }, showlegend: false };

/**
 * @param table Of the study `errorMechanism`.
 * @param laws Of the study `errorMechanismLaws` on it, for theory's rates.
 */
export function errorModelMechanismChart(table: Table, laws: Table): Chart {
  const legend = new Set<string>();
  const data = panels.flatMap((panel, p) => {
    const { model, sense, lines } = panel;
    const axes = axesOf(p);
    const own = lines.map((line) => ({
      line,
      rows: table.rows.filter(
        (row) =>
          row["model"] === model &&
          row["sense"] === sense &&
          row["answer"] === "state" &&
          row["schedule"] === line.schedule &&
          row["sampler"] === line.sampler,
      ),
    }));
    const bands = own.map(({ line, rows }) => ({
      ...band(line.style, numbers(rows, "evaluations"), numbers(rows, "errorLeast"), numbers(rows, "errorLargest")),
      ...axes,
    }));
    const traces = own.map(({ line, rows }) => {
      const showlegend = !legend.has(line.name);
      legend.add(line.name);
      const { name, style } = line;
      const [x, y] = [numbers(rows, "evaluations"), numbers(rows, "errorMean")];
      return { ...series(style), ...axes, name, legendgroup: name, showlegend, x, y };
    });
    return [...bands, ...traces, ...guides(table, laws, panel).map(({ x, y }) => ({ ...guide, ...axes, x, y }))];
  });
  return {
    name: "error-model-mechanism",
    caption:
      "Average relative error against evaluations of the denoiser, means over seeds, shaded from the least to the largest; the schedule is geometric where none is named. Stopped early (a, c), the error falls exponentially, after a plateau, on the geometric schedule alone. With coarser steps (b, d) it follows a power law of the sampler's order. At 3 evaluations Heun's error rises: its only step of two evaluations goes from all the noise to far below the scale of the data, and the mean of the slopes at both ends leaves much of the noise in. Thin lines have the rate that theory gives.",
    data,
    layout: layout({
      columns: 2,
      heightInches: 4.8,
      panels: { rows: 2, columns: 2 },
      legend: { entrywidthmode: "fraction", entrywidth: 0.32 },
      annotations: panels.flatMap((panel, p) =>
        guides(table, laws, panel).map(({ x, y, text }) => ({
          xref: `x${suffix(p)}`,
          yref: `y${suffix(p)}`,
          text,
          x: panel.sense === "early" ? x.at(-1) : Math.log10(x.at(-1)!),
          y: Math.log10(y.at(-1)!),
          xanchor: "left",
        })),
      ),
      ...Object.fromEntries(
        panels.flatMap(({ model, sense, title }, p) => {
          const own = table.rows.filter((row) => row["model"] === model && row["sense"] === sense);
          return axisLayouts(p, sense, title, numbers(own, "errorMean"));
        }),
      ),
    }),
    table,
  };
}

function axisLayouts(
  p: number,
  sense: string,
  title: string,
  errors: readonly number[],
): (readonly [string, object])[] {
  const horizontal =
    sense === "early"
      ? { title: panelTitle(p, "Evaluations done", title), dtick: 64, range: [-10, 310] }
      : { title: panelTitle(p, "Evaluations in all", title), type: "log", tickvals: [1, 2, 4, 8, 16, 32, 64, 128] };
  return [
    [`xaxis${suffix(p)}`, horizontal],
    [`yaxis${suffix(p)}`, { title: { text: "Average error" }, ...powersOfTen(errors) }],
  ];
}

/** A line of theory's rate along the tail of one curve, over or under it by `factor`. */
interface Guide {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly text: string;
}

const guided = [
  { sense: "early", sampler: "ddpm", factor: 0.5 },
  { sense: "early", sampler: "ddim", factor: 0.5 },
  { sense: "coarse", sampler: "ddpm", factor: 1.8 },
  { sense: "coarse", sampler: "dpm-solver", factor: 0.5 },
];

function guides(table: Table, laws: Table, { model, sense }: (typeof panels)[number]): Guide[] {
  return guided
    .filter((own) => own.sense === sense)
    .map(({ sampler, factor }) => {
      const curve = { model, schedule: "geometric", sampler, sense, answer: "state" };
      const isOwn = (row: Row): boolean => Object.entries(curve).every(([key, value]) => row[key] === value);
      const law = laws.rows.find((row) => isOwn(row) && row["range"] === "tail" && row["theory"] !== "NA")!;
      const tail = table.rows.filter(isOwn).slice(-(law["points"] as number));
      const rate = law["theory"] as number;
      const { value } = errorLaw(law["law"] as ErrorLawName);
      const falls = numbers(tail, "steps").map((s) => value(Float64Array.of(1, rate, 0), 0, s));
      const scale = (factor * (tail.at(-1)!["errorMean"] as number)) / falls.at(-1)!;
      const text = law["law"] === "power" ? `<i>s</i><sup>−${rate}</sup>` : `e<sup>−${rate.toFixed(3)}<i>s</i></sup>`;
      return { x: numbers(tail, "evaluations"), y: falls.map((fall) => scale * fall), text };
    });
}

function numbers(rows: readonly Row[], column: string): number[] {
  return rows.map((row) => row[column] as number);
}
