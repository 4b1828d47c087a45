/** Does the error fall like the model says? Every law's fit to every published curve of quality against steps. */

import { groups } from "d3-array";
import { FITTED_LAWS, type FittedLaw, fitErrorLaw } from "../../laws/error/fit.js";
import type { Interval } from "../../numerics/interval.js";
import { spreadName } from "../../report/summary.js";
import type { Table, TableColumn } from "../../report/table.js";
import { type ErrorCurve, errorCurves } from "./curves.js";
import { aicc, leaveOneOutError, pearson, rawR2, relativeR2 } from "./fit-quality.js";
import { errorIntervals } from "./intervals.js";
import type { PublishedSeries } from "./published-series.js";

/** What stands in a cell whose number does not exist. */
export const NOT_AVAILABLE = "NA";

const columns: readonly TableColumn[] = [
  { name: "model", unit: "", description: "As published, like the next three." },
  { name: "sampler", unit: "", description: "What made the steps." },
  { name: "dataset", unit: "", description: "What it was measured on." },
  { name: "metric", unit: "", description: "What was measured." },
  { name: "law", unit: "", description: "exponential, exponential-floor, power or power-floor." },
  { name: "points", unit: "1", description: "Points that the law is fitted to." },
  { name: "r2", unit: "1", description: "R² of the relative residuals, against the best constant." },
  { name: "r2Raw", unit: "1", description: "R² of the residuals in the error's own unit, against the mean." },
  { name: "aicc", unit: "1", description: "Akaike's criterion for small samples; NA with too few points." },
  { name: "pearson", unit: "1", description: "Correlation of predicted and observed error; NA of a constant." },
  {
    name: "looError",
    unit: "1",
    description:
      "Root mean square relative error with which each point is foretold by the fit to the others; NA with fewer than two numbers of steps to spare, or where such a fit has no rate of its own.",
  },
  {
    name: "initial",
    unit: "error",
    description: "Factor of the falling part, initial·e^(−rate·s) or initial·s^(−rate).",
  },
  ...interval("initial", "error"),
  { name: "rate", unit: "1/step or 1", description: "decay of an exponential law, exponent of a power law." },
  ...interval("rate", "1/step or 1"),
  { name: "floor", unit: "error", description: "What the error falls to; 0 of the laws without." },
  ...interval("floor", "error"),
  { name: "fewestSteps", unit: "step", description: "Least of the series' steps." },
  { name: "mostSteps", unit: "step", description: "Largest of the series' steps." },
  { name: "transform", unit: "", description: "What of the metric's value is the error." },
  { name: "source", unit: "", description: "Paper or repository that the series was read in, our grouping." },
  { name: "family", unit: "", description: "Family of the architecture, our grouping." },
  { name: "samplerKind", unit: "", description: "Kind of the sampler, our grouping." },
  { name: "marks", unit: "", description: "Why the series is counted apart; none if it counts." },
];

/** The four fits of one series, in the order of {@link FITTED_LAWS}. */
export type Fits = readonly Table["rows"][number][];

/** The rows of `errorModelFits`, series by series. */
export function fitsBySeries({ rows }: Table): Fits[] {
  return groups(rows, (_, i) => Math.floor(i / FITTED_LAWS.length)).map(([, own]) => own);
}

/** Whether all laws have this number. */
export function has(fits: Fits, column: string): boolean {
  return fits.every((row) => row[column] !== NOT_AVAILABLE);
}

/** Whether the series counts for the verdict. */
export function isCountedFit([row]: Fits): boolean {
  return row!["marks"] === "none";
}

/** One row for each series of four points or more and each law. @throws InputError for an unknown architecture. */
export function errorModelFits(series: readonly PublishedSeries[]): Table {
  const rows = errorCurves(series).flatMap((curve) => FITTED_LAWS.map((law) => row(curve, law)));
  return { name: "error-model-fits", columns, rows };
}

function row(curve: ErrorCurve, law: FittedLaw): Record<string, number | string> {
  const { model, sampler, dataset, metric } = curve.series;
  const fit = fitErrorLaw(law, curve);
  const intervals = errorIntervals(fit, curve);
  return {
    model,
    sampler,
    dataset,
    metric,
    law,
    points: curve.steps.length,
    r2: cell(relativeR2(fit, curve)),
    r2Raw: cell(rawR2(fit, curve)),
    aicc: cell(aicc(fit, curve)),
    pearson: cell(pearson(fit, curve)),
    looError: cell(leaveOneOutError(law, curve)),
    initial: cell(fit.initial),
    ...ends("initial", intervals.initial),
    rate: cell(fit.rate),
    ...ends("rate", intervals.rate),
    floor: cell(fit.floor),
    ...ends("floor", intervals.floor),
    fewestSteps: curve.steps[0]!,
    mostSteps: curve.steps.at(-1)!,
    transform: curve.transform,
    source: curve.source,
    family: curve.family,
    samplerKind: curve.samplerKind,
    marks: curve.marks.join(", ") || "none",
  };
}

function interval(name: string, unit: string): TableColumn[] {
  const end = (side: string): string => `${side} end of its 95 % interval; NA where there is none.`;
  return [
    { name: spreadName(name, "ciLow"), unit, description: end("Lower") },
    { name: spreadName(name, "ciHigh"), unit, description: end("Upper") },
  ];
}

function ends(name: string, { low, high }: Interval): Record<string, number | string> {
  return { [spreadName(name, "ciLow")]: cell(low), [spreadName(name, "ciHigh")]: cell(high) };
}

/** To ten digits: the rest is rounding, which need not be alike on every machine. */
function cell(value: number): number | string {
  return Number.isFinite(value) ? Number(value.toPrecision(10)) : NOT_AVAILABLE;
}
