/** From published series to curves that an error law can be fitted to: what counts as error, and which series need a caution. */
import type { Curve } from "../../laws/error/fit.js";
import type { PublishedSeries } from "./published-series.js";
import { familyOf, samplerKindOf } from "./series-families.js";
import { sourceOf } from "./series-sources.js";

/** Fewest points of a series that is fitted. */
const FEWEST_POINTS = 4;

/** Why a series is counted apart. */
export const MARKS = {
  "not monotone": "The error rises somewhere.",
  adaptive: "The sampler chooses its steps.",
  secondary: "Some row was read in a text that reprints it.",
  student: "A student's reproduction.",
  mixed: "Two sources differ at the same steps.",
  "zero reference": "A value is 0 by definition, so that no relative residual exists: that point is left out.",
} as const;

export type Mark = keyof typeof MARKS;

export interface ErrorCurve extends Curve {
  readonly series: PublishedSeries;
  /** Paper or repository. */
  readonly source: string;
  readonly family: string;
  readonly samplerKind: string;
  /** What of the metric's `value` is the error: `value` itself where lower is better. */
  readonly transform: string;
  readonly marks: readonly Mark[];
}

interface Transform {
  readonly name: string;
  readonly error: (value: number) => number;
}

const asItIs: Transform = { name: "value", error: (value) => value };

/** The distance from the best possible value. */
const below = (best: number): Transform => ({ name: `${best} - value`, error: (value) => best - value });

/** Metrics of which higher is better. A reward is a log-odds without a best value, so e^−reward are odds against. */
const transforms: readonly (readonly [metric: RegExp, transform: Transform])[] = [
  [/^(STOI|MAUVE)/, below(1)],
  [/^PESQ/, below(4.5)],
  [/^MOS/, below(5)],
  [/^(CLIP score|CLIPSIM)/, below(100)],
  [/^ImageReward/, { name: "exp(-value)", error: (value) => Math.exp(-value) }],
];

/** The series with enough points, as curves in the same order. @throws InputError for an unknown architecture. */
export function errorCurves(all: readonly PublishedSeries[]): ErrorCurve[] {
  return all.filter(({ steps }) => steps.length >= FEWEST_POINTS).map(errorCurve);
}

/** Whether a curve counts for the verdict. */
export function isCounted({ marks }: ErrorCurve): boolean {
  return marks.length === 0;
}

function errorCurve(series: PublishedSeries): ErrorCurve {
  const { architecture, sampler, metric } = series;
  const { name, error } = transforms.find(([pattern]) => pattern.test(metric))?.[1] ?? asItIs;
  const points = series.values
    .map((value, i) => ({ steps: series.steps[i]!, error: error(value) }))
    .filter((point) => point.error !== 0);
  return {
    series,
    source: sourceOf(series),
    family: familyOf(architecture),
    samplerKind: samplerKindOf(architecture, sampler),
    transform: name,
    marks: marksOf(series, points),
    steps: points.map(({ steps }) => steps),
    errors: points.map((point) => point.error),
  };
}

function marksOf(
  series: PublishedSeries,
  points: readonly { readonly steps: number; readonly error: number }[],
): Mark[] {
  const { model, sampler, metric, sources, verified, steps } = series;
  const marks: Record<Mark, boolean> = {
    "not monotone": points.some(({ error }, i) => i > 0 && error > points[i - 1]!.error),
    adaptive: sampler.includes("adaptive"),
    secondary: !verified || sampler.includes("reprint"),
    student: [model, metric, ...sources].some((text) => text.includes("student")),
    mixed: new Set(steps).size < steps.length,
    "zero reference": points.length < steps.length,
  };
  return (Object.keys(marks) as Mark[]).filter((mark) => marks[mark]);
}
